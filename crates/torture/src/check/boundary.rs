//! I6: nothing of a chat reaches those who are not in it.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Truth, Violation};
use crate::journal::{About, Entry, Fact, Kind};

/// When somebody was in a chat: from a `seq` (inclusive) to a `seq` (exclusive), again and again.
type Stays = Vec<(i64, Option<i64>)>;

pub fn check(entries: &[Entry], truth: &Truth, violations: &mut Vec<Violation>) {
    let stays = stays(truth);
    for entry in entries {
        let Fact::Heard { connection, user, chat, seq, live, change } = &entry.fact else { continue };
        let theirs = stays.get(&(*chat, *user)).map_or(&[][..], Vec::as_slice);
        let was_in = theirs.iter().any(|(from, to)| from <= seq && to.is_none_or(|to| *seq < to));
        // Whoever comes back may see what happened in between: the history is every member's.
        let came_back = !live && theirs.iter().any(|(from, _)| from > seq);
        if !was_in && !came_back {
            let what = format!("{user} heard {:?} {seq} of {chat}, and was not in it ({theirs:?})", change.kind);
            let about = About { chat: Some(*chat), seq: Some(*seq), connection: Some(*connection), ..About::default() };
            violations.push(Violation { promise: "I6", what, about });
        }
    }
}

fn stays(truth: &Truth) -> BTreeMap<(Uuid, Uuid), Stays> {
    let mut changes: Vec<_> = truth.changes.iter().collect();
    changes.sort_by_key(|(place, _)| **place);
    let mut stays: BTreeMap<(Uuid, Uuid), Stays> = BTreeMap::new();
    for ((chat, seq), change) in changes {
        let theirs = || (*chat, change.subject);
        match change.kind {
            Kind::MemberJoined => stays.entry(theirs()).or_default().push((*seq, None)),
            Kind::MemberLeft => {
                if let Some((_, to)) = stays.entry(theirs()).or_default().last_mut() {
                    *to = Some(*seq);
                }
            }
            _ => {}
        }
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::super::story::{CHAT, Story, USER};
    use super::*;

    fn found(story: &Story) -> usize {
        let mut violations = Vec::new();
        check(&story.entries(), &story.truth, &mut violations);
        violations.len()
    }

    #[test]
    fn what_comes_after_a_departure_is_found_unless_they_came_back() {
        let mut story = Story::good();
        assert_eq!(found(&story), 0);
        story.truth.notes(CHAT, 6, Kind::MemberLeft, USER);
        story.truth.notes(CHAT, 7, Kind::MessageCreated, Story::message_id(7));
        story.hears(1, 7, Kind::MessageCreated, Story::message_id(7), true);
        assert_eq!(found(&story), 1);
        story.truth.notes(CHAT, 8, Kind::MemberJoined, USER);
        assert_eq!(found(&story), 1, "what comes live after a departure is wrong, whatever came later");
        story.facts.pop();
        story.hears(1, 7, Kind::MessageCreated, Story::message_id(7), false);
        assert_eq!(found(&story), 0);
    }
}
