//! One server process, from start to end.

use std::{
    io,
    net::SocketAddr,
    process::{Child, ChildStdout, Command, ExitStatus},
    sync::Arc,
    thread,
    time::Duration,
};

use anyhow::{Context, anyhow, bail};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use std::io::{BufRead, BufReader};
use tokio::{
    sync::{oneshot, watch},
    time::{Instant, timeout},
};

/// A start waits for a database that recovers, and the machine is busy.
const START_DEADLINE: Duration = Duration::from_secs(60);

/// How long a told process may take to end before this run is broken: far beyond what the server promises.
const END_DEADLINE: Duration = Duration::from_secs(60);

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit {
    /// Its status.
    pub status: ExitStatus,
    /// How long it took from the signal.
    pub took: Duration,
}

/// A process that was started and may have ended since. Killed when this goes.
#[derive(Debug)]
pub(super) struct Server {
    pid: Pid,
    address: SocketAddr,
    ended: watch::Receiver<Option<ExitStatus>>,
    is_frozen: bool,
    /// What must go after the process, such as its limits.
    _limits: Option<Arc<super::cgroup::Cgroup>>,
}

/// A process that has not said yet where it listens.
#[derive(Debug)]
pub(super) struct Starting {
    pid: Pid,
    ended: watch::Receiver<Option<ExitStatus>>,
    address: oneshot::Receiver<SocketAddr>,
}
