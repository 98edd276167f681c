//! Less CPU for the server than it wants.

use std::time::Duration;

use anyhow::ensure;
use nix::sys::signal::Signal;
use tokio::{task::JoinHandle, time::sleep};

use super::{process::Process, server::Server};

/// How long one turn of running and standing still takes: the kernel's period for quotas.
const TURN: Duration = Duration::from_millis(100);

/// How CPU is withheld.
#[derive(Debug)]
pub(super) enum Throttle {
    /// By the kernel.
    Quota,
    /// By stopping the process again and again.
    Turns(Process, JoinHandle<()>),
}

impl Throttle {
    /// Gives the server so many hundredths of a core: by a quota where the kernel has one for us, else by signals.
    pub(super) fn start(server: &Server, percent: u32) -> anyhow::Result<Self> {
        ensure!((1..100).contains(&percent), "a share of {percent} %");
        if server.cgroup().limit_cpu(Some(percent.into())).is_ok() {
            return Ok(Self::Quota);
        }
        let process = server.process().clone();
        Ok(Self::Turns(process.clone(), tokio::spawn(take_turns(process, percent))))
    }

    /// Gives `server`, the same one, all that there is.
    pub(super) async fn end(self, server: &Server) -> anyhow::Result<()> {
        match self {
            Self::Quota => server.cgroup().limit_cpu(None),
            Self::Turns(process, turns) => {
                turns.abort();
                // Only when it is over can it not stop the process once more.
                turns.await.ok();
                process.signal(Signal::SIGCONT)
            }
        }
    }

    /// How it is done.
    pub(super) fn means(&self) -> &'static str {
        match self {
            Self::Quota => "by a quota",
            Self::Turns(..) => "by signals",
        }
    }
}

/// Until aborted, or until the process ends.
async fn take_turns(process: Process, percent: u32) {
    while process.signal(Signal::SIGSTOP).is_ok() {
        sleep(TURN * (100 - percent) / 100).await;
        if process.signal(Signal::SIGCONT).is_err() {
            break;
        }
        sleep(TURN * percent / 100).await;
    }
}
