//! Files: uploading them, and reading those of one's chats.

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use dialogo_domain::{Attachment, Avatar, ChatId, FileId, FileName, MediaType, User, UserId};
use dialogo_files::{Body, Kept, Part};
use dialogo_persistence::{NewFile, NewUpload, ProfileChange, StoredFile};
use futures_util::Stream;
use jiff::Timestamp;

use crate::{App, Caller, Error, Result};

/// A file that the caller may read.
#[derive(Clone, Debug)]
pub struct ReadableFile(StoredFile);

impl ReadableFile {
    /// What is told of it.
    pub fn attachment(&self) -> &Attachment {
        &self.0.attachment
    }

    /// What a part of it is, if it has such a part.
    pub fn media_type(&self, part: Part) -> Option<&MediaType> {
        match part {
            Part::Whole => Some(&self.0.attachment.media_type),
            Part::Thumbnail => self.0.thumbnail_type.as_ref(),
        }
    }
}

impl App {
    /// How large a file may be that is no picture.
    pub fn file_bytes_max(&self) -> u64 {
        self.inner.file_limits.bytes_max
    }

    /// How long an upload may take.
    pub fn upload_timeout(&self) -> Duration {
        Duration::from_secs(self.inner.file_limits.upload_timeout_secs.into())
    }

    /// Takes a file in, to be attached to a message of this chat.
    pub async fn upload<E>(
        &self,
        caller: &Caller,
        chat_id: ChatId,
        name: FileName,
        body: impl Stream<Item = std::result::Result<Bytes, E>>,
    ) -> Result<Attachment> {
        self.inner.store.may_upload(caller.user_id, chat_id).await?;
        let id = self.begin_upload(caller).await?;
        let taking_in = self.inner.files.take_in(id, self.file_bytes_max(), body);
        let kept = self.in_time(id, taking_in).await?;
        let file = new_file(caller, chat_id, id, name, kept);
        match self.inner.store.finish_upload(&file, self.inner.clock.now()).await {
            Ok(()) => Ok(file.attachment),
            Err(error) => {
                self.give_up(id).await;
                Err(error.into())
            }
        }
    }

    /// The file, if it is in a chat of the caller's.
    pub async fn file(&self, caller: &Caller, id: FileId) -> Result<ReadableFile> {
        self.inner.store.file(caller.user_id, id).await?.map(ReadableFile).ok_or(Error::FileNotFound)
    }

    /// The bytes of a file, or of a range inside it.
    pub async fn read_file(&self, file: &ReadableFile, part: Part, range: Option<Range<u64>>) -> Result<Body> {
        Ok(self.inner.files.read(file.attachment().id, part, range).await?)
    }

    /// Takes a picture in that is to be the caller's avatar. Everyone in the caller's chats hears of it.
    pub async fn set_avatar<E>(&self, caller: &Caller, body: impl Stream<Item = std::result::Result<Bytes, E>>) -> Result<User> {
        let id = self.begin_upload(caller).await?;
        self.in_time(id, self.inner.files.take_in_avatar(id, body)).await?;
        let change = ProfileChange { avatar: Some(Some(Avatar::picture(id))), ..ProfileChange::default() };
        // If the commit is in doubt, the object stays named until it falls due, and the avatar is none if it was not committed.
        self.update_profile(caller, change).await
    }

    /// Someone's picture, and which one it is.
    pub async fn avatar(&self, _caller: &Caller, id: UserId) -> Result<(FileId, MediaType, Bytes)> {
        let avatar = self.inner.store.user(id).await?.summary.avatar;
        let picture = avatar.as_ref().and_then(Avatar::picture_id).ok_or(Error::FileNotFound)?;
        let (media_type, bytes) = self.inner.files.avatar(picture).await?;
        Ok((picture, media_type, bytes))
    }

    /// Names what is about to be written.
    async fn begin_upload(&self, caller: &Caller) -> Result<FileId> {
        self.admit_change(caller.user_id)?;
        let id = FileId::generate();
        // No upload is at work any more by then.
        let due_at = self.inner.clock.now().checked_add(2 * self.upload_timeout()).unwrap_or(Timestamp::MAX);
        let upload = NewUpload { id, by: caller.user_id, due_at };
        self.inner.store.begin_upload(upload, self.inner.file_limits.unattached_max.into()).await?;
        Ok(id)
    }

    /// Waits for an upload, but not for ever, and lets nothing lie about that came of none.
    async fn in_time<T>(&self, id: FileId, upload: impl Future<Output = dialogo_files::Result<T>>) -> Result<T> {
        let ended = tokio::time::timeout(self.upload_timeout(), upload).await;
        match ended {
            Ok(Ok(kept)) => Ok(kept),
            Ok(Err(error)) => {
                self.give_up(id).await;
                Err(error.into())
            }
            Err(_) => {
                self.give_up(id).await;
                Err(Error::UploadInterrupted)
            }
        }
    }

    async fn give_up(&self, id: FileId) {
        if let Err(error) = self.inner.store.give_up_upload(id).await {
            tracing::debug!(%error, "an upload is given up when it falls due");
        }
    }
}

fn new_file(caller: &Caller, chat_id: ChatId, id: FileId, name: FileName, kept: Kept) -> NewFile {
    let Kept { media_type, bytes, picture } = kept;
    let side = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
    let thumbnail_type = picture.as_ref().and_then(|picture| picture.thumbnail.clone());
    let attachment = Attachment {
        id,
        name,
        media_type,
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        width: picture.as_ref().map(|picture| side(picture.width)),
        height: picture.as_ref().map(|picture| side(picture.height)),
        has_thumbnail: thumbnail_type.is_some(),
    };
    NewFile { by: caller.user_id, chat_id, attachment, thumbnail_type }
}
