//! I6: nothing of a chat reaches those who are not in it.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Truth, Violation};
use crate::journal::{About, ConnectionId, Entry, Fact, Kind};

/// When somebody was in a chat: from a `seq` (inclusive) to a `seq` (exclusive), again and again.
type Stays = Vec<(i64, Option<i64>)>;

pub fn check(entries: &[Entry], truth: &Truth, violations: &mut Vec<Violation>) {
    let stays = stays(truth);
    // What was replayed from times in which the person was away, until the replay says up to which head it told.
    let mut replayed: BTreeMap<ConnectionId, Vec<&Fact>> = BTreeMap::new();
    for Entry { fact, .. } in entries {
        match fact {
            Fact::Heard { connection, user, chat, seq, live, .. } => {
                let theirs = stays.get(&(*chat, *user)).map_or(&[][..], Vec::as_slice);
                if !was_in(theirs, *seq) {
                    if *live {
                        violations.extend(objection(fact, theirs));
                    } else {
                        replayed.entry(*connection).or_default().push(fact);
                    }
                }
            }
            Fact::Told { connection, heads } => {
                for fact in replayed.remove(connection).unwrap_or_default() {
                    let Fact::Heard { user, chat, .. } = fact else { continue };
                    let theirs = stays.get(&(*chat, *user)).map_or(&[][..], Vec::as_slice);
                    // Whoever is in it again may see what happened in between: the history is every member's.
                    if !heads.get(chat).is_some_and(|head| was_in(theirs, *head)) {
                        violations.extend(objection(fact, theirs));
                    }
                }
            }
            // A replay that broke off is repeated.
            Fact::Closed { connection, .. } => drop(replayed.remove(connection)),
            _ => {}
        }
    }
}

fn was_in(stays: &[(i64, Option<i64>)], seq: i64) -> bool {
    stays.iter().any(|(from, to)| *from <= seq && to.is_none_or(|to| seq < to))
}

fn objection(fact: &Fact, stays: &[(i64, Option<i64>)]) -> Option<Violation> {
    let Fact::Heard { connection, user, chat, seq, change, .. } = fact else { return None };
    let what = format!("{user} heard {:?} {seq} of {chat}, and was not in it ({stays:?})", change.kind);
    let about = About { chat: Some(*chat), seq: Some(*seq), connection: Some(*connection), ..About::default() };
    Some(Violation { promise: "I6", what, about })
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
    fn what_comes_after_a_departure_is_found_unless_they_are_back_when_it_is_told() {
        let mut story = Story::good();
        assert_eq!(found(&story), 0);
        story.notes(6, Kind::MemberLeft, USER);
        story.notes(7, Kind::MessageCreated, Story::message_id(7));
        story.hears(1, 7, Kind::MessageCreated, Story::message_id(7), true);
        assert_eq!(found(&story), 1);
        story.notes(8, Kind::MemberJoined, USER);
        assert_eq!(found(&story), 1, "what comes live after a departure is wrong, whatever came later");
        for (head, objections) in [(8, 0), (7, 1)] {
            story.facts.pop();
            story.hears(1, 7, Kind::MessageCreated, Story::message_id(7), false);
            story.facts.push(Fact::Told { connection: Story::connection(), heads: [(CHAT, head)].into() });
            assert_eq!(found(&story), objections, "told up to {head}");
            story.facts.pop();
        }
    }
}
