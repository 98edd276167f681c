//! Whether somebody is here at this moment.

use jiff::Timestamp;
use serde::Serialize;

use crate::UserId;

/// Whether somebody is here, over all their devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PresenceState {
    /// At one device at least.
    Online,
    /// Connected, but at none of the devices.
    Away,
    /// Connected nowhere, or hidden.
    Offline,
}

/// Somebody, and whether they are here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Presence {
    /// Who.
    pub user_id: UserId,
    /// Whether they are here.
    pub state: PresenceState,
    /// When they were last here, if they are not, do not hide it, and it is known.
    pub last_seen_at: Option<Timestamp>,
}
