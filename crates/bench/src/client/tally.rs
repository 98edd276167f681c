//! What all connections together have seen.

use std::fmt;

use hdrhistogram::Histogram;
use serde::Serialize;

use super::Verdict;

/// How many samples of what went wrong are kept.
const COMPLAINTS_MAX: usize = 5;

/// Counts, and latencies since the window was opened.
#[derive(Debug)]
pub struct Tally {
    /// New messages that were received, each on each connection.
    pub deliveries: u64,
    /// Messages that were acknowledged.
    pub acked: u64,
    /// Messages that were refused, and sent again later.
    pub refused: u64,
    /// What must not be.
    pub breakage: Breakage,
    /// Connections that the server ended.
    pub closed: u64,
    /// From sending to receiving, in nanoseconds.
    pub delivery_nanos: Histogram<u64>,
    /// From sending to the acknowledgement, in nanoseconds.
    pub ack_nanos: Histogram<u64>,
    /// How late this tool itself was when it sent at a given rate, in nanoseconds.
    pub own_delay_nanos: Histogram<u64>,
    /// Whether latencies are measured.
    pub(super) is_open: bool,
    /// Some of what went wrong.
    pub complaints: Vec<String>,
}

/// Promises that were broken: all 0, or the server is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Breakage {
    /// Deliveries that never came.
    pub lost: u64,
    /// Deliveries that came more than once, or to somebody else.
    pub doubled: u64,
    /// Deliveries that came after a later one.
    pub out_of_order: u64,
    /// Messages that were neither acknowledged nor refused.
    pub unanswered: u64,
}

impl Breakage {
    /// Whether anything is broken.
    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            lost: self.lost + other.lost,
            doubled: self.doubled + other.doubled,
            out_of_order: self.out_of_order + other.out_of_order,
            unanswered: self.unanswered + other.unanswered,
        }
    }
}

impl fmt::Display for Breakage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lost, doubled, out_of_order, unanswered } = self;
        write!(f, "lost {lost}, doubled {doubled}, out of order {out_of_order}, unanswered {unanswered}")
    }
}

impl Tally {
    pub(super) fn new() -> Self {
        Self {
            deliveries: 0,
            acked: 0,
            refused: 0,
            breakage: Breakage::default(),
            closed: 0,
            delivery_nanos: histogram(),
            ack_nanos: histogram(),
            own_delay_nanos: histogram(),
            is_open: true,
            complaints: Vec::new(),
        }
    }

    /// Forgets the latencies so far.
    pub fn open_window(&mut self) {
        self.delivery_nanos.reset();
        self.ack_nanos.reset();
        self.own_delay_nanos.reset();
    }

    pub(super) fn delivered(&mut self, nanos: u64) {
        self.deliveries += 1;
        if self.is_open {
            self.delivery_nanos.saturating_record(nanos);
        }
    }

    pub(super) fn acked(&mut self, nanos: u64) {
        self.acked += 1;
        if self.is_open {
            self.ack_nanos.saturating_record(nanos);
        }
    }

    pub(super) fn sent_late(&mut self, nanos: u64) {
        if self.is_open {
            self.own_delay_nanos.saturating_record(nanos);
        }
    }

    pub(super) fn judge(&mut self, verdict: Verdict) {
        match verdict {
            // What a gap leaves out may come yet; at the end it is counted as lost.
            Verdict::InOrder | Verdict::Gap => {}
            Verdict::Late => self.breakage.out_of_order += 1,
            Verdict::Twice | Verdict::Strange => self.breakage.doubled += 1,
        }
    }

    pub(super) fn complain(&mut self, what: impl FnOnce() -> String) {
        if self.complaints.len() < COMPLAINTS_MAX {
            self.complaints.push(what());
        }
    }
}

/// Up to a minute, to three digits.
fn histogram() -> Histogram<u64> {
    let mut histogram = Histogram::new_with_bounds(1_000, 60_000_000_000, 3).expect("bounds that make sense");
    histogram.auto(true);
    histogram
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_breakage_is_counted_by_its_name() {
        let mut tally = Tally::new();
        for verdict in [Verdict::InOrder, Verdict::Gap, Verdict::Late, Verdict::Twice, Verdict::Strange] {
            tally.judge(verdict);
        }
        assert_eq!(tally.breakage, Breakage { lost: 0, doubled: 2, out_of_order: 1, unanswered: 0 });
        assert!(tally.breakage.is_any() && !Breakage::default().is_any());
    }

    #[test]
    fn a_window_forgets_what_was_before_it() {
        let mut tally = Tally::new();
        tally.ack_nanos.saturating_record(5_000_000);
        tally.open_window();
        tally.ack_nanos.saturating_record(1_000_000);
        assert_eq!((tally.ack_nanos.len(), tally.ack_nanos.value_at_quantile(0.99) / 10_000), (1, 100));
    }

    #[test]
    fn while_the_window_is_closed_everything_is_counted_and_nothing_is_measured() {
        let mut tally = Tally::new();
        for is_open in [true, false, true] {
            tally.is_open = is_open;
            tally.delivered(1_000_000);
            tally.acked(1_000_000);
            tally.sent_late(1_000_000);
        }
        assert_eq!((tally.deliveries, tally.acked), (3, 3));
        assert_eq!([tally.delivery_nanos, tally.ack_nanos, tally.own_delay_nanos].map(|latencies| latencies.len()), [2, 2, 2]);
    }
}
