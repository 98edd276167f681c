//! The fields of a frame, taken one by one; what is wrong is written down and the rest still looked at.

use std::collections::HashMap;

use dialogo_domain::{ChatId, Emoji, FileId, MessageBody, Seq};
use secrecy::SecretString;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::problem::WrongField;

/// Chats that one frame may name: as many as fit beside anything else into its 64 KiB. Who is in more of them asks in several frames.
pub const CHATS_MAX: usize = 1_000;

/// Chats that may be on one screen: its conversation, and the list beside it.
pub const FOCUS_MAX: usize = 100;

/// Files that a list may name. How many a message may have is said by the settings.
const ATTACHMENTS_MAX: usize = 100;

/// The fields of a frame, and what was found wrong with them: a reader that finds nothing good answers `None`, or nothing, and
/// [`Fields::into_errors`] says why.
pub struct Fields {
    frame: Map<String, Value>,
    data: Map<String, Value>,
    errors: Vec<WrongField>,
}

impl Fields {
    /// The fields beside `data`, and those inside.
    pub fn new(frame: Map<String, Value>, data: Map<String, Value>) -> Self {
        Self { frame, data, errors: Vec::new() }
    }

    /// What was wrong.
    pub fn into_errors(self) -> Vec<WrongField> {
        self.errors
    }

    /// Writes down what is wrong with a field.
    pub fn complain(&mut self, field: &'static str, detail: impl Into<String>) {
        let is_there = |fields: &Map<String, Value>| fields.get(field).is_some_and(|value| !value.is_null());
        let (code, detail) =
            if is_there(&self.frame) || is_there(&self.data) { ("invalid", detail.into()) } else { ("required", "is missing".to_owned()) };
        self.errors.push(WrongField { field, code, detail });
    }

    /// `chat_id`, beside `data`.
    pub fn chat_id(&mut self) -> Option<ChatId> {
        let value = self.frame.get("chat_id").and_then(Value::as_str).and_then(|text| text.parse().ok());
        self.or_complain(value, "chat_id", "must be a UUID")
    }

    /// A UUID.
    pub fn uuid(&mut self, field: &'static str) -> Option<Uuid> {
        let value = self.data.get(field).and_then(Value::as_str).and_then(|text| text.parse().ok());
        self.or_complain(value, field, "must be a UUID")
    }

    /// A UUID that may be left out or null.
    pub fn optional_uuid(&mut self, field: &'static str) -> Option<Uuid> {
        if self.is_absent(field) { None } else { self.uuid(field) }
    }

    /// What a message says.
    pub fn body(&mut self) -> Option<MessageBody> {
        match self.data.get("body").and_then(Value::as_str).map(MessageBody::parse) {
            Some(Ok(body)) => return Some(body),
            Some(Err(invalid)) => self.complain("body", invalid.to_string()),
            None => self.complain("body", "must be a string"),
        }
        None
    }

    /// One emoji.
    pub fn emoji(&mut self) -> Option<Emoji> {
        let value = self.data.get("emoji").and_then(Value::as_str).and_then(|text| Emoji::parse(text).ok());
        self.or_complain(value, "emoji", "must be one emoji")
    }

    /// What a message with these attachments says, which may be nothing beside them.
    pub fn body_beside(&mut self, attachments: &[FileId]) -> Option<MessageBody> {
        match self.data.get("body").and_then(Value::as_str).map(MessageBody::parse_beside_attachments) {
            Some(Ok(body)) if !attachments.is_empty() => Some(body),
            _ => self.body(),
        }
    }

    /// The files of a message, which may be left out or null.
    pub fn attachments(&mut self) -> Vec<FileId> {
        if self.is_absent("attachments") {
            return vec![];
        }
        let file_id = |value: &Value| value.as_str()?.parse().ok();
        let files = self.data.get("attachments").and_then(Value::as_array).filter(|files| files.len() <= ATTACHMENTS_MAX);
        let value = files.and_then(|files| files.iter().map(file_id).collect());
        self.or_complain(value, "attachments", "must be a list of at most 100 UUIDs").unwrap_or_default()
    }

    /// An integer from 0 on.
    pub fn count(&mut self, field: &'static str) -> Option<i64> {
        let value = self.data.get(field).and_then(Value::as_i64).filter(|number| *number >= 0);
        self.or_complain(value, field, "must be an integer from 0 on")
    }

    /// Whether something is so; not, if it is left out or null.
    pub fn optional_flag(&mut self, field: &'static str) -> Option<bool> {
        let value = if self.is_absent(field) { Some(false) } else { self.data.get(field).and_then(Value::as_bool) };
        self.or_complain(value, field, "must be true or false")
    }

    /// An access token.
    pub fn token(&mut self) -> Option<SecretString> {
        let value = self.data.get("token").and_then(Value::as_str).map(SecretString::from);
        self.or_complain(value, "token", "must be a string")
    }

    /// An access token that may be left out or null.
    pub fn optional_token(&mut self) -> Option<SecretString> {
        if self.is_absent("token") { None } else { self.token() }
    }

    /// Chats with the last `seq` known of each.
    pub fn cursors(&mut self) -> Option<HashMap<ChatId, Seq>> {
        let cursor = |(chat_id, seq): (&String, &Value)| {
            let seq = seq.as_i64().filter(|seq| *seq >= 0)?;
            Some((chat_id.parse().ok()?, Seq(seq)))
        };
        let chats = self.data.get("cursors").and_then(Value::as_object).filter(|chats| chats.len() <= CHATS_MAX);
        let value = chats.and_then(|chats| chats.iter().map(cursor).collect());
        self.or_complain(value, "cursors", "must map UUIDs of at most 1000 chats to integers from 0 on")
    }

    /// Cursors that may be left out or null.
    pub fn optional_cursors(&mut self) -> HashMap<ChatId, Seq> {
        if self.is_absent("cursors") { HashMap::new() } else { self.cursors().unwrap_or_default() }
    }

    /// The chats on a screen.
    pub fn chat_ids(&mut self) -> Option<Vec<ChatId>> {
        let chat_id = |value: &Value| value.as_str()?.parse().ok();
        let chats = self.data.get("chat_ids").and_then(Value::as_array).filter(|chats| chats.len() <= FOCUS_MAX);
        let value = chats.and_then(|chats| chats.iter().map(chat_id).collect());
        self.or_complain(value, "chat_ids", "must be a list of at most 100 UUIDs")
    }

    fn is_absent(&self, field: &str) -> bool {
        self.data.get(field).is_none_or(Value::is_null)
    }

    fn or_complain<T>(&mut self, value: Option<T>, field: &'static str, detail: &str) -> Option<T> {
        if value.is_none() {
            self.complain(field, detail);
        }
        value
    }
}
