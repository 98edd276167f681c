//! What every text that people type has to satisfy.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Invalid;

/// The most combining marks in a row: Vietnamese, Hebrew and Thai need up to four; towers of them spill over neighbours.
const MARKS_MAX: usize = 8;

/// A one-line name: trimmed, NFC, inner white space folded to single spaces, free of controls and of direction overrides.
pub fn parse_line(text: &str, chars_max: usize) -> Result<String, Invalid> {
    // Measured before anything is copied: a megabyte of spaces is not worth folding.
    bounded(text.trim(), chars_max)?;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    for c in line.chars() {
        if c.is_control() || is_direction_control(c) {
            return Err(Invalid::Character(c));
        }
    }
    visible(&line)?;
    few_marks(&line)?;
    bounded(&line, chars_max)?;
    Ok(line)
}

/// A text of several lines, kept as typed but for white space around it; only NUL and other controls are refused.
pub fn parse_block(text: &str, chars_max: usize) -> Result<String, Invalid> {
    let block = text.trim();
    bounded(block, chars_max)?;
    match block.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        Some(c) => Err(Invalid::Character(c)),
        None => Ok(block.to_owned()),
    }
}

/// Refuses a text of which nothing can be seen.
pub fn visible(text: &str) -> Result<(), Invalid> {
    if text.chars().all(is_invisible) { Err(Invalid::Blank) } else { Ok(()) }
}

/// Refuses a text of more than `chars_max` characters (Unicode scalar values).
pub fn bounded(text: &str, chars_max: usize) -> Result<(), Invalid> {
    // A character has at most four bytes: a text beyond that is too long without counting.
    if text.len() > chars_max * 4 || text.chars().count() > chars_max {
        return Err(Invalid::TooLong(chars_max));
    }
    Ok(())
}

fn few_marks(text: &str) -> Result<(), Invalid> {
    let mut run = 0;
    for c in text.nfd() {
        run = if is_combining_mark(c) { run + 1 } else { 0 };
        if run > MARKS_MAX {
            return Err(Invalid::Marks);
        }
    }
    Ok(())
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_combining_mark(c)
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The controls that reorder the text after them (UAX 9: embeddings, overrides, isolates).
fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A newtype over a valid text: private field, parsed on the way in, also by serde.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $parse:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text as this type, or why it cannot be.
            pub fn parse(text: &str) -> Result<Self, crate::Invalid> {
                let parse: fn(&str) -> Result<String, crate::Invalid> = $parse;
                parse(text).map(Self)
            }

            /// A text that was valid when it was stored: rules may tighten later without making old rows unreadable.
            pub fn stored(text: String) -> Self {
                Self(text)
            }

            /// The valid text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use text_type;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_folded() {
        assert_eq!(parse_line("  the\t big \n room ", 20).as_deref(), Ok("the big room"));
    }

    #[test]
    fn a_line_of_nothing_visible_is_blank() {
        for blank in ["", "   ", "\u{200b}\u{200d}", "\u{2800}", "\u{3164}", "\u{301}"] {
            assert_eq!(parse_line(blank, 20), Err(Invalid::Blank), "{blank:?}");
        }
    }

    #[test]
    fn controls_and_direction_overrides_are_refused() {
        assert_eq!(parse_line("a\0b", 20), Err(Invalid::Character('\0')));
        assert_eq!(parse_line("abc\u{202e}def", 20), Err(Invalid::Character('\u{202e}')));
        assert_eq!(parse_block("a\0b", 20), Err(Invalid::Character('\0')));
    }

    #[test]
    fn towers_of_marks_are_refused_but_writing_is_not() {
        assert_eq!(parse_line(&format!("a{}", "\u{301}".repeat(300)), 400), Err(Invalid::Marks));
        assert!(parse_line("Việt Nam, ประเทศไทย, שָׁלוֹם", 100).is_ok());
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(parse_block(&"🦀".repeat(10), 10).is_ok());
        assert_eq!(parse_block(&"🦀".repeat(11), 10), Err(Invalid::TooLong(10)));
    }
}
