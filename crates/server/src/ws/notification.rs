//! What a device that is away gets to read of a message.

use dialogo_app::Notice;
use dialogo_domain::{ChatId, MessageId, Number};
use serde::Serialize;

/// What is shown of a message that is nothing but files.
const FILES: &str = "📎";

/// The fields, as docs/protocol.md names them. With the longest names it stays far below the 4 KiB of a push message.
#[derive(Serialize)]
struct Notification<'a> {
    chat_id: ChatId,
    message_id: MessageId,
    number: Number,
    chat: &'a str,
    author: &'a str,
    preview: &'a str,
    badge: i64,
}

pub fn text(chat_id: ChatId, notice: &Notice) -> String {
    let preview = notice.body.preview();
    let notification = Notification {
        chat_id,
        message_id: notice.message_id,
        number: notice.number,
        chat: notice.chat_name.as_str(),
        author: notice.author.as_str(),
        preview: if preview.is_empty() { FILES } else { &preview },
        badge: notice.badge,
    };
    serde_json::to_string(&notification).expect("a notification has string keys and whole numbers")
}
