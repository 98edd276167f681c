//! Editing and deleting messages.

use deadpool_postgres::Transaction;
use dialogo_domain::{Change, ChatEvent, ChatId, Mention, Message, MessageBody, MessageId, UserId, handles};
use tokio_postgres::types::ToSql;

use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::member_deeds::advance;
use super::mentions::{Said, Telling, resolve, take_back};
use super::{Committed, reaction_deeds};
use crate::row::{message, message_columns, user_columns};
use crate::{Error, Result};

/// Changes what a message says, by its author. To the body that it has already, it changes nothing, so that asking again is safe.
#[derive(Debug)]
pub struct EditMessage {
    /// Who asks.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Which message. A deleted one is not there to be edited.
    pub message_id: MessageId,
    /// What it is to say.
    pub body: MessageBody,
}

impl Deed for EditMessage {
    type Answer = Message;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Message>> {
        const SQL: &str = concat!(
            "update messages s set body = $3, mentions = null, edited_at = now(), changed_seq = $4 \
             from users u where s.id = $1 and s.chat_id = $2 and u.id = s.author_id returning ",
            message_columns!(),
            ", ",
            user_columns!()
        );
        lock(transaction, self.by, self.chat_id).await?.require_voice()?;
        let present = read(transaction, self.chat_id, self.message_id).await?;
        if present.deleted_at.is_some() {
            return Err(Error::MessageNotFound);
        }
        if !present.may_be_edited_by(self.by) {
            return Err(Error::NotTheAuthor);
        }
        if present.body == self.body {
            return Ok(Done { answer: present, committed: vec![] });
        }
        let seq = advance(transaction, self.chat_id, 0).await?;
        let mentions = self.mentions(transaction, &present).await?;
        take_back(transaction, self.chat_id, present.number).await?;
        let now = one(transaction, SQL, &[&self.message_id.as_uuid(), &self.chat_id.as_uuid(), &self.body.as_str(), &seq.0]).await?;
        let now = Message { mentions, ..now };
        Telling::of(transaction, &[&now]).await?.run(transaction).await?;
        Ok(changed(now, Change::MessageUpdated))
    }
}

impl EditMessage {
    /// Whom the new body mentions. What it says as the old one did means whom it meant, whatever their name is by now.
    async fn mentions(&self, transaction: &Transaction<'_>, present: &Message) -> Result<Vec<Mention>> {
        let said = Said { chat_id: self.chat_id, author_id: self.by, body: &self.body };
        let resolved = resolve(transaction, &[said]).await?.pop().unwrap_or_default();
        let texts: Vec<String> = handles(&self.body).into_iter().map(|(text, _)| text).collect();
        let kept: Vec<Mention> = present.mentions.iter().filter(|mention| texts.contains(&mention.text)).cloned().collect();
        let fresh = resolved.into_iter().filter(|mention| !kept.iter().any(|kept| kept.text == mention.text));
        Ok(kept.iter().cloned().chain(fresh).collect())
    }
}

/// Deletes a message, by its author or somebody whose role allows it. Its row stays as a tombstone without a body, so that numbers have no hole; of one
/// that is deleted already nothing changes, so that asking again is safe.
#[derive(Debug)]
pub struct DeleteMessage {
    /// Who asks.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Which message.
    pub message_id: MessageId,
}

impl Deed for DeleteMessage {
    type Answer = Message;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Message>> {
        const SQL: &str = concat!(
            "update messages s set body = '', reactions = null, mentions = null, attachments = null, deleted_at = now(), changed_seq = $3 \
             from users u where s.id = $1 and s.chat_id = $2 and u.id = s.author_id returning ",
            message_columns!(),
            ", ",
            user_columns!()
        );
        let role = lock(transaction, self.by, self.chat_id).await?.require_member()?;
        let present = read(transaction, self.chat_id, self.message_id).await?;
        if !present.may_be_deleted_by(self.by, role) {
            return Err(Error::NotTheAuthor);
        }
        if present.deleted_at.is_some() {
            return Ok(Done { answer: present, committed: vec![] });
        }
        let seq = advance(transaction, self.chat_id, 0).await?;
        reaction_deeds::erase(transaction, self.message_id).await?;
        take_back(transaction, self.chat_id, present.number).await?;
        drop_bookmarks(transaction, self.message_id).await?;
        let now = one(transaction, SQL, &[&self.message_id.as_uuid(), &self.chat_id.as_uuid(), &seq.0]).await?;
        if !present.attachments.is_empty() {
            release_files(transaction, self.message_id).await?;
        }
        Ok(changed(now, Change::MessageDeleted))
    }
}

/// A change of a message, as it is after it.
pub fn changed(message: Message, change: impl FnOnce(Message) -> Change) -> Done<Message> {
    let event = ChatEvent { chat_id: message.chat_id, seq: message.seq, change: change(message.clone()) };
    Done { answer: message, committed: vec![Committed::Event(event)] }
}

/// Nobody has saved the message any more.
async fn drop_bookmarks(transaction: &Transaction<'_>, id: MessageId) -> Result<()> {
    const SQL: &str = "delete from bookmarks where message_id = $1";
    let statement = transaction.prepare_cached(SQL).await?;
    transaction.execute(&statement, &[&id.as_uuid()]).await?;
    Ok(())
}

/// Nobody finds the files of a message any more; what lies in the store is erased afterwards.
async fn release_files(transaction: &Transaction<'_>, id: MessageId) -> Result<()> {
    const SQL: &str = "with gone as (delete from files where message_id = $1 returning id) \
                       insert into objects_to_erase (id, due_at) select id, '-infinity' from gone";
    let statement = transaction.prepare_cached(SQL).await?;
    transaction.execute(&statement, &[&id.as_uuid()]).await?;
    Ok(())
}

/// The message as it is. The lock on its chat keeps it that way until the transaction ends.
pub async fn read(transaction: &Transaction<'_>, chat_id: ChatId, id: MessageId) -> Result<Message> {
    const SQL: &str = concat!(
        "select ",
        message_columns!(),
        ", ",
        user_columns!(),
        " from messages s join users u on u.id = s.author_id where s.id = $1 and s.chat_id = $2"
    );
    one(transaction, SQL, &[&id.as_uuid(), &chat_id.as_uuid()]).await
}

/// The message that a statement yields.
pub async fn one(transaction: &Transaction<'_>, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Message> {
    let statement = transaction.prepare_cached(sql).await?;
    message(&transaction.query_opt(&statement, parameters).await?.ok_or(Error::MessageNotFound)?)
}
