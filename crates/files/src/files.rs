//! Taking files in, handing them out, and erasing them.

use std::ops::Range;
use std::path::Path as Directory;

use bytes::{Bytes, BytesMut};
use dialogo_domain::{FileId, MediaType};
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, TryStreamExt};
use object_store::buffered::BufWriter;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutPayload};
use tokio::io::AsyncWriteExt;

use crate::door::Door;
use crate::picture::{self, Made};
use crate::sniff::{HEAD_BYTES, Kind, kind_of};
use crate::store::{Object, Store};
use crate::{Error, FileSettings, PictureLimits, Result};

/// All files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Store,
    door: Door,
    limits: PictureLimits,
}

/// Which part of a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The smaller picture of it.
    Thumbnail,
}

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is, by its content.
    pub media_type: MediaType,
    /// How large it is, as it is kept.
    pub bytes: u64,
    /// What is known of it if it is a picture.
    pub picture: Option<Picture>,
}

/// What is known of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What the smaller picture of it is, if there is one.
    pub thumbnail: Option<MediaType>,
}

/// The bytes of a file, or of a range of it.
pub struct Body {
    /// How large the whole is.
    pub size: u64,
    /// Which of it comes.
    pub range: Range<u64>,
    /// The bytes.
    pub stream: BoxStream<'static, Result<Bytes>>,
}

impl Files {
    /// The files of this server, kept where the settings say.
    pub fn open(settings: &FileSettings, data_dir: &Directory, limits: &PictureLimits) -> anyhow::Result<Self> {
        Ok(Self { store: Store::open(settings, data_dir)?, door: Door::new(limits), limits: limits.clone() })
    }

    /// Keeps what comes as the file `id`: at most `bytes_max` bytes, of which never more than a portion is in memory. Of a picture, what is
    /// kept is made anew. Whatever goes wrong, some of it may lie there afterwards: [`erase`](Self::erase) removes it.
    pub async fn take_in<E>(&self, id: FileId, bytes_max: u64, body: impl Stream<Item = std::result::Result<Bytes, E>>) -> Result<Kept> {
        let (kind, bytes) = self.write(id, bytes_max, body).await?;
        match kind {
            Kind::Other(media_type) => Ok(Kept { media_type: MediaType::stored(media_type.to_owned()), bytes, picture: None }),
            Kind::Picture(format) => {
                let made = self.work(id, move |raw, limits| picture::made_anew(format, raw, limits)).await?;
                self.keep(id, made).await
            }
        }
    }

    /// Keeps what comes as a small square picture.
    pub async fn take_in_avatar<E>(&self, id: FileId, body: impl Stream<Item = std::result::Result<Bytes, E>>) -> Result<()> {
        let (Kind::Picture(format), _) = self.write(id, self.limits.bytes_max, body).await? else {
            return Err(Error::BadPicture("it is no PNG, JPEG, GIF or WebP".to_owned()));
        };
        let made = self.work(id, move |raw, limits| picture::avatar(format, raw, limits)).await?;
        self.keep(id, made).await.map(drop)
    }

    /// Reads an avatar, and what it is.
    pub async fn avatar(&self, id: FileId) -> Result<(MediaType, Bytes)> {
        let bytes = self.store.objects.get(&Object::File.path(id)).await?.bytes().await?;
        let media_type = match kind_of(&bytes, true) {
            Kind::Picture(format) => format.to_mime_type(),
            Kind::Other(other) => other,
        };
        Ok((MediaType::stored(media_type.to_owned()), bytes))
    }

    /// Reads a file, or a range of it, which is cut at its end.
    pub async fn read(&self, id: FileId, part: Part, range: Option<Range<u64>>) -> Result<Body> {
        let object = if part == Part::Whole { Object::File } else { Object::Thumbnail };
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.objects.get_opts(&object.path(id), options).await?;
        Ok(Body { size: found.meta.size, range: found.range.clone(), stream: found.into_stream().map_err(Error::from).boxed() })
    }

    /// Erases all that there is of a file. Of what is not there, it is as well.
    pub async fn erase(&self, id: FileId) -> Result<()> {
        for object in Object::ALL {
            match self.store.objects.delete(&object.path(id)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Streams the body into the store, and says what it is.
    async fn write<E>(&self, id: FileId, bytes_max: u64, body: impl Stream<Item = std::result::Result<Bytes, E>>) -> Result<(Kind, u64)> {
        let mut body = std::pin::pin!(body);
        let (mut head, mut is_whole) = (BytesMut::new(), false);
        while head.len() < HEAD_BYTES && !is_whole {
            match body.next().await {
                Some(chunk) => head.extend_from_slice(&chunk.map_err(|_| Error::Interrupted)?),
                None => is_whole = true,
            }
        }
        let kind = kind_of(head.get(..HEAD_BYTES).unwrap_or(&head), is_whole && head.len() <= HEAD_BYTES);
        let (object, bytes_max) = match kind {
            Kind::Picture(_) => (Object::Raw, bytes_max.min(self.limits.bytes_max)),
            Kind::Other(_) => (Object::File, bytes_max),
        };
        let mut writer =
            BufWriter::with_capacity(self.store.objects.clone(), object.path(id), self.store.part_bytes).with_max_concurrency(1);
        let whole = futures_util::stream::once(async { Ok(head.freeze()) }).chain(body);
        match pour(whole, &mut writer, bytes_max).await {
            Ok(bytes) => {
                // Where this fails, for want of room it may be, there is nothing left to abort.
                writer.shutdown().await.map_err(|error| Error::Store(error.into()))?;
                Ok((kind, bytes))
            }
            Err(error) => {
                writer.abort().await.ok();
                Err(error)
            }
        }
    }

    /// Works on a picture as it came. It is read only when its turn has come: until then, none of it is in memory.
    async fn work(&self, id: FileId, work: impl FnOnce(Bytes, &PictureLimits) -> Result<Made> + Send + 'static) -> Result<Made> {
        let inside = self.door.enter().await?;
        let raw = self.store.objects.get(&Object::Raw.path(id)).await?.bytes().await?;
        let limits = self.limits.clone();
        inside.work(move || work(raw, &limits)).await
    }

    /// Keeps a picture that was made, and no longer what it was made of.
    async fn keep(&self, id: FileId, made: Made) -> Result<Kept> {
        let Made { media_type, bytes, width, height, thumbnail } = made;
        let size = bytes.len() as u64;
        self.put(Object::File, id, bytes).await?;
        let thumbnail = match thumbnail {
            Some((media_type, bytes)) => {
                self.put(Object::Thumbnail, id, bytes).await?;
                Some(MediaType::stored(media_type.to_owned()))
            }
            None => None,
        };
        self.store.objects.delete(&Object::Raw.path(id)).await?;
        let picture = Some(Picture { width, height, thumbnail });
        Ok(Kept { media_type: MediaType::stored(media_type.to_owned()), bytes: size, picture })
    }

    async fn put(&self, object: Object, id: FileId, bytes: Vec<u8>) -> Result<()> {
        self.store.objects.put(&object.path(id), PutPayload::from(bytes)).await?;
        Ok(())
    }
}

/// How many bytes there were for the store, which keeps them once the writer is shut down.
async fn pour<E>(body: impl Stream<Item = std::result::Result<Bytes, E>>, writer: &mut BufWriter, bytes_max: u64) -> Result<u64> {
    let (mut body, mut bytes) = (std::pin::pin!(body), 0);
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Error::Interrupted)?;
        bytes += chunk.len() as u64;
        if bytes > bytes_max {
            return Err(Error::TooLarge { bytes_max });
        }
        writer.put(chunk).await?;
    }
    Ok(bytes)
}
