//! I4: what is delivered is what is stored at that place, the same for everybody; and clients had nothing to object to.

use super::{Truth, Violation};
use crate::journal::{About, Change, Entry, Fact, Kind};

/// Returns how many deliveries were looked at.
pub fn check(entries: &[Entry], truth: &Truth, violations: &mut Vec<Violation>) -> usize {
    let mut deliveries = 0;
    for entry in entries {
        match &entry.fact {
            Fact::Heard { connection, chat, seq, change, live, .. } => {
                deliveries += 1;
                let is = truth.changes.get(&(*chat, *seq));
                let what = match is {
                    None => format!("{:?} was delivered as {seq}, where nothing is stored", change.kind),
                    // A replay tells a row's present state: what was joined or edited in between may be told as new.
                    Some(is)
                        if *is == *change
                            || (!live && is.subject == change.subject && is.says == change.says && family(is) == family(change)) =>
                    {
                        continue;
                    }
                    Some(is) if (is.kind, is.subject) == (change.kind, change.subject) => {
                        format!("{:?} of {} was delivered as {seq}, and says something else", change.kind, change.subject)
                    }
                    Some(is) => {
                        format!("{:?} of {} was delivered as {seq}, which is {:?} of {}", change.kind, change.subject, is.kind, is.subject)
                    }
                };
                let about = About { chat: Some(*chat), seq: Some(*seq), connection: Some(*connection), ..About::default() };
                violations.push(Violation { promise: "I4", what, about });
            }
            Fact::Breach { connection, chat, what } => {
                let about = About { chat: *chat, connection: Some(*connection), ..About::default() };
                violations.push(Violation { promise: "I4", what: format!("{connection} objects: {what}"), about });
            }
            _ => {}
        }
    }
    deliveries
}

fn family(change: &Change) -> u8 {
    match change.kind {
        Kind::MessageCreated | Kind::MessageUpdated | Kind::MessageDeleted => 0,
        Kind::MemberJoined | Kind::MemberLeft | Kind::MemberUpdated => 1,
        Kind::ChatUpdated => 2,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::story::Story;
    use super::*;
    use crate::journal::mark;

    fn found(story: &Story) -> String {
        story.objections(|entries, truth, violations| {
            check(entries, truth, violations);
        })
    }

    #[test]
    fn a_good_story_is_not_objected_to() {
        assert_eq!(found(&Story::good()), "");
    }

    #[test]
    fn what_was_published_and_never_committed_is_found() {
        let mut story = Story::good();
        story.hears(1, 99, Kind::MessageCreated, Uuid::nil(), true);
        assert!(found(&story).contains("where nothing is stored"));
    }

    #[test]
    fn another_order_than_the_stored_one_is_found() {
        let mut story = Story::good();
        story.hears(1, 4, Kind::MessageCreated, Story::message_id(3), true);
        assert!(found(&story).contains("which is"));
    }

    #[test]
    fn a_replay_may_tell_a_state_and_live_events_may_not() {
        let mut story = Story::good();
        story.hears(1, 3, Kind::MessageUpdated, Story::message_id(1), false);
        assert_eq!(found(&story), "");
        story.hears(1, 3, Kind::MessageUpdated, Story::message_id(1), true);
        assert!(found(&story).contains("I4: "));
    }

    #[test]
    fn other_words_than_the_stored_ones_are_found() {
        let mut story = Story::good();
        story.hears(1, 3, Kind::MessageCreated, Story::message_id(1), true);
        if let Some(Fact::Heard { change, .. }) = story.facts.last_mut() {
            change.says = Some(mark("something else"));
        }
        assert!(found(&story).contains("says something else"));
    }

    #[test]
    fn what_a_client_objects_to_is_passed_on() {
        let mut story = Story::good();
        let connection = Story::connection();
        story.facts.push(Fact::Breach { connection, chat: None, what: "the digest is wrong".to_owned() });
        assert!(found(&story).contains("the digest is wrong"));
    }
}
