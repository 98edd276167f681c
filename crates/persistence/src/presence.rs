//! When people were last here, and who does not want to be seen.

use dialogo_domain::{ChatId, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{Error, Result, Store};

/// Rows of one answer: the members of a screen's chats, as far as somebody could look at them.
const ROWS_MAX: i64 = 500;

/// When somebody was last here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastSeen {
    /// Who.
    pub user_id: UserId,
    /// Whether they do not want to be seen.
    pub is_hidden: bool,
    /// When their last connection went, if that is known.
    pub at: Option<Timestamp>,
}

impl Store {
    /// When the members of these chats, of those that `me` is in, were last here: of each chat the first 200, 500 in all.
    pub async fn last_seen_in(&self, me: UserId, chats: &[ChatId]) -> Result<Vec<LastSeen>> {
        const SQL: &str = "select u.id, u.presence_hidden, u.last_seen_at \
                           from unnest($2::uuid[]) as f(chat_id) \
                           join lateral (select m.user_id from members m where m.chat_id = f.chat_id and m.departure is null and not m.is_blocked \
                                         and exists (select 1 from members x join chats c on c.id = x.chat_id \
                                                     where x.chat_id = f.chat_id and x.user_id = $1 and x.departure is null and c.deleted_at is null) \
                                         order by m.joined_at, m.user_id limit 200) m on true \
                           join lateral (select u.id, u.presence_hidden, u.last_seen_at from users u where u.id = m.user_id limit 1) u on true \
                           limit $3";
        let chats: Vec<Uuid> = chats.iter().map(|chat_id| chat_id.as_uuid()).collect();
        self.rows(SQL, &[&me.as_uuid(), &chats, &ROWS_MAX]).await?.iter().map(last_seen).collect()
    }

    /// When somebody was last here with whom `me` is in a chat, or who is `me`.
    pub async fn last_seen(&self, me: UserId, user_id: UserId) -> Result<LastSeen> {
        const SQL: &str = "select u.id, u.presence_hidden, u.last_seen_at from users u \
                           where u.id = $2 and (u.id = $1 \
                           or exists (select 1 from members m join members x on x.chat_id = m.chat_id and x.user_id = $2 and x.departure is null \
                                      join chats c on c.id = m.chat_id \
                                      where m.user_id = $1 and m.departure is null and c.deleted_at is null))";
        last_seen(&self.row(SQL, &[&me.as_uuid(), &user_id.as_uuid()]).await?.ok_or(Error::UserNotFound)?)
    }

    /// Sets whether somebody does not want to be seen, and returns the chats in which that is to be told.
    pub async fn hide_presence(&self, user_id: UserId, is_hidden: bool) -> Result<Vec<ChatId>> {
        const SQL: &str = "with hidden as (update users set presence_hidden = $2 where id = $1) \
                           select m.chat_id from members m where m.user_id = $1 and m.departure is null";
        let rows = self.rows(SQL, &[&user_id.as_uuid(), &is_hidden]).await?;
        rows.iter().map(|row| Ok(row.try_get::<_, Uuid>("chat_id")?.into())).collect()
    }

    /// Writes down when people were last here.
    pub async fn note_last_seen(&self, people: &[(UserId, Timestamp)]) -> Result<()> {
        const SQL: &str = "update users u set last_seen_at = g.at \
                           from unnest($1::uuid[], $2::timestamptz[]) as g(id, at) where u.id = g.id and not u.presence_hidden";
        let (ids, times): (Vec<Uuid>, Vec<Timestamp>) = people.iter().map(|(user_id, at)| (user_id.as_uuid(), *at)).unzip();
        self.execute(SQL, &[&ids, &times]).await.map(drop)
    }
}

fn last_seen(row: &Row) -> Result<LastSeen> {
    Ok(LastSeen {
        user_id: row.try_get::<_, Uuid>("id")?.into(),
        is_hidden: row.try_get("presence_hidden")?,
        at: row.try_get("last_seen_at")?,
    })
}
