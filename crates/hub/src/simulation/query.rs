//! What connections ask the store, each question answered by a snapshot of its own moment, as in `persistence::catch_up`.

use std::collections::BTreeMap;

use dialogo_domain::{ChatId, Seq, SessionId, UserId};

use super::frame::{Change, Heads, Key};
use super::store::Store;

/// More changes than this in one chat are a reset.
const CHANGES_PER_CHAT_MAX: i64 = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Messages,
    Members,
    Settings,
}

#[derive(Clone, Debug)]
pub enum Query {
    Session(SessionId),
    /// Of the named chats, or of all.
    Heads(Option<Vec<ChatId>>),
    Rows(Table, Vec<Span>),
}

#[derive(Clone, Debug)]
pub enum Reply {
    Session(bool),
    Heads(Heads),
    Rows(Vec<Change>),
}

/// The changes of one chat after a cursor, up to a head.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    chat_id: ChatId,
    cursor: Seq,
    head: Seq,
}

impl Store {
    /// As things stand now.
    pub fn answer(&self, user_id: UserId, query: &Query) -> Reply {
        match query {
            Query::Session(session_id) => Reply::Session(self.sessions.contains(session_id)),
            Query::Heads(named) => {
                let mut heads = self.heads_of(user_id);
                heads.retain(|(chat_id, _)| named.as_ref().is_none_or(|named| named.contains(chat_id)));
                Reply::Heads(heads)
            }
            Query::Rows(table, spans) => Reply::Rows(spans.iter().flat_map(|span| self.rows(*table, *span)).collect()),
        }
    }

    fn rows(&self, table: Table, Span { chat_id, cursor, head }: Span) -> impl Iterator<Item = Change> {
        let rows = self.chats[&chat_id].rows.iter();
        rows.filter(move |(key, seq)| table_of(**key) == table && **seq > cursor && **seq <= head).map(move |(key, seq)| Change {
            chat_id,
            seq: *seq,
            key: *key,
        })
    }
}

fn table_of(key: Key) -> Table {
    match key {
        Key::Settings => Table::Settings,
        Key::Member(_) => Table::Members,
        Key::Message(_) => Table::Messages,
    }
}

/// A catch-up under way.
#[derive(Debug)]
pub struct Reading {
    pub cursors: BTreeMap<ChatId, Seq>,
    pub heads: Heads,
    pub resets: Heads,
    pub rows: Vec<Change>,
    spans: Vec<Span>,
    tables: Vec<Table>,
}

impl Reading {
    pub fn new(cursors: BTreeMap<ChatId, Seq>) -> Self {
        let tables = vec![Table::Settings, Table::Members, Table::Messages];
        Self { cursors, heads: vec![], resets: vec![], rows: vec![], spans: vec![], tables }
    }

    /// Takes in what came, and asks for the next thing; nothing when all is there.
    pub fn goes_on(&mut self, reply: Reply) -> Option<Query> {
        match reply {
            Reply::Heads(heads) => self.has_heads(heads),
            Reply::Rows(rows) => self.rows.extend(rows),
            Reply::Session(_) => unreachable!("not asked"),
        }
        let next = self.tables.pop().map(|table| Query::Rows(table, self.spans.clone()));
        if next.is_none() {
            self.rows.sort_by_key(|change| (change.chat_id, change.seq));
        }
        next
    }

    /// Chats that were named, and that the user is not in.
    pub fn gone(&self) -> Vec<ChatId> {
        self.cursors.keys().filter(|id| !self.heads.iter().any(|(chat_id, _)| chat_id == *id)).copied().collect()
    }

    fn has_heads(&mut self, heads: Heads) {
        for (chat_id, head) in &heads {
            let Some(cursor) = self.cursors.get(chat_id).copied() else { continue };
            match head.0 - cursor.0 {
                0 => {}
                1..=CHANGES_PER_CHAT_MAX => self.spans.push(Span { chat_id: *chat_id, cursor, head: *head }),
                _ => self.resets.push((*chat_id, *head)),
            }
        }
        self.heads = heads;
    }
}
