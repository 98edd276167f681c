//! What is handed to the worker threads.

use std::sync::Arc;

use bytestring::ByteString;
use dialogo_domain::{ChatId, Seq, SessionId, UserId};

use crate::CloseCode;

/// A committed change of a chat, encoded, and what it does to the room.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The chat.
    pub chat_id: ChatId,
    /// The change's place in the chat.
    pub seq: Seq,
    /// What the listeners get.
    pub frame: ByteString,
    /// Who enters or leaves the room with it.
    pub turnstile: Turnstile,
}

impl Publication {
    /// An upper bound of what one connection gets of it.
    pub(crate) fn bytes(&self) -> usize {
        let own = match &self.turnstile {
            Turnstile::Pass => 0,
            Turnstile::Enter { greeting: frame, .. } | Turnstile::Leave { farewell: frame, .. } => frame.len(),
        };
        self.frame.len().max(own)
    }
}

/// Who enters or leaves a room.
#[derive(Clone, Debug)]
pub enum Turnstile {
    /// Nobody: every listener gets the frame.
    Pass,
    /// The listeners get the frame, then all connections of the user enter and get the greeting instead.
    Enter {
        /// Who joined the chat.
        user_id: UserId,
        /// What the user's own connections get.
        greeting: ByteString,
    },
    /// All connections of the user leave and get the farewell, then the remaining listeners get the frame.
    Leave {
        /// Who is no longer in the chat.
        user_id: UserId,
        /// What the user's own connections get.
        farewell: ByteString,
    },
}

/// Which log-ins of a user have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// This one.
    One(UserId, SessionId),
    /// All but this one.
    AllBut(UserId, SessionId),
    /// Every one.
    All(UserId),
}

impl Ended {
    pub(crate) fn user_id(self) -> UserId {
        let (Self::One(user_id, _) | Self::AllBut(user_id, _) | Self::All(user_id)) = self;
        user_id
    }

    pub(crate) fn includes(self, session_id: SessionId) -> bool {
        match self {
            Self::One(_, ended) => ended == session_id,
            Self::AllBut(_, kept) => kept != session_id,
            Self::All(_) => true,
        }
    }
}

/// One thing for a worker to do; every worker gets the same ones.
#[derive(Clone, Debug)]
pub(crate) enum Errand {
    Publish(Arc<[Publication]>),
    Dissolve { chat_id: ChatId, farewell: ByteString },
    Tell { user_id: UserId, frame: ByteString },
    End { ended: Ended, code: CloseCode },
    Recall { chats: Arc<[ChatId]>, users: Arc<[UserId]> },
    Suspend,
    Resume,
    ShutDown,
}

impl Errand {
    /// What one connection gets of it.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Publish(batch) => batch.iter().map(Publication::bytes).sum(),
            Self::Dissolve { farewell: frame, .. } | Self::Tell { frame, .. } => frame.len(),
            Self::End { .. } | Self::Recall { .. } | Self::Suspend | Self::Resume | Self::ShutDown => 0,
        }
    }
}
