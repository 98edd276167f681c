//! The parser of text frames, under any text.

use std::collections::HashMap;

use dialogo_domain::{ChatId, Emoji, MessageBody, Seq};
use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};

use crate::ws::incoming::{CHATS_MAX, ClientFrame, Command, Complaint, FOCUS_MAX, parse};
use crate::ws::outgoing;

/// The longest `error` that is about one frame: however large that was, its answer is small.
const COMPLAINT_BYTES_MAX: usize = 1_024;

/// Reads a text frame. A command is valid, and the same when it is written and read again; a complaint is one small frame.
///
/// # Panics
/// When something of that does not hold.
pub fn text_frame(text: &str) {
    match parse(text) {
        Ok(frame) => {
            holds(&frame);
            let told = written(&frame);
            let again = parse(&told.to_string()).unwrap_or_else(|complaint| unreachable!("{told}: {complaint:?}"));
            assert_eq!(written(&again), told);
        }
        Err(complaint) => explains(complaint),
    }
}

fn holds(ClientFrame { id, command }: &ClientFrame) {
    assert!(*id < 1 << 53, "an id that JavaScript cannot hold");
    match command {
        Command::Hello { cursors, .. } | Command::Sync { cursors } => {
            assert!(cursors.len() <= CHATS_MAX && cursors.values().all(|seq| seq.0 >= 0), "cursors that cannot be");
        }
        Command::Send { draft, .. } => assert_eq!(MessageBody::parse(draft.body.as_str()).as_ref(), Ok(&draft.body)),
        Command::Edit { body, .. } => assert_eq!(MessageBody::parse(body.as_str()).as_ref(), Ok(body)),
        Command::AddReaction { emoji, .. } | Command::RemoveReaction { emoji, .. } => {
            assert_eq!(Emoji::parse(emoji.as_str()).as_ref(), Ok(emoji));
        }
        Command::Read { number, .. } => assert!(number.0 >= 0, "a number that cannot be"),
        Command::Focus { chat_ids, .. } => assert!(chat_ids.len() <= FOCUS_MAX, "a screen too large"),
        Command::Authenticate { .. } | Command::Delete { .. } | Command::Pin { .. } | Command::Typing { .. } | Command::Ping => {}
    }
}

fn explains(complaint: Complaint) {
    let (re, code, named) = (complaint.re, complaint.code, complaint.errors.len());
    assert!(["bad_frame", "unknown_type", "invalid_fields"].contains(&code), "{code}");
    assert_eq!(code == "invalid_fields", named > 0, "fields are named exactly when they are wrong");
    let frame = outgoing::text(&outgoing::complaint(complaint));
    assert!(frame.len() <= COMPLAINT_BYTES_MAX, "{frame}");
    let frame: Value = serde_json::from_str(&frame).expect("JSON");
    assert_eq!((&frame["type"], &frame["re"], &frame["data"]["code"]), (&json!("error"), &json!(re), &json!(code)));
}

/// The frame as a client writes it.
pub fn written(ClientFrame { id, command }: &ClientFrame) -> Value {
    match command {
        Command::Hello { token, cursors } => {
            let token = token.as_ref().map(|token| token.expose_secret().to_owned());
            json!({"type": "hello", "id": id, "data": {"token": token, "cursors": cursors_of(cursors)}})
        }
        Command::Authenticate { token } => json!({"type": "authenticate", "id": id, "data": {"token": token.expose_secret()}}),
        Command::Send { chat_id, draft } => json!({"type": "message.send", "id": id, "chat_id": chat_id, "data": {
            "client_id": draft.client_id, "body": draft.body, "reply_to": draft.reply_to,
        }}),
        Command::Edit { chat_id, message_id, body } => {
            json!({"type": "message.edit", "id": id, "chat_id": chat_id, "data": {"message_id": message_id, "body": body}})
        }
        Command::Delete { chat_id, message_id } => {
            json!({"type": "message.delete", "id": id, "chat_id": chat_id, "data": {"message_id": message_id}})
        }
        Command::Pin { chat_id, message_id, is_pinned } => {
            let kind = if *is_pinned { "message.pin" } else { "message.unpin" };
            json!({"type": kind, "id": id, "chat_id": chat_id, "data": {"message_id": message_id}})
        }
        Command::AddReaction { chat_id, message_id, emoji } => {
            json!({"type": "reaction.add", "id": id, "chat_id": chat_id, "data": {"message_id": message_id, "emoji": emoji}})
        }
        Command::RemoveReaction { chat_id, message_id, emoji } => {
            json!({"type": "reaction.remove", "id": id, "chat_id": chat_id, "data": {"message_id": message_id, "emoji": emoji}})
        }
        Command::Read { chat_id, number, mark_unread } => {
            json!({"type": "read", "id": id, "chat_id": chat_id, "data": {"number": number, "mark_unread": mark_unread}})
        }
        Command::Sync { cursors } => json!({"type": "sync", "id": id, "data": {"cursors": cursors_of(cursors)}}),
        Command::Focus { chat_ids, is_away } => {
            json!({"type": "focus", "id": id, "data": {"chat_ids": chat_ids, "away": is_away}})
        }
        Command::Typing { chat_id } => json!({"type": "typing", "id": id, "chat_id": chat_id}),
        Command::Ping => json!({"type": "ping", "id": id}),
    }
}

fn cursors_of(cursors: &HashMap<ChatId, Seq>) -> Value {
    Value::from(cursors.iter().map(|(chat_id, seq)| (chat_id.to_string(), json!(seq))).collect::<Map<_, _>>())
}
