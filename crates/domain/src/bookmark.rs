//! Messages that somebody wants to find again.

use jiff::Timestamp;
use serde::Serialize;

use crate::Message;

/// A message that somebody has saved, in a chat that they are in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bookmark {
    /// The message as it is now.
    pub message: Message,
    /// When it was saved.
    pub saved_at: Timestamp,
}
