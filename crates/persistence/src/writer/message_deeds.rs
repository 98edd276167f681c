//! Editing and deleting messages.

use deadpool_postgres::Transaction;
use dialogo_domain::{AuditAction, Change, ChatEvent, ChatId, Mention, Message, MessageBody, MessageId, UserId, handles};
use tokio_postgres::types::ToSql;

use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::member_deeds::advance;
use super::mentions::{Said, Telling, resolve, take_back};
use super::report_deeds::answer_reports;
use super::statements::row;
use super::tombstones::erase;
use super::{Committed, versions};
use crate::audit::Act;
use crate::row::{message, message_columns, user_columns};
use crate::{Error, Result};

/// The statement that changes these columns of the message `$1` of the chat `$2` under the seq `$3`, and yields it.
macro_rules! update_message {
    ($columns:literal) => {
        concat!(
            "update messages s set ",
            $columns,
            ", changed_seq = $3 from users u where s.id = $1 and s.chat_id = $2 and u.id = s.author_id returning ",
            $crate::row::message_columns!(),
            ", ",
            $crate::row::user_columns!()
        )
    };
}
pub(super) use update_message;

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
    /// How many of its earlier texts are kept.
    pub versions_max: i64,
}

impl Deed for EditMessage {
    type Answer = Message;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Message>> {
        const SQL: &str = update_message!("body = $4, mentions = null, edited_at = now()");
        lock(transaction, self.by, self.chat_id).await?.require_voice()?;
        let present = read_undeleted(transaction, self.chat_id, self.message_id).await?;
        if !present.may_be_edited_by(self.by) {
            return Err(Error::NotTheAuthor);
        }
        if present.body == self.body {
            return Ok(Done { answer: present, committed: vec![] });
        }
        let mentions = self.mentions(transaction, &present).await?;
        take_back(transaction, self.chat_id, &[present.number.0]).await?;
        let now = update(transaction, SQL, &present, &[&self.body.as_str()]).await?;
        versions::keep(transaction, &present, now.seq, self.versions_max).await?;
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
        let role = lock(transaction, self.by, self.chat_id).await?.require_member()?;
        let present = read(transaction, self.chat_id, self.message_id).await?;
        if !present.may_be_deleted_by(self.by, role) {
            return Err(Error::NotTheAuthor);
        }
        if present.deleted_at.is_some() {
            return Ok(Done { answer: present, committed: vec![] });
        }
        if present.author.id != self.by {
            let act = Act::in_chat(self.chat_id, self.by, AuditAction::MessageDeleted);
            act.to(present.author.id).about(self.message_id).write(transaction).await?;
        }
        let mut gone = erase(transaction, self.chat_id, &[present]).await?;
        let news = answer_reports(transaction, self.by, &gone).await?;
        let now = gone.pop().ok_or(Error::MessageNotFound)?;
        let mut done = changed(now, Change::MessageDeleted);
        done.committed.extend(news);
        Ok(done)
    }
}

/// Changes a message by a statement of [`update_message`], whose values begin with `$4`, under the chat's next `seq`.
pub async fn update(transaction: &Transaction<'_>, sql: &str, present: &Message, values: &[&(dyn ToSql + Sync)]) -> Result<Message> {
    let seq = advance(transaction, present.chat_id, 0).await?;
    let (id, chat_id) = (present.id.as_uuid(), present.chat_id.as_uuid());
    let mut parameters: Vec<&(dyn ToSql + Sync)> = vec![&id, &chat_id, &seq.0];
    parameters.extend(values);
    one(transaction, sql, &parameters).await
}

/// A change of a message, as it is after it.
pub fn changed(message: Message, change: impl FnOnce(Message) -> Change) -> Done<Message> {
    let event = ChatEvent { chat_id: message.chat_id, seq: message.seq, change: change(message.clone()) };
    Done { answer: message, committed: vec![Committed::Event(event)] }
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

/// The same, unless it is deleted.
pub async fn read_undeleted(transaction: &Transaction<'_>, chat_id: ChatId, id: MessageId) -> Result<Message> {
    let present = read(transaction, chat_id, id).await?;
    if present.deleted_at.is_some() { Err(Error::MessageNotFound) } else { Ok(present) }
}

/// The message that a statement yields.
async fn one(transaction: &Transaction<'_>, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<Message> {
    message(&row(transaction, sql, parameters).await?.ok_or(Error::MessageNotFound)?)
}
