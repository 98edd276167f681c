//! How long faults last.

use std::time::Duration;

/// How long faults last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Seconds: for the tests of every day.
    #[default]
    Short,
    /// As long as in real life: for a night.
    Long,
}

impl Scale {
    /// One of two durations in seconds.
    pub(super) fn secs(self, short: u64, long: u64) -> Duration {
        Duration::from_secs(match self {
            Self::Short => short,
            Self::Long => long,
        })
    }
}
