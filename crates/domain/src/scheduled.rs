//! Messages that are sent later.

use jiff::Timestamp;
use serde::Serialize;

use crate::{Attachment, ChatId, ClientId, MessageBody, MessageId, ScheduledId};

/// A message that waits for its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduledMessage {
    /// Which one.
    pub id: ScheduledId,
    /// Where it is sent.
    pub chat_id: ChatId,
    /// What it says.
    pub body: MessageBody,
    /// The sender's own id of it, which the message will have.
    pub client_id: ClientId,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
    /// The files that it brings along. They are kept for it.
    pub attachments: Vec<Attachment>,
    /// When it is sent.
    pub send_at: Timestamp,
    /// Why it was not sent when its time came: the code of a refusal.
    pub failure: Option<String>,
}
