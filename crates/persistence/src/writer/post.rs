//! A message that waits to be stored.

use dialogo_domain::{ChatId, ClientId, Draft, Message, UserId};
use tokio::sync::oneshot;

use crate::Result;

/// A message and the one who waits for it.
pub struct Post {
    pub(crate) chat_id: ChatId,
    pub(crate) author_id: UserId,
    pub(crate) draft: Draft,
    pub(crate) answer: oneshot::Sender<Result<Posted>>,
}

/// A stored message, as its sender learns of it.
#[derive(Clone, Debug)]
pub struct Posted {
    /// The message.
    pub message: Message,
    /// Whether it had been stored before, by an earlier try.
    pub duplicate: bool,
}

/// What makes a send the same as another.
pub type PostKey = (ChatId, UserId, ClientId);

impl Post {
    pub(crate) fn key(&self) -> PostKey {
        (self.chat_id, self.author_id, self.draft.client_id)
    }

    /// Whether `stored` is what this draft says, and not another message under the same `client_id`.
    pub(crate) fn is_same_as(&self, stored: &Message) -> bool {
        self.draft.body == stored.body && self.draft.reply_to == stored.reply_to
    }

    pub(crate) fn answer(self, result: Result<Posted>) {
        // Whoever asked may be gone; the message stands all the same.
        drop(self.answer.send(result));
    }
}
