//! Who belongs to a chat, and what that allows.

use jiff::Timestamp;
use serde::Serialize;

use crate::{UserId, UserSummary};

/// What someone is in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The one person who may change or delete the chat and remove members.
    Owner,
    /// Everyone else in it.
    Member,
}

impl Role {
    /// The role of `user` in a chat of `owner`, if it has one: there is at most one, so a role is never stored twice.
    pub fn of(user: UserId, owner: Option<UserId>) -> Self {
        if Some(user) == owner { Self::Owner } else { Self::Member }
    }

    /// May rename, describe, lock, open, hand over or delete the chat, and remove members.
    pub fn may_manage(self) -> bool {
        self == Self::Owner
    }

    /// May leave. An owner hands the chat over first, so that no chat is without one.
    pub fn may_leave(self) -> bool {
        self != Self::Owner
    }
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
}
