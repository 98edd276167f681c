//! Readers: who has seen a message.

use dialogo_domain::{ChatId, MessageId, Number, Reader, UserId};
use tokio_postgres::Row;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, user_columns, user_summary};
use crate::{Error, Keyset, Result, Slice, Store};

impl Store {
    /// The members of a chat of up to `members_max` who have read it as far as this message, without its author, in the order of joining.
    pub async fn seen_by(
        &self,
        me: UserId,
        (chat_id, message_id): (ChatId, MessageId),
        members_max: i64,
        after: Option<&Keyset>,
        limit: i64,
    ) -> Result<Slice<Reader>> {
        const SQL: &str = concat!(
            "select m.read_number, m.joined_at::text as sort_key, ",
            user_columns!(),
            " from (select m.user_id, m.read_number, m.joined_at from members m \
                    where m.chat_id = $1 and m.departure is null and (m.joined_at, m.user_id) > ($2::text::timestamptz, $3::uuid) \
                    and m.read_number >= $4 and m.user_id <> $5 \
                    order by m.joined_at, m.user_id limit ",
            page_rows_max!(),
            ") m ",
            join_user!("m.user_id"),
            "order by m.joined_at, m.user_id limit $6"
        );
        let message = self.message(me, chat_id, message_id).await?.ok_or(Error::MessageNotFound)?;
        if self.chat(me, chat_id).await?.member_count > members_max {
            return Err(Error::ChatTooLarge);
        }
        let (key, id) = Keyset::or_earliest(after);
        let (number, author) = (message.number.0, message.author.id.as_uuid());
        let rows = self.rows(SQL, &[&chat_id.as_uuid(), &key, &id, &number, &author, &rows_wanted(limit)]).await?;
        Ok(Slice::of(rows.iter().map(reader).collect::<Result<_>>()?, limit))
    }
}

fn reader(row: &Row) -> Result<(Reader, Keyset)> {
    let reader = Reader { user: user_summary(row)?, read_number: Number(row.try_get("read_number")?) };
    Ok((reader, Keyset { key: row.try_get("sort_key")?, id: row.try_get("user_id")? }))
}
