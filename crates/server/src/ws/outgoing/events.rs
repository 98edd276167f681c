//! What happens in chats and to their people, encoded once for all who hear of it.

use std::time::Duration;

use actix_http::ws::{OpCode, Parser};
use bytes::{Bytes, BytesMut};
use dialogo_app::{Encoder, Notice};
use dialogo_domain::{
    Change, ChatEvent, ChatId, Departure, KeptDraft, MessageId, MyChat, Notifications, Presence, ReadPosition, Seq, UserId,
};
use serde::Serialize;

use super::frame::{Persisted, about_chat, append};
use super::whole_ms;
use crate::fault;
use crate::ws::notification;

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
        notification::text(chat_id, notice)
    }
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

fn persisted<T: Serialize>(frames: &mut BytesMut, kind: &'static str, chat_id: ChatId, seq: Seq, data: &T) {
    append(frames, &Persisted { kind, chat_id, seq, data });
}
