//! Doing one fault of the world.

use std::{
    ops::Range,
    time::{Duration, Instant},
};

use rand::{RngExt, rngs::SmallRng};
use tokio::time::sleep;

use super::{By, Fault, Outcome, Scale, database, heal, limits, link, server};
use crate::world::{Exit, World};

/// What the server promises for its own end.
const END_MAX: Duration = Duration::from_secs(5);

/// A fault that is being done.
pub(super) struct Injury<'w> {
    pub(super) world: &'w mut World,
    pub(super) scale: Scale,
    pub(super) rng: &'w mut SmallRng,
    /// Promises seen broken.
    pub(super) complaints: Vec<String>,
}

/// What became of it.
pub(super) enum Done {
    /// This.
    Did(String),
    /// Nothing, because of this.
    Skipped(String),
}

impl Fault {
    /// Does it, heals the world, and returns when the server says that it is ready. Faults that are not the world's are skipped.
    ///
    /// An error means that the world could not be hurt or healed as meant: the run is broken, whatever the server did. The world is
    /// healed all the same, as far as that goes.
    pub async fn inject(self, world: &mut World, scale: Scale, rng: &mut SmallRng) -> anyhow::Result<Outcome> {
        let began = Instant::now();
        let mut injury = Injury { world, scale, rng, complaints: Vec::new() };
        let done = injury.do_it(self).await;
        let healing = heal::heal(injury.world, &mut injury.complaints).await;
        let healed = Instant::now();
        let complaints = injury.complaints;
        let (what, skipped) = match done {
            Ok(Done::Did(what)) => (what, None),
            Ok(Done::Skipped(reason)) => (String::new(), Some(reason)),
            // A server that is gone cannot be hurt; that it is, is the finding.
            Err(error) if !complaints.is_empty() => (format!("broke off: {error:#}"), None),
            Err(error) => return Err(error),
        };
        healing?;
        let mut outcome = Outcome { fault: self, what, began, healed, ready: healed, complaints, skipped };
        if let Err(error) = world.ready(heal::READY_MAX).await {
            outcome.complaints.push(format!("{error:#}"));
        }
        outcome.ready = Instant::now();
        Ok(outcome)
    }

    /// About how long [`inject`](Self::inject) takes.
    pub fn duration(self, scale: Scale) -> Duration {
        match self {
            Self::PostgresFrozen | Self::LinkFrozen => scale.secs(7, 31),
            Self::CommitUnknown | Self::LinkCut => scale.secs(3, 30),
            Self::DatabaseSlow | Self::CpuThrottled | Self::MemoryLimited => scale.secs(8, 40),
            Self::ServerFrozen | Self::ClockJumps => scale.secs(8, 60),
            Self::BackendsTerminated | Self::TableLocked | Self::DatabaseRefused | Self::DiskFull => scale.secs(6, 40),
            _ => scale.secs(3, 10),
        }
    }
}

impl Injury<'_> {
    async fn do_it(&mut self, fault: Fault) -> anyhow::Result<Done> {
        match fault {
            Fault::ServerKilled => server::killed(self).await,
            Fault::ServerStopped => server::stopped(self).await,
            Fault::ServerReplaced => server::replaced(self).await,
            Fault::ServerFrozen => server::frozen(self).await,
            Fault::ClockJumps => server::clock_jumps(self).await,
            Fault::PostgresKilled => database::killed(self).await,
            Fault::PostgresRestarted => database::restarted(self).await,
            Fault::BackendsTerminated => database::backends_terminated(self).await,
            Fault::PostgresFrozen => database::frozen(self).await,
            Fault::DiskFull => database::disk_full(self).await,
            Fault::TableLocked => database::table_locked(self).await,
            Fault::TableRewritten => database::table_rewritten(self).await,
            Fault::DatabaseRefused => link::refused(self).await,
            Fault::LinkFrozen => link::frozen(self).await,
            Fault::CommitUnknown => link::commit_unknown(self).await,
            Fault::LinkCut => link::cut(self).await,
            Fault::DatabaseSlow => link::slow(self).await,
            Fault::MemoryLimited => limits::memory(self).await,
            Fault::CpuThrottled => limits::cpu(self).await,
            Fault::FewDescriptors => limits::descriptors(self).await,
            other => Ok(Done::Skipped(match other.by() {
                By::Tests => "shown by tests of the server's crates".to_owned(),
                _ => "done by the fleet of clients".to_owned(),
            })),
        }
    }

    /// Waits for a random while.
    pub(super) async fn wait(&mut self, millis: Range<u64>) -> Duration {
        let pause = Duration::from_millis(self.rng.random_range(millis));
        sleep(pause).await;
        pause
    }

    /// Lasts for so many seconds, by the scale.
    pub(super) async fn last(&mut self, short: u64, long: u64) -> Duration {
        let lasting = self.scale.secs(short, long);
        sleep(lasting).await;
        lasting
    }

    /// A server that was told to stop must do that, in time and in order.
    pub(super) fn check_exit(&mut self, exit: Exit) {
        if !exit.status.success() {
            self.complaints.push(format!("the server ended with {}", exit.status));
        }
        if exit.took > END_MAX {
            self.complaints.push(format!("the server took {:.1?} to stop", exit.took));
        }
    }
}
