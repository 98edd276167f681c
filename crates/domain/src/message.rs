//! Messages: what is said, and where it stands in its chat.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::{parse_block, text_type, visible};
use crate::{Action, Attachment, ChatId, ClientId, FileId, Invalid, Mention, MessageId, Reactions, Role, UserId, UserSummary};

const BODY_CHARS_MAX: usize = 4_000;

text_type! {
    /// What a message says: 1 to 4,000 characters, something of it visible.
    MessageBody, |text| {
        let body = parse_block(text, BODY_CHARS_MAX)?;
        visible(&body)?;
        Ok(body)
    }
}

impl MessageBody {
    /// That nothing is said, as beside attachments, or in a draft that is gone.
    pub fn none() -> Self {
        Self(String::new())
    }

    /// The same beside attachments, which may say it all: then it may be empty.
    pub fn parse_beside_attachments(text: &str) -> Result<Self, Invalid> {
        if text.trim().is_empty() { Ok(Self::none()) } else { Self::parse(text) }
    }
}

macro_rules! counter {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

counter! {
    /// A chat's change counter: each persisted change takes the next one, without a gap.
    Seq
}
counter! {
    /// A message's place in its chat: 1, 2, 3 …
    Number
}

/// A message that is not stored yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The sender's own id of it: sending the same again stores nothing new.
    pub client_id: ClientId,
    /// What it says.
    pub body: MessageBody,
    /// The message of the same chat that it answers.
    pub reply_to: Option<MessageId>,
    /// The files that it brings along: the sender's own, uploaded into this chat, in no other message.
    pub attachments: Vec<FileId>,
}

/// A stored message: one shape everywhere, REST and WebSocket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Which message.
    pub id: MessageId,
    /// The chat it belongs to.
    pub chat_id: ChatId,
    /// The `seq` of its latest change, which at first is its birth.
    pub seq: Seq,
    /// Its place among the chat's messages.
    pub number: Number,
    /// Who wrote it, under the present name.
    pub author: UserSummary,
    /// What it says; empty once it is deleted.
    pub body: MessageBody,
    /// The sender's own id of it.
    pub client_id: ClientId,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
    /// The files that it brings along; none once it is deleted.
    pub attachments: Vec<Attachment>,
    /// When it was stored.
    pub created_at: Timestamp,
    /// When its text was last changed.
    pub edited_at: Option<Timestamp>,
    /// When it was deleted. What is left then is a tombstone: its place, its author and nothing that it said.
    pub deleted_at: Option<Timestamp>,
    /// When it was pinned, if it is: then those who keep order want everyone to find it.
    pub pinned_at: Option<Timestamp>,
    /// Which emoji people chose for it.
    pub reactions: Reactions,
    /// Whom it mentions.
    pub mentions: Vec<Mention>,
}

/// What a message said before it was edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageVersion {
    /// What it said.
    pub body: MessageBody,
    /// Since when: when the message was sent, or edited to this.
    pub written_at: Timestamp,
}

impl Message {
    /// Whether it still says what was sent.
    pub fn is_as_sent(&self) -> bool {
        self.edited_at.is_none() && self.deleted_at.is_none()
    }

    /// Whether `user_id` may change what it says.
    pub fn may_be_edited_by(&self, user_id: UserId) -> bool {
        self.author.id == user_id
    }

    /// Whether `user_id`, who has this role in the chat, may read what it said before it was edited.
    pub fn shows_versions_to(&self, user_id: UserId, role: Role) -> bool {
        self.author.id == user_id || role.may(Action::ReadVersions)
    }

    /// Whether `user_id`, who has this role in the chat, may delete it.
    pub fn may_be_deleted_by(&self, user_id: UserId, role: Role) -> bool {
        self.author.id == user_id || role.may(Action::DeleteMessage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_body_is_refused() {
        for blank in ["", " \n\t ", "\u{200b}", "\u{2060}\u{feff}"] {
            assert_eq!(MessageBody::parse(blank), Err(Invalid::Blank), "{blank:?}");
        }
    }

    #[test]
    fn only_beside_attachments_a_body_may_be_empty() {
        for empty in ["", " \n"] {
            assert_eq!(MessageBody::parse_beside_attachments(empty).as_ref().map(MessageBody::as_str), Ok(""));
        }
        assert_eq!(MessageBody::parse_beside_attachments("\u{200b}"), Err(Invalid::Blank), "what only seems to be empty");
        assert_eq!(MessageBody::parse_beside_attachments("look"), MessageBody::parse("look"));
    }

    #[test]
    fn a_body_has_up_to_four_thousand_characters_of_any_size() {
        assert!(MessageBody::parse(&"🦀".repeat(4_000)).is_ok());
        assert_eq!(MessageBody::parse(&"🦀".repeat(4_001)), Err(Invalid::TooLong(4_000)));
    }

    #[test]
    fn nul_never_reaches_the_database() {
        assert_eq!(MessageBody::parse("a\0b"), Err(Invalid::Character('\0')));
    }
}
