//! Who belongs to a chat, and as what.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Number, UserId, UserSummary};

/// What someone is in a chat. What that allows, [`Action`](crate::Action) says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The one person to whom the chat belongs.
    Owner,
    /// Whom the owner has appointed to keep order.
    Moderator,
    /// Everyone else in it.
    Member,
}

impl Role {
    /// The role of `user` in a chat of `owner`, if it has one: there is at most one, so that this is never stored twice.
    pub fn of(user: UserId, owner: Option<UserId>, is_moderator: bool) -> Self {
        match (Some(user) == owner, is_moderator) {
            (true, _) => Self::Owner,
            (false, true) => Self::Moderator,
            (false, false) => Self::Member,
        }
    }
}

/// Someone who has read a chat as far as a message, or farther.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reader {
    /// Who.
    pub user: UserSummary,
    /// The number of the last message that they have read.
    pub read_number: Number,
}

/// Someone's place in a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Who.
    pub user: UserSummary,
    /// What they are there.
    pub role: Role,
    /// Since when.
    pub joined_at: Timestamp,
    /// Until when they may only read, if somebody has muted them.
    pub muted_until: Option<Timestamp>,
}
