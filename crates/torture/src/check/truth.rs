//! What is stored in the end, and every change that led there.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::fleet::{Members, Message, Reactions, Settings};
use crate::journal::{Change, Kind, mark};

/// A stored message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where.
    pub chat: Uuid,
    /// Its place among the chat's messages.
    pub number: i64,
    /// Its place among the chat's changes, when it was born.
    pub seq: i64,
    /// What it is.
    pub message: Message,
}

/// A stored chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chat {
    /// Its counter of changes.
    pub head: i64,
    /// Its counter of messages.
    pub message_count: i64,
    /// Its counter of members.
    pub member_count: i64,
    /// Its own row.
    pub settings: Settings,
    /// Whether it is gone.
    pub deleted: bool,
    /// Who is in it.
    pub members: Members,
}

/// Everything that is stored.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    /// The chats.
    pub chats: BTreeMap<Uuid, Chat>,
    /// The messages, by chat and number.
    pub messages: BTreeMap<(Uuid, i64), Row>,
    /// Each change of each chat, as the diary has it. A `seq` that was used twice is in `again`.
    pub changes: HashMap<(Uuid, i64), Change>,
    /// Changes that have the `seq` of another.
    pub again: Vec<(Uuid, i64, Change)>,
}

impl Truth {
    /// Reads it all, from a database that rests.
    pub async fn read(client: &Client) -> Result<Self> {
        let mut truth = Self::default();
        for row in client
            .query("select id, seq, message_count, member_count, name, owner_id, deleted_at is not null as deleted from chats", &[])
            .await?
        {
            let settings = Settings { name: row.try_get("name")?, owner: row.try_get("owner_id")? };
            let chat = Chat {
                head: row.try_get("seq")?,
                message_count: row.try_get("message_count")?,
                member_count: row.try_get("member_count")?,
                settings,
                deleted: row.try_get("deleted")?,
                members: Members::new(),
            };
            truth.chats.insert(row.try_get("id")?, chat);
        }
        truth.reads_members(client).await?;
        truth.reads_messages(client).await?;
        for row in client.query("select chat_id, seq, kind, subject, body from torture.changes", &[]).await? {
            let says = row.try_get::<_, Option<&str>>("body")?.map(mark);
            let change = Change { kind: kind_of(row.try_get("kind")?), subject: row.try_get("subject")?, says };
            truth.notes(row.try_get("chat_id")?, row.try_get("seq")?, change);
        }
        Ok(truth)
    }

    async fn reads_members(&mut self, client: &Client) -> Result<()> {
        const SQL: &str =
            "select m.chat_id, m.user_id, u.display_name from members m join users u on u.id = m.user_id where m.departure is null";
        for row in client.query(SQL, &[]).await? {
            if let Some(chat) = self.chats.get_mut(&row.try_get("chat_id")?) {
                chat.members.insert(row.try_get("user_id")?, row.try_get("display_name")?);
            }
        }
        Ok(())
    }

    async fn reads_messages(&mut self, client: &Client) -> Result<()> {
        const SQL: &str = "select chat_id, number, seq, id, author_id, client_id, body, edited_at is not null as edited, deleted_at is not null as deleted, pinned_at is not null as pinned, changed_seq from messages";
        let mut reactions = HashMap::<Uuid, Reactions>::new();
        for row in client.query("select message_id, emoji, user_id from reactions", &[]).await? {
            let of_message = reactions.entry(row.try_get("message_id")?).or_default();
            of_message.entry(row.try_get("emoji")?).or_default().insert(row.try_get("user_id")?);
        }
        for row in client.query(SQL, &[]).await? {
            let message = Message {
                id: row.try_get("id")?,
                author: row.try_get("author_id")?,
                client_id: row.try_get("client_id")?,
                body: row.try_get("body")?,
                edited: row.try_get("edited")?,
                deleted: row.try_get("deleted")?,
                pinned: row.try_get("pinned")?,
                changed: row.try_get("changed_seq")?,
                reactions: reactions.remove(&row.try_get("id")?).unwrap_or_default(),
            };
            let (chat, number) = (row.try_get("chat_id")?, row.try_get("number")?);
            self.messages.insert((chat, number), Row { chat, number, seq: row.try_get("seq")?, message });
        }
        Ok(())
    }

    /// Adds a change.
    pub fn notes(&mut self, chat: Uuid, seq: i64, change: Change) {
        match self.changes.entry((chat, seq)) {
            Entry::Vacant(place) => drop(place.insert(change)),
            Entry::Occupied(_) => self.again.push((chat, seq, change)),
        }
    }
}

/// The diary writes the words of the protocol.
fn kind_of(text: &str) -> Kind {
    match text {
        "message.created" => Kind::MessageCreated,
        "message.updated" => Kind::MessageUpdated,
        "message.deleted" => Kind::MessageDeleted,
        "member.joined" => Kind::MemberJoined,
        "member.left" => Kind::MemberLeft,
        "member.updated" => Kind::MemberUpdated,
        _ => Kind::ChatUpdated,
    }
}
