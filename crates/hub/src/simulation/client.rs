//! A client that keeps docs/protocol.md to the letter, and complains when the server does not.

use std::collections::{BTreeMap, BTreeSet};

use dialogo_domain::{ChatId, Seq, SessionId, UserId};

use super::frame::{Change, Command, Frame, Heads, Key, Refusal, Wire};
use crate::CloseCode;

pub struct Client {
    pub user_id: UserId,
    pub session_id: SessionId,
    pub connection: Option<u32>,
    pub phase: Phase,
    pub chats: BTreeMap<ChatId, View>,
    /// What was said and is not acknowledged, and whether it was said on this connection.
    pub outbox: BTreeMap<u32, (ChatId, bool)>,
    pub acked: BTreeMap<u32, (ChatId, Seq)>,
    /// What the hello named, and then what the welcome said.
    asked: BTreeSet<ChatId>,
    welcomed: Heads,
    pub syncing: Option<BTreeSet<ChatId>>,
    pub wants_sync: bool,
    /// The server was told that nothing is on its way any more though something was: what it sends twice is its right.
    pub is_tolerant: bool,
    requests: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Offline,
    /// The session has ended: it needs another one.
    LoggedOut,
    Greeting,
    Replaying,
    Live,
}

/// What a client knows of a chat.
#[derive(Clone, Debug)]
pub struct View {
    pub cursor: Seq,
    pub rows: BTreeMap<Key, Seq>,
    /// Numbers that came while numbers skip.
    seen: BTreeSet<Seq>,
    /// It knows that it lacks something, because it did not ask or a frame of it was lost on purpose.
    pub is_behind: bool,
    /// To be loaded by REST: the number of the request, so that the answer to an older one is not taken for it.
    pub wants_load: Option<u32>,
}

impl View {
    fn new(cursor: Seq, request: u32) -> Self {
        Self { cursor, rows: BTreeMap::new(), seen: BTreeSet::new(), is_behind: false, wants_load: Some(request) }
    }

    fn put(&mut self, key: Key, seq: Seq) {
        let row = self.rows.entry(key).or_default();
        *row = seq.max(*row);
    }

    /// What came by REST. Whatever came live meanwhile is newer.
    pub fn merge(&mut self, rows: BTreeMap<Key, Seq>) {
        for (key, seq) in rows {
            self.put(key, seq);
        }
    }
}

impl Client {
    pub fn new(user_id: UserId, session_id: SessionId) -> Self {
        Self {
            user_id,
            session_id,
            connection: None,
            phase: Phase::Offline,
            chats: BTreeMap::new(),
            outbox: BTreeMap::new(),
            acked: BTreeMap::new(),
            asked: BTreeSet::new(),
            welcomed: vec![],
            syncing: None,
            wants_sync: false,
            is_tolerant: false,
            requests: 0,
        }
    }

    /// Says hello with the cursors of these chats.
    pub fn connects(&mut self, connection: u32, named: BTreeSet<ChatId>, wire: &mut Wire) {
        self.connection = Some(connection);
        self.phase = Phase::Greeting;
        self.asked = named;
        let cursors = self.chats.iter().filter(|(chat_id, _)| self.asked.contains(chat_id)).map(|(id, view)| (*id, view.cursor)).collect();
        wire.up.push_back(Command::Hello { session_id: self.session_id, cursors });
    }

    /// The connection is gone; what it had begun to tell is told again on the next one.
    pub fn loses(&mut self, code: Option<CloseCode>) {
        self.connection = None;
        self.phase = if code == Some(CloseCode::SessionEnded) { Phase::LoggedOut } else { Phase::Offline };
        (self.syncing, self.wants_sync, self.is_tolerant) = (None, false, false);
        self.chats.values_mut().for_each(|view| view.seen.clear());
        self.outbox.values_mut().for_each(|(_, said)| *said = false);
    }

    /// Says what was not said yet, and asks for what is missing.
    pub fn speaks(&mut self, wire: &mut Wire) -> bool {
        if self.phase != Phase::Live {
            return false;
        }
        if self.wants_sync && self.syncing.is_none() && !self.chats.is_empty() {
            self.syncs(self.chats.keys().copied().collect(), wire);
            return true;
        }
        let Some((client_id, (chat_id, said))) = self.outbox.iter_mut().find(|(_, (_, said))| !said) else { return false };
        *said = true;
        wire.up.push_back(Command::Send { chat_id: *chat_id, client_id: *client_id });
        true
    }

    fn syncs(&mut self, named: BTreeSet<ChatId>, wire: &mut Wire) {
        let cursors = self.chats.iter().filter(|(chat_id, _)| named.contains(chat_id)).map(|(id, view)| (*id, view.cursor)).collect();
        wire.up.push_back(Command::Sync { cursors });
        self.syncing = Some(named);
        self.wants_sync = false;
    }

    pub fn hears(&mut self, frame: Frame) {
        match frame {
            Frame::Welcome(heads) => self.is_welcome(heads),
            Frame::Ready => self.is_ready(),
            Frame::Change(change) => self.hears_change(change),
            Frame::Added(chat_id, seq) => {
                assert!(self.is_tolerant || !self.chats.contains_key(&chat_id), "{chat_id} was added twice, now at {seq}");
                let request = self.asks();
                self.chats.insert(chat_id, View::new(seq, request));
            }
            Frame::Removed(chat_id) => drop(self.chats.remove(&chat_id)),
            Frame::Reset(chat_id, head) => {
                let request = self.asks();
                if let Some(view) = self.chats.get_mut(&chat_id) {
                    view.cursor = view.cursor.max(head);
                    view.wants_load = Some(request);
                }
            }
            Frame::Posted(client_id, result) => self.is_answered(client_id, result),
            Frame::Synced(Some(heads)) => {
                self.ends_replay(&heads);
                self.syncing = None;
            }
            Frame::Synced(None) => {
                for chat_id in self.syncing.take().unwrap_or_default() {
                    self.chats.entry(chat_id).and_modify(|view| view.is_behind = true);
                }
                self.wants_sync = true;
            }
            Frame::Heartbeat(heads, is_settled) => self.compares(&heads, is_settled),
            Frame::Told => {}
            Frame::Closed(code) => self.loses(Some(code)),
        }
    }

    fn asks(&mut self) -> u32 {
        self.requests += 1;
        self.requests
    }

    fn is_welcome(&mut self, heads: Heads) {
        self.phase = Phase::Replaying;
        self.chats.retain(|chat_id, _| heads.iter().any(|(named, _)| named == chat_id));
        for (chat_id, head) in &heads {
            if !self.chats.contains_key(chat_id) {
                self.asked.insert(*chat_id);
            }
            let request = self.asks();
            let view = self.chats.entry(*chat_id).or_insert_with(|| View::new(*head, request));
            view.is_behind = !self.asked.contains(chat_id);
        }
        self.welcomed = heads;
    }

    fn is_ready(&mut self) {
        let mut heads = std::mem::take(&mut self.welcomed);
        heads.retain(|(chat_id, _)| self.asked.contains(chat_id));
        self.ends_replay(&heads);
        self.phase = Phase::Live;
        self.wants_sync = self.chats.values().any(|view| view.is_behind);
    }

    /// The cursor is the head, or beyond it what has come since in a row.
    fn ends_replay(&mut self, heads: &Heads) {
        for (chat_id, head) in heads {
            if let Some(view) = self.chats.get_mut(chat_id) {
                view.cursor = view.cursor.max(*head);
                view.is_behind = false;
            }
        }
        for view in self.chats.values_mut() {
            let seen = std::mem::take(&mut view.seen);
            while seen.contains(&Seq(view.cursor.0 + 1)) {
                view.cursor.0 += 1;
            }
        }
    }

    fn hears_change(&mut self, Change { chat_id, seq, key }: Change) {
        let skips = self.phase == Phase::Replaying || self.syncing.as_ref().is_some_and(|named| named.contains(&chat_id));
        let is_replaying = self.phase == Phase::Replaying;
        let Some(view) = self.chats.get_mut(&chat_id) else { return };
        if skips {
            let is_new = seq > view.cursor && view.seen.insert(seq);
            assert!(is_new || !is_replaying || self.is_tolerant, "{chat_id} {seq} was told twice before ready");
            if is_new {
                view.put(key, seq);
            }
        } else if seq.0 == view.cursor.0 + 1 {
            view.put(key, seq);
            view.cursor = seq;
        } else if seq <= view.cursor {
            assert!(self.is_tolerant, "{chat_id} {seq} came twice: it stands at {}", view.cursor);
        } else {
            assert!(view.is_behind, "{chat_id} stands at {} and {seq} came next", view.cursor);
            self.wants_sync = true;
        }
    }

    fn is_answered(&mut self, client_id: u32, result: Result<Seq, Refusal>) {
        let Some((chat_id, said)) = self.outbox.get_mut(&client_id) else { return };
        match result {
            Ok(seq) => drop(self.acked.insert(client_id, (*chat_id, seq))),
            Err(Refusal::NotAMember) => {}
            Err(Refusal::Unavailable) => {
                *said = false;
                return;
            }
        }
        self.outbox.remove(&client_id);
    }

    fn compares(&mut self, heads: &Heads, is_settled: bool) {
        self.is_tolerant |= !is_settled;
        let mine: Heads = self.chats.iter().map(|(chat_id, view)| (*chat_id, view.cursor)).collect();
        if self.syncing.is_some() || mine == *heads {
            return;
        }
        let is_healthy = self.chats.values().all(|view| !view.is_behind);
        assert!(!(is_settled && is_healthy), "the heartbeat says {heads:?}, and the client, which lost nothing, has {mine:?}");
        self.wants_sync = true;
    }
}
