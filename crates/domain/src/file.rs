//! Files: what people upload and attach to messages.

use serde::Serialize;

use crate::FileId;
use crate::text::text_type;

const NAME_CHARS_MAX: usize = 120;
/// An ending that is longer says nothing.
const ENDING_CHARS_MAX: usize = 16;
/// The name of a file that has none.
const NAMELESS: &str = "file";

text_type! {
    /// What a file is called: a name without a path, of at most 120 characters that can all be shown. Where it is stored is no matter of its name.
    FileName, |text| Ok(cleaned(text))
}

text_type! {
    /// What a file is, by its content: a media type such as `image/png`.
    MediaType, |text| Ok(text.to_owned())
}

impl FileName {
    /// The name that is left of whatever a client calls a file.
    pub fn cleaned(text: &str) -> Self {
        Self(cleaned(text))
    }
}

fn cleaned(text: &str) -> String {
    let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|c| !c.is_control() && !is_formatting(*c)).collect();
    let name = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    // Dots in front would hide it where it is saved.
    let name = name.trim_start_matches(['.', ' ']);
    if name.is_empty() { NAMELESS.to_owned() } else { shortened(name) }
}

/// Cut in the middle, so that the ending stays.
fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS_MAX {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.chars().count() <= ENDING_CHARS_MAX);
    let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
    let beginning: String = name.chars().take(NAME_CHARS_MAX - ending.chars().count()).collect();
    beginning.trim_end().to_owned() + &ending
}

/// Characters that show nothing but change what others show: `cod\u{202e}gpj.exe` looks like a picture.
fn is_formatting(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A file of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Which file: `/files/{id}` has its bytes.
    pub id: FileId,
    /// What it is called.
    pub name: FileName,
    /// What it is, by its content.
    pub media_type: MediaType,
    /// How large it is.
    pub bytes: i64,
    /// The width of a picture, in pixels.
    pub width: Option<i32>,
    /// The height of a picture, in pixels.
    pub height: Option<i32>,
    /// Whether `/files/{id}/thumbnail` has a smaller picture of it.
    pub has_thumbnail: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_cleaned_stays_as_it_is() {
        for text in
            [". .hidden", &format!("{} and more", "x".repeat(NAME_CHARS_MAX - 1)), &format!("{} more.png", "x".repeat(NAME_CHARS_MAX - 5))]
        {
            let once = cleaned(text);
            assert_eq!(cleaned(&once), once, "{text}");
        }
    }

    #[test]
    fn a_name_is_no_path_and_hides_nothing() {
        for (text, name) in [
            ("holiday.jpg", "holiday.jpg"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ada\\x.txt", "x.txt"),
            ("a\0b\r\n.txt", "ab.txt"),
            ("cod\u{202e}gpj.exe", "codgpj.exe"),
            (" the \t last  one ", "the last one"),
            (".htaccess", "htaccess"),
            ("Übersicht (日本).pdf", "Übersicht (日本).pdf"),
        ] {
            assert_eq!(FileName::cleaned(text).as_str(), name, "{text:?}");
        }
        for nameless in ["", "  ", "/", "..", "\u{200b}", "a/"] {
            assert_eq!(FileName::cleaned(nameless).as_str(), NAMELESS, "{nameless:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = FileName::cleaned(&format!("{}.tar.gz", "é".repeat(300)));
        assert_eq!(name.as_str().chars().count(), NAME_CHARS_MAX);
        assert!(name.as_str().ends_with("é.gz"), "{name}");
        let endless = FileName::cleaned(&format!("a.{}", "b".repeat(300)));
        assert_eq!(endless.as_str().chars().count(), NAME_CHARS_MAX);
    }
}
