//! What happened, in one order for everybody: the base of every judgement.

mod around;
mod fact;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

pub use around::About;
pub use fact::{Change, ConnectionId, DeviceId, Fact, Kind, Via, mark};

/// A fact and when it was noted.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Since the journal began.
    pub at: Duration,
    /// What happened.
    pub fact: Fact,
}

/// All facts of a run. The order of its entries is an order in which they can have happened: what is sent is noted before the first byte
/// leaves, what is received after the last one came.
#[derive(Debug)]
pub struct Journal {
    began: Instant,
    entries: Mutex<Vec<Entry>>,
}

impl Journal {
    /// An empty one.
    pub fn new() -> Self {
        Self { began: Instant::now(), entries: Mutex::default() }
    }

    /// Adds a fact.
    pub fn note(&self, fact: Fact) {
        let mut entries = self.lock();
        // Read behind the lock, so that times rise with places.
        entries.push(Entry { at: self.began.elapsed(), fact });
    }

    /// Everything that was noted.
    pub fn entries(&self) -> Vec<Entry> {
        self.lock().clone()
    }

    /// When it began.
    pub fn began(&self) -> Instant {
        self.began
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Journal {
    fn default() -> Self {
        Self::new()
    }
}
