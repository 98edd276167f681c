//! Pinning messages.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, Change, ChatId, Message, MessageId, UserId};

use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::message_deeds::{changed, read_undeleted, update, update_message};
use super::statements::require_room;
use crate::store::Parameters;
use crate::{Error, Result};

/// Pins a message, or unpins it, by somebody whose role allows it; in a direct chat by either of the two. If it is so already, nothing changes.
#[derive(Debug)]
pub struct PinMessage {
    /// Who asks.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Which message. A deleted one is not there to be pinned.
    pub message_id: MessageId,
    /// Whether it is to be pinned.
    pub is_pinned: bool,
    /// How many messages of a chat may be.
    pub pins_max: i64,
}

impl Deed for PinMessage {
    type Answer = Message;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Message>> {
        const COUNT: &str = "select count(*) from (select from messages where chat_id = $1 and pinned_at is not null limit $2) pins";
        const SQL: &str = update_message!("pinned_at = case when $4 then now() end");
        let chat = lock(transaction, self.by, self.chat_id).await?;
        // Nobody owns a direct chat.
        if chat.is_direct {
            chat.require_member()?
        } else {
            chat.require(Action::Pin)?
        };
        if chat.is_blocked {
            return Err(Error::Blocked);
        }
        let present = read_undeleted(transaction, self.chat_id, self.message_id).await?;
        if present.pinned_at.is_some() == self.is_pinned {
            return Ok(Done { answer: present, committed: vec![] });
        }
        if self.is_pinned {
            let parameters: Parameters<'_> = &[&self.chat_id.as_uuid(), &self.pins_max];
            require_room(transaction, COUNT, parameters, self.pins_max, "pinned messages in this chat").await?;
        }
        Ok(changed(update(transaction, SQL, &present, &[&self.is_pinned]).await?, Change::MessageUpdated))
    }
}
