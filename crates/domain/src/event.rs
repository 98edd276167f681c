//! What happened in a chat: the persisted changes, in the order of their `seq`.

use serde::{Deserialize, Serialize};

use crate::{Chat, ChatId, Member, Message, ReactionChange, Seq, UserId};

/// A persisted change of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatEvent {
    /// Where.
    pub chat_id: ChatId,
    /// When, in the chat's own count.
    pub seq: Seq,
    /// What.
    pub change: Change,
}

/// What changed, as it stands after the change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A message was sent.
    MessageCreated(Message),
    /// A message says something else now.
    MessageUpdated(Message),
    /// A message was deleted: its place stays, its words are gone.
    MessageDeleted(Message),
    /// Someone chose an emoji for a message.
    ReactionAdded(ReactionChange),
    /// Someone took an emoji back.
    ReactionRemoved(ReactionChange),
    /// Someone joined.
    MemberJoined(Member),
    /// Someone left or was removed.
    MemberLeft {
        /// Who.
        user_id: UserId,
        /// In which way.
        reason: Departure,
    },
    /// Someone's name, picture or role changed, or they were muted.
    MemberUpdated(Member),
    /// The chat's name, description, visibility, password, pace or owner changed.
    ChatUpdated(Chat),
}

/// How a membership, or a chat, ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Departure {
    /// The member left.
    Left,
    /// The member was removed.
    Removed,
    /// The member was removed, and may not come back.
    Banned,
    /// The chat was deleted.
    Deleted,
}
