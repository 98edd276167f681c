//! A child process that is waited for, so that no signal goes to somebody else.

use std::{
    process::ExitStatus,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::{sync::watch, time::timeout};

/// How long a told process may take to end before the run is broken: far beyond what the server promises.
const END_DEADLINE: Duration = Duration::from_secs(90);

/// How long a drop waits for a killed process.
const DROP_DEADLINE: Duration = Duration::from_secs(5);

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit {
    /// Its status.
    pub status: ExitStatus,
    /// How long it took from the signal.
    pub took: Duration,
}

/// A process, running or not any more. Clones are the same process.
#[derive(Debug, Clone)]
pub(super) struct Process {
    pid: Pid,
    ended: watch::Receiver<Option<ExitStatus>>,
}

impl Process {
    /// `ended` is told by who waits for it.
    pub(super) fn new(pid: Pid, ended: watch::Receiver<Option<ExitStatus>>) -> Self {
        Self { pid, ended }
    }

    pub(super) fn pid(&self) -> Pid {
        self.pid
    }

    /// How it ended, if it has.
    pub(super) fn status(&self) -> Option<ExitStatus> {
        *self.ended.borrow()
    }

    /// Sends a signal, unless it has ended: its number may be another's by then.
    pub(super) fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        if let Some(status) = self.status() {
            bail!("the process has ended already: {status}");
        }
        kill(self.pid, signal).with_context(|| format!("send {signal}"))
    }

    /// Sends a signal and waits for the end.
    pub(super) async fn end(&self, signal: Signal) -> anyhow::Result<Exit> {
        let told = Instant::now();
        self.signal(signal)?;
        let status = self.ended().await?;
        Ok(Exit { status, took: told.elapsed() })
    }

    /// Waits for the end.
    pub(super) async fn ended(&self) -> anyhow::Result<ExitStatus> {
        let mut ended = self.ended.clone();
        let told = timeout(END_DEADLINE, ended.wait_for(Option::is_some)).await;
        let status = *told.with_context(|| format!("the process runs on after {END_DEADLINE:?}"))??;
        status.context("a status")
    }

    /// Blocks until it is gone.
    pub(super) fn wait_blocking(&self) {
        let deadline = Instant::now() + DROP_DEADLINE;
        while self.status().is_none() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(2));
        }
    }
}
