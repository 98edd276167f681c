//! I3: per chat neither `seq` nor `number` has a gap or a double, and the counters say the same.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Row, Truth, Violation};
use crate::journal::About;

pub fn check(truth: &Truth) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut object = |chat: Uuid, seq: Option<i64>, what: String| {
        violations.push(Violation { promise: "I3", what, about: About { chat: Some(chat), seq, ..About::default() } });
    };
    for (chat, seq, change) in &truth.again {
        object(*chat, Some(*seq), format!("{chat}: {seq} was used twice, also for {:?} of {}", change.kind, change.subject));
    }
    let mut highest: BTreeMap<Uuid, i64> = BTreeMap::new();
    for (chat, seq) in truth.changes.keys() {
        let head = highest.entry(*chat).or_default();
        *head = (*head).max(*seq);
    }
    for (id, chat) in &truth.chats {
        for seq in (1..=chat.head).filter(|seq| !truth.changes.contains_key(&(*id, *seq))) {
            object(*id, Some(seq), format!("{id}: no change has the seq {seq}, and the head is {}", chat.head));
        }
        if let Some(beyond) = highest.get(id).filter(|highest| **highest > chat.head) {
            object(*id, Some(*beyond), format!("{id}: a change has the seq {beyond} beyond the head {}", chat.head));
        }
        if !chat.deleted && chat.member_count != i64::try_from(chat.members.len()).unwrap_or(i64::MAX) {
            object(*id, None, format!("{id}: member_count is {}, and {} are in it", chat.member_count, chat.members.len()));
        }
        if !chat.deleted && !chat.members.contains_key(&chat.settings.owner) {
            object(*id, None, format!("{id}: its owner {} is not in it", chat.settings.owner));
        }
        let rows: Vec<&Row> = truth.messages.range((*id, 0)..=(*id, i64::MAX)).map(|(_, row)| row).collect();
        // The rows of a deleted chat go in small steps.
        if !chat.deleted {
            let expected = (1..=chat.message_count).collect::<Vec<_>>();
            if rows.iter().map(|row| row.number).ne(expected.iter().copied()) {
                object(*id, None, format!("{id}: the numbers of its {} messages are not 1 to {}", rows.len(), chat.message_count));
            }
        }
        for pair in rows.windows(2).filter(|pair| pair[0].seq >= pair[1].seq) {
            object(*id, Some(pair[1].seq), format!("{id}: message {} has a lower seq than message {}", pair[1].number, pair[0].number));
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::super::story::{CHAT, Story};
    use super::*;

    fn found(story: &Story) -> String {
        check(&story.truth).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_good_story_is_not_objected_to() {
        assert_eq!(found(&Story::good()), "");
    }

    #[test]
    fn a_gap_and_a_double_are_found() {
        let mut story = Story::good();
        let change = story.truth.changes.remove(&(CHAT, 4)).expect("a change");
        story.truth.notes(CHAT, 5, change);
        let found = found(&story);
        assert!(found.contains("no change has the seq 4") && found.contains("5 was used twice"), "{found}");
    }

    #[test]
    fn a_missing_number_is_found() {
        let mut story = Story::good();
        story.truth.messages.remove(&(CHAT, 1));
        assert!(found(&story).contains("are not 1 to"));
    }

    #[test]
    fn numbers_that_do_not_follow_seq_are_found() {
        let mut story = Story::good();
        story.truth.messages.get_mut(&(CHAT, 1)).expect("a message").seq = 99;
        assert!(found(&story).contains("lower seq"));
    }

    #[test]
    fn an_owner_outside_is_found() {
        let mut story = Story::good();
        story.truth.chats.get_mut(&CHAT).expect("a chat").settings.owner = Uuid::nil();
        assert!(found(&story).contains("owner"));
    }
}
