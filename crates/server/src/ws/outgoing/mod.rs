//! Frames to a client: one JSON object each.

mod acks;
mod events;
mod frame;

use std::time::Duration;

use bytes::Bytes;
use dialogo_app::{Error, Head};
use dialogo_domain::{ChatId, ConnectionId, Notifications, Number, Seq, User};
use jiff::Timestamp;
use serde::Serialize;

pub use acks::{ack_deleted, ack_edited, ack_focused, ack_noted, ack_pinned, ack_posted, ack_reacted, ack_read, ack_renewed, ack_synced};
pub use events::JsonEncoder;
#[cfg(any(test, fuzzing))]
pub use frame::text;
use frame::{Announcement, Answer, Bare, BareAnswer, about_chat, encode};

use super::incoming::{Complaint, RequestId};
use crate::problem::WrongField;

/// The greeting after a good `hello`.
#[derive(Debug, Serialize)]
pub struct Welcome<'a> {
    /// The connection's own id, for logs and support.
    pub connection_id: ConnectionId,
    /// Whose connection it is.
    pub user: &'a User,
    /// Silence after which a heartbeat comes.
    pub heartbeat_secs: u64,
    /// When the token ends.
    pub expires_at: Timestamp,
    /// All of the user's chats, and where they stand.
    pub chats: Vec<ChatHead>,
}

/// Where a chat stands.
#[derive(Debug, Serialize)]
pub struct ChatHead {
    id: ChatId,
    seq: Seq,
    message_count: i64,
    read_number: Number,
    unread_mentions: i64,
    notifications: Notifications,
    requests_waiting: i64,
    reports_open: i64,
    draft_at: Option<Timestamp>,
}

impl From<&Head> for ChatHead {
    fn from(head: &Head) -> Self {
        let Head { id, seq, message_count, read_number, unread_mentions, notifications, requests_waiting, reports_open, draft_at } = *head;
        Self { id, seq, message_count, read_number, unread_mentions, notifications, requests_waiting, reports_open, draft_at }
    }
}

/// `welcome`.
pub fn welcome(re: RequestId, welcome: &Welcome) -> Bytes {
    encode(&Answer { kind: "welcome", re, data: welcome })
}

/// `ready`: the replay is over, and live frames follow.
pub fn ready() -> Bytes {
    encode(&Bare { kind: "ready" })
}

/// `chat.reset`: too much has changed, load the chat afresh.
pub fn chat_reset(chat_id: ChatId, seq: Seq) -> Bytes {
    about_chat("chat.reset", chat_id, &SeqOf { seq })
}

/// `pong`.
pub fn pong(re: RequestId) -> Bytes {
    encode(&BareAnswer { kind: "pong", re })
}

/// `error`: the command was not done.
pub fn failure(re: RequestId, error: Error) -> Bytes {
    let (code, retry_after) = (error.code(), error.retry_after());
    let (detail, errors) = match error {
        Error::Internal(cause) => {
            // Here, and only here: the client is told nothing of it.
            tracing::error!(error = format!("{cause:#}"), "a command failed through our own fault");
            ("something went wrong on our side".to_owned(), Vec::new())
        }
        Error::Invalid(fields) => ("some fields are not valid".to_owned(), fields.into_iter().map(WrongField::from).collect()),
        error => (error.to_string(), Vec::new()),
    };
    refusal(Some(re), &Refusal { code, detail, retry_after_ms: retry_after.map(whole_ms), errors })
}

/// `error` about a frame that could not be read; without a request number if none could be.
pub fn complaint(complaint: Complaint) -> Bytes {
    let Complaint { re, code, detail, errors } = complaint;
    refusal(re, &Refusal { code, detail, retry_after_ms: None, errors })
}

/// `error` about a command too many.
pub fn rate_limited(re: Option<RequestId>, wait: Duration) -> Bytes {
    let detail = "too many commands".to_owned();
    refusal(re, &Refusal { code: "rate_limited", detail, retry_after_ms: Some(whole_ms(wait)), errors: Vec::new() })
}

/// `heartbeat`.
pub fn heartbeat(digest: &str) -> Bytes {
    encode(&Announcement { kind: "heartbeat", data: &Heartbeat { digest } })
}

/// `token.expiring`.
pub fn token_expiring(expires_at: Timestamp) -> Bytes {
    encode(&Announcement { kind: "token.expiring", data: &ExpiresAt { expires_at } })
}

/// `goodbye`: the server restarts.
pub fn goodbye(retry_after_ms: u32) -> Bytes {
    encode(&Announcement { kind: "goodbye", data: &Goodbye { retry_after_ms } })
}

#[derive(Serialize)]
struct Refusal<'a> {
    code: &'a str,
    detail: String,
    retry_after_ms: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<WrongField>,
}

#[derive(Serialize)]
struct SeqOf {
    seq: Seq,
}

#[derive(Serialize)]
struct ExpiresAt {
    expires_at: Timestamp,
}

#[derive(Serialize)]
struct Heartbeat<'a> {
    digest: &'a str,
}

#[derive(Serialize)]
struct Goodbye {
    retry_after_ms: u32,
}

fn refusal(re: Option<RequestId>, refusal: &Refusal) -> Bytes {
    encode(&Answer { kind: "error", re, data: refusal })
}

/// Rounded up: whoever waits that long has waited long enough.
fn whole_ms(wait: Duration) -> u64 {
    u64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
