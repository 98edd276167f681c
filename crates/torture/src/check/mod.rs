//! The judge: what was seen, held against what is stored. Pure, but for the two places that ask the database and the server.

mod acks;
mod audit;
mod boundary;
mod connections;
mod deliveries;
mod order;
mod sequence;
mod state;
#[cfg(test)]
mod story;
mod truth;

use std::fmt;

pub use audit::install as install_audit;
pub use state::{Held, compare as compare_state};
pub use truth::{Row, Truth};

use crate::journal::{About, Entry};

/// A promise that was broken.
#[derive(Clone, Debug)]
pub struct Violation {
    /// Which: a number of the list of invariants.
    pub promise: &'static str,
    /// How.
    pub what: String,
    /// Where to look.
    pub about: About,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.promise, self.what)
    }
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Messages that were acknowledged.
    pub acked: usize,
    /// Answers to repeated sends.
    pub duplicates: usize,
    /// Persisted events that were received.
    pub deliveries: usize,
    /// Changes that are stored.
    pub changes: usize,
    /// Connections that were made.
    pub connections: usize,
}

/// Judges a run by its journal and the database that it left.
pub fn judge(entries: &[Entry], truth: &Truth) -> (Extent, Vec<Violation>) {
    let mut violations = sequence::check(truth);
    let (acked, duplicates) = acks::check(entries, truth, &mut violations);
    order::check(entries, truth, &mut violations);
    let deliveries = deliveries::check(entries, truth, &mut violations);
    boundary::check(entries, truth, &mut violations);
    let connections = connections::check(entries, &mut violations);
    (Extent { acked, duplicates, deliveries, changes: truth.changes.len(), connections }, violations)
}
