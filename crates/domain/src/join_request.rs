//! Asking to be let into a private chat.

use jiff::Timestamp;
use serde::Serialize;

use crate::text::{parse_block, text_type, visible};
use crate::{ChatId, ChatName, UserSummary};

const MESSAGE_CHARS_MAX: usize = 500;

text_type! {
    /// What somebody says who wants to be let in.
    JoinMessage, |text| {
        let block = parse_block(text, MESSAGE_CHARS_MAX)?;
        visible(&block)?;
        Ok(block)
    }
}

/// That somebody wants to be let into a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JoinRequest {
    /// Into which chat.
    pub chat_id: ChatId,
    /// What it is called.
    pub chat_name: ChatName,
    /// Who.
    pub user: UserSummary,
    /// What they say.
    pub message: Option<JoinMessage>,
    /// Since when.
    pub created_at: Timestamp,
}
