//! Looking through the newest messages of all, whatever the index knows.

use dialogo_domain::{ChatId, UserId};
use uuid::Uuid;

use super::{Hunt, is_mine, mine, window};
use crate::Result;

/// A word in every twentieth message fills a page of them. Measured: a millisecond and a half.
const MESSAGES: i64 = 1_000;
/// Bytes of text.
const BYTES_MAX: i64 = 1 << 20;

impl Hunt<'_> {
    /// Looks through the newest messages in the window. Yields the newest id that was not looked at, unless there is none.
    pub async fn walk(&mut self) -> Result<Option<Uuid>> {
        const SQL: &str = concat!(
            mine!(),
            ", newest as materialized ( \
                 select n.id, n.chat_id, n.author_id, n.body, n.created_at, n.deleted_at, n.attachments, \
                 sum(octet_length(n.body)) over (order by n.id desc rows unbounded preceding) as bytes \
                 from (select id, chat_id, author_id, body, created_at, deleted_at, attachments from messages \
                       where id < $2 and id >= $3 order by id desc limit $4) n), \
             seen as materialized (select id from newest where bytes <= $5), \
             place as (select (select count(*) from newest) < $4 and (select count(*) from newest) = (select count(*) from seen) as is_end, \
                              (select id from seen order by id limit 1) as oldest) \
             select p.is_end, p.oldest, s.id, s.body, s.attachments is not null as has_file \
             from place p \
             left join newest s on s.bytes <= $5 and s.deleted_at is null and ",
            is_mine!("s.chat_id"),
            "and ($6::uuid is null or s.chat_id = $6) and ($7::uuid is null or s.author_id = $7) \
             and ($8::timestamptz is null or s.created_at >= $8) and ($9::timestamptz is null or s.created_at < $9)"
        );
        let (chat_id, author_id) = (self.search.chat_id.map(ChatId::as_uuid), self.search.author_id.map(UserId::as_uuid));
        let mut rows = self
            .store
            .rows(
                SQL,
                &[
                    &self.me,
                    &self.window.before,
                    &self.window.from,
                    &MESSAGES,
                    &BYTES_MAX,
                    &chat_id,
                    &author_id,
                    &self.search.from,
                    &self.search.to,
                ],
            )
            .await?;
        let Some(place) = rows.first() else { return Ok(None) };
        let (is_end, oldest): (bool, Option<Uuid>) = (place.try_get("is_end")?, place.try_get("oldest")?);
        if place.try_get::<_, Option<Uuid>>("id")?.is_none() {
            rows.clear();
        }
        self.keep(&rows).await?;
        Ok(oldest.filter(|_| !is_end).map(window::below))
    }
}
