//! What a chat is made of: values that are valid once they exist, and the rules about them.
//!
//! Nothing here knows SQL, HTTP, sockets or the clock. A value of a type in this crate needs no second check anywhere below.

mod admin;
mod audit;
mod ban;
mod bookmark;
mod chat;
mod draft;
mod event;
mod file;
mod id;
mod invalid;
mod invitation;
mod join_request;
mod member;
mod mention;
mod message;
mod pace;
mod password;
mod presence;
mod push;
mod reaction;
mod report;
mod rules;
mod scheduled;
mod search;
mod text;
mod user;

pub use admin::{Account, Standing};
pub use audit::{AuditAction, AuditDetail, AuditEntry};
pub use ban::{Ban, BanReason};
pub use bookmark::Bookmark;
pub use chat::{Chat, ChatDescription, ChatName, MyChat, NewChat, Notifications, ReadPosition, Visibility};
pub use draft::KeptDraft;
pub use event::{Change, ChatEvent, Departure};
pub use file::{Attachment, FileName, MediaType};
pub use id::{AuditId, ChatId, ClientId, ConnectionId, FileId, InvitationId, MessageId, ScheduledId, SessionId, UserId};
pub use invalid::Invalid;
pub use invitation::{Invitation, InvitationPreview};
pub use join_request::{JoinMessage, JoinRequest};
pub use member::{Member, Reader, Role};
pub use mention::{Handle, Mention, handles};
pub use message::{Draft, Message, MessageBody, MessageVersion, Number, Seq};
pub use pace::{Pace, Posting, SLOW_MODE_SECS_MAX, Silence, admit_unmuted};
pub use password::{Password, PasswordHash};
pub use presence::{Presence, PresenceState};
pub use push::{PushSubscription, QuietHours};
pub use reaction::{Emoji, Reaction, ReactionChange, Reactions, Reactor};
pub use report::{Report, ReportComment, ReportReason, ReportState, ReportedMessage};
pub use rules::Action;
pub use scheduled::ScheduledMessage;
pub use search::{Fit, Has, Highlight, MessageSearch, SearchKey, SearchTerms, index_keys, is_word_with_inside};
pub use user::{Avatar, DisplayName, User, UserSummary, Username};
