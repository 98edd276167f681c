//! What people type to find messages.

use super::fold::{Kind, fold};
use super::highlight::{Highlight, highlights};
use super::keys::{SearchKey, is_found_inside, pieces};
use crate::Invalid;
use crate::text::bounded;

const CHARS_MAX: usize = 200;
const TERMS_MAX: usize = 10;

/// Up to ten words or other runs of characters without a space, all of which have to be in a message, in any order. No character has a
/// meaning of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchTerms(Vec<String>);

impl SearchTerms {
    /// The terms in what was typed, up to 200 characters.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        bounded(text.trim(), CHARS_MAX)?;
        if let Some(c) = text.chars().find(|c| c.is_control() && !c.is_whitespace()) {
            return Err(Invalid::Character(c));
        }
        let mut terms: Vec<String> = Vec::new();
        // Folding can bring spaces forth, so it comes first.
        for term in fold(text).split_whitespace() {
            if !terms.iter().any(|known| known == term) {
                terms.push(term.to_owned());
            }
        }
        match terms.len() {
            0 => Err(Invalid::Blank),
            1..=TERMS_MAX => Ok(Self(terms)),
            _ => Err(Invalid::TooManyWords(TERMS_MAX)),
        }
    }

    /// Whether anything will do.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of them are in the text.
    pub fn are_in(&self, text: &str) -> bool {
        if self.is_empty() {
            return true;
        }
        let text = fold(text);
        self.0.iter().all(|term| places(&text, term).next().is_some())
    }

    /// Where they are in the text, from its beginning on, without overlaps.
    pub fn highlights(&self, text: &str) -> Vec<Highlight> {
        if self.is_empty() { Vec::new() } else { highlights(text, &self.0) }
    }

    pub(super) fn keys(&self) -> Vec<SearchKey> {
        let mut keys: Vec<SearchKey> = Vec::new();
        for term in &self.0 {
            let (mut rest, mut is_first) = (pieces(term).peekable(), true);
            while let Some(piece) = rest.next() {
                for key in piece.wanted(is_first, rest.peek().is_none()) {
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                is_first = false;
            }
        }
        keys
    }
}

/// At which bytes of a folded text a folded term occurs: at the beginning of a word if it begins with one or two characters of one, else anywhere.
pub fn places<'a>(text: &'a str, term: &'a str) -> Box<dyn Iterator<Item = usize> + 'a> {
    let is_word = |c: char| Kind::of(c) == Kind::Word;
    if !term.starts_with(is_word) || is_found_inside(term) {
        return Box::new(text.match_indices(term).map(|(at, _)| at));
    }
    if !text.contains(term) {
        return Box::new(std::iter::empty());
    }
    let mut is_inside = false;
    let starts = text.char_indices().filter(move |(_, c)| {
        let was_inside = std::mem::replace(&mut is_inside, is_word(*c));
        is_inside && !was_inside
    });
    Box::new(starts.map(|(at, _)| at).filter(move |at| text[*at..].starts_with(term)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fit;

    fn found(terms: &str, text: &str) -> bool {
        let terms = SearchTerms::parse(terms).expect("terms");
        let is_found = terms.are_in(text);
        let index = super::super::index_keys(uuid::Uuid::nil().into(), text, false);
        let has = |key: &SearchKey| {
            index.iter().any(|k| match key.fit {
                Fit::Whole => *k == key.text,
                Fit::Prefix => k.starts_with(&key.text),
                Fit::Inside => k.contains(&key.text),
            })
        };
        assert!(!is_found || terms.keys().iter().all(has), "{terms:?} is in {text:?}, but not by its keys");
        is_found
    }

    #[test]
    fn words_are_found_by_their_beginning_whatever_case_and_accents() {
        for term in ["hello", "HEL", "world hello", "wörld", "Hello,"] {
            assert!(found(term, "Hello, world"), "{term}");
        }
        for term in ["el", "hello wide", "hello,world", "worlds"] {
            assert!(!found(term, "Hello, world"), "{term}");
        }
    }

    #[test]
    fn three_characters_are_found_inside_words() {
        for term in ["inning", "INN", "nning", "beg", "ing-room", "ning oom"] {
            assert!(found(term, "From the beginning-room on"), "{term}");
        }
        for term in ["in", "ni", "innings", "room-ing", "nin-room"] {
            assert!(!found(term, "From the beginning-room"), "{term}");
        }
        assert!(found("ривет", "Приветствие") && found("ŠTÁ", "naštaju"));
    }

    #[test]
    fn unspaced_scripts_are_found_anywhere_from_one_character_on() {
        for term in ["世界", "好", "界", "你好世界", "你", "好世"] {
            assert!(found(term, "他说：你好世界！"), "{term}");
        }
        assert!(!found("你世", "你好世界"));
        assert!(found("東京", "今日は東京タワー") && found("타워", "도쿄타워에서") && found("ภาษา", "พูดภาษาไทย"));
    }

    #[test]
    fn symbols_mean_themselves() {
        assert!(found("100%", "it is 100% sure") && found("%", "100%") && found("a_b", "x a_b") && found("c++", "C++17"));
        assert!(!found("100%", "100 percent") && !found("a_b", "a-b") && !found("%", "all of it") && !found("h_llo", "hello"));
        assert!(found("'; drop", "'; drop table") && found("\\", "a\\b") && found("🦀", "hi🦀!") && found("a-a", "xa-a-a"));
    }

    #[test]
    fn long_words_are_found_by_any_beginning() {
        let word = "abcdefghij".repeat(20);
        for chars in [1, 31, 32, 33, 100, 199] {
            assert!(found(&word[..chars], &word));
        }
        assert!(!found(&format!("{}x", &word[..40]), &word));
    }

    #[test]
    fn what_is_typed_is_bounded() {
        assert_eq!(SearchTerms::parse(" \u{200b} "), Err(Invalid::Blank));
        assert_eq!(SearchTerms::parse("a\0b"), Err(Invalid::Character('\0')));
        assert_eq!(SearchTerms::parse(&"a".repeat(10_000)), Err(Invalid::TooLong(200)));
        assert_eq!(SearchTerms::parse("1 2 3 4 5 6 7 8 9 10 11"), Err(Invalid::TooManyWords(10)));
        assert_eq!(SearchTerms::parse("a A á a"), SearchTerms::parse("a"));
    }
}
