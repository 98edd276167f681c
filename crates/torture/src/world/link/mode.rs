//! How the link behaves.

use std::time::Duration;

use rand::{RngExt, rngs::SmallRng};

/// How the link behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkMode {
    /// Everything passes.
    #[default]
    Pass,
    /// New connections are refused. Those that are there go on: [`DatabaseLink::cut`](super::DatabaseLink::cut) ends them.
    Refuse,
    /// Connections are accepted, and nothing is forwarded until another mode is set; then nothing is missing.
    Freeze,
    /// Everything takes `latency` ± `jitter`, each way, in order.
    Delay {
        /// The middle of what a byte takes.
        latency: Duration,
        /// How much more or less.
        jitter: Duration,
    },
}

impl LinkMode {
    /// How long what has just arrived takes.
    pub(super) fn delay(self, rng: &mut SmallRng) -> Duration {
        match self {
            Self::Delay { latency, jitter } => (latency + jitter * 2 * rng.random_range(0..=1_000) / 1_000).saturating_sub(jitter),
            _ => Duration::ZERO,
        }
    }
}
