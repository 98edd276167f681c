//! I5: a message that was acknowledged before another was sent stands before it.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::{Truth, Violation};
use crate::journal::{About, Entry, Fact};

pub fn check(entries: &[Entry], truth: &Truth, violations: &mut Vec<Violation>) {
    let (mut sent, mut acked): (HashMap<Uuid, usize>, HashMap<Uuid, usize>) = (HashMap::new(), HashMap::new());
    for (place, entry) in entries.iter().enumerate() {
        match &entry.fact {
            Fact::Sent { client_id, .. } => {
                sent.entry(*client_id).or_insert(place);
            }
            Fact::Acked { client_id, .. } => {
                acked.entry(*client_id).or_insert(place);
            }
            _ => {}
        }
    }
    let mut by_chat: BTreeMap<Uuid, Vec<(i64, Uuid)>> = BTreeMap::new();
    for row in truth.messages.values() {
        by_chat.entry(row.chat).or_default().push((row.seq, row.message.client_id));
    }
    for (chat, mut rows) in by_chat {
        rows.sort_unstable();
        // From the end: the earliest ack among those that stand later.
        let mut earliest: Option<(usize, Uuid)> = None;
        for (seq, client_id) in rows.into_iter().rev() {
            if let (Some(sent), Some((ack, later))) = (sent.get(&client_id), earliest)
                && ack < *sent
            {
                let what = format!("{later} was acknowledged before {client_id} was sent, and stands behind it");
                let about = About { chat: Some(chat), seq: Some(seq), client_id: Some(client_id), ..About::default() };
                violations.push(Violation { promise: "I5", what, about });
            }
            if let Some(ack) = acked.get(&client_id).filter(|ack| earliest.is_none_or(|(earliest, _)| **ack < earliest)) {
                earliest = Some((*ack, client_id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::story::{CHAT, Story};
    use super::*;

    #[test]
    fn order_is_kept_in_a_good_story_and_a_swap_is_found() {
        let mut story = Story::good();
        let mut violations = Vec::new();
        check(&story.entries(), &story.truth, &mut violations);
        assert!(violations.is_empty(), "{violations:?}");
        let (first, second) = (story.truth.messages[&(CHAT, 1)].seq, story.truth.messages[&(CHAT, 2)].seq);
        story.truth.messages.get_mut(&(CHAT, 1)).expect("a message").seq = second;
        story.truth.messages.get_mut(&(CHAT, 2)).expect("a message").seq = first;
        check(&story.entries(), &story.truth, &mut violations);
        assert_eq!(violations.iter().map(|violation| violation.promise).collect::<Vec<_>>(), ["I5"]);
    }
}
