//! A chat as one device knows it, built from events.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

/// A message, as far as it can change or differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The server's id.
    pub id: Uuid,
    /// Who wrote it.
    pub author: Uuid,
    /// The sender's id.
    pub client_id: Uuid,
    /// What it says.
    pub body: String,
    /// Whether it was edited.
    pub edited: bool,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Whether it is pinned.
    pub pinned: bool,
    /// The change of the chat that changed it last.
    pub changed: i64,
    /// Who chose which emoji.
    pub reactions: Reactions,
}

/// Who chose which emoji.
pub type Reactions = BTreeMap<String, BTreeSet<Uuid>>;

/// A chat's own row, as far as it can change.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// Its owner.
    pub owner: Uuid,
}

/// What a person looks like in a chat: the display name.
pub type Members = BTreeMap<Uuid, String>;

/// What a REST answer tells of a chat.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The first message of the page that everything builds on; of those before it only what changed since is known.
    pub first: i64,
    /// Messages by number: the newest page, and what came since.
    pub messages: BTreeMap<i64, Message>,
    /// All who are in it.
    pub members: Members,
    /// Its own row.
    pub settings: Settings,
}

/// A chat as a device knows it.
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// The change up to which it is known.
    pub cursor: i64,
    /// Whether the REST page that everything builds on is still to be fetched.
    pub wants_load: bool,
    /// What is known.
    pub known: Snapshot,
}

impl Room {
    /// A chat that is to be loaded, counted from `cursor`.
    pub fn new(cursor: i64) -> Self {
        Self { cursor, wants_load: true, known: Snapshot::default() }
    }

    /// Takes what a persisted event says. All of them are states to be put, so that hearing one again does no harm.
    pub fn put(&mut self, kind: &str, data: &Value) -> Option<()> {
        let known = &mut self.known;
        match kind {
            "message.created" | "message.updated" | "message.deleted" => {
                known.messages.insert(data["number"].as_i64()?, message(data)?);
            }
            "member.joined" | "member.updated" => {
                known.members.insert(uuid(&data["user"]["id"])?, data["user"]["display_name"].as_str()?.to_owned());
            }
            "member.left" => {
                known.members.remove(&uuid(&data["user_id"])?);
            }
            "reaction.added" | "reaction.removed" => {
                let message = message(&data["message"])?;
                known.messages.insert(data["message"]["number"].as_i64()?, message);
            }
            "chat.updated" => known.settings = settings(data)?,
            _ => return None,
        }
        Some(())
    }
}

/// The message in an event or a page.
pub fn message(data: &Value) -> Option<Message> {
    Some(Message {
        id: uuid(&data["id"])?,
        author: uuid(&data["author"]["id"])?,
        client_id: uuid(&data["client_id"])?,
        body: data["body"].as_str()?.to_owned(),
        edited: !data["edited_at"].is_null(),
        deleted: !data["deleted_at"].is_null(),
        pinned: !data["pinned_at"].is_null(),
        changed: data["seq"].as_i64()?,
        reactions: data["reactions"].as_array()?.iter().map(reaction).collect::<Option<_>>()?,
    })
}

fn reaction(data: &Value) -> Option<(String, BTreeSet<Uuid>)> {
    let users = data["user_ids"].as_array()?.iter().map(uuid).collect::<Option<_>>()?;
    Some((data["emoji"].as_str()?.to_owned(), users))
}

/// A chat's own row in an event or an answer.
pub fn settings(data: &Value) -> Option<Settings> {
    Some(Settings { name: data["name"].as_str()?.to_owned(), owner: uuid(&data["owner_id"])? })
}

/// An id.
pub fn uuid(value: &Value) -> Option<Uuid> {
    value.as_str()?.parse().ok()
}
