//! Chats: listing one's own, and looking at one.

use dialogo_domain::{Chat, ChatId, MyChat, PasswordHash, UserId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::page::rows_wanted;
use crate::reports::open_reports;
use crate::row::{chat, chat_columns, join_user, message_columns, my_chat, peer_columns, user_columns};
use crate::{Error, Keyset, Result, Slice, Store};

/// The columns that `row::my_chat` reads.
macro_rules! my_chat_columns {
    () => {
        concat!(
            chat_columns!(),
            ", c.requests_waiting, case when m.is_moderator or c.owner_id = m.user_id then ",
            open_reports!(),
            " else 0 end as reports_open, m.user_id as me, m.joined_at, m.is_moderator, m.muted_until, m.read_number, m.unread_mentions, m.notifications, m.draft_at, \
             d.body as draft_body, d.reply_to as draft_reply_to, ",
            peer_columns!(),
            ", ",
            message_columns!(),
            ", ",
            user_columns!()
        )
    };
}
/// Joins to a member `m` the chat, the draft, the other person if it is a direct one, and its latest message, which is the one whose number is the count.
macro_rules! chat_of_member {
    () => {
        concat!(
            "join chats c on c.id = m.chat_id \
             left join messages s on s.chat_id = c.id and s.number = c.message_count \
             left join lateral (select e.body, e.reply_to from drafts e where e.chat_id = m.chat_id and e.user_id = m.user_id limit 1) d on true \
             left join lateral (select o.* from members n join users o on o.id = n.user_id \
                  where c.visibility = 'direct' and n.chat_id = c.id and n.user_id <> m.user_id limit 1) p on true \
             left ",
            join_user!("s.author_id")
        )
    };
}

/// What joining a chat takes.
#[derive(Clone, Debug)]
pub struct JoinCondition {
    /// Whether the user is in it already, and needs nothing.
    pub is_member: bool,
    /// What the password is checked against, if the chat has one.
    pub password_hash: Option<PasswordHash>,
    /// Whether the user is kept out, whatever they know.
    pub is_banned: bool,
}

impl Store {
    /// The chats that the user is in, the latest active first.
    pub async fn my_chats(&self, me: UserId, after: Option<&Keyset>, limit: i64) -> Result<Slice<MyChat>> {
        // First the page, then what belongs to its chats.
        const SQL: &str = concat!(
            "select ",
            my_chat_columns!(),
            ", m.active_at::text as sort_key \
             from (select m.chat_id, m.user_id, m.joined_at, m.is_moderator, m.muted_until, m.read_number, m.unread_mentions, m.notifications, m.draft_at, \
                          greatest(c.last_message_at, m.joined_at) as active_at \
                   from members m \
                   join chats c on c.id = m.chat_id \
                   where m.user_id = $1 and m.departure is null and c.deleted_at is null \
                   and ($2::text is null or (greatest(c.last_message_at, m.joined_at), c.id) < ($2::text::timestamptz, $3::uuid)) \
                   order by greatest(c.last_message_at, m.joined_at) desc, c.id desc \
                   limit $4) m ",
            chat_of_member!(),
            "order by m.active_at desc, m.chat_id desc"
        );
        let (after_key, after_id) = (after.map(|a| a.key.as_str()), after.map(|a| a.id));
        let rows = self.rows(SQL, &[&me.as_uuid(), &after_key, &after_id, &rows_wanted(limit)]).await?;
        slice(&rows, limit, my_chat)
    }

    /// A chat that the user may see: one's own, a public one, or from outside a private one that can be found.
    pub async fn chat(&self, me: UserId, id: ChatId) -> Result<Chat> {
        const SQL: &str = concat!(
            "select ",
            chat_columns!(),
            ", m.user_id is not null as is_member from chats c \
             left join members m on m.chat_id = c.id and m.user_id = $1 and m.departure is null \
             where c.id = $2 and c.deleted_at is null \
             and (c.visibility = 'public' or (c.visibility = 'private' and c.join_requests) or m.user_id is not null)"
        );
        let row = self.row(SQL, &[&me.as_uuid(), &id.as_uuid()]).await?.ok_or(Error::ChatNotFound)?;
        let seen = chat(&row)?;
        Ok(if row.try_get("is_member")? { seen } else { seen.from_outside() })
    }

    /// What it takes the user to join the chat; a private one does not exist for those who are not in it.
    pub async fn join_condition(&self, me: UserId, id: ChatId) -> Result<JoinCondition> {
        const SQL: &str = "select c.visibility, c.password_hash, m.user_id is not null as is_member, \
                           exists (select 1 from bans b where b.chat_id = c.id and b.user_id = $1 \
                                   and (b.until is null or b.until > now())) as is_banned \
                           from chats c \
                           left join members m on m.chat_id = c.id and m.user_id = $1 and m.departure is null \
                           where c.id = $2 and c.deleted_at is null \
                           and (c.visibility = 'public' or m.user_id is not null)";
        let row = self.row(SQL, &[&me.as_uuid(), &id.as_uuid()]).await?.ok_or(Error::ChatNotFound)?;
        Ok(JoinCondition {
            is_member: row.try_get("is_member")?,
            is_banned: row.try_get("is_banned")?,
            password_hash: row.try_get::<_, Option<String>>("password_hash")?.map(PasswordHash::new),
        })
    }

    /// Removes up to `rows_max` rows of deleted chats, and returns how many it removed: small steps that hold nobody up.
    pub async fn purge_deleted_chats(&self, rows_max: i64) -> Result<u64> {
        const FILES: &str = "with gone as (delete from files where id in \
             (select f.id from chats c join files f on f.chat_id = c.id where c.deleted_at is not null limit $1) returning id) \
             insert into objects_to_erase (id, due_at) select id, '-infinity' from gone";
        const MESSAGES: &str = "delete from messages where (chat_id, number) in \
             (select s.chat_id, s.number from chats c join messages s on s.chat_id = c.id where c.deleted_at is not null limit $1)";
        const MEMBERS: &str = "delete from members where (chat_id, user_id) in \
             (select m.chat_id, m.user_id from chats c join members m on m.chat_id = c.id where c.deleted_at is not null limit $1)";
        const CHATS: &str = "delete from chats where id in \
             (select c.id from chats c where c.deleted_at is not null \
              and not exists (select 1 from messages s where s.chat_id = c.id) \
              and not exists (select 1 from files f where f.chat_id = c.id) \
              and not exists (select 1 from members m where m.chat_id = c.id) limit $1)";
        for step in [FILES, MESSAGES, MEMBERS, CHATS] {
            let removed = self.execute(step, &[&rows_max]).await?;
            if removed > 0 {
                return Ok(removed);
            }
        }
        Ok(0)
    }
}

/// The chat `$2` as its member `$1` sees it.
pub(crate) const MY_CHAT: &str = concat!(
    "select ",
    my_chat_columns!(),
    " from members m ",
    chat_of_member!(),
    "where m.user_id = $1 and m.chat_id = $2 and m.departure is null and c.deleted_at is null"
);

pub(crate) fn slice<T>(rows: &[Row], limit: i64, read: fn(&Row) -> Result<T>) -> Result<Slice<T>> {
    let rows = rows.iter().map(|row| Ok((read(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get::<_, Uuid>("chat_id")? })));
    Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
}
