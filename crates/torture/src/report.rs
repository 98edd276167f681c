//! What a round showed: for people at a terminal, and as rows of a table.

use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::check::{Extent, Violation};
use crate::faults::Outcome;
use crate::figures::Figures;
use crate::fleet::Counts;

/// Violations that are shown; the rest are counted.
const SHOWN_MAX: usize = 40;
/// Violations that are shown with their history: the others tend to have the same cause.
const HISTORIES_MAX: usize = 2;

/// What a round showed.
#[derive(Debug)]
pub struct Report {
    /// The round's seed.
    pub seed: u64,
    /// How much was looked at.
    pub extent: Extent,
    /// Other numbers.
    pub counts: Arc<Counts>,
    /// Speed, and how connections ended.
    pub figures: Figures,
    /// What was done to the world and by the clients.
    pub outcomes: Vec<Outcome>,
    /// From the end of each of the world's faults to the first ack after it.
    pub first_acks: Vec<Duration>,
    /// From the last fault until everybody was back and knew everything.
    pub rest: Duration,
    /// The whole round.
    pub took: Duration,
    /// The most memory that the last server process held.
    pub rss_peak_bytes: u64,
    /// Broken promises.
    pub violations: Vec<Violation>,
    /// The history around each of them.
    pub histories: Vec<Vec<String>>,
    /// Where the logs are, if they were kept.
    pub logs: PathBuf,
}

impl Report {
    /// Faults that were done.
    pub fn injected(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.skipped.is_none()).count()
    }

    /// The names of a table's columns.
    pub const COLUMNS: [&'static str; 9] =
        ["seed", "messages acked", "repeats", "deliveries checked", "changes", "connections", "faults", "rest", "violations"];

    /// A row of the table.
    pub fn row(&self) -> [String; 9] {
        let Extent { acked, duplicates, deliveries, changes, connections } = self.extent;
        [
            self.seed.to_string(),
            acked.to_string(),
            duplicates.to_string(),
            deliveries.to_string(),
            changes.to_string(),
            connections.to_string(),
            self.injected().to_string(),
            format!("{:.1} s", self.rest.as_secs_f64()),
            self.violations.len().to_string(),
        ]
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Extent { acked, duplicates, deliveries, changes, connections } = self.extent;
        writeln!(f, "seed {}: {} faults in {:.0?}", self.seed, self.injected(), self.took)?;
        for outcome in &self.outcomes {
            writeln!(f, "  {outcome}")?;
        }
        writeln!(
            f,
            "  {acked} messages acked, {duplicates} repeated; {deliveries} deliveries of {changes} changes over {connections} connections checked"
        )?;
        let (counts, slowest) = (&self.counts, self.first_acks.iter().max());
        writeln!(
            f,
            "  syncs {}, resets {}, goodbyes {}, given up by clients {}+{}, other changes {}, errors {:?}",
            counts.syncs.value(),
            counts.resets.value(),
            counts.goodbyes.value(),
            counts.silences.value(),
            counts.unanswered.value(),
            counts.changes.value(),
            counts.refusals()
        )?;
        writeln!(f, "  {}", self.figures)?;
        if let Some(slowest) = slowest {
            write!(f, "  slowest first ack after a fault {slowest:.1?};")?;
        }
        writeln!(f, "  everybody up to date {:.1?} after the last one; {} MiB at most", self.rest, self.rss_peak_bytes >> 20)?;
        for (n, violation) in self.violations.iter().enumerate().take(SHOWN_MAX) {
            writeln!(f, "  VIOLATION of {violation}")?;
            let history = self.histories.get(n).filter(|_| n < HISTORIES_MAX).map_or(&[][..], Vec::as_slice);
            history.iter().try_for_each(|line| writeln!(f, "      {line}"))?;
        }
        if self.violations.len() > SHOWN_MAX {
            writeln!(f, "  … and {} more", self.violations.len() - SHOWN_MAX)?;
        }
        match self.violations.len() {
            0 => write!(f, "  violations: 0"),
            n => write!(f, "  violations: {n} (seed {}; logs in {})", self.seed, self.logs.display()),
        }
    }
}
