//! People: their names and pictures.

use jiff::Timestamp;
use precis_profiles::UsernameCaseMapped;
use precis_profiles::precis_core::profile::Profile;
use serde::Serialize;
use unicode_security::{GeneralSecurityProfile, MixedScript, skeleton};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{bounded, parse_line, text_type, visible};
use crate::{FileId, Invalid, UserId};

const USERNAME_CHARS_MIN: usize = 3;
const USERNAME_CHARS_MAX: usize = 32;
const DISPLAY_NAME_CHARS_MAX: usize = 64;
/// A family emoji with skin tones has 10 scalar values; no emoji of Unicode 16 has more than this.
const AVATAR_CHARS_MAX: usize = 16;

/// What only the names of deleted accounts begin with.
const DELETED: &str = "deleted.";

/// Names that would let their bearer pass for the system.
const RESERVED: &[&str] = &[
    "admin",
    "administrator",
    "all",
    "anonymous",
    "channel",
    "deleted",
    "dialogo",
    "everyone",
    "here",
    "me",
    "moderator",
    "nobody",
    "null",
    "official",
    "owner",
    "root",
    "security",
    "server",
    "staff",
    "support",
    "system",
    "undefined",
];

text_type! {
    /// The name one logs in with: unique, in lower case (RFC 8265 `UsernameCaseMapped`), of a single script.
    Username, parse_username
}

text_type! {
    /// The name that others read.
    DisplayName, |text| parse_line(text, DISPLAY_NAME_CHARS_MAX)
}

text_type! {
    /// What stands for a person: one emoji, one or two letters, or a picture of theirs, which is `file:` and the id of its file.
    ///
    /// Nobody types the latter: it is what an upload makes of it.
    Avatar, parse_avatar
}

/// What an avatar begins with that is a picture. No emoji and no two letters do.
const PICTURE: &str = "file:";

impl Avatar {
    /// The avatar that is this picture.
    pub fn picture(id: FileId) -> Self {
        Self(format!("{PICTURE}{id}"))
    }

    /// Which picture it is, if it is one.
    pub fn picture_id(&self) -> Option<FileId> {
        self.0.strip_prefix(PICTURE)?.parse().ok()
    }
}

impl Username {
    /// What this name looks like (UTS 39 skeleton): two names with one skeleton would be mistaken for each other.
    pub fn skeleton(&self) -> String {
        skeleton(&self.0).collect()
    }

    /// A name for somebody who is called that elsewhere: as it is, or what is left of it that can be in a name. Nothing if it is reserved.
    pub fn suggested(text: &str) -> Option<Self> {
        let name = text.split_once('@').map_or(text, |(name, _)| name);
        let letters: String = name.chars().take(USERNAME_CHARS_MAX).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        Self::parse(name).or_else(|why| if why == Invalid::Reserved { Err(why) } else { Self::parse(letters.trim_matches('-')) }).ok()
    }

    /// The same with an ending, where the name itself is taken.
    pub fn with_ending(&self, ending: &str) -> Option<Self> {
        let room = USERNAME_CHARS_MAX.saturating_sub(ending.chars().count() + 1);
        let begin: String = self.0.chars().take(room).collect();
        Self::parse(&format!("{}-{ending}", begin.trim_end_matches(['.', '_', '-']))).ok()
    }

    /// What stands in the place of the name of somebody whose account is deleted. Nobody else can have it.
    pub fn of_deleted(id: UserId) -> Self {
        Self(format!("{DELETED}{:016x}", id.as_uuid().as_u64_pair().1))
    }
}

impl DisplayName {
    /// What others read where somebody was whose account is deleted.
    pub fn of_deleted() -> Self {
        Self("Deleted account".to_owned())
    }
}

impl From<&Username> for DisplayName {
    fn from(username: &Username) -> Self {
        Self(username.0.clone())
    }
}

fn parse_username(text: &str) -> Result<String, Invalid> {
    bounded(text, USERNAME_CHARS_MAX)?;
    let name = UsernameCaseMapped::new().enforce(text).map_err(|_| Invalid::Username)?.into_owned();
    bounded(&name, USERNAME_CHARS_MAX)?;
    if name.chars().count() < USERNAME_CHARS_MIN {
        return Err(Invalid::TooShort(USERNAME_CHARS_MIN));
    }
    let inner = |c: char| matches!(c, '.' | '_' | '-');
    let letters = |c: char| c.is_alphanumeric() || inner(c) || unicode_normalization::char::is_combining_mark(c);
    if !name.chars().all(|c| letters(c) && (inner(c) || c.identifier_allowed()))
        || name.starts_with(inner)
        || name.ends_with(inner)
        || !name.is_single_script()
    {
        return Err(Invalid::Username);
    }
    if RESERVED.contains(&name.as_str()) || name.starts_with(DELETED) {
        return Err(Invalid::Reserved);
    }
    Ok(name)
}

fn parse_avatar(text: &str) -> Result<String, Invalid> {
    let avatar = parse_line(text, AVATAR_CHARS_MAX)?;
    visible(&avatar)?;
    let symbols: Vec<&str> = avatar.graphemes(true).collect();
    let letters = symbols.iter().all(|symbol| symbol.chars().all(char::is_alphanumeric));
    match symbols.len() {
        1 => Ok(avatar),
        2 if letters => Ok(avatar),
        _ => Err(Invalid::Avatar),
    }
}

/// What everyone may know of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserSummary {
    /// Who it is.
    pub id: UserId,
    /// The unique name.
    pub username: Username,
    /// The name to show.
    pub display_name: DisplayName,
    /// One emoji, one or two letters, `file:` and an id (then `/users/{id}/avatar` has the picture), or nothing.
    pub avatar: Option<Avatar>,
}

/// An account, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// What everyone may know.
    #[serde(flatten)]
    pub summary: UserSummary,
    /// When it was registered.
    pub created_at: Timestamp,
    /// Whether it keeps order on the whole server.
    pub is_admin: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_is_mapped_to_one_form() {
        for text in ["alice", "Alice", "ALICE", "ａｌｉｃｅ"] {
            assert_eq!(Username::parse(text).map(|name| name.to_string()).as_deref(), Ok("alice"), "{text}");
        }
        for text in ["jo.ao_9-x", "joão", "李小龙", "дмитрий"] {
            assert!(Username::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_deceptive_username_is_refused() {
        for text in [
            "ali\u{200b}ce",
            "ali\u{202e}ce",
            "ali\u{a0}ce",
            " alice",
            "al ice",
            "аlice",
            "ﬁona",
            "-alice",
            "alice.",
            "al/ice",
            "a\0bc",
            "ali🦀ce",
        ] {
            assert_eq!(Username::parse(text), Err(Invalid::Username), "{text:?}");
        }
        assert_eq!(Username::parse("Admin"), Err(Invalid::Reserved));
        assert_eq!(Username::parse("ab"), Err(Invalid::TooShort(3)));
        assert_eq!(Username::parse(&"a".repeat(33)), Err(Invalid::TooLong(32)));
    }

    #[test]
    fn what_somebody_is_called_elsewhere_becomes_a_name() {
        let named = |text: &str| Username::suggested(text).map(|name| name.to_string());
        for (text, name) in [
            ("ada", "ada"),
            ("Ada.L_1", "ada.l_1"),
            ("ada@example.org", "ada"),
            ("ada lovelace", "ada-lovelace"),
            ("DOMAIN\\ada", "domain-ada"),
            ("<script>", "script"),
            ("jo\u{e3}o!", "jo\u{e3}o"),
        ] {
            assert_eq!(named(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(named(&"a".repeat(500)), Some("a".repeat(32)));
        for text in ["", "@", "a", "--", "admin", "Admin@example.org", "ad\u{430}"] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_with_an_ending_is_a_name() {
        let ended =
            |text: &str, ending: &str| Username::parse(text).ok().and_then(|name| name.with_ending(ending)).map(|name| name.to_string());
        assert_eq!(ended("ada", "2").as_deref(), Some("ada-2"));
        assert_eq!(ended(&"a".repeat(32), "3fa29c1b"), Some(format!("{}-3fa29c1b", "a".repeat(23))));
        assert_eq!(ended(&format!("{}.{}", "a".repeat(29), "bc"), "2"), Some(format!("{}-2", "a".repeat(29))));
    }

    #[test]
    fn look_alikes_share_a_skeleton() {
        let skeleton = |text| Username::parse(text).map(|name| name.skeleton());
        assert_eq!(skeleton("paypa1"), skeleton("paypal"));
        assert_ne!(skeleton("alice"), skeleton("alicia"));
    }

    #[test]
    fn a_picture_is_told_from_what_one_types() {
        let id = FileId::generate();
        assert_eq!(Avatar::picture(id).picture_id(), Some(id));
        assert_eq!(Avatar::parse("AB").expect("letters").picture_id(), None);
    }

    #[test]
    fn an_avatar_is_one_emoji_or_two_letters() {
        for text in ["🦀", "👩‍👩‍👧‍👦", "🇧🇷", "A", "AB", "李"] {
            assert!(Avatar::parse(text).is_ok(), "{text}");
        }
        for text in ["ABC", "🦀🦀", "<b", "", "https://example.org/a.png", "file:01890a5d-ac96-774b-bcce-b302099a8001"] {
            assert!(Avatar::parse(text).is_err(), "{text}");
        }
    }
}
