//! The rooms of one worker thread: who lives here, and who hears which chat. No I/O, no clock.

mod errands;
mod passed;
mod screens;

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use dialogo_domain::{ChatId, Seq, SessionId, UserId};
use slab::Slab;
use smallvec::SmallVec;
use tokio::time::Instant;

use passed::Passed;
use screens::Screens;

use crate::people::People;
use crate::{CloseCode, Letter, Mailbox};

/// Endings of log-ins whose users are remembered: more than happen while one log-in is looked up.
const ENDINGS_KEPT: usize = 256;

/// A connection's index: four bytes a listener, and no hashing on the way to it.
pub(crate) type Key = u32;

#[derive(Default)]
pub(crate) struct Registry {
    connections: Slab<Connection>,
    users: HashMap<UserId, SmallVec<[Key; 4]>>,
    rooms: HashMap<ChatId, Room>,
    /// Connections for which something came since the last flush.
    marked: Vec<Key>,
    /// Connections that do not know their rooms yet. Few at any time.
    attaching: Vec<Key>,
    passed: Passed,
    screens: Screens,
    people: Arc<People>,
    leaving: bool,
    /// Nothing is heard here: who comes is sent away.
    suspended: bool,
    endings: u64,
    /// Whose log-ins ended lately, the latest last.
    ended: VecDeque<UserId>,
}

struct Connection {
    user_id: UserId,
    session_id: SessionId,
    mailbox: Rc<Mailbox>,
    phase: Phase,
}

impl Connection {
    fn deliver(&self, key: Key, letter: Letter, marked: &mut Vec<Key>) {
        if self.mailbox.deliver(letter) {
            marked.push(key);
        }
    }
}

enum Phase {
    /// The database is being asked for the user's chats.
    Attaching(Attaching),
    /// It hears these chats.
    Present(Vec<ChatId>),
}

/// What happens to a connection's user while the database is being asked: it may be in the answer, or not.
#[derive(Default)]
struct Attaching {
    /// The last word on each chat that was entered or left. It outweighs the answer: it was committed, and processed here, before the answer is
    /// used.
    log: Vec<(ChatId, bool)>,
    /// Whether something was told that is told to present connections only.
    is_told: bool,
}

impl Attaching {
    fn note(&mut self, chat_id: ChatId, inside: bool) {
        self.log.retain(|(logged, _)| *logged != chat_id);
        self.log.push((chat_id, inside));
    }
}

#[derive(Default)]
struct Room {
    listeners: SmallVec<[Key; 4]>,
    /// The last change that everyone here has been given, or has caught up with.
    head: Seq,
}

impl Registry {
    pub fn new(suspended: bool, people: Arc<People>) -> Self {
        Self { people, suspended, ..Self::default() }
    }

    pub fn attach(&mut self, user_id: UserId, session_id: SessionId, mailbox: Rc<Mailbox>) -> Key {
        if self.leaving {
            mailbox.shut_down();
        }
        if self.suspended {
            mailbox.close(CloseCode::Restarting);
        }
        let connection = Connection { user_id, session_id, mailbox, phase: Phase::Attaching(Attaching::default()) };
        let key = narrow(self.connections.insert(connection));
        self.users.entry(user_id).or_default().push(key);
        self.attaching.push(key);
        key
    }

    /// Lets the connection hear `chats`, as the database named them, with their heads, corrected by what happened since it was asked. Whether
    /// nothing has: otherwise there is more to hear than lies beyond these heads from now on, and the database has to be asked again.
    pub fn enter(&mut self, key: Key, chats: impl IntoIterator<Item = (ChatId, Seq)>) -> bool {
        let Some(Phase::Attaching(attaching)) = self.connections.get_mut(key as usize).map(|connection| &mut connection.phase) else {
            return true;
        };
        let Attaching { log, is_told } = std::mem::take(attaching);
        let mut is_whole = log.is_empty() && !is_told;
        let asked = chats.into_iter().inspect(|(chat_id, head)| is_whole &= !self.passed.is_beyond(*chat_id, *head));
        let asked = asked.map(|(chat_id, _)| chat_id).filter(|chat_id| log.iter().all(|(logged, _)| logged != chat_id));
        let entered = log.iter().filter(|(_, inside)| *inside).map(|(chat_id, _)| *chat_id);
        let mut rooms: Vec<ChatId> = asked.chain(entered).collect();
        rooms.shrink_to_fit();
        for chat_id in &rooms {
            self.rooms.entry(*chat_id).or_default().listeners.push(key);
        }
        self.is_attached(key);
        if let Some(connection) = self.connections.get_mut(key as usize) {
            connection.phase = Phase::Present(rooms);
        }
        is_whole
    }

    fn is_attached(&mut self, key: Key) {
        self.attaching.retain(|other| *other != key);
        if self.attaching.is_empty() {
            self.passed.forget();
        }
    }

    pub fn detach(&mut self, key: Key) {
        let Some(connection) = self.connections.try_remove(key as usize) else { return };
        if let Some(keys) = self.users.get_mut(&connection.user_id) {
            keys.retain(|other| *other != key);
            if keys.is_empty() {
                self.users.remove(&connection.user_id);
            }
        }
        self.screens.clear(key);
        match connection.phase {
            Phase::Attaching(_) => self.is_attached(key),
            Phase::Present(rooms) => rooms.into_iter().for_each(|chat_id| self.unlisten(chat_id, key)),
        }
    }

    /// Raises a room's head to what somebody here has caught up with.
    pub fn caught_up(&mut self, chat_id: ChatId, head: Seq) {
        if let Some(room) = self.rooms.get_mut(&chat_id) {
            room.head = room.head.max(head);
        }
    }

    /// The chats that a connection hears, each with the last change that it was given.
    pub fn heads(&self, key: Key) -> impl Iterator<Item = (ChatId, Seq)> {
        let rooms = match self.connections.get(key as usize).map(|connection| &connection.phase) {
            Some(Phase::Present(rooms)) => rooms.as_slice(),
            Some(Phase::Attaching(_)) | None => &[],
        };
        let head = |chat_id| self.rooms.get(chat_id).map_or(Seq(0), |room| room.head);
        // A room without a head is one that the database did not confirm: the client does not know it either.
        rooms.iter().map(move |chat_id| (*chat_id, head(chat_id))).filter(|(_, head)| *head > Seq(0))
    }

    /// These chats are on screen from now on, and watched as far as the connection hears them.
    pub fn show(&mut self, key: Key, chats: Vec<ChatId>) {
        let phase = self.connections.get(key as usize).map(|connection| &connection.phase);
        let Some(Phase::Present(rooms)) = phase else { return };
        self.screens.show(key, chats, |chat_id| rooms.contains(&chat_id));
    }

    /// Whether the connection hears the chat.
    pub fn hears(&self, key: Key, chat_id: ChatId) -> bool {
        self.place(key).is_some_and(|(_, rooms)| rooms.contains(&chat_id))
    }

    /// Whose connection it is, and which chats it hears.
    pub fn place(&self, key: Key) -> Option<(UserId, &[ChatId])> {
        let connection = self.connections.get(key as usize)?;
        match &connection.phase {
            Phase::Present(rooms) => Some((connection.user_id, rooms)),
            Phase::Attaching(_) => None,
        }
    }

    pub fn renew(&mut self, key: Key, session_id: SessionId) {
        if let Some(connection) = self.connections.get_mut(key as usize) {
            connection.session_id = session_id;
        }
    }

    /// How often log-ins have ended here.
    pub fn endings(&self) -> u64 {
        self.endings
    }

    /// Whether a log-in of this user may have ended since the count was `endings`: then whoever was checked meanwhile must be checked again.
    pub fn ended_since(&self, endings: u64, user_id: UserId) -> bool {
        let since = usize::try_from(self.endings - endings).unwrap_or(usize::MAX);
        since > self.ended.len() || self.ended.iter().rev().take(since).any(|ended| *ended == user_id)
    }

    /// Does all of an errand at once.
    #[cfg(test)]
    pub fn run(&mut self, errand: crate::errand::Errand) {
        self.carry(errand);
        self.flush(Instant::now());
    }

    /// Sends what came since the last time, as far as it goes without waiting.
    pub fn flush(&mut self, now: Instant) {
        for key in self.marked.drain(..) {
            if let Some(connection) = self.connections.get(key as usize) {
                connection.mailbox.flush(now);
            }
        }
    }

    /// Whether nothing is left of those who went.
    #[cfg(test)]
    pub fn is_bare(&self) -> bool {
        self.connections.is_empty() && self.users.is_empty() && self.rooms.is_empty() && self.attaching.is_empty() && self.screens.is_bare()
    }

    fn unlisten(&mut self, chat_id: ChatId, key: Key) {
        let Some(room) = self.rooms.get_mut(&chat_id) else { return };
        if let Some(place) = room.listeners.iter().position(|other| *other == key) {
            room.listeners.swap_remove(place);
        }
        if room.listeners.is_empty() {
            self.rooms.remove(&chat_id);
        }
    }

    fn keys_of(&self, user_id: UserId) -> SmallVec<[Key; 4]> {
        self.users.get(&user_id).cloned().unwrap_or_default()
    }
}

fn narrow(key: usize) -> Key {
    Key::try_from(key).expect("a process has fewer sockets than that")
}

#[cfg(test)]
mod tests;
