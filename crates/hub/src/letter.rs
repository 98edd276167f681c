//! What waits for one connection.

use std::sync::Arc;

use bytes::Bytes;
use dialogo_domain::{ChatId, Seq};

use crate::Changes;

/// Frames on their way to one connection, shared with everyone else who gets them. Where they belong decides whether a replay has told them.
#[derive(Clone, Debug)]
pub enum Letter {
    /// Persisted changes of a chat: never dropped silently.
    Changes(Arc<Changes>),
    /// The beginning of the user's place in a chat.
    Greeting {
        /// The chat.
        chat_id: ChatId,
        /// The change that it is in the chat.
        seq: Seq,
        /// What is said.
        frame: Bytes,
    },
    /// The end of the user's place in a chat.
    Farewell {
        /// The chat.
        chat_id: ChatId,
        /// The place of the departure in it; nothing if the chat itself is gone.
        seq: Option<Seq>,
        /// What is said.
        frame: Bytes,
    },
    /// Outside the order of chats, and not to be lost.
    Plain(Bytes),
    /// Of the moment: dropped when the mailbox is half full.
    Ephemeral(Bytes),
}

impl Letter {
    /// How many frames it is.
    pub fn count(&self) -> usize {
        if let Self::Changes(changes) = self { changes.count() } else { 1 }
    }

    /// All of its frames.
    pub fn frames(&self) -> &Bytes {
        match self {
            Self::Changes(changes) => changes.frames(),
            Self::Greeting { frame, .. } | Self::Farewell { frame, .. } | Self::Plain(frame) | Self::Ephemeral(frame) => frame,
        }
    }

    /// The chat in whose order it stands.
    pub fn chat_id(&self) -> Option<ChatId> {
        match self {
            Self::Changes(changes) => Some(changes.chat_id()),
            Self::Greeting { chat_id, .. } | Self::Farewell { chat_id, .. } => Some(*chat_id),
            Self::Plain(_) | Self::Ephemeral(_) => None,
        }
    }
}
