//! I10: what the server says of its own health is true, and in time.

use std::time::Duration;

use crate::check::Violation;
use crate::faults::{Fault, Outcome};
use crate::journal::About;
use crate::world::{Probe, Transition};

/// `/health/ready` tells within 2 s. An outage that lasts so long must have been told of before it ends, also by a machine with much to do.
const NOTICED_AFTER: Duration = Duration::from_secs(4);

/// Faults after which no process answers for a moment.
fn stops_the_process(fault: Fault) -> bool {
    matches!(
        fault,
        Fault::ServerKilled
            | Fault::ServerStopped
            | Fault::ServerReplaced
            | Fault::ServerFrozen
            | Fault::CpuThrottled
            | Fault::MemoryLimited
            | Fault::FewDescriptors
            | Fault::ClockJumps
    )
}

/// Faults through which no statement gets to the database.
fn takes_the_database(fault: Fault) -> bool {
    matches!(fault, Fault::PostgresFrozen | Fault::DatabaseRefused | Fault::LinkFrozen)
}

/// Judges the answers.
pub fn check(transitions: &[Transition], outcomes: &[Outcome]) -> Vec<Violation> {
    let done = || outcomes.iter().filter(|outcome| outcome.skipped.is_none());
    let mut found = Vec::new();
    for dead in transitions.iter().filter(|transition| transition.probe == Probe::Live && transition.status != Some(200)) {
        let explained =
            done().any(|outcome| stops_the_process(outcome.fault) && outcome.began <= dead.answered && dead.asked <= outcome.ready);
        if !explained {
            let took = dead.answered - dead.asked;
            found.push(format!("/health/live answered {:?} after {took:.1?} while nothing was done to the process", dead.status));
        }
    }
    for outcome in done().filter(|outcome| takes_the_database(outcome.fault) && outcome.healed - outcome.began > NOTICED_AFTER) {
        let told = transitions.iter().any(|transition| {
            transition.probe == Probe::Ready
                && transition.status == Some(503)
                && (outcome.began..=outcome.ready).contains(&transition.answered)
        });
        if !told {
            found.push(format!("/health/ready did not say that the database was away ({})", outcome.fault));
        }
    }
    found.into_iter().map(|what| Violation { promise: "I10", what, about: About::default() }).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn outcome(fault: Fault, began: Instant, secs: u64) -> Outcome {
        let healed = began + Duration::from_secs(secs);
        Outcome { fault, what: String::new(), began, healed, ready: healed, complaints: vec![], skipped: None }
    }

    fn answer(probe: Probe, status: Option<u16>, at: Instant) -> Transition {
        Transition { probe, status, asked: at, answered: at }
    }

    #[test]
    fn a_dead_process_needs_a_reason() {
        let began = Instant::now();
        let dead = [answer(Probe::Live, None, began + Duration::from_secs(1))];
        assert_eq!(check(&dead, &[outcome(Fault::ServerKilled, began, 2)]).len(), 0);
        assert_eq!(check(&dead, &[outcome(Fault::PostgresFrozen, began, 2)]).len(), 1);
    }

    #[test]
    fn a_lost_database_is_to_be_told() {
        let began = Instant::now();
        let told = [answer(Probe::Ready, Some(503), began + Duration::from_secs(2))];
        let late = [answer(Probe::Ready, Some(503), began + Duration::from_secs(9))];
        let lost = [outcome(Fault::PostgresFrozen, began, 6)];
        assert_eq!(check(&told, &lost).len(), 0);
        assert_eq!(check(&late, &lost).len(), 1);
    }
}
