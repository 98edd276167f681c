//! Ids: UUIDs that cannot be mistaken for one another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The UUID inside, for the layers that store or send it.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    )+};
}

id! {
    /// An account.
    UserId,
    /// A chat.
    ChatId,
    /// A stored message.
    MessageId,
    /// An uploaded file.
    FileId,
    /// A log-in on one device: what a refresh token belongs to.
    SessionId,
    /// A message that is sent later.
    ScheduledId,
    /// An invitation by link.
    InvitationId,
    /// An entry of the audit log.
    AuditId,
    /// One WebSocket.
    ConnectionId,
    /// The sender's own id of a message, which makes a repeated send harmless.
    ClientId,
}

macro_rules! generated {
    ($($name:ident),+) => {$(
        impl $name {
            /// A new id (UUIDv7: later ones sort behind earlier ones, which keeps indexes dense).
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }
        }
    )+};
}

// Not `ClientId`: only clients make those.
generated!(AuditId, UserId, ChatId, MessageId, FileId, SessionId, ScheduledId, InvitationId, ConnectionId);
