//! The log of who did what to whom: what keeps order in chats and on the server, never what people say.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AuditId, ChatId, InvitationId, MessageId, Role, UserSummary};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AuditAction {
    /// Somebody was put out, and may come back.
    #[serde(rename = "member.removed")]
    MemberRemoved,
    /// Somebody was put out or is kept out; `until` says how long, if not for good.
    #[serde(rename = "member.banned")]
    MemberBanned,
    /// Somebody may come in again.
    #[serde(rename = "member.unbanned")]
    MemberUnbanned,
    /// Somebody only reads `until` then.
    #[serde(rename = "member.muted")]
    MemberMuted,
    /// Somebody writes again.
    #[serde(rename = "member.unmuted")]
    MemberUnmuted,
    /// Somebody has another `role` from then on.
    #[serde(rename = "role.changed")]
    RoleChanged,
    /// The chat was handed over.
    #[serde(rename = "owner.changed")]
    OwnerChanged,
    /// A message of somebody else was deleted.
    #[serde(rename = "message.deleted")]
    MessageDeleted,
    /// With a ban, all that somebody wrote was deleted, or what they wrote since some time.
    #[serde(rename = "messages.removed")]
    MessagesRemoved,
    /// There was nothing to be done about a message that was reported.
    #[serde(rename = "reports.dismissed")]
    ReportsDismissed,
    /// Something was done about a message that was reported.
    #[serde(rename = "reports.resolved")]
    ReportsResolved,
    /// The fields `changed` of the chat were set.
    #[serde(rename = "chat.updated")]
    ChatUpdated,
    /// A chat was deleted: in the log of the server, since its own goes with it.
    #[serde(rename = "chat.deleted")]
    ChatDeleted,
    /// A link was made.
    #[serde(rename = "invitation.created")]
    InvitationCreated,
    /// A link was taken back.
    #[serde(rename = "invitation.revoked")]
    InvitationRevoked,
    /// Somebody was let in who had asked.
    #[serde(rename = "join_request.accepted")]
    RequestAccepted,
    /// Somebody was not let in who had asked.
    #[serde(rename = "join_request.declined")]
    RequestDeclined,
    /// Somebody is an admin of the server from then on.
    #[serde(rename = "admin.granted")]
    AdminGranted,
    /// Somebody is one no longer.
    #[serde(rename = "admin.revoked")]
    AdminRevoked,
    /// An account was closed for the time being.
    #[serde(rename = "account.suspended")]
    AccountSuspended,
    /// An account was opened again.
    #[serde(rename = "account.reinstated")]
    AccountReinstated,
    /// All log-ins of somebody were ended by an admin.
    #[serde(rename = "sessions.ended")]
    SessionsEnded,
}

/// What belongs to an act beside whom it was about. What does not is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AuditDetail {
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What somebody is in the chat from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The names of the fields that were set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<String>,
    /// Which chat it was, where it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    /// Which link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invitation_id: Option<InvitationId>,
}

/// An act that was written down when it was done. It stays as it is; of whoever deletes their account the name is gone here too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Which one.
    pub id: AuditId,
    /// When.
    pub created_at: Timestamp,
    /// By whom; none: at the command line.
    pub actor: Option<UserSummary>,
    /// What.
    pub action: AuditAction,
    /// To whom, if it was about somebody.
    pub target: Option<UserSummary>,
    /// Which message, if it was about one.
    pub message_id: Option<MessageId>,
    /// What else belongs to it.
    pub detail: AuditDetail,
}
