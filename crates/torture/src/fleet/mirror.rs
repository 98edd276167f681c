//! What one device knows, kept by the letter of `docs/protocol.md`, and what it objects to. Pure: no sockets, no clock.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use super::room::{Room, Snapshot};

/// Something that a server which keeps its promises never does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The chat, if it is about one.
    pub chat: Option<Uuid>,
    /// What it did.
    pub what: String,
}

/// Where the connection stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Phase {
    /// No `welcome` yet.
    #[default]
    Away,
    /// Between `welcome` and `ready`: rows of these chats come, up to these heads, and then what has happened since, one by one.
    Opening(BTreeMap<Uuid, i64>),
    /// Every change counts.
    Live,
    /// Between `sync` and its ack: rows of these chats come, and what is live may come before them. The others go on as ever.
    Syncing(BTreeSet<Uuid>),
}

/// All that a device knows, over all its connections.
#[derive(Clone, Debug, Default)]
pub struct Mirror {
    /// The chats that its user is in.
    pub rooms: BTreeMap<Uuid, Room>,
    phase: Phase,
    /// What the present replay has told: the next row of a chat comes after it.
    told: BTreeMap<Uuid, i64>,
    /// Whether something was found to be missing, so that a `sync` is due.
    pub is_behind: bool,
}

impl Mirror {
    /// The cursors for a `hello` or a `sync`.
    pub fn cursors(&self) -> BTreeMap<Uuid, i64> {
        self.rooms.iter().map(|(chat, room)| (*chat, room.cursor)).collect()
    }

    /// Pretends to have been away for longer: what it has missed then is told again. A negative number pretends to know the future, which
    /// makes the server send the client to load the chat afresh.
    pub fn forget(&mut self, chat: Uuid, changes: i64) {
        if let Some(room) = self.rooms.get_mut(&chat) {
            room.cursor = (room.cursor - changes).max(0);
        }
    }

    /// Whether every change is counted now.
    pub fn is_live(&self) -> bool {
        self.phase == Phase::Live
    }

    /// Whether a `sync` may be asked: one at a time.
    pub fn begins_sync(&mut self) -> bool {
        let may = self.is_live();
        if may {
            self.phase = Phase::Syncing(self.rooms.keys().copied().collect());
            self.is_behind = false;
            self.told.clear();
        }
        may
    }

    /// The connection is gone; what is known stays.
    pub fn parted(&mut self) {
        self.is_behind = false;
        self.phase = Phase::Away;
        self.told.clear();
    }

    /// `welcome`: these are the user's chats, and their heads.
    pub fn welcome(&mut self, heads: BTreeMap<Uuid, i64>) {
        self.rooms.retain(|chat, _| heads.contains_key(chat));
        for (chat, head) in &heads {
            self.rooms.entry(*chat).or_insert_with(|| Room::new(*head));
        }
        self.told.clear();
        self.phase = Phase::Opening(heads);
    }

    /// The heads that `welcome` named, and those of chats that were added since.
    pub fn opening_heads(&self) -> BTreeMap<Uuid, i64> {
        if let Phase::Opening(heads) = &self.phase { heads.clone() } else { BTreeMap::new() }
    }

    /// `ready`: the heads are reached.
    pub fn ready(&mut self) -> Option<Breach> {
        let Phase::Opening(heads) = std::mem::replace(&mut self.phase, Phase::Live) else {
            return Some(breach(None, "ready without welcome"));
        };
        let since = std::mem::take(&mut self.told);
        self.reaches(heads);
        self.reaches(since);
        None
    }

    /// The ack of a `sync`: the heads are reached, and chats that it does not name are none of ours.
    pub fn synced(&mut self, asked: &BTreeMap<Uuid, i64>, heads: BTreeMap<Uuid, i64>) {
        self.rooms.retain(|chat, _| !asked.contains_key(chat) || heads.contains_key(chat));
        self.reaches(heads);
        self.phase = Phase::Live;
    }

    fn reaches(&mut self, heads: BTreeMap<Uuid, i64>) {
        for (chat, head) in heads {
            if let Some(room) = self.rooms.get_mut(&chat) {
                room.cursor = room.cursor.max(head);
            }
        }
        self.told.clear();
    }

    /// A persisted event. What comes of a chat that is not known is ignored: the user left it while the connection was opening.
    pub fn event(&mut self, kind: &str, chat: Uuid, seq: i64, data: &Value) -> Option<Breach> {
        let object = |what: String| Some(breach(Some(chat), &what));
        let room = self.rooms.get_mut(&chat)?;
        let is_counted = match &self.phase {
            Phase::Live => true,
            Phase::Syncing(asked) => !asked.contains(&chat),
            Phase::Away | Phase::Opening(_) => false,
        };
        let objection = match &self.phase {
            Phase::Away => object(format!("{kind} before welcome")),
            _ if is_counted && seq <= room.cursor => object(format!("{kind} {seq} comes again: {} was known", room.cursor)),
            _ if is_counted && seq > room.cursor + 1 => {
                self.is_behind = true;
                return object(format!("{kind} {seq} follows on {}: something is missing", room.cursor));
            }
            Phase::Opening(heads) => {
                let head = heads.get(&chat).copied().unwrap_or_default();
                let told = self.told.insert(chat, seq).unwrap_or_default();
                if seq <= told {
                    object(format!("{kind} {seq} is replayed out of order"))
                } else if seq > head.max(told) + 1 {
                    object(format!("{kind} {seq} follows on the head {head} and {told}: something is missing"))
                } else {
                    None
                }
            }
            // Live ones that were on their way may come before the rows, which tell them again.
            Phase::Live | Phase::Syncing(_) => None,
        };
        if room.put(kind, data).is_none() {
            return object(format!("{kind} {seq} cannot be read: {data}"));
        }
        if is_counted {
            room.cursor = room.cursor.max(seq);
        }
        objection
    }

    /// `chat.added`: counting starts at `seq`, and the rest is loaded by REST.
    pub fn added(&mut self, chat: Uuid, seq: i64) {
        self.rooms.insert(chat, Room::new(seq));
        if let Phase::Opening(heads) = &mut self.phase {
            heads.insert(chat, seq);
        }
    }

    /// `chat.removed`: also of a chat that the welcome did not name any more.
    pub fn removed(&mut self, chat: Uuid) {
        self.rooms.remove(&chat);
    }

    /// `chat.reset`: what is known is too old, or too new.
    pub fn reset(&mut self, chat: Uuid, seq: i64) -> Option<Breach> {
        let Some(room) = self.rooms.get_mut(&chat) else { return Some(breach(Some(chat), "a chat is reset that the user is not in")) };
        (room.cursor, room.wants_load) = (seq, true);
        None
    }

    /// `heartbeat`: whether both sides mean the same.
    pub fn heartbeat(&mut self, digest: &str) -> Option<Breach> {
        let own = digest_of(&self.cursors());
        self.is_behind |= self.is_live() && digest != own;
        self.is_behind.then(|| breach(None, &format!("the digest is {digest}, and ours is {own}")))
    }

    /// Chats to be loaded by REST.
    pub fn wanted(&self) -> Vec<Uuid> {
        self.rooms.iter().filter(|(_, room)| room.wants_load).map(|(chat, _)| *chat).collect()
    }

    /// What REST said of a chat, asked after everything that was taken so far had come.
    pub fn load(&mut self, chat: Uuid, snapshot: Snapshot) {
        if let Some(room) = self.rooms.get_mut(&chat) {
            (room.known, room.wants_load) = (snapshot, false);
        }
    }
}

fn breach(chat: Option<Uuid>, what: &str) -> Breach {
    Breach { chat, what: what.to_owned() }
}

/// The sum, modulo 2³², of the CRC-32 of `<chat_id>:<seq>` of each chat.
fn digest_of(cursors: &BTreeMap<Uuid, i64>) -> String {
    let sum = cursors.iter().map(|(chat, seq)| crc32fast::hash(format!("{chat}:{seq}").as_bytes())).fold(0u32, u32::wrapping_add);
    format!("{sum:08x}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CHAT: Uuid = Uuid::from_u128(7);

    fn said(number: i64) -> Value {
        json!({"id": Uuid::from_u128(number.unsigned_abs().into()), "number": number, "author": {"id": CHAT}, "client_id": CHAT, "body": "x",
               "seq": number, "reactions": [], "edited_at": null, "deleted_at": null, "pinned_at": null})
    }

    fn live(head: i64) -> Mirror {
        let mut mirror = Mirror::default();
        mirror.welcome(BTreeMap::from([(CHAT, head)]));
        assert_eq!(mirror.ready(), None);
        mirror
    }

    fn hears(mirror: &mut Mirror, seq: i64) -> Option<String> {
        mirror.event("message.created", CHAT, seq, &said(seq)).map(|breach| breach.what)
    }

    #[test]
    fn what_follows_is_taken_and_anything_else_is_objected_to() {
        let mut mirror = live(4);
        assert_eq!(hears(&mut mirror, 5), None);
        assert!(hears(&mut mirror, 5).is_some_and(|what| what.contains("again")));
        assert!(hears(&mut mirror, 7).is_some_and(|what| what.contains("missing")));
        assert!(mirror.is_behind && mirror.cursors()[&CHAT] == 5, "the cursor says where the gap begins");
        assert_eq!(mirror.event("message.created", Uuid::nil(), 1, &said(1)), None, "a chat that is not known");
    }

    #[test]
    fn a_replay_skips_up_to_its_head_and_counts_from_there() {
        let mut mirror = live(4);
        mirror.parted();
        mirror.welcome(BTreeMap::from([(CHAT, 9)]));
        assert_eq!(hears(&mut mirror, 6), None);
        assert_eq!(hears(&mut mirror, 9), None);
        assert!(hears(&mut mirror, 8).is_some_and(|what| what.contains("out of order")));
        let mut gap = mirror.clone();
        assert_eq!(hears(&mut mirror, 10), None, "what has happened since follows before ready");
        assert_eq!(mirror.ready(), None);
        assert_eq!(mirror.cursors()[&CHAT], 10);
        assert!(hears(&mut gap, 11).is_some_and(|what| what.contains("missing")));
    }

    #[test]
    fn a_chat_that_is_added_before_ready_counts_from_there() {
        let mut mirror = Mirror::default();
        mirror.welcome(BTreeMap::new());
        mirror.added(CHAT, 4);
        assert_eq!(hears(&mut mirror, 5), None);
        assert_eq!(mirror.ready(), None);
        assert_eq!(mirror.cursors()[&CHAT], 5);
    }

    #[test]
    fn a_wrong_digest_is_objected_to() {
        let mut mirror = live(4);
        assert_eq!(mirror.heartbeat(&digest_of(&BTreeMap::from([(CHAT, 4)]))), None);
        assert!(mirror.heartbeat(&digest_of(&BTreeMap::from([(CHAT, 5)]))).is_some());
    }

    #[test]
    fn a_sync_drops_what_is_gone() {
        let mut mirror = live(4);
        assert!(mirror.begins_sync());
        assert!(!mirror.begins_sync(), "one at a time");
        let other = Uuid::from_u128(8);
        mirror.added(other, 1);
        assert_eq!(mirror.event("message.created", other, 2, &said(2)), None);
        assert_eq!(mirror.cursors()[&other], 2, "what the sync does not name goes on being counted");
        mirror.removed(other);
        mirror.synced(&BTreeMap::from([(CHAT, 4)]), BTreeMap::new());
        assert!(mirror.rooms.is_empty() && mirror.is_live());
    }
}
