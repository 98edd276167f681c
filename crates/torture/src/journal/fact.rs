//! The kinds of things that happen.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use uuid::Uuid;

/// A device of the fleet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(pub usize);

/// One connection of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId {
    /// Whose.
    pub device: DeviceId,
    /// Which, counted from 1.
    pub nth: u32,
}

/// Which way a command went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// Over a WebSocket.
    Socket(ConnectionId),
    /// Over REST.
    Rest,
}

/// What a persisted event says happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `message.created`
    MessageCreated,
    /// `message.updated`
    MessageUpdated,
    /// `message.deleted`
    MessageDeleted,
    /// `member.joined`
    MemberJoined,
    /// `member.left`
    MemberLeft,
    /// `member.updated`
    MemberUpdated,
    /// `chat.updated`
    ChatUpdated,
}

impl Kind {
    /// Whether it is about a message.
    pub fn is_of_a_message(self) -> bool {
        matches!(self, Self::MessageCreated | Self::MessageUpdated | Self::MessageDeleted)
    }
}

/// A persisted event: what happened to which message, person or chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub kind: Kind,
    /// The message, the person or the chat.
    pub subject: Uuid,
    /// What the message says then, as a [`mark`].
    pub says: Option<u64>,
}

/// Something short that tells texts apart.
pub fn mark(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Fact {
    /// A message is about to be sent, for the first time or again.
    Sent {
        /// By whom.
        author: Uuid,
        /// Which way.
        via: Via,
        /// Where to.
        chat: Uuid,
        /// The sender's own id of it.
        client_id: Uuid,
        /// What it says.
        body: String,
    },
    /// A send was acknowledged.
    Acked {
        /// By whom it was sent.
        author: Uuid,
        /// Where.
        chat: Uuid,
        /// The sender's own id of it.
        client_id: Uuid,
        /// The server's id of it.
        message: Uuid,
        /// Its place among the chat's changes when it was born. REST answers a repetition with the message as it is now, which does not tell.
        seq: Option<i64>,
        /// Its place among the chat's messages.
        number: i64,
        /// Whether the server says that it had it before, if it says so: REST says it by its status.
        duplicate: Option<bool>,
    },
    /// A send was answered with an error.
    Refused {
        /// The sender's own id of it.
        client_id: Uuid,
        /// The error's word.
        code: String,
    },
    /// A connection was made; its client says hello.
    Opened {
        /// Which.
        connection: ConnectionId,
        /// Whose.
        user: Uuid,
    },
    /// The client is asked to leave out nothing from here on: `ready`.
    Ready {
        /// Which connection.
        connection: ConnectionId,
    },
    /// A persisted event was received.
    Heard {
        /// On which connection.
        connection: ConnectionId,
        /// Whose.
        user: Uuid,
        /// Of which chat.
        chat: Uuid,
        /// Its place in the chat.
        seq: i64,
        /// What it says.
        change: Change,
        /// Whether it came live, as opposed to in a replay.
        live: bool,
    },
    /// `chat.added`
    Entered {
        /// On which connection.
        connection: ConnectionId,
        /// Which chat.
        chat: Uuid,
        /// Where its counting starts.
        seq: i64,
    },
    /// `chat.removed`
    Parted {
        /// On which connection.
        connection: ConnectionId,
        /// Which chat.
        chat: Uuid,
    },
    /// The end of a replay: `ready`, or the ack of a `sync`.
    Told {
        /// On which connection.
        connection: ConnectionId,
        /// The chats that it was about, and their heads.
        heads: BTreeMap<Uuid, i64>,
    },
    /// `chat.reset`
    Reset {
        /// On which connection.
        connection: ConnectionId,
        /// Which chat.
        chat: Uuid,
        /// The chat's head.
        seq: i64,
    },
    /// The client saw the server break the protocol.
    Breach {
        /// On which connection.
        connection: ConnectionId,
        /// In which chat, if it is about one.
        chat: Option<Uuid>,
        /// What is wrong.
        what: String,
    },
    /// A connection ended.
    Closed {
        /// Which.
        connection: ConnectionId,
        /// The close code; none if the link just broke.
        code: Option<u16>,
        /// Why the client ended it, if it did.
        own: Option<&'static str>,
    },
    /// Something was done to the server, its database, its links or its clients.
    Fault(String),
}

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "device {} connection {}", self.device.0, self.nth)
    }
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(connection) => connection.fmt(f),
            Self::Rest => f.write_str("REST"),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sent { via, chat, client_id, body, .. } => write!(f, "{via} sends {client_id} to {chat}: {body:.40?}"),
            Self::Acked { chat, client_id, message, seq, number, duplicate, .. } => {
                let seq = seq.map_or(String::new(), |seq| format!("seq {seq}, "));
                let duplicate = if *duplicate == Some(true) { ", duplicate" } else { "" };
                write!(f, "ack of {client_id} in {chat}: message {message}, {seq}number {number}{duplicate}")
            }
            Self::Refused { client_id, code } => write!(f, "error {code} for {client_id}"),
            Self::Opened { connection, user } => write!(f, "{connection} opens for {user}"),
            Self::Ready { connection } => write!(f, "{connection} is ready"),
            Self::Heard { connection, chat, seq, change, live, .. } => {
                let how = if *live { "live" } else { "replayed" };
                write!(f, "{connection} hears {chat}:{seq} {:?} {} ({how})", change.kind, change.subject)
            }
            Self::Entered { connection, chat, seq } => write!(f, "{connection} enters {chat} at {seq}"),
            Self::Parted { connection, chat } => write!(f, "{connection} is told that {chat} is gone"),
            Self::Told { connection, heads } => write!(f, "{connection} has been told {} chats", heads.len()),
            Self::Reset { connection, chat, seq } => write!(f, "{connection} is told to load {chat} afresh, at {seq}"),
            Self::Breach { connection, what, .. } => write!(f, "{connection} objects: {what}"),
            Self::Closed { connection, code: Some(code), .. } => write!(f, "{connection} is closed with {code}"),
            Self::Closed { connection, code: None, own } => write!(f, "{connection} {}", own.unwrap_or("breaks")),
            Self::Fault(what) => write!(f, "=== {what}"),
        }
    }
}
