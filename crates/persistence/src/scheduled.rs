//! Messages that are sent later.

use dialogo_domain::{ChatId, ClientId, Draft, MessageBody, MessageId, ScheduledId, ScheduledMessage, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::{Error, Keyset, Result, Slice, Store};

macro_rules! columns {
    () => {
        "d.id, d.author_id, d.chat_id, d.client_id, d.body, d.reply_to, d.send_at, d.failure"
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
             on conflict (chat_id, author_id, client_id) do update set client_id = excluded.client_id returning ",
            columns!()
        );
        self.require_membership(me, chat_id).await?;
        let (id, body) = (ScheduledId::generate().as_uuid(), draft.body.as_str());
        let (client_id, reply_to) = (draft.client_id.as_uuid(), draft.reply_to.map(MessageId::as_uuid));
        let row = self.row(SQL, &[&id, &me.as_uuid(), &chat_id.as_uuid(), &client_id, &body, &reply_to, &send_at, &most]).await?;
        scheduled(&row.ok_or(Error::TooMany("scheduled messages"))?)
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
        let (key, id) = after.map_or(("-infinity", Uuid::nil()), |after| (after.key.as_str(), after.id));
        let rows = self.rows(SQL, &[&me.as_uuid(), &key, &id, &rows_wanted(limit)]).await?;
        let rows = rows.iter().map(|row| Ok((scheduled(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("id")? })));
        Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
    }

    /// Takes a scheduled message of `me` back, before its time or after it has failed.
    pub async fn unschedule(&self, me: UserId, id: ScheduledId, now: Timestamp) -> Result<()> {
        const SQL: &str = "delete from scheduled_messages where id = $1 and author_id = $2 and (send_at > $3 or failure is not null)";
        match self.execute(SQL, &[&id.as_uuid(), &me.as_uuid(), &now]).await? {
            0 => Err(Error::MessageNotFound),
            _ => Ok(()),
        }
    }

    /// When the next scheduled message is to be sent.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        const SQL: &str = "select send_at from scheduled_messages where failure is null order by send_at limit 1";
        Ok(self.row(SQL, &[]).await?.map(|row| row.try_get("send_at")).transpose()?)
    }

    /// Up to `limit` messages whose time has come, the oldest first.
    pub async fn due_messages(&self, now: Timestamp, limit: i64) -> Result<Vec<DueMessage>> {
        const SQL: &str = concat!(
            "select ",
            columns!(),
            " from scheduled_messages d where d.failure is null and d.send_at <= $1 order by d.send_at limit $2"
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
}

fn scheduled(row: &Row) -> Result<ScheduledMessage> {
    let DueMessage { id, chat_id, draft, .. } = due(row)?;
    let Draft { client_id, body, reply_to, .. } = draft;
    Ok(ScheduledMessage { id, chat_id, body, client_id, reply_to, send_at: row.try_get("send_at")?, failure: row.try_get("failure")? })
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
            attachments: vec![],
        },
    })
}
