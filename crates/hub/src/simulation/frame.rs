//! What goes over the simulated wire.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use dialogo_domain::{ChatId, Seq, SessionId, UserId};

use crate::CloseCode;

/// A row of a chat: it holds the `seq` of its last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Settings,
    Member(UserId),
    /// By the sender's `client_id`.
    Message(u32),
}

/// A row as it is after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub chat_id: ChatId,
    pub seq: Seq,
    pub key: Key,
}

/// Why a command failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Unavailable,
    NotAMember,
}

pub type Heads = Vec<(ChatId, Seq)>;

/// From the server.
#[derive(Clone, Debug)]
pub enum Frame {
    Welcome(Heads),
    Ready,
    Change(Change),
    Added(ChatId, Seq),
    Removed(ChatId),
    Reset(ChatId, Seq),
    /// The answer to a message: where it is, or why it is not.
    Posted(u32, Result<Seq, Refusal>),
    /// The answer to `sync`: the heads, or an error.
    Synced(Option<Heads>),
    /// What the client should know, and whether nothing was under way when this was said.
    Heartbeat(Heads, bool),
    Told,
    Closed(CloseCode),
}

/// From a client.
#[derive(Clone, Debug)]
pub enum Command {
    Hello { session_id: SessionId, cursors: BTreeMap<ChatId, Seq> },
    Send { chat_id: ChatId, client_id: u32 },
    Sync { cursors: BTreeMap<ChatId, Seq> },
}

/// Frames that are on their way to a client: the socket takes no more.
const FRAMES_MAX: usize = 4;

/// A socket.
#[derive(Default)]
pub struct Wire {
    pub up: VecDeque<Command>,
    pub down: VecDeque<Frame>,
    /// The client is not there any more, and the server does not know it yet.
    pub is_cut: bool,
}

impl Wire {
    pub fn is_full(&self) -> bool {
        self.is_cut || self.down.len() >= FRAMES_MAX
    }
}

/// Encodes frames for the hub, which carries bytes: they say where the frame is kept.
#[derive(Default)]
pub struct Press(RefCell<Vec<Frame>>);

/// Bytes of a place, so that several can stand in one buffer.
const PLACE_BYTES: usize = size_of::<usize>();

impl Press {
    pub fn print(&self, frame: Frame) -> Bytes {
        let mut frames = self.0.borrow_mut();
        frames.push(frame);
        Bytes::copy_from_slice(&(frames.len() - 1).to_be_bytes())
    }

    pub fn read(&self, bytes: &Bytes) -> Vec<Frame> {
        let (places, rest) = bytes.as_chunks::<PLACE_BYTES>();
        assert!(rest.is_empty(), "a frame was cut");
        places.iter().map(|place| self.0.borrow()[usize::from_be_bytes(*place)].clone()).collect()
    }
}
