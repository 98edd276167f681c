//! Versions: what edited messages said before.

use dialogo_domain::{ChatId, MessageBody, MessageId, MessageVersion, UserId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::{Error, Keyset, Result, Slice, Store};

impl Store {
    /// What a message said before, the latest first, for its author and those who keep order in the chat.
    pub async fn message_versions(
        &self,
        me: UserId,
        (chat_id, message_id): (ChatId, MessageId),
        after: Option<&Keyset>,
        limit: i64,
    ) -> Result<Slice<MessageVersion>> {
        const SQL: &str = concat!(
            "select v.body, v.written_at, v.seq::text as sort_key, v.message_id \
             from (select v.body, v.written_at, v.seq, v.message_id from message_versions v \
                   where v.message_id = $1 and v.seq < $2::text::bigint order by v.seq desc limit ",
            page_rows_max!(),
            ") v order by v.seq desc limit $3"
        );
        let message = self.message(me, chat_id, message_id).await?.ok_or(Error::MessageNotFound)?;
        if !message.shows_versions_to(me, self.role(me, chat_id).await?) {
            return Err(Error::Forbidden);
        }
        let before = after.map_or(i64::MAX.to_string(), |after| after.key.clone());
        let rows = self.rows(SQL, &[&message_id.as_uuid(), &before, &rows_wanted(limit)]).await?;
        Ok(Slice::of(rows.iter().map(version).collect::<Result<_>>()?, limit))
    }
}

fn version(row: &Row) -> Result<(MessageVersion, Keyset)> {
    let version = MessageVersion { body: MessageBody::stored(row.try_get("body")?), written_at: row.try_get("written_at")? };
    Ok((version, Keyset { key: row.try_get("sort_key")?, id: row.try_get::<_, Uuid>("message_id")? }))
}
