//! What goes into the tables, column by column.

use std::collections::{HashMap, HashSet};

use dialogo_domain::{ChatId, Message, MessageId};
use uuid::Uuid;

use super::decide::Counters;

/// The messages to insert.
pub struct MessageColumns<'a> {
    pub chats: Vec<Uuid>,
    pub numbers: Vec<i64>,
    pub ids: Vec<Uuid>,
    pub authors: Vec<Uuid>,
    pub client_ids: Vec<Uuid>,
    pub bodies: Vec<&'a str>,
    pub replies: Vec<Option<Uuid>>,
    pub seqs: Vec<i64>,
}

impl<'a> MessageColumns<'a> {
    pub fn of(messages: &[&'a Message]) -> Self {
        Self {
            chats: messages.iter().map(|message| message.chat_id.as_uuid()).collect(),
            numbers: messages.iter().map(|message| message.number.0).collect(),
            ids: messages.iter().map(|message| message.id.as_uuid()).collect(),
            authors: messages.iter().map(|message| message.author.id.as_uuid()).collect(),
            client_ids: messages.iter().map(|message| message.client_id.as_uuid()).collect(),
            bodies: messages.iter().map(|message| message.body.as_str()).collect(),
            replies: messages.iter().map(|message| message.reply_to.map(MessageId::as_uuid)).collect(),
            seqs: messages.iter().map(|message| message.seq.0).collect(),
        }
    }
}

/// The chats whose counters move.
pub struct Moved {
    pub chats: Vec<Uuid>,
    pub seqs: Vec<i64>,
    pub counts: Vec<i64>,
}

impl Moved {
    pub fn of(messages: &[&Message], chats: &HashMap<ChatId, Counters>) -> Self {
        let written: HashSet<ChatId> = messages.iter().map(|message| message.chat_id).collect();
        let (mut ids, mut seqs, mut counts) = (vec![], vec![], vec![]);
        for (id, counters) in chats.iter().filter(|(id, _)| written.contains(id)) {
            ids.push(id.as_uuid());
            seqs.push(counters.seq);
            counts.push(counters.message_count);
        }
        Self { chats: ids, seqs, counts }
    }
}
