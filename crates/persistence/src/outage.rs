//! Outages of the database, told when they begin and when they are over, and not once for each request that they hit.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tracing::{debug, info, warn};

/// An outage is over with the first success so long after the last failure: before, some come through and others do not.
const QUIET: Duration = Duration::from_secs(2);

/// What goes wrong at the moment.
#[derive(Debug, Default)]
pub struct Outage {
    is_on: AtomicBool,
    spell: Mutex<Option<Spell>>,
}

#[derive(Debug)]
struct Spell {
    failures: u64,
    latest: Instant,
}

impl Outage {
    /// Something failed because the database is away.
    pub fn failed(&self, why: &str) {
        if self.adds_failure() {
            warn!(why, "the database is not available");
        } else {
            debug!(why, "the database is still not available");
        }
    }

    /// The database answered.
    pub fn answered(&self) {
        // Nearly always: without the lock.
        if self.is_on.load(Ordering::Relaxed)
            && let Some(failures) = self.ends()
        {
            info!(failures, "the database is available again");
        }
    }

    /// Whether it is the first one.
    fn adds_failure(&self) -> bool {
        let mut spell = self.spell.lock().unwrap_or_else(PoisonError::into_inner);
        self.is_on.store(true, Ordering::Relaxed);
        let failures = spell.as_ref().map_or(0, |spell| spell.failures) + 1;
        *spell = Some(Spell { failures, latest: Instant::now() });
        failures == 1
    }

    /// How many failures there were, if they have ended.
    fn ends(&self) -> Option<u64> {
        let mut spell = self.spell.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = spell.take_if(|spell| spell.latest.elapsed() >= QUIET)?;
        self.is_on.store(false, Ordering::Relaxed);
        Some(ended.failures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_begins_once_and_ends_once_with_its_count() {
        let outage = Outage::default();
        assert_eq!([outage.adds_failure(), outage.adds_failure(), outage.adds_failure()], [true, false, false]);
        assert_eq!(outage.ends(), None, "too early to say");
        let latest = Instant::now().checked_sub(QUIET).expect("a machine that has run so long");
        *outage.spell.lock().expect("not poisoned") = Some(Spell { failures: 3, latest });
        assert_eq!([outage.ends(), outage.ends()], [Some(3), None]);
        assert!(outage.adds_failure(), "the next one is told again");
    }
}
