//! What somebody has begun to write.

use jiff::Timestamp;
use serde::Serialize;

use crate::{MessageBody, MessageId};

/// What a member has begun to write in a chat and not sent, as kept for all their devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Draft))]
pub struct KeptDraft {
    /// What it says so far; empty once nothing is left of it.
    pub body: MessageBody,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
    /// When it was changed. Of two states the later one counts: no two of them have the same time.
    pub updated_at: Timestamp,
}
