//! I11: faults end connections in ways that clients come back from.

use super::Violation;
use crate::journal::{About, Entry, Fact};

/// Ends that a client comes back from by itself: the passing ones, and a token that ended while there was no way to renew it.
fn is_passing(code: u16) -> bool {
    matches!(code, 1000 | 4000..=4004 | 4101)
}

/// Returns how many connections there were.
pub fn check(entries: &[Entry], violations: &mut Vec<Violation>) -> usize {
    let mut connections = 0;
    for entry in entries {
        match &entry.fact {
            Fact::Opened { .. } => connections += 1,
            Fact::Closed { connection, code: Some(code), own: None } if !is_passing(*code) => {
                let about = About { connection: Some(*connection), ..About::default() };
                violations.push(Violation { promise: "I11", what: format!("{connection} was closed with {code}, for good"), about });
            }
            _ => {}
        }
    }
    connections
}

#[cfg(test)]
mod tests {
    use super::super::story::Story;
    use super::*;

    #[test]
    fn a_final_close_is_found_and_a_passing_one_is_not() {
        let mut story = Story::good();
        let connection = Story::connection();
        let mut violations = Vec::new();
        story.facts.push(Fact::Closed { connection, code: Some(4003), own: None });
        assert_eq!(check(&story.entries(), &mut violations), 1);
        assert!(violations.is_empty());
        story.facts.push(Fact::Closed { connection, code: Some(4102), own: None });
        check(&story.entries(), &mut violations);
        assert_eq!(violations.len(), 1);
    }
}
