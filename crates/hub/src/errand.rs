//! What is handed to the worker threads.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use dialogo_domain::{ChatId, SessionId, UserId};

use crate::{Changes, CloseCode};

/// Committed changes of a chat, encoded, and what they do to the room.
#[derive(Clone, Debug)]
pub struct Publication {
    /// What the listeners get.
    pub changes: Arc<Changes>,
    /// Who enters or leaves the room with it: then it is one change.
    pub turnstile: Turnstile,
}

impl Publication {
    /// An upper bound of what one connection gets of it.
    pub(crate) fn bytes(&self) -> usize {
        let own = match &self.turnstile {
            Turnstile::Pass => 0,
            Turnstile::Enter { greeting: frame, .. } | Turnstile::Leave { farewell: frame, .. } => frame.len(),
        };
        self.changes.frames().len().max(own)
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
        greeting: Bytes,
    },
    /// All connections of the user leave and get the farewell, then the remaining listeners get the frame.
    Leave {
        /// Who is no longer in the chat.
        user_id: UserId,
        /// What the user's own connections get.
        farewell: Bytes,
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

/// Something that passes, and where it is of interest.
#[derive(Clone, Debug)]
pub struct News {
    /// The chats.
    pub chats: Vec<ChatId>,
    /// What it adds to a frame.
    pub text: String,
    /// Who does not get it.
    pub unseen_by: Arc<[UserId]>,
}

/// Makes a frame of what some news add to it.
type Compose = Box<dyn Fn(&[&str]) -> Bytes + Send + Sync>;

/// What came together, each for those who look at one of its chats; nobody gets more than one frame of it.
pub(crate) struct Bulletin {
    pub news: Vec<News>,
    pub compose: Compose,
}

impl fmt::Debug for Bulletin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bulletin").field("news", &self.news).finish_non_exhaustive()
    }
}

/// One thing for a worker to do; every worker gets the same ones.
#[derive(Clone, Debug)]
pub(crate) enum Errand {
    Publish(Arc<[Publication]>),
    Dissolve { chat_id: ChatId, farewell: Bytes },
    Tell { user_id: UserId, frame: Bytes },
    Glimpse { chat_id: ChatId, by: UserId, unseen_by: Arc<[UserId]>, frame: Bytes },
    Inform(Arc<Bulletin>),
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
            Self::Dissolve { farewell: frame, .. } | Self::Tell { frame, .. } | Self::Glimpse { frame, .. } => frame.len(),
            Self::Inform(bulletin) => bulletin.news.iter().map(|news| news.text.len()).sum(),
            Self::End { .. } | Self::Recall { .. } | Self::Suspend | Self::Resume | Self::ShutDown => 0,
        }
    }
}
