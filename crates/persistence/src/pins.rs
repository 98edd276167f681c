//! Pins: the list of them.

use dialogo_domain::{ChatId, Message, UserId};
use tokio_postgres::Row;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, message, message_columns, message_fields, user_columns};
use crate::{Keyset, Result, Slice, Store};

impl Store {
    /// The pinned messages of a chat that `me` is in, the latest first.
    pub async fn pins(&self, me: UserId, chat_id: ChatId, after: Option<&Keyset>, limit: i64) -> Result<Slice<Message>> {
        const SQL: &str = concat!(
            "select s.pinned_at::text as sort_key, ",
            message_columns!(),
            ", ",
            user_columns!(),
            " from (select ",
            message_fields!(),
            " from messages s where s.chat_id = $1 and s.pinned_at is not null \
             and (s.pinned_at, s.id) < ($2::text::timestamptz, $3::uuid) \
             order by s.pinned_at desc, s.id desc limit ",
            page_rows_max!(),
            ") s ",
            join_user!("s.author_id"),
            "order by s.pinned_at desc, s.id desc limit $4"
        );
        self.require_membership(me, chat_id).await?;
        let (key, id) = Keyset::or_latest(after);
        let rows = self.rows(SQL, &[&chat_id.as_uuid(), &key, &id, &rows_wanted(limit)]).await?;
        Ok(Slice::of(rows.iter().map(pin).collect::<Result<_>>()?, limit))
    }
}

fn pin(row: &Row) -> Result<(Message, Keyset)> {
    Ok((message(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("message_id")? }))
}
