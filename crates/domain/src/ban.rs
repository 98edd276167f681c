//! Bans: who may not come into a chat.

use jiff::Timestamp;
use serde::Serialize;

use crate::text::{parse_line, text_type};
use crate::{UserId, UserSummary};

const REASON_CHARS_MAX: usize = 200;

text_type! {
    /// Why somebody is banned, for those who keep order.
    BanReason, |text| parse_line(text, REASON_CHARS_MAX)
}

/// Somebody who is kept out of a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ban {
    /// Who.
    pub user: UserSummary,
    /// By whom.
    pub banned_by: UserId,
    /// Why, if that was said.
    pub reason: Option<BanReason>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when; none: for good.
    pub until: Option<Timestamp>,
}
