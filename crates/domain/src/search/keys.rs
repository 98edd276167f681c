//! Keys: what the index knows of a message. It may know a little less than the text says, never anything else.

use std::collections::BTreeSet;

use super::fold::{Kind, fold};
use crate::UserId;

/// Longer words are found by their beginning in the index, and by all of it in the text.
const WORD_CHARS_MAX: usize = 32;
/// Bytes of the keys of one message, which keeps those of a block of 32 below the mebibyte that a `tsvector` may have. Whole words of a body
/// of 4,000 characters fit, but for nonsense.
const KEY_BYTES_MAX: usize = 32_000;

/// So many characters are found inside a word too; fewer are found at its beginning alone, because almost every word has them somewhere.
const INNER_CHARS_MIN: usize = 3;

/// A key that a message must have to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchKey {
    /// The key. Any characters but spaces.
    pub text: String,
    /// Which keys of a message will do.
    pub fit: Fit,
}

/// Which keys of a message are as good as the one that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The same.
    Whole,
    /// Those that begin so.
    Prefix,
    /// Those that have it anywhere.
    Inside,
}

impl SearchKey {
    fn whole(text: String) -> Self {
        Self { text, fit: Fit::Whole }
    }
}

/// Whether other words may be found by a part of this key: it is a word, and long enough.
pub fn is_word_with_inside(key: &str) -> bool {
    key.starts_with(|c: char| Kind::of(c) == Kind::Word && !c.is_ascii_uppercase()) && key.chars().nth(INNER_CHARS_MIN).is_some()
}

/// Whether a term is found inside words: it begins with enough of one.
pub fn is_found_inside(term: &str) -> bool {
    pieces(term).next().is_some_and(|piece| piece.is_long_word())
}

/// A run of characters that belong together.
pub struct Piece<'a> {
    pub kind: Kind,
    pub text: &'a str,
}

/// The pieces of a folded text, without the spaces between them.
pub fn pieces(folded: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| Kind::of(c) == Kind::Space);
        let first = rest.chars().next()?;
        let kind = Kind::of(first);
        let end = if kind == Kind::Symbol { first.len_utf8() } else { rest.find(|c| Kind::of(c) != kind).unwrap_or(rest.len()) };
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece { kind, text })
    })
}

/// By what a message of this author is found.
pub fn index_keys(author: UserId, body: &str, has_file: bool) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([of_author(author).text]);
    if has_link(body) {
        keys.insert(of_link().text);
    }
    if has_file {
        keys.insert(of_file().text);
    }
    let mut bytes = 0;
    for piece in pieces(&fold(body)) {
        for key in piece.keys() {
            bytes += key.len();
            if bytes > KEY_BYTES_MAX {
                return keys;
            }
            if !keys.insert(key.to_owned()) {
                bytes -= key.len();
            }
        }
    }
    keys
}

impl Piece<'_> {
    /// The keys of a piece of a message: a word, a symbol, or each character of an unspaced run with the next one.
    fn keys(&self) -> Vec<&str> {
        match self.kind {
            Kind::Unspaced => {
                let starts: Vec<usize> = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
                (0..starts.len() - 1).map(|n| &self.text[starts[n]..starts[(n + 2).min(starts.len() - 1)]]).collect()
            }
            _ => vec![beginning(self.text)],
        }
    }

    fn is_long_word(&self) -> bool {
        self.kind == Kind::Word && self.text.chars().nth(INNER_CHARS_MIN - 1).is_some()
    }

    /// The keys that a message has in which this piece, the first or the last one of its term or neither, occurs.
    pub fn wanted(&self, is_first: bool, is_last: bool) -> Vec<SearchKey> {
        if self.kind == Kind::Unspaced {
            return self.wanted_pairs();
        }
        let fit = match self.kind {
            Kind::Word if is_first && self.is_long_word() => Fit::Inside,
            Kind::Word if is_last => Fit::Prefix,
            _ => Fit::Whole,
        };
        vec![SearchKey { text: beginning(self.text).to_owned(), fit }]
    }

    fn wanted_pairs(&self) -> Vec<SearchKey> {
        let mut keys = self.keys();
        // The last character may go on in the message. Alone it is the beginning of a pair, otherwise the end of one.
        let last = if keys.len() > 1 { None } else { keys.first().copied() };
        keys.pop();
        let pairs = keys.into_iter().map(|key| SearchKey::whole(key.to_owned()));
        pairs.chain(last.map(|key| SearchKey { text: key.to_owned(), fit: Fit::Prefix })).collect()
    }
}

fn beginning(word: &str) -> &str {
    word.char_indices().nth(WORD_CHARS_MAX).map_or(word, |(end, _)| &word[..end])
}

/// Keys of messages are in lower case: these cannot be words.
pub fn of_author(author: UserId) -> SearchKey {
    SearchKey::whole(format!("BY{}", author.as_uuid().simple()))
}

pub fn of_link() -> SearchKey {
    SearchKey::whole("LINK".to_owned())
}

pub fn of_file() -> SearchKey {
    SearchKey::whole("FILE".to_owned())
}

/// Whether there is an address of the web in the text.
pub fn has_link(body: &str) -> bool {
    let lower = body.to_ascii_lowercase();
    ["http://", "https://"].iter().any(|scheme| {
        lower.match_indices(scheme).any(|(at, scheme)| lower[at + scheme.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '['))
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn keys(body: &str) -> Vec<String> {
        index_keys(Uuid::nil().into(), body, false).into_iter().filter(|key| !key.starts_with("BY")).collect()
    }

    #[test]
    fn words_symbols_and_pairs_of_unspaced_characters_are_keys() {
        assert_eq!(keys("Hello, hello world"), [",", "hello", "world"]);
        assert_eq!(keys("100% of a_b"), ["%", "100", "_", "a", "b", "of"]);
        assert_eq!(keys("你好世界"), ["世界", "你好", "好世", "界"]);
        assert_eq!(keys("Rust語で"), ["rust", "で", "語で"]);
        assert_eq!(keys("it's \\ \" 🦀🦀"), ["\"", "'", "\\", "it", "s", "🦀"]);
    }

    #[test]
    fn a_message_has_a_bounded_number_of_keys() {
        let nonsense: String = (0..4_000).filter_map(|n| char::from_u32(0x20000 + n * 7)).collect();
        assert!(keys(&nonsense).iter().map(String::len).sum::<usize>() <= KEY_BYTES_MAX);
        assert_eq!(keys(&"x".repeat(4_000)), ["x".repeat(32)]);
    }

    #[test]
    fn words_that_may_hold_others_are_told_from_other_keys() {
        for word in ["beginning", "état", "привет", "a1b2"] {
            assert!(is_word_with_inside(word), "{word}");
        }
        for other in
            [of_link().text, of_file().text, of_author(Uuid::nil().into()).text, "abc".to_owned(), "世界".to_owned(), "%".to_owned()]
        {
            assert!(!is_word_with_inside(&other), "{other}");
        }
    }

    #[test]
    fn no_key_has_a_space_in_it_or_is_empty() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            for key in keys(&format!("a{c}b")) {
                assert!(!key.is_empty() && !key.contains([' ', '\0']), "{c:?} {key:?}");
            }
        }
    }

    #[test]
    fn a_link_is_an_address_of_the_web() {
        for link in ["http://a.b", "see HTTPS://example.org/x", "(https://[::1]/)"] {
            assert!(has_link(link), "{link}");
        }
        for none in ["http", "https://", "http:// a", "ftp://a.b", "example.org"] {
            assert!(!has_link(none), "{none}");
        }
    }
}
