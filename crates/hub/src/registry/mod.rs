//! The rooms of one worker thread: who lives here, and who hears which chat. No I/O, no clock.

mod passed;
mod screens;

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use dialogo_domain::{ChatId, Seq, SessionId, UserId};
use slab::Slab;
use smallvec::SmallVec;
use tokio::time::Instant;

use passed::Passed;
use screens::Screens;

use crate::errand::{Bulletin, Errand};
use crate::people::People;
use crate::{CloseCode, Ended, Letter, Mailbox, Publication, Turnstile};

/// Endings of log-ins whose users are remembered: more than happen while one log-in is looked up.
const ENDINGS_KEPT: usize = 256;

/// Listeners who are asked whether they are ready before the first of them is sent to. To ask is to wait for memory, and to wait for several at
/// once takes little longer than for one.
const ASKED_AT_ONCE: usize = 16;

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
    pub fn run(&mut self, errand: Errand) {
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

    /// Does all of an errand, up to the mailboxes.
    pub fn carry(&mut self, errand: Errand) {
        match errand {
            Errand::Publish(batch) => batch.iter().for_each(|publication| self.publish(publication, None)),
            Errand::Dissolve { chat_id, farewell } => self.dissolve(chat_id, &farewell),
            Errand::Tell { user_id, frame } => self.tell(user_id, &frame),
            Errand::Glimpse { chat_id, by, unseen_by, frame } => self.glimpse(chat_id, by, &unseen_by, &frame),
            Errand::Inform(bulletin) => self.inform(&bulletin),
            Errand::End { ended, code } => self.end(ended, code),
            Errand::Recall { chats, users } => self.recall(&chats, &users),
            Errand::Suspend => self.suspend(true),
            Errand::Resume => self.suspend(false),
            Errand::ShutDown => {
                self.leaving = true;
                self.connections.iter().for_each(|(_, connection)| connection.mailbox.shut_down());
            }
        }
    }

    /// Gives changes to all who hear them. `last` is the present moment if nothing follows before the next flush: then they go out past the queues.
    pub fn publish(&mut self, Publication { changes, turnstile }: &Publication, last: Option<Instant>) {
        let (chat_id, seq) = (changes.chat_id(), changes.last());
        let entering = match turnstile {
            Turnstile::Pass => None,
            Turnstile::Enter { user_id, .. } => Some(*user_id),
            Turnstile::Leave { user_id, farewell } => {
                self.leave(*user_id, chat_id, seq, farewell);
                None
            }
        };
        if !self.attaching.is_empty() {
            self.passed.note(chat_id, seq);
        }
        if let Some(room) = self.rooms.get_mut(&chat_id) {
            room.head = room.head.max(seq);
            for keys in room.listeners.chunks(ASKED_AT_ONCE) {
                let connections = keys.iter().filter_map(|key| Some((*key, self.connections.get(*key as usize)?)));
                let listeners = connections.filter(|(_, connection)| entering != Some(connection.user_id));
                let asked: SmallVec<[_; ASKED_AT_ONCE]> =
                    listeners.map(|(key, Connection { mailbox, .. })| (key, mailbox, last.filter(|_| mailbox.is_clear()))).collect();
                for (key, mailbox, at_once) in asked {
                    match at_once {
                        Some(now) => mailbox.send(changes, now),
                        None => {
                            if mailbox.deliver(Letter::Changes(Arc::clone(changes))) {
                                self.marked.push(key);
                            }
                        }
                    }
                }
            }
        }
        if let Turnstile::Enter { user_id, greeting } = turnstile {
            self.greet(*user_id, chat_id, seq, greeting);
        }
    }

    /// Lets all connections of a user into a room; one that was in already (the database knew sooner) is greeted as well.
    fn greet(&mut self, user_id: UserId, chat_id: ChatId, seq: Seq, greeting: &Bytes) {
        for key in self.keys_of(user_id) {
            let Some(connection) = self.connections.get_mut(key as usize) else { continue };
            match &mut connection.phase {
                Phase::Attaching(attaching) => attaching.note(chat_id, true),
                Phase::Present(rooms) => {
                    let room = self.rooms.entry(chat_id).or_default();
                    room.head = room.head.max(seq);
                    if !room.listeners.contains(&key) {
                        room.listeners.push(key);
                        rooms.push(chat_id);
                        self.screens.enter(key, chat_id);
                        self.people.joins(user_id, chat_id);
                    }
                    connection.deliver(key, Letter::Greeting { chat_id, seq, frame: greeting.clone() }, &mut self.marked);
                }
            }
        }
    }

    fn leave(&mut self, user_id: UserId, chat_id: ChatId, seq: Seq, farewell: &Bytes) {
        for key in self.keys_of(user_id) {
            let Some(connection) = self.connections.get_mut(key as usize) else { continue };
            match &mut connection.phase {
                Phase::Attaching(attaching) => attaching.note(chat_id, false),
                Phase::Present(rooms) => {
                    rooms.retain(|other| *other != chat_id);
                    let letter = Letter::Farewell { chat_id, seq: Some(seq), frame: farewell.clone() };
                    connection.deliver(key, letter, &mut self.marked);
                    self.screens.leave(key, chat_id);
                    self.unlisten(chat_id, key);
                }
            }
        }
    }

    fn dissolve(&mut self, chat_id: ChatId, farewell: &Bytes) {
        for key in &self.attaching {
            if let Some(Phase::Attaching(attaching)) = self.connections.get_mut(*key as usize).map(|connection| &mut connection.phase) {
                attaching.note(chat_id, false);
            }
        }
        let Some(room) = self.rooms.remove(&chat_id) else { return };
        for key in room.listeners {
            let Some(connection) = self.connections.get_mut(key as usize) else { continue };
            if let Phase::Present(rooms) = &mut connection.phase {
                rooms.retain(|other| *other != chat_id);
            }
            self.screens.leave(key, chat_id);
            connection.deliver(key, Letter::Farewell { chat_id, seq: None, frame: farewell.clone() }, &mut self.marked);
        }
    }

    fn tell(&mut self, user_id: UserId, frame: &Bytes) {
        for key in self.keys_of(user_id) {
            let Some(connection) = self.connections.get_mut(key as usize) else { continue };
            match &mut connection.phase {
                Phase::Attaching(attaching) => attaching.is_told = true,
                Phase::Present(_) => connection.deliver(key, Letter::Plain(frame.clone()), &mut self.marked),
            }
        }
    }

    /// Lets those who have the chat on screen know of something that passes, but not whoever it is about, nor these.
    fn glimpse(&mut self, chat_id: ChatId, by: UserId, unseen_by: &[UserId], frame: &Bytes) {
        for key in self.screens.watchers(chat_id) {
            let hears = |user_id: UserId| user_id != by && !unseen_by.contains(&user_id);
            let watcher = self.connections.get(*key as usize).filter(|connection| hears(connection.user_id));
            if let Some(connection) = watcher {
                connection.deliver(*key, Letter::Ephemeral(frame.clone()), &mut self.marked);
            }
        }
    }

    /// Those who look at the same news get the same frame, which is composed once.
    fn inform(&mut self, Bulletin { news, compose }: &Bulletin) {
        let mut frames: HashMap<Vec<usize>, Bytes> = HashMap::new();
        for (key, mut places) in self.screens.readers(news.iter().map(|news| news.chats.as_slice())) {
            let Some(connection) = self.connections.get(key as usize) else { continue };
            places.retain(|place| news.get(*place).is_some_and(|news| !news.unseen_by.contains(&connection.user_id)));
            if places.is_empty() {
                continue;
            }
            let texts = || places.iter().filter_map(|place| news.get(*place)).map(|news| news.text.as_str()).collect::<Vec<_>>();
            let frame = match frames.get(&places) {
                Some(frame) => frame.clone(),
                None => frames.entry(places.clone()).or_insert(compose(&texts())).clone(),
            };
            connection.deliver(key, Letter::Ephemeral(frame), &mut self.marked);
        }
    }

    fn end(&mut self, ended: Ended, code: CloseCode) {
        self.endings += 1;
        if self.ended.len() == ENDINGS_KEPT {
            self.ended.pop_front();
        }
        self.ended.push_back(ended.user_id());
        for key in self.keys_of(ended.user_id()) {
            let Some(connection) = self.connections.get(key as usize) else { continue };
            if ended.includes(connection.session_id) {
                connection.mailbox.close(code);
            }
        }
    }

    /// Those who attach go as well: what they asked of the database may be older than what was settled since.
    fn recall(&self, chats: &[ChatId], users: &[UserId]) {
        let listening = chats.iter().filter_map(|chat_id| self.rooms.get(chat_id)).flat_map(|room| &room.listeners);
        let theirs = users.iter().filter_map(|user_id| self.users.get(user_id)).flatten();
        for key in listening.chain(theirs).chain(&self.attaching) {
            if let Some(connection) = self.connections.get(*key as usize) {
                connection.mailbox.close(CloseCode::Restarting);
            }
        }
    }

    /// Closes everybody, to come back: whatever was attached until now may lack something.
    fn suspend(&mut self, suspended: bool) {
        self.suspended = suspended;
        self.connections.iter().for_each(|(_, connection)| connection.mailbox.close(CloseCode::Restarting));
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
