//! What a run has seen, in numbers.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// A number that rises.
#[derive(Debug, Default)]
pub struct Count(AtomicU64);

impl Count {
    /// Adds to it.
    pub fn add(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }

    /// What it is.
    pub fn value(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Numbers that are of interest, but not judged.
#[derive(Debug, Default)]
pub struct Counts {
    /// `goodbye` frames.
    pub goodbyes: Count,
    /// `chat.reset` frames.
    pub resets: Count,
    /// Answered `sync` commands.
    pub syncs: Count,
    /// Connections that a client gave up because nothing was heard.
    pub silences: Count,
    /// Connections that a client gave up because a command was not answered.
    pub unanswered: Count,
    /// Joins, leaves, removals, hand-overs and other changes by REST that were answered.
    pub changes: Count,
    refusals: Mutex<BTreeMap<String, u64>>,
}

impl Counts {
    /// An error was answered.
    pub fn refusal(&self, code: &str) {
        *self.refusals.lock().unwrap_or_else(PoisonError::into_inner).entry(code.to_owned()).or_default() += 1;
    }

    /// How often each error was answered.
    pub fn refusals(&self) -> BTreeMap<String, u64> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
