//! The settings of this crate; `server` nests them and gives the defaults.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// Where files are kept: in the bucket if one is named, else in the directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSettings {
    /// A directory; none: `files` in the data directory.
    pub directory: Option<PathBuf>,
    /// A store that speaks S3.
    pub s3: S3Settings,
}

/// A bucket of a store that speaks S3. What is not set here is taken from the usual variables (`AWS_ACCESS_KEY_ID` …).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3Settings {
    /// The bucket; none: files are kept in the directory.
    pub bucket: Option<String>,
    /// What the keys of all objects begin with.
    pub prefix: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// The address of a store that is not Amazon's.
    pub endpoint: Option<String>,
    /// Whether `endpoint` may be plain http.
    pub allow_http: bool,
    /// Who we are.
    pub access_key_id: Option<String>,
    /// How we prove it.
    pub secret_access_key: Option<SecretString>,
}

/// How much a picture may be, and how much work on pictures may go on at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureLimits {
    /// Bytes of a picture as it is uploaded.
    pub bytes_max: u64,
    /// Width times height. Working on one takes about eight bytes for each.
    pub pixels_max: u64,
    /// Pictures worked on at the same time.
    pub at_once: usize,
    /// Pictures that wait for their turn; more are refused at once.
    pub waiting_max: usize,
}
