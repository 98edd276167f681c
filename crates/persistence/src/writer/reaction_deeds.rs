//! Choosing an emoji for a message, and taking it back.

use deadpool_postgres::Transaction;
use dialogo_domain::{Change, ChatId, Emoji, Message, MessageId, ReactionChange, UserId};
use uuid::Uuid;

use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::message_deeds::{changed, read_undeleted, update, update_message};
use super::statements::{execute, rows};
use crate::stored::stored_reactions;
use crate::{Error, Result};

/// Chooses an emoji for a message, by any member. Chosen already, nothing changes, so that asking again is safe.
#[derive(Debug)]
pub struct AddReaction {
    /// Who chooses.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// For which message. A deleted one is not there to be reacted to.
    pub message_id: MessageId,
    /// What.
    pub emoji: Emoji,
    /// How many different emoji a message may have.
    pub emoji_max: usize,
}

impl Deed for AddReaction {
    type Answer = Message;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Message>> {
        // The chat is locked: its next seq is the one that the message gets.
        const SQL: &str = "insert into reactions (message_id, emoji, user_id, seq) select $2, $3, $4, c.seq + 1 from chats c where c.id = $1 \
                           on conflict on constraint reactions_pkey do nothing";
        let chat = lock(transaction, self.by, self.chat_id).await?;
        chat.require_unmuted()?;
        if chat.is_blocked {
            return Err(Error::Blocked);
        }
        let mut present = read_undeleted(transaction, self.chat_id, self.message_id).await?;
        if !present.reactions.has_room_for(&self.emoji, self.emoji_max) {
            return Err(Error::TooMany("different reactions to this message"));
        }
        let (chat_id, message_id, by) = (self.chat_id.as_uuid(), self.message_id.as_uuid(), self.by.as_uuid());
        if execute(transaction, SQL, &[&chat_id, &message_id, &self.emoji.as_str(), &by]).await? == 0 {
            return Ok(Done { answer: present, committed: vec![] });
        }
        present.reactions.add(&self.emoji, self.by);
        let now = store(transaction, &present).await?;
        Ok(changed(now, |message| Change::ReactionAdded(ReactionChange { user_id: self.by, emoji: self.emoji.clone(), message })))
    }
}

/// Takes an emoji back. Of one that was not chosen nothing changes, so that asking again is safe.
#[derive(Debug)]
pub struct RemoveReaction {
    /// Who had chosen it.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// For which message.
    pub message_id: MessageId,
    /// What.
    pub emoji: Emoji,
}

impl Deed for RemoveReaction {
    type Answer = Message;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Message>> {
        const SQL: &str = "delete from reactions where message_id = $1 and emoji = $2 and user_id = $3";
        const FIRST: &str = "select user_id from reactions where message_id = $1 and emoji = $2 order by seq limit 100";
        lock(transaction, self.by, self.chat_id).await?.require_member()?;
        let mut present = read_undeleted(transaction, self.chat_id, self.message_id).await?;
        let (message_id, emoji) = (self.message_id.as_uuid(), self.emoji.as_str());
        if execute(transaction, SQL, &[&message_id, &emoji, &self.by.as_uuid()]).await? == 0 {
            return Ok(Done { answer: present, committed: vec![] });
        }
        let rows = rows(transaction, FIRST, &[&message_id, &emoji]).await?;
        let first = rows.iter().map(|row| Ok(row.try_get::<_, Uuid>("user_id")?.into())).collect::<Result<_>>()?;
        present.reactions.remove(&self.emoji, first);
        let now = store(transaction, &present).await?;
        Ok(changed(now, |message| Change::ReactionRemoved(ReactionChange { user_id: self.by, emoji: self.emoji.clone(), message })))
    }
}

/// Writes the message's reactions under the chat's next `seq`.
async fn store(transaction: &Transaction<'_>, message: &Message) -> Result<Message> {
    const SQL: &str = update_message!("reactions = $4");
    update(transaction, SQL, message, &[&stored_reactions(&message.reactions)]).await
}
