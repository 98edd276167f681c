//! Answers to commands that were done.

use bytes::Bytes;
use dialogo_app::{Head, Posted};
use dialogo_domain::{ChatId, Message, MessageId, Number, Presence, ReadPosition, Seq};
use jiff::Timestamp;
use serde::Serialize;

use super::ExpiresAt;
use super::frame::{Answer, encode};
use crate::ws::incoming::RequestId;

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
struct People<'a> {
    people: &'a [Presence],
}

#[derive(Serialize)]
struct Nothing {}

fn ack<T: Serialize>(re: RequestId, data: &T) -> Bytes {
    encode(&Answer { kind: "ack", re, data })
}
