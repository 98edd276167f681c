//! A short run in which everything is right, for tests that break it in one place.

use std::collections::BTreeMap;
use std::time::Duration;

use uuid::Uuid;

use super::truth::Chat;
use super::{Held, Row, Truth, Violation};
use crate::fleet::{Message, Reactions, Settings, Snapshot};
use crate::journal::{Change, ConnectionId, DeviceId, Entry, Fact, Kind, Via};

pub const CHAT: Uuid = Uuid::from_u128(1);
pub const USER: Uuid = Uuid::from_u128(2);

/// One person in one chat, who says three things, one of them twice.
pub struct Story {
    pub facts: Vec<Fact>,
    pub truth: Truth,
}

impl Story {
    pub fn good() -> Self {
        let mut story = Self { facts: Vec::new(), truth: Truth::default() };
        let settings = Settings { name: "a chat".to_owned(), owner: USER };
        let members = [(USER, "Ada".to_owned())].into();
        let chat = Chat { head: 5, message_count: 3, member_count: 1, settings, deleted: false, members };
        story.truth.chats.insert(CHAT, chat);
        story.notes(1, Kind::ChatUpdated, CHAT);
        story.notes(2, Kind::MemberJoined, USER);
        story.facts.push(Fact::Opened { connection: Self::connection(), user: USER });
        for number in 1..=3 {
            story.says(number);
        }
        story.acks(1, 3, true);
        story
    }

    fn says(&mut self, number: i64) {
        let (seq, client_id) = (number + 2, Self::client_id(number));
        let body = format!("message {number}");
        let via = Via::Socket(Self::connection());
        self.facts.push(Fact::Sent { author: USER, via, chat: CHAT, client_id, body: body.clone() });
        self.acks(number, seq, false);
        self.hears(1, seq, Kind::MessageCreated, Self::message_id(number), true);
        self.notes(seq, Kind::MessageCreated, Self::message_id(number));
        let message = Message {
            id: Self::message_id(number),
            author: USER,
            client_id,
            body,
            edited: false,
            deleted: false,
            pinned: false,
            changed: seq,
            reactions: Reactions::new(),
        };
        self.truth.messages.insert((CHAT, number), Row { chat: CHAT, number, seq, message });
    }

    pub fn notes(&mut self, seq: i64, kind: Kind, subject: Uuid) {
        self.truth.notes(CHAT, seq, change(kind, subject));
    }

    pub fn acks(&mut self, number: i64, seq: impl Into<Option<i64>>, duplicate: bool) {
        self.facts.push(Fact::Acked {
            author: USER,
            chat: CHAT,
            client_id: Self::client_id(number),
            message: Self::message_id(number),
            seq: seq.into(),
            number,
            duplicate: Some(duplicate),
        });
    }

    pub fn hears(&mut self, nth: u32, seq: i64, kind: Kind, subject: Uuid, live: bool) {
        let connection = ConnectionId { device: DeviceId(0), nth };
        self.facts.push(Fact::Heard { connection, user: USER, chat: CHAT, seq, change: change(kind, subject), live });
    }

    pub fn connection() -> ConnectionId {
        ConnectionId { device: DeviceId(0), nth: 1 }
    }

    pub fn client_id(number: i64) -> Uuid {
        Uuid::from_u128(100 + u128::from(number.unsigned_abs()))
    }

    pub fn message_id(number: i64) -> Uuid {
        Uuid::from_u128(200 + u128::from(number.unsigned_abs()))
    }

    pub fn entries(&self) -> Vec<Entry> {
        (0..).zip(&self.facts).map(|(n, fact)| Entry { at: Duration::from_millis(n), fact: fact.clone() }).collect()
    }

    /// What a check says of it, a line for each violation.
    pub fn objections(&self, check: impl FnOnce(&[Entry], &Truth, &mut Vec<Violation>)) -> String {
        let mut violations = Vec::new();
        check(&self.entries(), &self.truth, &mut violations);
        violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    pub fn held(&self) -> Held {
        let chat = &self.truth.chats[&CHAT];
        let messages = self.truth.messages.iter().map(|((_, number), row)| (*number, row.message.clone())).collect();
        let snapshot = Snapshot { first: 1, messages, members: chat.members.clone(), settings: chat.settings.clone() };
        Held { device: None, who: "Ada's phone".to_owned(), user: USER, rooms: BTreeMap::from([(CHAT, (Some(chat.head), snapshot))]) }
    }
}

fn change(kind: Kind, subject: Uuid) -> Change {
    Change { kind, subject, says: kind.is_of_a_message().then_some(0) }
}
