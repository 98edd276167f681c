//! What the registry does for the rest of the process: who is told what.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use dialogo_domain::{ChatId, Seq, UserId};
use smallvec::SmallVec;
use tokio::time::Instant;

use super::{Connection, ENDINGS_KEPT, Phase, Registry};
use crate::errand::{Bulletin, Errand};
use crate::{CloseCode, Ended, Letter, Publication, Turnstile};

/// Listeners who are asked whether they are ready before the first of them is sent to. To ask is to wait for memory, and to wait for several at
/// once takes little longer than for one. More would be forgotten by the processor again before it is their turn; with fewer there are more
/// pauses between the sends, in each of which whoever receives on another core falls asleep, and has to be woken.
const ASKED_AT_ONCE: usize = 64;

impl Registry {
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
}
