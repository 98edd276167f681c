//! Frames from a client: text into a command, or into a precise complaint. Never a panic.

mod fields;

use std::collections::HashMap;

use dialogo_domain::{ChatId, Draft, Emoji, MessageBody, MessageId, Number, Seq};
use secrecy::SecretString;
use serde_json::{Map, Value};

use fields::Fields;
#[cfg(any(test, fuzzing))]
pub use fields::{CHATS_MAX, FOCUS_MAX};

use crate::problem::WrongField;

/// JavaScript's numbers are exact below this, and a client must find its `id` again.
const ID_END: u64 = 1 << 53;

/// A request number: the client's own, told back in the answer's `re`.
pub type RequestId = u64;

/// A frame that could be read.
#[derive(Debug)]
pub struct ClientFrame {
    /// The request number.
    pub id: RequestId,
    /// What is asked.
    pub command: Command,
}

/// What a client asks.
#[derive(Debug)]
pub enum Command {
    /// Who am I, and what do I know: the first frame.
    Hello {
        /// The access token, unless the upgrade carried it.
        token: Option<SecretString>,
        /// The last `seq` known of each chat.
        cursors: HashMap<ChatId, Seq>,
    },
    /// A fresh access token.
    Authenticate {
        /// The token.
        token: SecretString,
    },
    /// A message.
    Send {
        /// Where to.
        chat_id: ChatId,
        /// What.
        draft: Draft,
    },
    /// Another body for a message.
    Edit {
        /// Where.
        chat_id: ChatId,
        /// Which.
        message_id: MessageId,
        /// What it is to say.
        body: MessageBody,
    },
    /// A message less.
    Delete {
        /// Where.
        chat_id: ChatId,
        /// Which.
        message_id: MessageId,
    },
    /// A message that everyone is to find, or is not any more.
    Pin {
        /// Where.
        chat_id: ChatId,
        /// Which.
        message_id: MessageId,
        /// Whether it is to be pinned.
        is_pinned: bool,
    },
    /// An emoji for a message.
    AddReaction {
        /// Where.
        chat_id: ChatId,
        /// For which.
        message_id: MessageId,
        /// What.
        emoji: Emoji,
    },
    /// No such emoji any more.
    RemoveReaction {
        /// Where.
        chat_id: ChatId,
        /// For which.
        message_id: MessageId,
        /// What.
        emoji: Emoji,
    },
    /// How far the user has read.
    Read {
        /// Where.
        chat_id: ChatId,
        /// Up to this message.
        number: Number,
        /// And not what follows, even if it was read before.
        mark_unread: bool,
    },
    /// What have I missed.
    Sync {
        /// The last `seq` known of each chat that is in doubt.
        cursors: HashMap<ChatId, Seq>,
    },
    /// What is on screen.
    Focus {
        /// These chats.
        chat_ids: Vec<ChatId>,
        /// Nobody looks at it.
        is_away: bool,
    },
    /// The user writes.
    Typing {
        /// Where.
        chat_id: ChatId,
    },
    /// Are you there.
    Ping,
}

/// What is wrong with a frame that could not be read, or not at that moment.
#[derive(Debug)]
pub struct Complaint {
    /// The request number, where one could be found.
    pub re: Option<RequestId>,
    /// The word for programs.
    pub code: &'static str,
    /// The sentence for people.
    pub detail: String,
    /// What is wrong with which field.
    pub errors: Vec<WrongField>,
}

impl Complaint {
    /// Whether the sender does not speak the protocol, as opposed to having sent a value that is not allowed.
    pub fn is_unreadable(&self) -> bool {
        self.re.is_none() || self.code != INVALID_FIELDS
    }

    /// About a command before `hello`.
    pub fn hello_expected(re: RequestId) -> Self {
        Self { re: Some(re), ..Self::bare("hello_expected", "the first frame is `hello`") }
    }

    /// About a second `hello`.
    pub fn hello_repeated(re: RequestId) -> Self {
        Self {
            re: Some(re),
            ..Self::bare("hello_repeated", "`hello` is said once; `authenticate` takes a fresh token, `sync` takes cursors")
        }
    }

    /// About a `hello` without a token, where the upgrade had none either.
    pub fn no_token(re: RequestId) -> Self {
        Self { re: Some(re), ..Self::bare("unauthenticated", "`hello` carries an access token, unless the upgrade did") }
    }

    /// About a `hello` of someone with as many connections as one may have.
    pub fn too_many_connections(re: RequestId) -> Self {
        Self { re: Some(re), ..Self::bare("too_many_connections", "close another connection first") }
    }

    fn bad_frame(detail: &str) -> Self {
        Self::bare("bad_frame", detail)
    }

    fn bare(code: &'static str, detail: &str) -> Self {
        Self { re: None, code, detail: detail.to_owned(), errors: Vec::new() }
    }
}

const INVALID_FIELDS: &str = "invalid_fields";

/// Reads a text frame.
pub fn parse(text: &str) -> Result<ClientFrame, Complaint> {
    let frame = match serde_json::from_str(text) {
        Ok(Value::Object(frame)) => frame,
        Ok(_) => return Err(Complaint::bad_frame("a frame is one JSON object")),
        // The parser's own words would quote what was sent; the place of the error says enough.
        Err(error) => return Err(Complaint::bad_frame(&format!("not JSON at line {}, column {}", error.line(), error.column()))),
    };
    parse_object(frame)
}

fn parse_object(mut frame: Map<String, Value>) -> Result<ClientFrame, Complaint> {
    let id = frame.get("id").and_then(Value::as_u64).filter(|id| *id < ID_END);
    let Some(Value::String(kind)) = frame.remove("type") else {
        return Err(Complaint { re: id, ..Complaint::bad_frame("a frame has a `type`, which is a string") });
    };
    let data = match frame.remove("data") {
        Some(Value::Object(data)) => data,
        None | Some(Value::Null) => Map::new(),
        Some(_) => return Err(Complaint { re: id, ..Complaint::bad_frame("`data` is an object") }),
    };
    let mut fields = Fields::new(frame, data);
    if id.is_none() {
        fields.complain("id", "must be an integer from 0 to 9007199254740991");
    }
    let Ok(command) = command(&kind, &mut fields) else {
        return Err(Complaint { re: id, ..Complaint::bare("unknown_type", "no such type of frame") });
    };
    match (id, command, fields.into_errors()) {
        (Some(id), Some(command), errors) if errors.is_empty() => Ok(ClientFrame { id, command }),
        (_, _, errors) => Err(Complaint { re: id, code: INVALID_FIELDS, detail: "some fields are not valid".to_owned(), errors }),
    }
}

struct UnknownType;

/// The command of this type, unless its fields are not valid.
fn command(kind: &str, fields: &mut Fields) -> Result<Option<Command>, UnknownType> {
    Ok(match kind {
        "hello" => Some(Command::Hello { token: fields.optional_token(), cursors: fields.optional_cursors() }),
        "authenticate" => fields.token().map(|token| Command::Authenticate { token }),
        "message.send" => send(fields),
        "message.edit" => edit(fields),
        "message.delete" => named(fields).map(|(chat_id, message_id)| Command::Delete { chat_id, message_id }),
        "message.pin" => named(fields).map(|(chat_id, message_id)| Command::Pin { chat_id, message_id, is_pinned: true }),
        "message.unpin" => named(fields).map(|(chat_id, message_id)| Command::Pin { chat_id, message_id, is_pinned: false }),
        "reaction.add" => reaction(fields).map(|(chat_id, message_id, emoji)| Command::AddReaction { chat_id, message_id, emoji }),
        "reaction.remove" => reaction(fields).map(|(chat_id, message_id, emoji)| Command::RemoveReaction { chat_id, message_id, emoji }),
        "read" => read(fields),
        "sync" => fields.cursors().map(|cursors| Command::Sync { cursors }),
        "focus" => focus(fields),
        "typing" => fields.chat_id().map(|chat_id| Command::Typing { chat_id }),
        "ping" => Some(Command::Ping),
        _ => return Err(UnknownType),
    })
}

/// Looks at every field, so that the answer names all that is wrong.
fn send(fields: &mut Fields) -> Option<Command> {
    let (chat_id, client_id) = (fields.chat_id(), fields.uuid("client_id"));
    let attachments = fields.attachments();
    let (body, reply_to) = (fields.body_beside(&attachments), fields.optional_uuid("reply_to"));
    let draft = Draft { client_id: client_id?.into(), body: body?, reply_to: reply_to.map(Into::into), attachments };
    Some(Command::Send { chat_id: chat_id?, draft })
}

fn focus(fields: &mut Fields) -> Option<Command> {
    let (chat_ids, is_away) = (fields.chat_ids(), fields.optional_flag("away"));
    Some(Command::Focus { chat_ids: chat_ids?, is_away: is_away? })
}

fn edit(fields: &mut Fields) -> Option<Command> {
    let (chat_id, message_id, body) = (fields.chat_id(), fields.uuid("message_id"), fields.body());
    Some(Command::Edit { chat_id: chat_id?, message_id: message_id?.into(), body: body? })
}

/// Which message.
fn named(fields: &mut Fields) -> Option<(ChatId, MessageId)> {
    let (chat_id, message_id) = (fields.chat_id(), fields.uuid("message_id"));
    Some((chat_id?, message_id?.into()))
}

fn reaction(fields: &mut Fields) -> Option<(ChatId, MessageId, Emoji)> {
    let (chat_id, message_id, emoji) = (fields.chat_id(), fields.uuid("message_id"), fields.emoji());
    Some((chat_id?, message_id?.into(), emoji?))
}

fn read(fields: &mut Fields) -> Option<Command> {
    let (chat_id, number, mark_unread) = (fields.chat_id(), fields.count("number"), fields.optional_flag("mark_unread"));
    Some(Command::Read { chat_id: chat_id?, number: Number(number?), mark_unread: mark_unread? })
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
