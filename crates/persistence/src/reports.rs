//! Messages that were reported.

use dialogo_domain::{
    Action, ChatId, ChatName, MessageBody, MessageId, Report, ReportComment, ReportReason, ReportState, ReportedMessage, UserId,
};
use jiff::Timestamp;
use serde::Deserialize;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::message;
use crate::{Error, Keyset, Result, Slice, Store};

/// Columns of a reported message `r` by which [`reported`] knows it.
macro_rules! reported_columns {
    () => {
        concat!(
            "r.state, r.reported_at, r.count, r.decided_by, r.decided_at, c.name as chat_name, \
             (select jsonb_agg(jsonb_build_object('reason', e.reason, 'comment', e.comment, 'body', e.body, 'created_at', e.created_at) \
                               order by e.created_at, e.reporter_id) \
              from (select * from reports e where e.message_id = r.message_id order by e.created_at, e.reporter_id limit 20) e) as reports, ",
            $crate::row::message_columns!(),
            ", ",
            $crate::row::user_columns!()
        )
    };
}
/// What they are read from, joined to the reported message `r`.
macro_rules! reported_tables {
    () => {
        concat!(
            "join lateral (select c.name from chats c where c.id = r.chat_id and c.deleted_at is null limit 1) c on true \
             join lateral (select ",
            $crate::row::message_fields!(),
            " from messages s where s.id = r.message_id limit 1) s on true ",
            $crate::row::join_user!("s.author_id")
        )
    };
}
/// How many reported messages wait for the one who decides as `m`: a hundred at most are counted.
macro_rules! open_reports {
    () => {
        "(select count(*) from (select 1 from reported_messages r \
          where r.chat_id = m.chat_id and r.state = 'open' and r.author_id <> m.user_id limit 100) r)"
    };
}
pub(crate) use {open_reports, reported_columns, reported_tables};

/// A page of the reported messages `r` of which this holds, in the state `$5`, but for those of `$1`; the first to be reported first.
macro_rules! page_where {
    ($which:literal) => {
        concat!(
            "select r.reported_at::text as sort_key, ",
            reported_columns!(),
            " from (select r.* from reported_messages r where r.state = $5 and r.author_id <> $1 and ",
            $which,
            " and exists (select 1 from chats c where c.id = r.chat_id and c.deleted_at is null) and (r.reported_at, r.message_id) > ($2::text::timestamptz, $3::uuid) order by r.reported_at, r.message_id limit ",
            page_rows_max!(),
            ") r ",
            reported_tables!(),
            "order by r.reported_at, r.message_id limit $4"
        )
    };
}

impl Store {
    /// The reported messages of a chat in which `me` keeps order.
    pub async fn reports(
        &self,
        me: UserId,
        chat_id: ChatId,
        state: ReportState,
        after: Option<&Keyset>,
        limit: i64,
    ) -> Result<Slice<ReportedMessage>> {
        const SQL: &str = page_where!("r.chat_id = $6");
        self.require_right(me, chat_id, Action::JudgeReports).await?;
        let (key, id) = Keyset::or_earliest(after);
        let rows = self.rows(SQL, &[&me.as_uuid(), &key, &id, &rows_wanted(limit), &state.as_str(), &chat_id.as_uuid()]).await?;
        slice(&rows, limit)
    }

    /// Those of all chats, for an admin.
    pub async fn all_reports(&self, me: UserId, state: ReportState, after: Option<&Keyset>, limit: i64) -> Result<Slice<ReportedMessage>> {
        const SQL: &str = page_where!("true");
        let (key, id) = Keyset::or_earliest(after);
        slice(&self.rows(SQL, &[&me.as_uuid(), &key, &id, &rows_wanted(limit), &state.as_str()]).await?, limit)
    }

    /// In which chat a message is that was reported.
    pub async fn chat_of_report(&self, message_id: MessageId) -> Result<ChatId> {
        const SQL: &str = "select chat_id from reported_messages where message_id = $1";
        let row = self.row(SQL, &[&message_id.as_uuid()]).await?.ok_or(Error::MessageNotFound)?;
        Ok(row.try_get::<_, Uuid>("chat_id")?.into())
    }

    /// Forgets up to `rows_max` reported messages of which nothing was heard since `before`, and returns how many.
    pub async fn purge_reports(&self, before: Timestamp, rows_max: i64) -> Result<u64> {
        const SQL: &str = "delete from reported_messages where message_id in \
                           (select message_id from reported_messages where changed_at <= $1 limit $2)";
        self.execute(SQL, &[&before, &rows_max]).await
    }
}

fn slice(rows: &[Row], limit: i64) -> Result<Slice<ReportedMessage>> {
    let rows = rows.iter().map(|row| Ok((reported(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("message_id")? })));
    Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
}

/// A report as [`reported_columns`] has it.
#[derive(Debug, Deserialize)]
struct ShownReport {
    reason: String,
    comment: Option<String>,
    body: Option<String>,
    created_at: Timestamp,
}

pub(crate) fn reported(row: &Row) -> Result<ReportedMessage> {
    let shown: Option<Json<Vec<ShownReport>>> = row.try_get("reports")?;
    let state: String = row.try_get("state")?;
    Ok(ReportedMessage {
        message: message(row)?,
        chat_name: ChatName::stored(row.try_get("chat_name")?),
        state: ReportState::parse(&state).ok_or_else(|| unknown("reported_messages.state", &state))?,
        reported_at: row.try_get("reported_at")?,
        count: row.try_get("count")?,
        reports: shown.map_or_else(|| Ok(vec![]), |Json(shown)| shown.into_iter().map(report).collect())?,
        decided_by: row.try_get::<_, Option<Uuid>>("decided_by")?.map(Into::into),
        decided_at: row.try_get("decided_at")?,
    })
}

fn report(ShownReport { reason, comment, body, created_at }: ShownReport) -> Result<Report> {
    Ok(Report {
        reason: ReportReason::parse(&reason).ok_or_else(|| unknown("reports.reason", &reason))?,
        comment: comment.map(ReportComment::stored),
        body: body.map(MessageBody::stored),
        created_at,
    })
}

fn unknown(column: &str, word: &str) -> Error {
    Error::Internal(anyhow::anyhow!("{column} holds {word:?}"))
}
