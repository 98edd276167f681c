//! Frames to a client: one JSON object each, encoded once for all who receive it, down to the bytes on the wire.

use std::time::Duration;

#[cfg(any(test, fuzzing))]
use actix_codec::Decoder;
#[cfg(any(test, fuzzing))]
use actix_http::ws::{Codec, Frame};
use actix_http::ws::{OpCode, Parser};
use bytes::{Bytes, BytesMut};
use dialogo_app::{Encoder, Error, Head, Notice, Posted};
use dialogo_domain::{
    Change, ChatEvent, ChatId, ConnectionId, Departure, KeptDraft, Message, MessageId, MyChat, Notifications, Number, Presence,
    ReadPosition, Seq, User, UserId,
};
use jiff::Timestamp;
use serde::Serialize;

use super::incoming::{Complaint, RequestId};
use crate::fault;
use crate::problem::WrongField;

/// How chat events look on the wire.
#[derive(Clone, Copy, Debug)]
pub struct JsonEncoder;

impl Encoder for JsonEncoder {
    fn event(&self, event: &ChatEvent, frames: &mut BytesMut) {
        let ChatEvent { chat_id, seq, change } = event;
        let (chat_id, seq) = (*chat_id, *seq);
        match change {
            Change::MessageCreated(message) => {
                fault::may_panic("announcer", &message.body);
                persisted(frames, "message.created", chat_id, seq, message);
            }
            Change::MessageUpdated(message) => persisted(frames, "message.updated", chat_id, seq, message),
            Change::MessageDeleted(message) => persisted(frames, "message.deleted", chat_id, seq, message),
            Change::ReactionAdded(reaction) => persisted(frames, "reaction.added", chat_id, seq, reaction),
            Change::ReactionRemoved(reaction) => persisted(frames, "reaction.removed", chat_id, seq, reaction),
            Change::MemberJoined(member) => persisted(frames, "member.joined", chat_id, seq, member),
            Change::MemberLeft { user_id, reason } => {
                persisted(frames, "member.left", chat_id, seq, &MemberLeft { user_id: *user_id, reason: *reason });
            }
            Change::MemberUpdated(member) => persisted(frames, "member.updated", chat_id, seq, member),
            Change::ChatUpdated(chat) => persisted(frames, "chat.updated", chat_id, seq, chat),
        }
    }

    fn chat_added(&self, chat: &MyChat) -> Bytes {
        about_chat("chat.added", chat.chat.id, chat)
    }

    fn chat_removed(&self, chat_id: ChatId, reason: Departure) -> Bytes {
        about_chat("chat.removed", chat_id, &ChatRemoved { reason })
    }

    fn read_updated(&self, chat_id: ChatId, position: ReadPosition, mark_unread: bool) -> Bytes {
        about_chat("read.updated", chat_id, &ReadUpdated { position, mark_unread })
    }

    fn notifications_updated(&self, chat_id: ChatId, level: Notifications) -> Bytes {
        about_chat("notifications.updated", chat_id, &Level { level })
    }

    fn draft_updated(&self, chat_id: ChatId, draft: &KeptDraft) -> Bytes {
        about_chat("draft.updated", chat_id, draft)
    }

    fn bookmark_changed(&self, chat_id: ChatId, message_id: MessageId, is_saved: bool) -> Bytes {
        about_chat(if is_saved { "bookmark.added" } else { "bookmark.removed" }, chat_id, &MessageOf { message_id })
    }

    fn requests_updated(&self, chat_id: ChatId, waiting: i64) -> Bytes {
        about_chat("requests.updated", chat_id, &Requests { waiting })
    }

    fn reports_updated(&self, chat_id: ChatId, open: i64) -> Bytes {
        about_chat("reports.updated", chat_id, &Reports { open })
    }

    fn person(&self, presence: &Presence) -> String {
        serde_json::to_string(presence).expect("a presence has string keys and no numbers")
    }

    fn presence(&self, people: &[&str]) -> Bytes {
        let text = format!(r#"{{"type":"presence","data":{{"people":[{}]}}}}"#, people.join(","));
        let mut frame = BytesMut::new();
        Parser::write_message(&mut frame, text, OpCode::Text, true, false);
        frame.freeze()
    }

    fn typing(&self, chat_id: ChatId, user_id: UserId, lasts: Duration) -> Bytes {
        about_chat("typing", chat_id, &Typing { user_id, expires_in_ms: whole_ms(lasts) })
    }

    fn notice(&self, chat_id: ChatId, notice: &Notice) -> String {
        super::notification::text(chat_id, notice)
    }
}

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

/// `ack` of `message.send`: the message is committed.
pub fn ack_posted(re: RequestId, posted: &Posted) -> Bytes {
    let Posted { message, born_seq, duplicate } = posted;
    let data =
        PostedAck { message_id: message.id, seq: *born_seq, number: message.number, created_at: message.created_at, duplicate: *duplicate };
    ack(re, &data)
}

/// `ack` of `message.edit`.
pub fn ack_edited(re: RequestId, message: &Message) -> Bytes {
    ack(re, &EditedAck { message_id: message.id, seq: message.seq, edited_at: message.edited_at })
}

/// `ack` of `message.delete`.
pub fn ack_deleted(re: RequestId, message: &Message) -> Bytes {
    ack(re, &DeletedAck { message_id: message.id, seq: message.seq, deleted_at: message.deleted_at })
}

/// `ack` of `message.pin` and `message.unpin`.
pub fn ack_pinned(re: RequestId, message: &Message) -> Bytes {
    ack(re, &PinnedAck { message_id: message.id, seq: message.seq, pinned_at: message.pinned_at })
}

/// `ack` of `reaction.add` and `reaction.remove`.
pub fn ack_reacted(re: RequestId, message: &Message) -> Bytes {
    ack(re, &ReactedAck { message_id: message.id, seq: message.seq })
}

/// `ack` of `read`.
pub fn ack_read(re: RequestId, position: ReadPosition) -> Bytes {
    ack(re, &position)
}

/// `ack` of `sync`, behind the rows: the cursors become these heads.
pub fn ack_synced(re: RequestId, heads: &[Head]) -> Bytes {
    ack(re, &SyncAck { chats: heads.iter().map(|head| SeqOfChat { id: head.id, seq: head.seq }).collect() })
}

/// `ack` of `focus`: who is here.
pub fn ack_focused(re: RequestId, people: &[Presence]) -> Bytes {
    ack(re, &People { people })
}

/// `ack` of `typing`.
pub fn ack_noted(re: RequestId) -> Bytes {
    ack(re, &Nothing {})
}

/// `ack` of `authenticate`.
pub fn ack_renewed(re: RequestId, expires_at: Timestamp) -> Bytes {
    ack(re, &ExpiresAt { expires_at })
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
struct Persisted<'a, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    chat_id: ChatId,
    seq: Seq,
    data: &'a T,
}

#[derive(Serialize)]
struct AboutChat<'a, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    chat_id: ChatId,
    data: &'a T,
}

#[derive(Serialize)]
struct Answer<'a, R, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    re: R,
    data: &'a T,
}

#[derive(Serialize)]
struct BareAnswer {
    #[serde(rename = "type")]
    kind: &'static str,
    re: RequestId,
}

#[derive(Serialize)]
struct Announcement<'a, T> {
    #[serde(rename = "type")]
    kind: &'static str,
    data: &'a T,
}

#[derive(Serialize)]
struct Bare {
    #[serde(rename = "type")]
    kind: &'static str,
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
struct MemberLeft {
    user_id: UserId,
    reason: Departure,
}

#[derive(Serialize)]
struct ReadUpdated {
    #[serde(flatten)]
    position: ReadPosition,
    mark_unread: bool,
}

#[derive(Serialize)]
struct Level {
    level: Notifications,
}

#[derive(Serialize)]
struct MessageOf {
    message_id: MessageId,
}

#[derive(Serialize)]
struct Requests {
    waiting: i64,
}

#[derive(Serialize)]
struct Reports {
    open: i64,
}

#[derive(Serialize)]
struct Typing {
    user_id: UserId,
    expires_in_ms: u64,
}

#[derive(Serialize)]
struct ChatRemoved {
    reason: Departure,
}

#[derive(Serialize)]
struct PostedAck {
    message_id: MessageId,
    seq: Seq,
    number: Number,
    created_at: Timestamp,
    duplicate: bool,
}

#[derive(Serialize)]
struct EditedAck {
    message_id: MessageId,
    seq: Seq,
    edited_at: Option<Timestamp>,
}

#[derive(Serialize)]
struct DeletedAck {
    message_id: MessageId,
    seq: Seq,
    deleted_at: Option<Timestamp>,
}

#[derive(Serialize)]
struct PinnedAck {
    message_id: MessageId,
    seq: Seq,
    pinned_at: Option<Timestamp>,
}

#[derive(Serialize)]
struct ReactedAck {
    message_id: MessageId,
    seq: Seq,
}

#[derive(Serialize)]
struct SyncAck {
    chats: Vec<SeqOfChat>,
}

#[derive(Serialize)]
struct SeqOfChat {
    id: ChatId,
    seq: Seq,
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

#[derive(Serialize)]
struct People<'a> {
    people: &'a [Presence],
}

#[derive(Serialize)]
struct Nothing {}

fn persisted<T: Serialize>(frames: &mut BytesMut, kind: &'static str, chat_id: ChatId, seq: Seq, data: &T) {
    append(frames, &Persisted { kind, chat_id, seq, data });
}

fn about_chat<T: Serialize>(kind: &'static str, chat_id: ChatId, data: &T) -> Bytes {
    encode(&AboutChat { kind, chat_id, data })
}

fn refusal(re: Option<RequestId>, refusal: &Refusal) -> Bytes {
    encode(&Answer { kind: "error", re, data: refusal })
}

/// Rounded up: whoever waits that long has waited long enough.
fn whole_ms(wait: Duration) -> u64 {
    u64::try_from(wait.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX)
}

fn ack<T: Serialize>(re: RequestId, data: &T) -> Bytes {
    encode(&Answer { kind: "ack", re, data })
}

fn encode(frame: &impl Serialize) -> Bytes {
    let mut frames = BytesMut::new();
    append(&mut frames, frame);
    frames.freeze()
}

/// One text frame, as RFC 6455 has it.
fn append(frames: &mut BytesMut, frame: &impl Serialize) {
    let text = serde_json::to_vec(frame).expect("a frame has string keys and finite numbers only");
    Parser::write_message(frames, text, OpCode::Text, true, false);
}

/// What a client's decoder makes of a frame: one text message.
///
/// # Panics
/// When it is anything else.
#[cfg(any(test, fuzzing))]
pub fn text(frame: &Bytes) -> String {
    let mut bytes = BytesMut::from(&frame[..]);
    let decoded = Decoder::decode(&mut Codec::new().client_mode().max_size(usize::MAX), &mut bytes).expect("a frame");
    assert!(bytes.is_empty(), "more than one frame");
    let Some(Frame::Text(text)) = decoded else { unreachable!("not text: {decoded:?}") };
    String::from_utf8(text.to_vec()).expect("UTF-8")
}

#[cfg(test)]
mod tests;
