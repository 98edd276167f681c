//! Files: from the first byte of an upload until nothing is left of it.

use dialogo_domain::{Attachment, ChatId, FileId, FileName, MediaType, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{Error, Result, Store};

/// An upload that begins.
#[derive(Clone, Copy, Debug)]
pub struct NewUpload {
    /// The file that it will be.
    pub id: FileId,
    /// Whose it is.
    pub by: UserId,
    /// When it is erased if nothing came of it.
    pub due_at: Timestamp,
}

/// A file whose bytes are in the store.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Whose it is.
    pub by: UserId,
    /// Where it may be attached.
    pub chat_id: ChatId,
    /// What is told of it.
    pub attachment: Attachment,
    /// What its thumbnail is.
    pub thumbnail_type: Option<MediaType>,
}

/// A file, as it is found by someone who may read it.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// What is told of it.
    pub attachment: Attachment,
    /// What its thumbnail is, if it has one.
    pub thumbnail_type: Option<MediaType>,
}

impl Store {
    /// Whether `me` may upload into the chat.
    pub async fn may_upload(&self, me: UserId, chat_id: ChatId) -> Result<()> {
        self.require_membership(me, chat_id).await
    }

    /// Names an object that is about to be written, so that it is erased if nothing comes of it. Someone has at most `waiting_max` files that are
    /// in no message, not even one that is sent later, or still on their way.
    pub async fn begin_upload(&self, upload: NewUpload, waiting_max: i64) -> Result<()> {
        // One after the other for each user: those who come together would not see each other.
        const TURN: &str = "select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 25))";
        const SQL: &str = "insert into objects_to_erase (id, uploader_id, due_at) select $1, $2, $3 \
                           where (select count(*) from ((select 1 from files where uploader_id = $2 and message_id is null and waits_for is null limit $4) \
                                                        union all (select 1 from objects_to_erase where uploader_id = $2 limit $4)) w) < $4";
        let inserted = self
            .on_connection(async |client| {
                let transaction = client.transaction().await?;
                let turn = transaction.prepare_cached(TURN).await?;
                transaction.execute(&turn, &[&upload.by.as_uuid()]).await?;
                let insert = transaction.prepare_cached(SQL).await?;
                let parameters: crate::store::Parameters<'_> = &[&upload.id.as_uuid(), &upload.by.as_uuid(), &upload.due_at, &waiting_max];
                let inserted = transaction.execute(&insert, parameters).await?;
                transaction.commit().await?;
                Ok(inserted)
            })
            .await?;
        if inserted == 1 { Ok(()) } else { Err(Error::TooManyFiles) }
    }

    /// Makes the row of a file whose bytes are there, if its uploader is still in the chat and its object is not about to be erased.
    pub async fn finish_upload(&self, file: &NewFile, now: Timestamp) -> Result<()> {
        const SQL: &str = "with named as ( \
                               delete from objects_to_erase o using members m, chats c \
                               where o.id = $1 and o.due_at > $10 and m.chat_id = $2 and m.user_id = $3 and m.departure is null \
                               and c.id = m.chat_id and c.deleted_at is null returning o.id) \
                           insert into files (id, chat_id, uploader_id, name, media_type, bytes, width, height, thumbnail_type, created_at) \
                           select id, $2, $3, $4, $5, $6, $7, $8, $9, $10 from named";
        let NewFile { by, chat_id, attachment, thumbnail_type } = file;
        let inserted = self
            .execute(
                SQL,
                &[
                    &attachment.id.as_uuid(),
                    &chat_id.as_uuid(),
                    &by.as_uuid(),
                    &attachment.name.as_str(),
                    &attachment.media_type.as_str(),
                    &attachment.bytes,
                    &attachment.width,
                    &attachment.height,
                    &thumbnail_type.as_ref().map(MediaType::as_str),
                    &now,
                ],
            )
            .await?;
        if inserted == 1 { Ok(()) } else { Err(self.why_not_a_member(*by, *chat_id).await) }
    }

    /// Lets an object be erased at once that nothing came of.
    pub async fn give_up_upload(&self, id: FileId) -> Result<()> {
        const SQL: &str = "update objects_to_erase set due_at = '-infinity', uploader_id = null where id = $1";
        self.execute(SQL, &[&id.as_uuid()]).await.map(drop)
    }

    /// The file, if `me` is in its chat; before it is in a message, only its uploader finds it.
    pub async fn file(&self, me: UserId, id: FileId) -> Result<Option<StoredFile>> {
        const SQL: &str = "select f.id, f.name, f.media_type, f.bytes, f.width, f.height, f.thumbnail_type \
                           from files f \
                           join members m on m.chat_id = f.chat_id and m.user_id = $2 and m.departure is null \
                           join chats c on c.id = f.chat_id and c.deleted_at is null \
                           where f.id = $1 and (f.message_id is not null or f.uploader_id = $2)";
        self.row(SQL, &[&id.as_uuid(), &me.as_uuid()]).await?.as_ref().map(stored_file).transpose()
    }

    /// Forgets up to `rows_max` files that were uploaded before `before` and are in no message, sent or scheduled, and returns how many it forgot.
    pub async fn release_unattached_files(&self, before: Timestamp, rows_max: i64) -> Result<u64> {
        const SQL: &str = "with gone as ( \
                               delete from files where message_id is null and waits_for is null and id in \
                               (select id from files where message_id is null and waits_for is null and created_at < $1 limit $2) returning id) \
                           insert into objects_to_erase (id, due_at) select id, '-infinity' from gone";
        self.execute(SQL, &[&before, &rows_max]).await
    }

    /// Up to `rows_max` objects that were to be erased before `before`.
    pub async fn objects_due(&self, before: Timestamp, rows_max: i64) -> Result<Vec<FileId>> {
        const SQL: &str = "select id from objects_to_erase where due_at < $1 order by due_at limit $2";
        self.rows(SQL, &[&before, &rows_max]).await?.iter().map(|row| Ok(row.try_get::<_, Uuid>("id")?.into())).collect()
    }

    /// Forgets an object of which nothing is left.
    pub async fn forget_object(&self, id: FileId) -> Result<()> {
        const SQL: &str = "delete from objects_to_erase where id = $1";
        self.execute(SQL, &[&id.as_uuid()]).await.map(drop)
    }
}

pub(crate) fn stored_file(row: &Row) -> Result<StoredFile> {
    let thumbnail_type = row.try_get::<_, Option<String>>("thumbnail_type")?.map(MediaType::stored);
    let attachment = Attachment {
        id: row.try_get::<_, Uuid>("id")?.into(),
        name: FileName::stored(row.try_get("name")?),
        media_type: MediaType::stored(row.try_get("media_type")?),
        bytes: row.try_get("bytes")?,
        width: row.try_get("width")?,
        height: row.try_get("height")?,
        has_thumbnail: thumbnail_type.is_some(),
    };
    Ok(StoredFile { attachment, thumbnail_type })
}
