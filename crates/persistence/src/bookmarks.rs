//! Bookmarks: messages that people want to find again.

use dialogo_domain::{Bookmark, ChatId, MessageId, UserId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, message, message_columns, message_fields, user_columns};
use crate::{Error, Keyset, Result, Slice, Store};

impl Store {
    /// Saves a message of a chat that `me` is in, who may have saved so many, and says in which chat if it was not saved before.
    pub async fn add_bookmark(&self, me: UserId, id: MessageId, most: i64) -> Result<Option<ChatId>> {
        // The membership is locked: whoever ends it at this moment takes this bookmark along.
        const SQL: &str = "with place as (\
                               select s.chat_id from messages s \
                               join members m on m.chat_id = s.chat_id and m.user_id = $1 and m.departure is null \
                               join chats c on c.id = s.chat_id and c.deleted_at is null \
                               where s.id = $2 and s.deleted_at is null for share of m), \
                           saved as (\
                               insert into bookmarks as b (user_id, message_id, chat_id) select $1, $2, chat_id from place \
                               where (select count(*) from (select 1 from bookmarks o where o.user_id = $1 limit $3) o) < $3 \
                               on conflict on constraint bookmarks_pkey do update set chat_id = excluded.chat_id returning b.chat_id) \
                           select chat_id, exists (select 1 from saved) as is_saved, \
                           exists (select 1 from bookmarks b where b.user_id = $1 and b.message_id = $2) as was_saved from place";
        let row = self.row(SQL, &[&me.as_uuid(), &id.as_uuid(), &most]).await?.ok_or(Error::MessageNotFound)?;
        match (row.try_get("is_saved")?, row.try_get("was_saved")?) {
            (_, true) => Ok(None),
            (true, false) => Ok(Some(row.try_get::<_, Uuid>("chat_id")?.into())),
            (false, false) => Err(Error::TooMany("saved messages")),
        }
    }

    /// Takes a bookmark of `me` away, and says in which chat if there was one.
    pub async fn remove_bookmark(&self, me: UserId, id: MessageId) -> Result<Option<ChatId>> {
        const SQL: &str = "delete from bookmarks where user_id = $1 and message_id = $2 returning chat_id";
        let row = self.row(SQL, &[&me.as_uuid(), &id.as_uuid()]).await?;
        row.map(|row| Ok(row.try_get::<_, Uuid>("chat_id")?.into())).transpose()
    }

    /// What `me` has saved, perhaps of one chat only, the latest first: messages that are there, of chats that `me` is in.
    pub async fn bookmarks(&self, me: UserId, of: Option<ChatId>, after: Option<&Keyset>, limit: i64) -> Result<Slice<Bookmark>> {
        const SQL: &str = concat!(
            "select b.saved_at, b.saved_at::text as sort_key, ",
            message_columns!(),
            ", ",
            user_columns!(),
            " from bookmarks b \
             join lateral (select ",
            message_fields!(),
            " from messages s where s.id = b.message_id and s.deleted_at is null limit 1) s on true ",
            join_user!("s.author_id"),
            "where b.user_id = $1 and ($2::uuid is null or b.chat_id = $2) and (b.saved_at, b.message_id) < ($3::text::timestamptz, $4::uuid) \
             and (select true from members m join chats c on c.id = m.chat_id \
                  where m.chat_id = b.chat_id and m.user_id = $1 and m.departure is null and c.deleted_at is null) \
             order by b.saved_at desc, b.message_id desc limit least($5::bigint, ",
            page_rows_max!(),
            ")"
        );
        let (key, id) = Keyset::or_latest(after);
        let rows = self.rows(SQL, &[&me.as_uuid(), &of.map(ChatId::as_uuid), &key, &id, &rows_wanted(limit)]).await?;
        Ok(Slice::of(rows.iter().map(bookmark).collect::<Result<_>>()?, limit))
    }
}

fn bookmark(row: &Row) -> Result<(Bookmark, Keyset)> {
    let bookmark = Bookmark { message: message(row)?, saved_at: row.try_get("saved_at")? };
    Ok((bookmark, Keyset { key: row.try_get("sort_key")?, id: row.try_get("message_id")? }))
}
