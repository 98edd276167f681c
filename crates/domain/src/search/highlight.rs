//! Where in a message the terms are.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::fold::fold;
use super::terms::places;

/// A part of a body, in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Highlight {
    /// How many characters are before it.
    pub start: usize,
    /// How many characters it has.
    pub length: usize,
}

/// A letter as people see it, and where it is.
struct Letter {
    /// Where it begins in the folded text, in bytes.
    folded_at: usize,
    /// Where it is in the text itself, in characters.
    start: usize,
    end: usize,
}

pub fn highlights(text: &str, terms: &[String]) -> Vec<Highlight> {
    let (folded, letters) = by_letter(text);
    let letter_at = |byte: usize| letters.partition_point(|letter| letter.folded_at <= byte).saturating_sub(1);
    let mut parts: Vec<(usize, usize)> = terms
        .iter()
        .flat_map(|term| places(&folded, term).map(|at| (letter_at(at), letter_at(at + term.len() - 1))))
        .filter_map(|(first, last)| Some((letters.get(first)?.start, letters.get(last)?.end)))
        .collect();
    parts.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (start, end) in parts {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined.into_iter().map(|(start, end)| Highlight { start, length: end - start }).collect()
}

/// The text folded letter by letter, with those that leave something.
fn by_letter(text: &str) -> (String, Vec<Letter>) {
    let (mut folded, mut letters, mut start) = (String::with_capacity(text.len()), Vec::new(), 0);
    for letter in text.graphemes(true) {
        let end = start + letter.chars().count();
        let folded_at = folded.len();
        folded.push_str(&fold(letter));
        if folded.len() > folded_at {
            letters.push(Letter { folded_at, start, end });
        }
        start = end;
    }
    (folded, letters)
}

#[cfg(test)]
mod tests {
    use crate::SearchTerms;

    fn marked(terms: &str, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut marked = String::new();
        let mut at = 0;
        for part in SearchTerms::parse(terms).expect("terms").highlights(text) {
            marked.extend(&chars[at..part.start]);
            marked.push('[');
            marked.extend(&chars[part.start..part.start + part.length]);
            marked.push(']');
            at = part.start + part.length;
        }
        marked.extend(&chars[at..]);
        marked
    }

    #[test]
    fn what_was_found_is_marked_in_the_text_as_it_was_typed() {
        for (terms, text, expected) in [
            ("hello wor", "Hello, hello world", "[Hello], [hello] [wor]ld"),
            ("gru", "Gru\u{308}ße über die Grüße", "[Gru\u{308}]ße über die [Grü]ße"),
            ("strasse", "Straße", "[Straße]"),
            ("inning", "Beginning of an inning", "Beg[inning] of an [inning]"),
            ("fi", "ﬁne", "[ﬁ]ne"),
            ("世界", "你好世界世界", "你好[世界世界]"),
            ("100% %", "it is 100% or 5%", "it is [100%] or 5[%]"),
            ("family", "👨‍👩‍👧 family", "👨‍👩‍👧 [family]"),
            ("한", "가\u{1112}\u{1161}\u{11ab}나", "가[\u{1112}\u{1161}\u{11ab}]나"),
        ] {
            assert_eq!(marked(terms, text), expected);
        }
    }
}
