//! I1 and I2: an acknowledged message is stored exactly once and as acknowledged, one that was not at most once, and every repetition is
//! answered with the one result.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::{Row, Truth, Violation};
use crate::journal::{About, Entry, Fact};

/// Refusals that do not say "not stored": the sender has to try again to know.
const UNKNOWN: [&str; 3] = ["unavailable", "busy", "rate_limited"];

type Key = (Uuid, Uuid, Uuid);

/// What an ack tells of a message.
#[derive(Clone, Copy, Debug)]
struct Told {
    id: Uuid,
    seq: Option<i64>,
    number: i64,
}

impl Told {
    fn agrees(&self, other: &Self) -> bool {
        let seqs = self.seq.zip(other.seq);
        (self.id, self.number) == (other.id, other.number) && seqs.is_none_or(|(one, other)| one == other)
    }
}

/// Returns how many messages were acknowledged, and how many repetitions.
pub fn check(entries: &[Entry], truth: &Truth, violations: &mut Vec<Violation>) -> (usize, usize) {
    let mut object = |promise, chat: Uuid, client_id: Uuid, what: String| {
        violations.push(Violation { promise, what, about: About { chat: Some(chat), client_id: Some(client_id), ..About::default() } });
    };
    let mut stored: HashMap<Key, Vec<&Row>> = HashMap::new();
    for row in truth.messages.values() {
        stored.entry((row.chat, row.message.author, row.message.client_id)).or_default().push(row);
    }
    for ((chat, _, client_id), rows) in stored.iter().filter(|(_, rows)| rows.len() > 1) {
        object("I2", *chat, *client_id, format!("{client_id} is stored {} times", rows.len()));
    }
    let mut results: BTreeMap<Key, Told> = BTreeMap::new();
    let (mut repeated, mut fresh) = (0, HashSet::new());
    for (author, chat, client_id, result, duplicate) in entries.iter().filter_map(ack) {
        let key = (chat, author, client_id);
        if let Some(earlier) = results.insert(key, result) {
            repeated += 1;
            results.insert(key, Told { seq: result.seq.or(earlier.seq), ..result });
            if !earlier.agrees(&result) {
                object("I2", chat, client_id, format!("{client_id} was acknowledged as {earlier:?} and as {result:?}"));
            }
        }
        if duplicate == Some(false) && !fresh.insert(key) {
            object("I2", chat, client_id, format!("{client_id} was acknowledged as new twice"));
        }
    }
    for ((chat, author, client_id), told) in &results {
        // A deleted chat took its messages with it.
        if truth.chats.get(chat).is_none_or(|chat| chat.deleted) {
            continue;
        }
        let is_stored = stored.get(&(*chat, *author, *client_id)).and_then(|rows| rows.first());
        match is_stored {
            None => object("I1", *chat, *client_id, format!("{client_id} was acknowledged, and is not stored")),
            Some(row) => {
                let is = Told { id: row.message.id, seq: Some(row.seq), number: row.number };
                if !told.agrees(&is) {
                    object("I1", *chat, *client_id, format!("{client_id} was acknowledged as {told:?}, and is stored as {is:?}"));
                }
            }
        }
    }
    strangers(entries, &stored, &mut object);
    (results.len(), repeated)
}

/// Whatever is stored was sent, says what was sent, and was not refused for good at its only try.
fn strangers(entries: &[Entry], stored: &HashMap<Key, Vec<&Row>>, object: &mut impl FnMut(&'static str, Uuid, Uuid, String)) {
    let mut sent: HashMap<Key, (&str, usize)> = HashMap::new();
    let mut refused: HashSet<Uuid> = HashSet::new();
    for entry in entries {
        match &entry.fact {
            Fact::Sent { author, chat, client_id, body, .. } => {
                let tries = sent.entry((*chat, *author, *client_id)).or_insert((body, 0));
                tries.1 += 1;
            }
            Fact::Refused { client_id, code } if !UNKNOWN.contains(&code.as_str()) => {
                refused.insert(*client_id);
            }
            _ => {}
        }
    }
    for (key @ (chat, _, client_id), rows) in stored {
        let Some(row) = rows.first() else { continue };
        match sent.get(key) {
            None => object("I1", *chat, *client_id, format!("{client_id} is stored, and nobody sent it")),
            Some((body, _)) if !row.message.edited && !row.message.deleted && row.message.body != **body => {
                object("I1", *chat, *client_id, format!("{client_id} says {:?}, and was sent as {body:?}", row.message.body));
            }
            Some((_, 1)) if refused.contains(client_id) => {
                object("honest error", *chat, *client_id, format!("{client_id} was refused, and is stored"));
            }
            Some(_) => {}
        }
    }
}

type Ack = (Uuid, Uuid, Uuid, Told, Option<bool>);

fn ack(entry: &Entry) -> Option<Ack> {
    match &entry.fact {
        Fact::Acked { author, chat, client_id, message, seq, number, duplicate } => {
            Some((*author, *chat, *client_id, Told { id: *message, seq: *seq, number: *number }, *duplicate))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::story::{CHAT, Story};
    use super::*;

    fn found(story: &Story) -> String {
        story.objections(|entries, truth, violations| {
            check(entries, truth, violations);
        })
    }

    #[test]
    fn a_good_story_is_not_objected_to() {
        let story = Story::good();
        assert_eq!(found(&story), "");
        assert_eq!(check(&story.entries(), &story.truth, &mut vec![]), (3, 1));
    }

    #[test]
    fn an_acknowledged_message_that_is_not_stored_is_found() {
        let mut story = Story::good();
        story.truth.messages.remove(&(CHAT, 2));
        assert!(found(&story).contains("I1: ") && found(&story).contains("is not stored"));
    }

    #[test]
    fn an_ack_that_tells_another_place_is_found() {
        let mut story = Story::good();
        story.truth.messages.get_mut(&(CHAT, 2)).expect("a message").seq += 1;
        assert!(found(&story).contains("and is stored as"));
    }

    #[test]
    fn a_second_message_of_one_client_id_is_found() {
        let mut story = Story::good();
        let twin = story.truth.messages[&(CHAT, 1)].clone();
        story.truth.messages.insert((CHAT, 9), Row { number: 9, ..twin });
        assert!(found(&story).contains("stored 2 times"));
    }

    #[test]
    fn a_repetition_that_tells_no_place_among_the_changes_is_held_to_what_it_tells() {
        let mut story = Story::good();
        story.acks(1, None, true);
        assert_eq!(found(&story), "");
        story.truth.messages.get_mut(&(CHAT, 1)).expect("a message").seq += 1;
        assert!(found(&story).contains("and is stored as"), "the first ack told it");
    }

    #[test]
    fn two_results_of_one_client_id_are_found() {
        let mut story = Story::good();
        story.acks(1, 77, true);
        assert!(found(&story).contains("I2: "));
    }

    #[test]
    fn a_message_from_nowhere_is_found() {
        let mut story = Story::good();
        story.facts.retain(|fact| !matches!(fact, Fact::Sent { body, .. } if body == "message 1"));
        assert!(found(&story).contains("nobody sent it"));
    }

    #[test]
    fn a_lie_about_an_error_is_found() {
        let mut story = Story::good();
        story.facts.push(Fact::Refused { client_id: Story::client_id(1), code: "not_a_member".to_owned() });
        assert!(found(&story).contains("was refused, and is stored"));
    }
}
