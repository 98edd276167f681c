//! Reporting messages, and deciding what becomes of that.

use deadpool_postgres::Transaction;
use dialogo_domain::{
    Action, AuditAction, AuditDetail, Change, ChatId, Message, MessageId, ReportComment, ReportReason, ReportState, ReportedMessage, UserId,
};
use jiff::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::Committed;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::message_deeds::{changed, read, read_undeleted};
use super::statements::{execute, one_row, require_room, row, rows};
use super::tombstones::erase;
use crate::admins::require_admin;
use crate::audit::Act;
use crate::reports::{reported, reported_columns, reported_tables};
use crate::{Error, Result};

/// Tells those who keep order about a message, by any member. The second report of one person changes nothing, so that asking again is safe.
#[derive(Debug)]
pub struct ReportMessage {
    /// Who reports.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Which message. A deleted one is not there to be reported.
    pub message_id: MessageId,
    /// What is wrong with it.
    pub reason: ReportReason,
    /// What there is to add.
    pub comment: Option<ReportComment>,
    /// Since when reports of this person count as too many.
    pub since: Timestamp,
    /// How many are.
    pub most: i64,
}

impl Deed for ReportMessage {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        const KNOWN: &str = "select 1 from reports where message_id = $1 and reporter_id = $2";
        const COUNT: &str = "select count(*) from (select 1 from reports where reporter_id = $1 and created_at > $2 limit $3) r";
        lock(transaction, self.by, self.chat_id).await?.require_member()?;
        let present = read_undeleted(transaction, self.chat_id, self.message_id).await?;
        if present.author.id == self.by {
            return Err(Error::Oneself);
        }
        let (message_id, by) = (self.message_id.as_uuid(), self.by.as_uuid());
        if execute(transaction, KNOWN, &[&message_id, &by]).await? > 0 {
            return Ok(Done { answer: (), committed: vec![] });
        }
        require_room(transaction, COUNT, &[&by, &self.since, &self.most], self.most, "reports in a day").await?;
        self.put(transaction, present.author.id, present.body.as_str()).await?;
        Ok(Done { answer: (), committed: vec![news(transaction, self.chat_id, present.author.id).await?] })
    }
}

impl ReportMessage {
    /// A message of which it was decided waits to be decided once more.
    async fn put(&self, transaction: &Transaction<'_>, author: UserId, body: &str) -> Result<()> {
        const MESSAGE: &str = "insert into reported_messages as r (message_id, chat_id, author_id, count) values ($1, $2, $3, 1) \
                               on conflict on constraint reported_messages_pkey do update set state = 'open', count = r.count + 1, \
                               reported_at = case when r.state = 'open' then r.reported_at else now() end, \
                               decided_by = null, decided_at = null, changed_at = now()";
        const REPORT: &str = "insert into reports (message_id, reporter_id, reason, comment, body) values ($1, $2, $3, $4, $5)";
        let (message_id, by, comment) = (self.message_id.as_uuid(), self.by.as_uuid(), self.comment.as_ref().map(ReportComment::as_str));
        execute(transaction, MESSAGE, &[&message_id, &self.chat_id.as_uuid(), &author.as_uuid()]).await?;
        execute(transaction, REPORT, &[&message_id, &by, &self.reason.as_str(), &comment, &body]).await?;
        Ok(())
    }
}

/// Decides on a reported message: all its reports are answered with that, and what they say that it said is forgotten. Doing it again changes nothing.
#[derive(Debug)]
pub struct DecideReports {
    /// Who decides. Nobody does about a message of their own.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Which message.
    pub message_id: MessageId,
    /// What becomes of it.
    pub verdict: ReportState,
    /// Whether the message is deleted as well.
    pub deletes: bool,
    /// Whether an admin decides, who need not be in the chat.
    pub as_admin: bool,
}

impl Deed for DecideReports {
    type Answer = ReportedMessage;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<ReportedMessage>> {
        const SQL: &str = "update reported_messages set state = $4, decided_by = $3, decided_at = now(), changed_at = now() \
                           where message_id = $1 and chat_id = $2 and author_id <> $3 and state <> $4";
        let chat = lock(transaction, self.by, self.chat_id).await?;
        if self.as_admin {
            require_admin(transaction, self.by).await?;
        } else {
            chat.require(Action::JudgeReports)?;
        }
        let author = self.read(transaction).await?.message.author.id;
        let mut committed = if self.deletes { self.delete(transaction).await? } else { vec![] };
        let (message_id, chat_id, by) = (self.message_id.as_uuid(), self.chat_id.as_uuid(), self.by.as_uuid());
        let parameters: [&(dyn ToSql + Sync); 4] = [&message_id, &chat_id, &by, &self.verdict.as_str()];
        if execute(transaction, SQL, &parameters).await? > 0 {
            forget_bodies(transaction, &[message_id]).await?;
            self.act(author).write(transaction).await?;
            committed.push(news(transaction, self.chat_id, author).await?);
        }
        Ok(Done { answer: self.read(transaction).await?, committed })
    }
}

impl DecideReports {
    /// What is written down: of an admin in the log of the server, since nobody reads that of a direct chat.
    fn act(&self, author: UserId) -> Act {
        let action = if self.verdict == ReportState::Dismissed { AuditAction::ReportsDismissed } else { AuditAction::ReportsResolved };
        let act = if self.as_admin {
            let detail = AuditDetail { chat_id: Some(self.chat_id), ..AuditDetail::default() };
            Act::on_server(Some(self.by), action).with(detail)
        } else {
            Act::in_chat(self.chat_id, self.by, action)
        };
        act.to(author).about(self.message_id)
    }

    async fn delete(&self, transaction: &Transaction<'_>) -> Result<Vec<Committed>> {
        let present = read(transaction, self.chat_id, self.message_id).await?;
        if present.deleted_at.is_some() {
            return Ok(vec![]);
        }
        let act = Act::in_chat(self.chat_id, self.by, AuditAction::MessageDeleted);
        act.to(present.author.id).about(self.message_id).write(transaction).await?;
        let gone = erase(transaction, self.chat_id, &[present]).await?;
        Ok(gone.into_iter().flat_map(|message| changed(message, Change::MessageDeleted).committed).collect())
    }

    async fn read(&self, transaction: &Transaction<'_>) -> Result<ReportedMessage> {
        const SQL: &str = concat!(
            "select ",
            reported_columns!(),
            " from reported_messages r ",
            reported_tables!(),
            "where r.message_id = $1 and r.chat_id = $2 and r.author_id <> $3"
        );
        let parameters: [&(dyn ToSql + Sync); 3] = [&self.message_id.as_uuid(), &self.chat_id.as_uuid(), &self.by.as_uuid()];
        reported(&row(transaction, SQL, &parameters).await?.ok_or(Error::MessageNotFound)?)
    }
}

/// That messages of one author were deleted is the answer to the reports of them, unless they did it themselves: then somebody may still have to look.
pub async fn answer_reports(transaction: &Transaction<'_>, by: UserId, deleted: &[Message]) -> Result<Option<Committed>> {
    const SQL: &str = "update reported_messages set state = 'resolved', decided_by = $2, decided_at = now(), changed_at = now() \
                       where message_id = any($1) and state = 'open' and author_id <> $2";
    let ids: Vec<Uuid> = deleted.iter().map(|message| message.id.as_uuid()).collect();
    let Some(first) = deleted.first() else { return Ok(None) };
    if execute(transaction, SQL, &[&ids, &by.as_uuid()]).await? == 0 {
        return Ok(None);
    }
    forget_bodies(transaction, &ids).await?;
    news(transaction, first.chat_id, first.author.id).await.map(Some)
}

async fn forget_bodies(transaction: &Transaction<'_>, messages: &[Uuid]) -> Result<()> {
    const SQL: &str = "update reports set body = null where message_id = any($1) and body is not null";
    execute(transaction, SQL, &[&messages]).await.map(drop)
}

/// How many reported messages wait for each of those who decide, but for the author of the one that it is about: nobody counts their own, nor is told
/// that it was reported.
async fn news(transaction: &Transaction<'_>, chat_id: ChatId, author: UserId) -> Result<Committed> {
    const SQL: &str = concat!(
        "select m.user_id, ",
        crate::reports::open_reports!(),
        " as reports_open from (\
             select c.id as chat_id, c.owner_id as user_id from chats c where c.id = $1 and c.owner_id is not null \
             union all select n.chat_id, n.user_id from members n where n.chat_id = $1 and n.is_moderator and n.departure is null) m \
         where m.user_id <> $2"
    );
    let rows = rows(transaction, SQL, &[&chat_id.as_uuid(), &author.as_uuid()]).await?;
    let keeper = |row: &Row| Ok((row.try_get::<_, Uuid>("user_id")?.into(), row.try_get("reports_open")?));
    Ok(Committed::Reports { chat_id, open: rows.iter().map(keeper).collect::<Result<_>>()? })
}

/// The same for somebody who decides from now on, if something waits.
pub async fn news_of_open(transaction: &Transaction<'_>, chat_id: ChatId, keeper: UserId) -> Result<Option<Committed>> {
    const SQL: &str =
        concat!("select ", crate::reports::open_reports!(), " as reports_open from (select $1::uuid as chat_id, $2::uuid as user_id) m");
    let open: i64 = one_row(transaction, SQL, &[&chat_id.as_uuid(), &keeper.as_uuid()]).await?.try_get("reports_open")?;
    Ok((open > 0).then(|| Committed::Reports { chat_id, open: vec![(keeper, open)] }))
}
