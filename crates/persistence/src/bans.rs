//! Bans: the list of them, and of those whose messages are to go as well.

use dialogo_domain::{Action, Ban, BanReason, ChatId, Number, UserId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, user_columns, user_summary};
use crate::{Keyset, RemoveMessages, Result, Slice, Store};

/// Columns of a ban `b` by which [`ban`] knows it; needs `user_columns` beside it.
macro_rules! ban_columns {
    () => {
        "b.banned_by, b.reason, b.created_at as banned_at, b.until"
    };
}
pub(crate) use ban_columns;

impl Store {
    /// Who is banned from a chat in which `me` keeps order, the latest first.
    pub async fn bans(&self, me: UserId, chat_id: ChatId, after: Option<&Keyset>, limit: i64) -> Result<Slice<Ban>> {
        const SQL: &str = concat!(
            "select ",
            ban_columns!(),
            ", b.created_at::text as sort_key, ",
            user_columns!(),
            " from (select b.user_id, b.banned_by, b.reason, b.created_at, b.until from bans b \
                    where b.chat_id = $1 and (b.created_at, b.user_id) < ($2::text::timestamptz, $3::uuid) \
                    and (b.until is null or b.until > now()) \
                    order by b.created_at desc, b.user_id desc limit ",
            page_rows_max!(),
            ") b ",
            join_user!("b.user_id"),
            "order by b.created_at desc, b.user_id desc limit $4"
        );
        self.require_right(me, chat_id, Action::Ban).await?;
        let (key, id) = Keyset::or_latest(after);
        let rows = self.rows(SQL, &[&chat_id.as_uuid(), &key, &id, &rows_wanted(limit)]).await?;
        let rows = rows.iter().map(|row| Ok((ban(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("user_id")? })));
        Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
    }

    /// Up to `limit` removals that are still to be done.
    pub async fn removals(&self, limit: i64) -> Result<Vec<RemoveMessages>> {
        const SQL: &str = "select chat_id, author_id, up_to_number from removals order by chat_id, author_id, up_to_number limit $1";
        let removal = |row: &Row| {
            let (chat_id, author_id) = (row.try_get::<_, Uuid>("chat_id")?.into(), row.try_get::<_, Uuid>("author_id")?.into());
            Ok(RemoveMessages { chat_id, author_id, up_to: Number(row.try_get("up_to_number")?) })
        };
        self.rows(SQL, &[&limit]).await?.iter().map(removal).collect()
    }
}

pub(crate) fn ban(row: &Row) -> Result<Ban> {
    Ok(Ban {
        user: user_summary(row)?,
        banned_by: row.try_get::<_, Uuid>("banned_by")?.into(),
        reason: row.try_get::<_, Option<String>>("reason")?.map(BanReason::stored),
        created_at: row.try_get("banned_at")?,
        until: row.try_get("until")?,
    })
}
