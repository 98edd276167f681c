//! Invitations: links that let people into a chat.

use jiff::Timestamp;
use serde::Serialize;

use crate::{ChatDescription, ChatId, ChatName, InvitationId, UserSummary};

/// An invitation by link, as those who may invite see it. It ends early when whoever made it may invite no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Which one.
    pub id: InvitationId,
    /// Who made it.
    pub creator: UserSummary,
    /// Since when it is good.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// How many people have come in by it.
    pub uses: i64,
    /// How many may; none: any number.
    pub max_uses: Option<i64>,
    /// Whether it lets in without the chat's password.
    pub skip_password: bool,
}

/// The chat that an invitation leads to, as whoever has the link sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationPreview {
    /// Which chat.
    pub chat_id: ChatId,
    /// What it is called.
    pub name: ChatName,
    /// What it is about.
    pub description: ChatDescription,
    /// How many people are in it.
    pub member_count: i64,
    /// Whether one of them is the one who asks, who needs nothing.
    pub is_member: bool,
    /// Whether coming in takes the chat's password as well.
    pub needs_password: bool,
}
