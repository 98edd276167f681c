//! The audit log: written in the transaction of the act, read by those who keep order, changed by nobody, and forgotten one day.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, AuditAction, AuditDetail, AuditEntry, AuditId, ChatId, MessageId, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{peer, peer_columns, user_columns, user_summary};
use crate::store::Parameters;
use crate::writer::execute;
use crate::{Keyset, Result, Slice, Store};

/// An act that is about to be written down.
#[derive(Debug)]
pub struct Act {
    chat_id: Option<ChatId>,
    actor: Option<UserId>,
    action: AuditAction,
    target: Option<UserId>,
    message_id: Option<MessageId>,
    detail: AuditDetail,
}

impl Act {
    /// Something that `by` does in a chat.
    pub fn in_chat(chat_id: ChatId, by: UserId, action: AuditAction) -> Self {
        Self { chat_id: Some(chat_id), ..Self::on_server(Some(by), action) }
    }

    /// Something that is done on the whole server; by nobody: at the command line.
    pub fn on_server(by: Option<UserId>, action: AuditAction) -> Self {
        Self { chat_id: None, actor: by, action, target: None, message_id: None, detail: AuditDetail::default() }
    }

    /// To whom it is done.
    pub fn to(self, target: UserId) -> Self {
        Self { target: Some(target), ..self }
    }

    /// Which message it is about.
    pub fn about(self, message_id: MessageId) -> Self {
        Self { message_id: Some(message_id), ..self }
    }

    /// What else belongs to it.
    pub fn with(self, detail: AuditDetail) -> Self {
        Self { detail, ..self }
    }

    /// Writes it down in the transaction that does it: both happen, or neither.
    pub async fn write(self, transaction: &Transaction<'_>) -> Result<()> {
        const SQL: &str = "insert into audit_log (id, chat_id, actor_id, action, target_id, message_id, detail) \
                           values ($1, $2, $3, $4::jsonb #>> '{}', $5, $6, $7)";
        let id = AuditId::generate().as_uuid();
        let [chat_id, message_id] = [self.chat_id.map(ChatId::as_uuid), self.message_id.map(MessageId::as_uuid)];
        let [actor, target] = [self.actor, self.target].map(|user| user.map(UserId::as_uuid));
        let (action, detail) = (Json(self.action), Json(self.detail));
        execute(transaction, SQL, &[&id, &chat_id, &actor, &action, &target, &message_id, &detail]).await.map(drop)
    }
}

/// The statement that lists a log, the latest first.
macro_rules! log_of {
    ($which:literal) => {
        concat!(
            "select l.id, l.created_at, l.created_at::text as sort_key, to_jsonb(l.action) as action, l.message_id, l.detail, ",
            peer_columns!(),
            ", ",
            user_columns!(),
            " from (select l.* from audit_log l where ",
            $which,
            " and (l.created_at, l.id) < ($1::text::timestamptz, $2::uuid) order by l.created_at desc, l.id desc limit ",
            page_rows_max!(),
            ") l \
             left join lateral (select u.* from users u where u.id = l.actor_id limit 1) p on true \
             left join lateral (select u.* from users u where u.id = l.target_id limit 1) u on true \
             order by l.created_at desc, l.id desc limit $3"
        )
    };
}

impl Store {
    /// What was done in a chat in which `me` keeps order, the latest first.
    pub async fn chat_log(&self, me: UserId, chat_id: ChatId, after: Option<&Keyset>, limit: i64) -> Result<Slice<AuditEntry>> {
        const SQL: &str = log_of!("l.chat_id = $4");
        self.require_right(me, chat_id, Action::ReadLog).await?;
        let (key, id) = Keyset::or_latest(after);
        self.log(SQL, &[&key, &id, &rows_wanted(limit), &chat_id.as_uuid()], limit).await
    }

    /// What was done on the whole server, for the admin `me`, the latest first.
    pub async fn server_log(&self, me: UserId, after: Option<&Keyset>, limit: i64) -> Result<Slice<AuditEntry>> {
        const SQL: &str = log_of!("l.chat_id is null");
        self.require_admin(me).await?;
        let (key, id) = Keyset::or_latest(after);
        self.log(SQL, &[&key, &id, &rows_wanted(limit)], limit).await
    }

    /// Forgets up to `rows_max` entries from before `before`, but none of the last 30 days, and returns how many.
    pub async fn prune_audit_log(&self, before: Timestamp, rows_max: i64) -> Result<i64> {
        const SQL: &str = "select audit_log_prune($1, $2) as pruned";
        let row = self.row(SQL, &[&before, &rows_max]).await?;
        Ok(row.map(|row| row.try_get("pruned")).transpose()?.unwrap_or_default())
    }

    async fn log(&self, sql: &str, parameters: Parameters<'_>, limit: i64) -> Result<Slice<AuditEntry>> {
        let rows = self.rows(sql, parameters).await?;
        let rows = rows.iter().map(|row| Ok((entry(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("id")? })));
        Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
    }
}

fn entry(row: &Row) -> Result<AuditEntry> {
    let Json(action) = row.try_get("action")?;
    let Json(detail) = row.try_get("detail")?;
    Ok(AuditEntry {
        id: row.try_get::<_, Uuid>("id")?.into(),
        created_at: row.try_get("created_at")?,
        actor: peer(row)?,
        action,
        target: row.try_get::<_, Option<Uuid>>("user_id")?.map(|_| user_summary(row)).transpose()?,
        message_id: row.try_get::<_, Option<Uuid>>("message_id")?.map(Into::into),
        detail,
    })
}
