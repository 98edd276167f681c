//! What people upload: the bytes and where they are kept, what they are, and pictures without what their cameras wrote into them.
//!
//! The only crate that knows where bytes of files lie ([`Files`], over `object_store`) and how pictures are made. Who may upload, attach and read
//! what is the business of others.

mod door;
mod error;
mod files;
#[cfg(any(test, fuzzing))]
mod fuzzing;
mod picture;
mod settings;
mod sniff;
mod store;

pub use error::Error;
pub use files::{Body, Files, Kept, Part, Picture};
#[cfg(fuzzing)]
#[doc(hidden)]
pub use fuzzing::upload;
pub use settings::{FileSettings, PictureLimits, S3Settings};

/// What everything here comes to.
pub type Result<T> = std::result::Result<T, Error>;
