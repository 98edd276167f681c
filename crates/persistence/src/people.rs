//! People: finding them by a part of their names, and whom one has blocked.

use dialogo_domain::{UserId, UserSummary};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, user_columns, user_summary};
use crate::{Keyset, Result, Slice, Store};

/// How many people, or chats, with a text somewhere in their names are looked at. Shorter texts than three characters have no trigram: they are
/// compared with the beginnings alone.
macro_rules! matches_max {
    () => {
        "1000"
    };
}

pub(crate) use matches_max;

/// The greatest character: a bound behind everything that begins with the text before it.
pub(crate) const LAST: char = char::MAX;

/// The rest of a statement: all columns of the users `u` with `$1` in their names, by username behind `$4`, at most `$5`. [`Wanted`] has its parameters.
macro_rules! from_found_people {
    () => {
        concat!(
            // Each part by its own index, and ended early.
            " from (\
                 (select u.* from users u where u.username collate \"C\" >= $1 and u.username collate \"C\" > $4 and u.username collate \"C\" < $2 \
                  and u.deleted_at is null order by u.username collate \"C\" limit ",
            $crate::page::page_rows_max!(),
            ") union (select u.* from users u where length($1) < 3 \
                  and lower(u.display_name) collate \"C\" >= $1 and lower(u.display_name) collate \"C\" < $2 limit ",
            $crate::people::matches_max!(),
            ") union (select u.* from users u where length($1) >= 3 and u.search_key like $3 escape '\\' limit ",
            $crate::people::matches_max!(),
            ")) u where u.deleted_at is null and u.username collate \"C\" > $4 order by u.username collate \"C\" limit $5"
        )
    };
}

/// What `from_found_people` is asked with.
pub(crate) struct Wanted {
    text: String,
    end: String,
    pattern: String,
    after: String,
    rows: i64,
}

impl Wanted {
    pub fn new(text: &str, after: Option<&Keyset>, limit: i64) -> Self {
        let text = text.to_lowercase();
        let (end, pattern) = (format!("{text}{LAST}"), format!("%{}%", literal(&text)));
        Self { text, end, pattern, after: after.map_or_else(String::new, |after| after.key.clone()), rows: rows_wanted(limit) }
    }

    pub fn parameters(&self) -> [&(dyn ToSql + Sync); 5] {
        [&self.text, &self.end, &self.pattern, &self.after, &self.rows]
    }
}

pub(crate) use from_found_people;

impl Store {
    /// People with this in their username or display name, whatever the case, by username. Of a text that more people have than a
    /// thousand, those whose username begins with it, and some of the others.
    pub async fn find_people(&self, text: &str, after: Option<&Keyset>, limit: i64) -> Result<Slice<UserSummary>> {
        const SQL: &str = concat!("select ", user_columns!(), ", u.username as sort_key", from_found_people!());
        slice(&self.rows(SQL, &Wanted::new(text, after, limit).parameters()).await?, limit)
    }

    /// Whom `me` has blocked, the latest first.
    pub async fn blocked(&self, me: UserId, after: Option<&Keyset>, limit: i64) -> Result<Slice<UserSummary>> {
        const SQL: &str = concat!(
            "select ",
            user_columns!(),
            ", b.created_at::text as sort_key \
             from (select b.blocked_id, b.created_at from blocks b \
                   where b.user_id = $1 and (b.created_at, b.blocked_id) < ($2::text::timestamptz, $3::uuid) \
                   order by b.created_at desc, b.blocked_id desc limit ",
            page_rows_max!(),
            ") b ",
            join_user!("b.blocked_id"),
            "order by b.created_at desc, b.blocked_id desc limit $4"
        );
        let (key, id) = Keyset::or_latest(after);
        slice(&self.rows(SQL, &[&me.as_uuid(), &key, &id, &rows_wanted(limit)]).await?, limit)
    }

    /// Whom somebody has blocked, and who has blocked them: a thousand of each at most.
    pub async fn apart(&self, user_id: UserId) -> Result<Vec<UserId>> {
        apart(&self.rows(APART, &[&user_id.as_uuid()]).await?)
    }
}

/// Who is apart from the user `$1`.
pub(crate) const APART: &str = "(select blocked_id as id from blocks where user_id = $1 limit 1000) \
                                union all (select user_id from blocks where blocked_id = $1 limit 1000)";

pub(crate) fn apart(rows: &[Row]) -> Result<Vec<UserId>> {
    rows.iter().map(|row| Ok(row.try_get::<_, Uuid>("id")?.into())).collect()
}

/// A pattern in which no character has a meaning of its own.
pub(crate) fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn slice(rows: &[Row], limit: i64) -> Result<Slice<UserSummary>> {
    let rows = rows.iter().map(|row| Ok((user_summary(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("user_id")? })));
    Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
}
