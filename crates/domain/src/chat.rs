//! Chats: stored conversations.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::{parse_block, parse_line, text_type};
use crate::{ChatId, KeptDraft, Message, Number, Posting, Role, Seq, UserId, UserSummary};

const NAME_CHARS_MAX: usize = 80;
const DESCRIPTION_CHARS_MAX: usize = 500;

text_type! {
    /// What a chat is called. Two chats may share a name.
    ChatName, |text| parse_line(text, NAME_CHARS_MAX)
}

text_type! {
    /// What a chat is about; may be empty.
    ChatDescription, |text| parse_block(text, DESCRIPTION_CHARS_MAX)
}

/// Who can find a chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Listed for everyone; anyone may join, with the password if it has one.
    #[default]
    Public,
    /// For those who are not in it, it does not exist.
    Private,
    /// Of two people, for as long as both have an account; without an owner. For everyone else it does not exist.
    Direct,
}

/// A chat that is about to be created.
#[derive(Clone, Debug)]
pub struct NewChat {
    /// What it is called.
    pub name: ChatName,
    /// What it is about.
    pub description: ChatDescription,
    /// Who can find it.
    pub visibility: Visibility,
}

/// A chat as its members, and for a public one everybody, see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chat {
    /// Which chat.
    pub id: ChatId,
    /// What it is called; a direct chat has no name.
    pub name: ChatName,
    /// What it is about.
    pub description: ChatDescription,
    /// Who can find it.
    pub visibility: Visibility,
    /// Whether joining takes a password.
    pub has_password: bool,
    /// Whether a private chat can be found by its name, and asked to let one in; of others it means nothing.
    pub join_requests: bool,
    /// Who may write in it.
    pub posting: Posting,
    /// Seconds that a member waits between two messages; 0: none.
    pub slow_mode_secs: u32,
    /// Its one owner; a direct chat has none.
    pub owner_id: Option<UserId>,
    /// How many people are in it.
    pub member_count: i64,
    /// The `seq` of its latest change.
    pub seq: Seq,
    /// How many messages it has, which is also the latest one's number.
    pub message_count: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When the latest message was sent.
    pub last_message_at: Option<Timestamp>,
}

impl Chat {
    /// As it looks from outside: a private chat that can be found shows its name and description, and nothing else.
    #[must_use]
    pub fn from_outside(self) -> Self {
        match self.visibility {
            Visibility::Public | Visibility::Direct => self,
            Visibility::Private => Self {
                has_password: false,
                posting: Posting::Everyone,
                slow_mode_secs: 0,
                owner_id: None,
                member_count: 0,
                seq: Seq(0),
                message_count: 0,
                last_message_at: None,
                ..self
            },
        }
    }
}

/// A chat as one of its members sees it in the own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyChat {
    /// The chat.
    #[serde(flatten)]
    pub chat: Chat,
    /// With whom I am in it, if it is a direct chat.
    pub direct_with: Option<UserSummary>,
    /// What I am in it.
    pub role: Role,
    /// Since when I am in it.
    pub joined_at: Timestamp,
    /// Until when I may only read, if somebody has muted me.
    pub muted_until: Option<Timestamp>,
    /// How many people wait to be let in; 0 for those who may not let them in.
    pub requests_waiting: i64,
    /// How many reported messages wait for me to decide, up to a hundred; 0 for those who may not.
    pub reports_open: i64,
    /// How far I have read, and what that leaves.
    #[serde(flatten)]
    pub read: ReadPosition,
    /// What of it I want to be told of.
    pub notifications: Notifications,
    /// What I have begun to write in it; nothing if I never have.
    pub draft: Option<KeptDraft>,
    /// The latest message.
    pub last_message: Option<Message>,
}

/// What of a chat one of its members wants to be told of. It changes what a client makes a noise about, not what it hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Notifications {
    /// Every message.
    All,
    /// Messages that mention one.
    Mentions,
    /// Nothing.
    None,
}

impl Notifications {
    /// By its word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::All, Self::Mentions, Self::None].into_iter().find(|level| level.as_str() == text)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mentions => "mentions",
            Self::None => "none",
        }
    }
}

/// How far a member has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadPosition {
    /// The number of the last message read, 0 for none.
    pub read_number: Number,
    /// How many messages stand after it.
    pub unread: i64,
    /// How many of those mention the member.
    pub unread_mentions: i64,
}

impl ReadPosition {
    /// The position `read` in a chat of `message_count` messages, so many of which mention the member after it.
    pub fn of(read: Number, message_count: i64, unread_mentions: i64) -> Self {
        Self { read_number: read, unread: (message_count - read.0).max(0), unread_mentions }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Invalid;

    #[test]
    fn a_name_is_never_blank_and_a_description_may_be() {
        assert_eq!(ChatName::parse("\u{200b} "), Err(Invalid::Blank));
        assert!(ChatDescription::parse("").is_ok());
    }

    #[test]
    fn what_one_wants_to_be_told_of_has_three_words() {
        for level in [Notifications::All, Notifications::Mentions, Notifications::None] {
            assert_eq!(Notifications::parse(level.as_str()), Some(level));
        }
        assert_eq!(Notifications::parse("loud"), None);
    }

    #[test]
    fn unread_is_what_stands_after_the_read_position() {
        assert_eq!(ReadPosition::of(Number(211), 214, 0).unread, 3);
        assert_eq!(ReadPosition::of(Number(9), 3, 0).unread, 0);
    }
}
