//! Messages that are sent later.

use deadpool_postgres::Transaction;
use dialogo_domain::{Attachment, ChatId, ClientId, Draft, MessageBody, MessageId, ScheduledId, ScheduledMessage, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::files::stored_file;
use crate::page::{page_rows_max, rows_wanted};
use crate::store::Parameters;
use crate::stored::attachments;
use crate::suspensions::require_open;
use crate::writer::execute;
use crate::{Error, Keyset, Result, Slice, Store};

macro_rules! columns {
    () => {
        "d.id, d.author_id, d.chat_id, d.client_id, d.body, d.reply_to, d.attachments, d.send_at, d.failure"
    };
}

/// A scheduled message whose time has come.
#[derive(Clone, Debug)]
pub struct DueMessage {
    /// Which one.
    pub id: ScheduledId,
    /// Who sends it.
    pub author_id: UserId,
    /// Where.
    pub chat_id: ChatId,
    /// What.
    pub draft: Draft,
}

impl Store {
    /// Schedules a message in a chat of `me`, who may have so many. Doing it again under the same `client_id` changes nothing.
    pub async fn schedule(&self, me: UserId, chat_id: ChatId, draft: &Draft, send_at: Timestamp, most: i64) -> Result<ScheduledMessage> {
        const SQL: &str = concat!(
            "insert into scheduled_messages as d (id, author_id, chat_id, client_id, body, reply_to, send_at) \
             select $1, $2, $3, $4, $5, $6, $7 \
             where (select count(*) from (select 1 from scheduled_messages o where o.author_id = $2 limit $8) o) < $8 \
             or exists (select 1 from scheduled_messages o where o.chat_id = $3 and o.author_id = $2 and o.client_id = $4) \
             on conflict (chat_id, author_id, client_id) do update set client_id = excluded.client_id returning d.xmax = 0 as is_new, ",
            columns!()
        );
        self.require_membership(me, chat_id).await?;
        let (id, body) = (ScheduledId::generate().as_uuid(), draft.body.as_str());
        let (client_id, reply_to) = (draft.client_id.as_uuid(), draft.reply_to.map(MessageId::as_uuid));
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            require_open(&transaction, me).await?;
            let insert = transaction.prepare_cached(SQL).await?;
            let parameters: Parameters<'_> = &[&id, &me.as_uuid(), &chat_id.as_uuid(), &client_id, &body, &reply_to, &send_at, &most];
            let row = transaction.query_opt(&insert, parameters).await?.ok_or(Error::TooMany("scheduled messages"))?;
            let mut message = scheduled(&row)?;
            if row.try_get("is_new")? && !draft.attachments.is_empty() {
                message.attachments = keep_files(&transaction, me, chat_id, draft).await?;
            }
            transaction.commit().await?;
            Ok(message)
        })
        .await
    }

    /// What `me` has scheduled, the next one first.
    pub async fn scheduled(&self, me: UserId, after: Option<&Keyset>, limit: i64) -> Result<Slice<ScheduledMessage>> {
        const SQL: &str = concat!(
            "select ",
            columns!(),
            ", d.send_at::text as sort_key from scheduled_messages d \
             where d.author_id = $1 and (d.send_at, d.id) > ($2::text::timestamptz, $3::uuid) \
             order by d.send_at, d.id limit least($4::bigint, ",
            page_rows_max!(),
            ")"
        );
        let (key, id) = Keyset::or_earliest(after);
        let rows = self.rows(SQL, &[&me.as_uuid(), &key, &id, &rows_wanted(limit)]).await?;
        let rows = rows.iter().map(|row| Ok((scheduled(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("id")? })));
        Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
    }

    /// Takes a scheduled message of `me` back, before its time, or that of its next try, or after it has failed.
    pub async fn unschedule(&self, me: UserId, id: ScheduledId, now: Timestamp) -> Result<()> {
        const SQL: &str = "with gone as (\
                               delete from scheduled_messages \
                               where id = $1 and author_id = $2 and (coalesce(retry_at, send_at) > $3 or failure is not null) \
                               returning author_id, chat_id, client_id), \
                           released as (\
                               update files f set waits_for = null from gone g \
                               where f.waits_for = g.client_id and f.uploader_id = g.author_id and f.chat_id = g.chat_id) \
                           select 1 from gone";
        match self.row(SQL, &[&id.as_uuid(), &me.as_uuid(), &now]).await? {
            None => Err(Error::MessageNotFound),
            Some(_) => Ok(()),
        }
    }

    /// When the next scheduled message is to be sent.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        const SQL: &str = "select coalesce(retry_at, send_at) as due_at from scheduled_messages where failure is null \
                           order by coalesce(retry_at, send_at) limit 1";
        Ok(self.row(SQL, &[]).await?.map(|row| row.try_get("due_at")).transpose()?)
    }

    /// Up to `limit` messages whose time has come, the oldest first.
    pub async fn due_messages(&self, now: Timestamp, limit: i64) -> Result<Vec<DueMessage>> {
        const SQL: &str = concat!(
            "select ",
            columns!(),
            " from scheduled_messages d where d.failure is null and coalesce(d.retry_at, d.send_at) <= $1 \
             order by coalesce(d.retry_at, d.send_at) limit $2"
        );
        self.rows(SQL, &[&now, &limit]).await?.iter().map(due).collect()
    }

    /// Forgets a scheduled message that was sent, or keeps it with the reason why it was not.
    pub async fn settle_scheduled(&self, id: ScheduledId, failure: Option<&str>) -> Result<()> {
        const SENT: &str = "delete from scheduled_messages where id = $1";
        const FAILED: &str = "update scheduled_messages set failure = $2 where id = $1";
        match failure {
            None => self.execute(SENT, &[&id.as_uuid()]).await?,
            Some(failure) => self.execute(FAILED, &[&id.as_uuid(), &failure]).await?,
        };
        Ok(())
    }

    /// Has a scheduled message tried again later, which holds nobody else's up.
    pub async fn postpone_scheduled(&self, id: ScheduledId, retry_at: Timestamp) -> Result<()> {
        const SQL: &str = "update scheduled_messages set retry_at = $2 where id = $1";
        self.execute(SQL, &[&id.as_uuid(), &retry_at]).await.map(drop)
    }
}

/// Keeps the files of a draft that is scheduled, which are free, for it alone, and notes what is told of them.
async fn keep_files(transaction: &Transaction<'_>, me: UserId, chat_id: ChatId, draft: &Draft) -> Result<Vec<Attachment>> {
    const KEEP: &str = "update files set waits_for = $2 \
                        where id = any($1) and chat_id = $3 and uploader_id = $4 and message_id is null and waits_for is null \
                        returning id, name, media_type, bytes, width, height, thumbnail_type";
    const NOTE: &str = "update scheduled_messages set attachments = $1 where chat_id = $2 and author_id = $3 and client_id = $4";
    let ids: Vec<Uuid> = draft.attachments.iter().map(|id| id.as_uuid()).collect();
    let (chat_id, me, client_id) = (chat_id.as_uuid(), me.as_uuid(), draft.client_id.as_uuid());
    let keep = transaction.prepare_cached(KEEP).await?;
    let rows = transaction.query(&keep, &[&ids, &client_id, &chat_id, &me]).await?;
    let mut kept = rows.iter().map(|row| Ok(stored_file(row)?.attachment)).collect::<Result<Vec<_>>>()?;
    if kept.len() != ids.len() {
        return Err(Error::FileNotFound);
    }
    kept.sort_by_key(|file| ids.iter().position(|id| *id == file.id.as_uuid()));
    execute(transaction, NOTE, &[&Json(&kept), &chat_id, &me, &client_id]).await?;
    Ok(kept)
}

fn scheduled(row: &Row) -> Result<ScheduledMessage> {
    let DueMessage { id, chat_id, draft, .. } = due(row)?;
    let (Draft { client_id, body, reply_to, .. }, attachments) = (draft, attachments(row)?);
    Ok(ScheduledMessage {
        id,
        chat_id,
        body,
        client_id,
        reply_to,
        attachments,
        send_at: row.try_get("send_at")?,
        failure: row.try_get("failure")?,
    })
}

fn due(row: &Row) -> Result<DueMessage> {
    Ok(DueMessage {
        id: row.try_get::<_, Uuid>("id")?.into(),
        author_id: row.try_get::<_, Uuid>("author_id")?.into(),
        chat_id: row.try_get::<_, Uuid>("chat_id")?.into(),
        draft: Draft {
            client_id: ClientId::from(row.try_get::<_, Uuid>("client_id")?),
            body: MessageBody::stored(row.try_get("body")?),
            reply_to: row.try_get::<_, Option<Uuid>>("reply_to")?.map(Into::into),
            attachments: attachments(row)?.iter().map(|file| file.id).collect(),
        },
    })
}
