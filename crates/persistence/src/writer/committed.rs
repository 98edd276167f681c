//! What is announced after a commit.

use dialogo_domain::{ChatEvent, ChatId, MyChat, UserId};
use tokio::sync::mpsc;

/// Committed changes, batch by batch: in each chat in the order of `seq`.
pub type Announcements = mpsc::Receiver<Vec<Committed>>;

/// Something that is in the database now, and that people should hear of, or have to look for themselves.
#[derive(Clone, Debug)]
pub enum Committed {
    /// A change that the chat's members hear of.
    Event(ChatEvent),
    /// Someone is in the chat from this change on.
    Joined {
        /// The change, for those who were there before.
        event: ChatEvent,
        /// Who.
        user_id: UserId,
        /// The chat, for the one who joined.
        chat: Box<MyChat>,
    },
    /// Someone is not in the chat from this change on.
    Departed {
        /// The change, for those who stay.
        event: ChatEvent,
        /// Who.
        user_id: UserId,
    },
    /// So many people wait to be let into the chat.
    Requests {
        /// Where.
        chat_id: ChatId,
        /// Those who may let them in.
        keepers: Vec<UserId>,
        /// How many.
        waiting: i64,
    },
    /// So many reported messages of the chat wait for each of those who decide.
    Reports {
        /// Where.
        chat_id: ChatId,
        /// For whom, and how many.
        open: Vec<(UserId, i64)>,
    },
    /// The chat is gone for everyone.
    Deleted(ChatId),
    /// Something was committed whose answer got lost, so that it was never announced: those whom it concerns have to look again.
    Unannounced {
        /// The chats where it happened.
        chats: Vec<ChatId>,
        /// The people who may be in other chats than before.
        users: Vec<UserId>,
    },
    /// Another process holds the line, or may: what it commits is not announced here.
    LineLost,
    /// The line is ours again, and another process may have committed until now: whoever is connected may lack something.
    LineTaken,
}
