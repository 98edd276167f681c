//! The database: chats with one counter each, rows that carry their last change, memberships, log-ins.

use std::collections::{BTreeMap, BTreeSet};

use dialogo_domain::{ChatId, Seq, SessionId, UserId};

use super::frame::{Change, Heads, Key, Refusal};

#[derive(Clone, Debug)]
pub enum Deed {
    Post { by: UserId, chat_id: ChatId, client_id: u32 },
    Edit { by: UserId, chat_id: ChatId, client_id: u32 },
    Rename { chat_id: ChatId },
    Join { by: UserId, chat_id: ChatId },
    Leave { by: UserId, chat_id: ChatId },
    Create { by: UserId, chat_id: ChatId },
    Delete { chat_id: ChatId },
    Profile { by: UserId },
}

/// What is announced after a commit.
#[derive(Clone, Copy, Debug)]
pub enum Committed {
    Event(Change),
    Joined(Change, UserId),
    Departed(Change, UserId),
    Deleted(ChatId),
}

#[derive(Clone, Default)]
pub struct Chat {
    pub head: Seq,
    pub rows: BTreeMap<Key, Seq>,
    /// Where each message was born.
    pub born: BTreeMap<u32, Seq>,
    stays: BTreeMap<UserId, Option<Seq>>,
    is_deleted: bool,
}

#[derive(Clone, Default)]
pub struct Store {
    pub chats: BTreeMap<ChatId, Chat>,
    pub sessions: BTreeSet<SessionId>,
}

impl Chat {
    fn holds(&self, user_id: UserId) -> bool {
        !self.is_deleted && self.stays.get(&user_id) == Some(&None)
    }

    fn change(&mut self, chat_id: ChatId, key: Key) -> Change {
        self.head = Seq(self.head.0 + 1);
        self.rows.insert(key, self.head);
        Change { chat_id, seq: self.head, key }
    }
}

impl Store {
    /// Does it and commits: where it is, and what to announce.
    pub fn perform(&mut self, deed: &Deed) -> Result<(Seq, Vec<Committed>), Refusal> {
        if let Deed::Create { by, chat_id } = deed {
            let mut chat = Chat::default();
            chat.change(*chat_id, Key::Settings);
            self.chats.insert(*chat_id, chat);
            return self.perform(&Deed::Join { by: *by, chat_id: *chat_id });
        }
        if let Deed::Profile { by } = deed {
            let theirs = self.chats.iter_mut().filter(|(_, chat)| chat.holds(*by));
            let committed = theirs.map(|(chat_id, chat)| Committed::Event(chat.change(*chat_id, Key::Member(*by)))).collect();
            return Ok((Seq(0), committed));
        }
        let (Deed::Post { chat_id, .. }
        | Deed::Edit { chat_id, .. }
        | Deed::Rename { chat_id }
        | Deed::Join { chat_id, .. }
        | Deed::Leave { chat_id, .. }
        | Deed::Create { chat_id, .. }
        | Deed::Delete { chat_id }) = deed
        else {
            unreachable!("a profile is of no chat")
        };
        let chat = self.chats.get_mut(chat_id).filter(|chat| !chat.is_deleted).ok_or(Refusal::NotAMember)?;
        chat.perform(*chat_id, deed)
    }

    pub fn holds(&self, chat_id: ChatId, user_id: UserId) -> bool {
        self.chats.get(&chat_id).is_some_and(|chat| chat.holds(user_id))
    }

    pub fn chats_of(&self, user_id: UserId) -> Vec<ChatId> {
        self.chats.iter().filter(|(_, chat)| chat.holds(user_id)).map(|(chat_id, _)| *chat_id).collect()
    }

    pub fn heads_of(&self, user_id: UserId) -> Heads {
        self.chats_of(user_id).into_iter().map(|chat_id| (chat_id, self.chats[&chat_id].head)).collect()
    }

    /// Whether a change may be told to someone: not if they were gone when it happened, unless they have come back.
    pub fn may_hear(&self, user_id: UserId, chat_id: ChatId, seq: Seq) -> bool {
        match self.chats.get(&chat_id).and_then(|chat| chat.stays.get(&user_id)) {
            Some(left) => left.is_none_or(|left| seq < left),
            None => false,
        }
    }
}

impl Chat {
    fn perform(&mut self, chat_id: ChatId, deed: &Deed) -> Result<(Seq, Vec<Committed>), Refusal> {
        let event = match deed {
            Deed::Post { by, .. } | Deed::Edit { by, .. } | Deed::Leave { by, .. } if !self.holds(*by) => return Err(Refusal::NotAMember),
            Deed::Post { client_id, .. } if self.born.contains_key(client_id) => return Ok((self.born[client_id], vec![])),
            Deed::Post { client_id, .. } => {
                let change = self.change(chat_id, Key::Message(*client_id));
                self.born.insert(*client_id, change.seq);
                Committed::Event(change)
            }
            Deed::Edit { client_id, .. } if !self.born.contains_key(client_id) => return Err(Refusal::NotAMember),
            Deed::Edit { client_id, .. } => Committed::Event(self.change(chat_id, Key::Message(*client_id))),
            Deed::Rename { .. } => Committed::Event(self.change(chat_id, Key::Settings)),
            Deed::Join { by, .. } | Deed::Create { by, .. } if self.holds(*by) => return Ok((self.head, vec![])),
            Deed::Join { by, .. } | Deed::Create { by, .. } => {
                self.stays.insert(*by, None);
                Committed::Joined(self.change(chat_id, Key::Member(*by)), *by)
            }
            Deed::Leave { by, .. } => {
                let change = self.change(chat_id, Key::Member(*by));
                self.stays.insert(*by, Some(change.seq));
                Committed::Departed(change, *by)
            }
            Deed::Delete { .. } | Deed::Profile { .. } => {
                self.is_deleted = true;
                Committed::Deleted(chat_id)
            }
        };
        Ok((self.head, vec![event]))
    }
}
