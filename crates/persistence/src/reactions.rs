//! Reactions: who chose which emoji for a message.

use dialogo_domain::{ChatId, Emoji, MessageId, Reactor, UserId};
use tokio_postgres::Row;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, user_columns, user_summary};
use crate::{Error, Keyset, Result, Slice, Store};

impl Store {
    /// Who reacted to a message of a chat that `me` is in, perhaps with this emoji only, in the order in which they did.
    pub async fn reactions(
        &self,
        me: UserId,
        (chat_id, message_id): (ChatId, MessageId),
        emoji: Option<&Emoji>,
        after: Option<&Keyset>,
        limit: i64,
    ) -> Result<Slice<Reactor>> {
        const SQL: &str = concat!(
            "select r.emoji, r.seq::text as sort_key, ",
            user_columns!(),
            " from (select r.emoji, r.user_id, r.seq from reactions r \
                    where r.message_id = $2 and r.seq > $4::text::bigint and ($5::text is null or r.emoji = $5) \
                    order by r.seq \
                    limit ",
            page_rows_max!(),
            ") r ",
            join_user!("r.user_id"),
            "where exists (select 1 from messages s where s.id = $2 and s.chat_id = $1) \
             and exists (select 1 from members m join chats c on c.id = m.chat_id \
                         where m.chat_id = $1 and m.user_id = $3 and m.departure is null and c.deleted_at is null) \
             order by r.seq \
             limit $6"
        );
        let (after, emoji) = (after.map_or("0", |after| after.key.as_str()), emoji.map(Emoji::as_str));
        let wanted = rows_wanted(limit);
        let rows = self.rows(SQL, &[&chat_id.as_uuid(), &message_id.as_uuid(), &me.as_uuid(), &after, &emoji, &wanted]).await?;
        if rows.is_empty() {
            self.message(me, chat_id, message_id).await?.ok_or(Error::MessageNotFound)?;
        }
        Ok(Slice::of(rows.iter().map(reactor).collect::<Result<_>>()?, limit))
    }
}

fn reactor(row: &Row) -> Result<(Reactor, Keyset)> {
    let reactor = Reactor { emoji: Emoji::stored(row.try_get("emoji")?), user: user_summary(row)? };
    Ok((reactor, Keyset { key: row.try_get("sort_key")?, id: row.try_get("user_id")? }))
}
