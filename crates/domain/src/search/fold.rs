//! Folding: what makes no difference to those who search is taken away.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a character is to the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Part of a word: letters, digits and their marks.
    Word,
    /// Of a script that is written without spaces between words, or with little between them that people search by.
    Unspaced,
    /// Anything else that can be seen.
    Symbol,
    /// Between all these.
    Space,
}

impl Kind {
    pub fn of(c: char) -> Self {
        match c {
            _ if c.is_whitespace() || c.is_control() => Self::Space,
            _ if is_unspaced(c) => Self::Unspaced,
            _ if c.is_alphanumeric() || is_combining_mark(c) => Self::Word,
            _ => Self::Symbol,
        }
    }
}

/// Thai, Lao, Burmese, Khmer, kana, Han and Hangul (which has spaces, but joins particles to its words).
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The text as it is compared: lower case, without compatibility forms, accents and what cannot be seen.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !is_dropped(*c)).flat_map(char::to_lowercase).flat_map(spelled).filter(|c| !is_dropped(*c)).nfc().collect()
}

/// Accents of alphabets, the points of Hebrew and Arabic, and joiners. Marks that make another letter of one, as in kana and Indic scripts, stay.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Letters that have two spellings.
fn spelled(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'ς' => ('σ', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_compatibility_forms_make_no_difference() {
        for (text, folded) in [
            ("HeLLo", "hello"),
            ("Grüße", "grusse"),
            ("GRU\u{308}SSE", "grusse"),
            ("ﬁne ｆｕｌｌ ①", "fine full 1"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("İstanbul", "istanbul"),
            ("so\u{ad}ft\u{200b}", "soft"),
            ("ｶﾞ", "ガ"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        assert_ne!(fold("が"), fold("か"));
        assert_ne!(fold("कि"), fold("क"));
    }

    #[test]
    fn every_character_has_its_kind() {
        for (kind, chars) in [
            (Kind::Word, "aé7яאक\u{93f}"),
            (Kind::Unspaced, "你かカ한ไ々ー"),
            (Kind::Symbol, "%_'\"\\🦀.・"),
            (Kind::Space, " \n\t\u{3000}\u{a0}"),
        ] {
            assert!(chars.chars().all(|c| Kind::of(c) == kind), "{chars:?}: {:?}", chars.chars().map(Kind::of).collect::<Vec<_>>());
        }
    }
}
