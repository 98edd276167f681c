//! I12: what a client has built from events is what is stored.

use std::collections::BTreeMap;
use std::fmt::Debug;

use uuid::Uuid;

use super::{Truth, Violation};
use crate::fleet::Snapshot;
use crate::journal::{About, DeviceId};

/// What one client knows.
#[derive(Clone, Debug)]
pub struct Held {
    /// Whose knowledge it is, for the report.
    pub who: String,
    /// The device that holds it, if it was built from events.
    pub device: Option<DeviceId>,
    /// The user.
    pub user: Uuid,
    /// The chats, each with the change up to which it is known, if that counts.
    pub rooms: BTreeMap<Uuid, (Option<i64>, Snapshot)>,
}

/// Compares them.
pub fn compare(held: &Held, truth: &Truth) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut object = |chat: Uuid, what: String| {
        let what = format!("{}, chat {chat}: {what}", held.who);
        let seq = held.rooms.get(&chat).and_then(|(cursor, _)| *cursor);
        let about = About { chat: Some(chat), seq, device: held.device, ..About::default() };
        violations.push(Violation { promise: "I12", what, about });
    };
    let mine = truth.chats.iter().filter(|(_, chat)| !chat.deleted && chat.members.contains_key(&held.user));
    let mine: BTreeMap<Uuid, _> = mine.map(|(id, chat)| (*id, chat)).collect();
    for chat in held.rooms.keys().filter(|chat| !mine.contains_key(chat)) {
        object(*chat, "is held, and the user is not in it".to_owned());
    }
    for (id, chat) in mine {
        let Some((cursor, known)) = held.rooms.get(&id) else {
            object(id, "is not known".to_owned());
            continue;
        };
        if let Some(cursor) = cursor.filter(|cursor| *cursor != chat.head) {
            object(id, format!("is known up to {cursor}, and its head is {}", chat.head));
        }
        let differences = [differ("settings", &known.settings, &chat.settings), differ("members", &known.members, &chat.members)];
        for what in differences.into_iter().flatten() {
            object(id, what);
        }
        let first = known.first;
        let stored: BTreeMap<i64, _> =
            truth.messages.range((id, 0)..=(id, i64::MAX)).map(|((_, number), row)| (*number, &row.message)).collect();
        for (number, message) in &known.messages {
            match stored.get(number) {
                Some(row) if *row == message => {}
                Some(row) => object(id, format!("message {number} is known as {message:?}, and is {row:?}")),
                None => object(id, format!("message {number} is known as {message:?}, and is not stored")),
            }
        }
        for number in stored.keys().filter(|number| **number >= first && !known.messages.contains_key(number)) {
            object(id, format!("message {number} is missing; the first one known is {first}"));
        }
    }
    violations
}

fn differ<T: PartialEq + Debug>(what: &str, known: &T, stored: &T) -> Option<String> {
    (known != stored).then(|| format!("its {what} are known as {known:?}, and are {stored:?}"))
}

#[cfg(test)]
mod tests {
    use super::super::story::{CHAT, Story, USER};
    use super::*;

    fn found(change: impl FnOnce(&mut Held)) -> String {
        let story = Story::good();
        let mut held = story.held();
        change(&mut held);
        compare(&held, &story.truth).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    fn room(held: &mut Held) -> &mut (Option<i64>, Snapshot) {
        held.rooms.get_mut(&CHAT).expect("a room")
    }

    #[test]
    fn the_same_is_not_objected_to() {
        assert_eq!(found(|_| ()), "");
        // The page that was loaded begins later.
        assert_eq!(
            found(|held| {
                room(held).1.first = 2;
                room(held).1.messages.remove(&1);
            }),
            ""
        );
    }

    #[test]
    fn each_difference_is_found() {
        assert!(found(|held| drop(room(held).1.messages.remove(&2))).contains("message 2 is missing"));
        assert!(found(|held| room(held).1.messages.get_mut(&2).expect("a message").body.push('!')).contains("is known as"));
        assert!(found(|held| drop(room(held).1.members.remove(&USER))).contains("its members"));
        assert!(found(|held| room(held).1.settings.name.push('!')).contains("its settings"));
        assert!(found(|held| room(held).0 = Some(4)).contains("up to 4"));
        assert!(found(|held| held.rooms.clear()).contains("is not known"));
        assert!(found(|held| held.user = Uuid::nil()).contains("not in it"));
    }
}
