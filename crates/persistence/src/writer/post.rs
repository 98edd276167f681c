//! A message that waits to be stored.

use dialogo_domain::{ChatId, ClientId, Draft, Message, Seq, UserId};
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
    /// The message, as it is now.
    pub message: Message,
    /// The `seq` under which it was sent: every try is answered with the same one, whatever became of the message since.
    pub born_seq: Seq,
    /// Whether it had been stored before, by an earlier try.
    pub duplicate: bool,
}

/// What makes a send the same as another.
pub type PostKey = (ChatId, UserId, ClientId);

impl Post {
    pub(crate) fn key(&self) -> PostKey {
        (self.chat_id, self.author_id, self.draft.client_id)
    }

    /// Whether `stored` came of this draft, and not of another one under the same `client_id`.
    ///
    /// Once a message was edited or deleted, what was sent at first is not there to be compared, and no digest of it is kept: what is
    /// erased stays erased, and that of a short text is soon guessed. The `client_id` alone decides then, since a late retry must never
    /// be refused or stored again.
    pub(crate) fn is_same_as(&self, stored: &Message) -> bool {
        let attachments = || self.draft.attachments.iter().eq(stored.attachments.iter().map(|attachment| &attachment.id));
        self.draft.reply_to == stored.reply_to && (self.draft.body == stored.body && attachments() || !stored.is_as_sent())
    }

    pub(crate) fn answer(self, result: Result<Posted>) {
        // Whoever asked may be gone; the message stands all the same.
        drop(self.answer.send(result));
    }
}
