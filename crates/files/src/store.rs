//! Where the bytes lie: a directory, or a bucket.

use std::path::Path as Directory;
use std::sync::Arc;

use anyhow::Context;
use dialogo_domain::FileId;
use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use secrecy::ExposeSecret;

use crate::{FileSettings, S3Settings};

/// S3 takes no smaller parts than this.
const S3_PART_BYTES: usize = 5 * 1024 * 1024;
const DIRECTORY_PART_BYTES: usize = 256 * 1024;

/// A store, and in which portions to write into it: what one upload holds in memory.
#[derive(Clone, Debug)]
pub struct Store {
    pub objects: Arc<dyn ObjectStore>,
    pub part_bytes: usize,
}

/// Which of a file's objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// What is read.
    File,
    /// A smaller picture of it.
    Thumbnail,
    /// A picture as it came, until it is made anew.
    Raw,
}

impl Object {
    pub const ALL: [Self; 3] = [Self::File, Self::Thumbnail, Self::Raw];

    /// Where it lies. Ids that were made at the same time differ in their end only, which spreads them over directories.
    pub fn path(self, id: FileId) -> Path {
        let (id, ending) = (id.as_uuid().simple().to_string(), self.ending());
        let directory = id.get(id.len().saturating_sub(2)..).unwrap_or_default();
        Path::from(format!("{directory}/{id}{ending}"))
    }

    fn ending(self) -> &'static str {
        match self {
            Self::File => "",
            Self::Thumbnail => ".thumbnail",
            Self::Raw => ".raw",
        }
    }
}

impl Store {
    pub fn open(settings: &FileSettings, data_dir: &Directory) -> anyhow::Result<Self> {
        match &settings.s3.bucket {
            Some(bucket) => Self::bucket(bucket, &settings.s3).with_context(|| format!("cannot use the bucket {bucket} for files")),
            None => Self::directory(settings.directory.as_deref().unwrap_or(&data_dir.join("files"))),
        }
    }

    fn directory(path: &Directory) -> anyhow::Result<Self> {
        std::fs::create_dir_all(path)
            .with_context(|| format!("cannot create the directory {} for files (DIALOGO__FILES__DIRECTORY)", path.display()))?;
        let objects = LocalFileSystem::new_with_prefix(path).with_context(|| format!("cannot use the directory {}", path.display()))?;
        Ok(Self { objects: Arc::new(objects.with_automatic_cleanup(true)), part_bytes: DIRECTORY_PART_BYTES })
    }

    fn bucket(bucket: &str, settings: &S3Settings) -> anyhow::Result<Self> {
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket).with_allow_http(settings.allow_http);
        if let Some(region) = &settings.region {
            builder = builder.with_region(region);
        }
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some(id) = &settings.access_key_id {
            builder = builder.with_access_key_id(id);
        }
        if let Some(secret) = &settings.secret_access_key {
            builder = builder.with_secret_access_key(secret.expose_secret());
        }
        let bucket = builder.build()?;
        let objects: Arc<dyn ObjectStore> = match &settings.prefix {
            Some(prefix) => Arc::new(PrefixStore::new(bucket, prefix.as_str())),
            None => Arc::new(bucket),
        };
        Ok(Self { objects, part_bytes: S3_PART_BYTES })
    }
}
