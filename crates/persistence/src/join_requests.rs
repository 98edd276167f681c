//! Who wants to be let into a chat.

use dialogo_domain::{Action, ChatId, ChatName, JoinMessage, JoinRequest, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, user_columns, user_summary};
use crate::{Keyset, Result, Slice, Store};

/// Columns of a request `r` to a chat `c` by which [`join_request`] knows it; needs `user_columns` beside it.
macro_rules! join_request_columns {
    () => {
        "r.chat_id, c.name as chat_name, r.message, r.created_at as asked_at"
    };
}
pub(crate) use join_request_columns;

impl Store {
    /// Who waits to be let into a chat, for those who may let them in; the first to ask first.
    pub async fn join_requests(&self, me: UserId, chat_id: ChatId, after: Option<&Keyset>, limit: i64) -> Result<Slice<JoinRequest>> {
        const SQL: &str = concat!(
            "select ",
            join_request_columns!(),
            ", r.created_at::text as sort_key, r.user_id as sort_id, ",
            user_columns!(),
            " from (select r.* from join_requests r \
                    where r.chat_id = $1 and r.declined_at is null and (r.created_at, r.user_id) > ($2::text::timestamptz, $3::uuid) \
                    order by r.created_at, r.user_id limit ",
            page_rows_max!(),
            ") r join lateral (select c.name from chats c where c.id = r.chat_id limit 1) c on true ",
            join_user!("r.user_id"),
            "order by r.created_at, r.user_id limit $4"
        );
        self.require_right(me, chat_id, Action::Invite).await?;
        self.requests(SQL, chat_id.as_uuid(), after, limit).await
    }

    /// Where `me` waits to be let in; the first that was asked first.
    pub async fn my_join_requests(&self, me: UserId, after: Option<&Keyset>, limit: i64) -> Result<Slice<JoinRequest>> {
        const SQL: &str = concat!(
            "select ",
            join_request_columns!(),
            ", r.created_at::text as sort_key, r.chat_id as sort_id, ",
            user_columns!(),
            " from (select r.* from join_requests r \
                    where r.user_id = $1 and r.declined_at is null and (r.created_at, r.chat_id) > ($2::text::timestamptz, $3::uuid) \
                    order by r.created_at, r.chat_id limit ",
            page_rows_max!(),
            ") r join lateral (select c.name from chats c where c.id = r.chat_id and c.deleted_at is null \
                               and c.visibility = 'private' and c.join_requests limit 1) c on true ",
            join_user!("r.user_id"),
            "order by r.created_at, r.chat_id limit $4"
        );
        self.requests(SQL, me.as_uuid(), after, limit).await
    }

    /// Forgets up to `rows_max` requests that were declined before `before`, and returns how many.
    pub async fn purge_join_requests(&self, before: Timestamp, rows_max: i64) -> Result<u64> {
        const SQL: &str = "delete from join_requests where (chat_id, user_id) in \
                           (select chat_id, user_id from join_requests where declined_at <= $1 limit $2)";
        self.execute(SQL, &[&before, &rows_max]).await
    }

    async fn requests(&self, sql: &str, of: Uuid, after: Option<&Keyset>, limit: i64) -> Result<Slice<JoinRequest>> {
        let (key, id) = Keyset::or_earliest(after);
        let rows = self.rows(sql, &[&of, &key, &id, &rows_wanted(limit)]).await?;
        let rows = rows.iter().map(|row| Ok((join_request(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("sort_id")? })));
        Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
    }
}

pub(crate) fn join_request(row: &Row) -> Result<JoinRequest> {
    Ok(JoinRequest {
        chat_id: row.try_get::<_, Uuid>("chat_id")?.into(),
        chat_name: ChatName::stored(row.try_get("chat_name")?),
        user: user_summary(row)?,
        message: row.try_get::<_, Option<String>>("message")?.map(JoinMessage::stored),
        created_at: row.try_get("asked_at")?,
    })
}
