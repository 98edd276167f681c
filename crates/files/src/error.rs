//! Why a file was not taken in or not found.

use std::time::Duration;

/// Why something did not work, by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is larger than files may be.
    #[error("the file has more than {bytes_max} bytes")]
    TooLarge {
        /// How large one may be.
        bytes_max: u64,
    },
    /// It ended before its end.
    #[error("the file ended too early")]
    Interrupted,
    /// It begins like a picture, and is none that can be shown.
    #[error("the picture cannot be used: {0}")]
    BadPicture(String),
    /// More pictures wait to be looked at than there is room for.
    #[error("too many pictures are waiting")]
    Busy {
        /// When trying again makes sense.
        retry_after: Duration,
    },
    /// The store has no such object.
    #[error("there is no such file in the store")]
    Missing,
    /// The store does not answer, or has no room: it passes, or somebody has to look.
    #[error("the store of the files failed")]
    Store(#[source] anyhow::Error),
    /// A fault of ours.
    #[error("a file could not be worked on")]
    Internal(#[source] anyhow::Error),
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            error => Self::Store(error.into()),
        }
    }
}
