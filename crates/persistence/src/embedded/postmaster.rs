//! One run of PostgreSQL, from start to end.

use std::{
    io,
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::{
    sync::{oneshot, watch},
    time::{Instant, sleep, timeout},
};

use super::{Cluster, EmbeddedError, Result, leftovers::postmaster_pid, log};

/// A start after a crash replays up to `max_wal_size` (1 GB), which takes a slow disk about a minute.
const START_DEADLINE: Duration = Duration::from_mins(3);

/// An attempt to connect: the socket is local, so this only guards against a PostgreSQL that hangs.
const CONNECT_DEADLINE: Duration = Duration::from_secs(5);

/// How to ask for the end, and how long to wait: fast shutdown (writes a checkpoint), immediate shutdown (recovers at the next
/// start), and what cannot be refused.
const REQUESTS: [(Signal, Duration); 3] =
    [(Signal::SIGINT, Duration::from_secs(20)), (Signal::SIGQUIT, Duration::from_secs(5)), (Signal::SIGKILL, Duration::from_secs(5))];

/// How long a drop blocks for a PostgreSQL that nobody stopped.
const DROP_PATIENCE: Duration = Duration::from_secs(5);

/// A running postmaster, our child.
#[derive(Debug)]
pub struct Postmaster {
    pid: Pid,
    /// How it ended, once it did.
    end: watch::Receiver<Option<String>>,
}

impl Cluster {
    /// Starts PostgreSQL and returns once it answers.
    pub async fn launch(&self, settings: &[(&str, &str)]) -> Result<Postmaster> {
        let mut postmaster = Postmaster::spawn(self, settings).await?;
        let ready = postmaster.ready(self).await;
        if ready.is_err() {
            postmaster.stop().await;
        }
        ready.map(|()| postmaster)
    }
}

impl Postmaster {
    async fn spawn(cluster: &Cluster, settings: &[(&str, &str)]) -> Result<Self> {
        let program = cluster.binaries().program("postgres");
        let doing = || EmbeddedError::io(format!("run {} as {}", program.display(), cluster.account().name()));
        let log = log::open(cluster.log()).map_err(EmbeddedError::io(format!("open {}", cluster.log().display())))?;
        let mut command = cluster.postmaster(settings);
        // In a process group of its own: the Ctrl-C of a terminal is for us, who then stop it in good order.
        command.process_group(0).stdout(Stdio::null()).stderr(log);
        let (ended, end) = watch::channel(None);
        let (started, start) = oneshot::channel();
        thread::Builder::new()
            .name("postgres-keeper".into())
            .spawn(move || keep(command, started, &ended))
            .map_err(EmbeddedError::io("start a thread"))?;
        let pid = start.await.unwrap_or_else(|_| Err(io::Error::other("the thread that keeps it broke"))).map_err(doing())?;
        Ok(Self { pid, end })
    }

    /// The postmaster's process.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Waits for the end, and says what it was.
    pub async fn ended(&mut self) -> String {
        match self.end.wait_for(Option::is_some).await {
            Ok(end) => end.clone().unwrap_or_default(),
            Err(_) => "unknown".to_owned(), // the keeper broke, and PostgreSQL died with it
        }
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        self.end.borrow().is_some()
    }

    /// Waits until PostgreSQL answers. The pid file must name our child: otherwise the one who answers may be another.
    async fn ready(&mut self, cluster: &Cluster) -> Result<()> {
        let deadline = Instant::now() + START_DEADLINE;
        let (path, tail) = (cluster.log().to_path_buf(), || log::tail(cluster.log()));
        while Instant::now() < deadline {
            if let Some(status) = self.end.borrow().clone() {
                return Err(EmbeddedError::Ended { status, log: path, tail: tail() });
            }
            if postmaster_pid(cluster.data()) == Some(self.pid) && answers(cluster).await {
                return Ok(());
            }
            sleep(Duration::from_millis(10)).await;
        }
        Err(EmbeddedError::Silent { secs: START_DEADLINE.as_secs(), log: path, tail: tail() })
    }

    /// Ends PostgreSQL, more firmly from time to time, and returns when it is gone.
    pub async fn stop(&mut self) {
        for (signal, patience) in REQUESTS {
            self.signal(signal);
            if timeout(patience, self.ended()).await.is_ok() {
                return;
            }
            tracing::warn!(%signal, "PostgreSQL does not stop");
        }
    }

    /// Sends a signal to the postmaster, unless it is known to be gone (its number may be another's by then).
    pub fn signal(&self, signal: Signal) {
        if self.end.borrow().is_none() {
            // It may have ended this very moment, which needs no signal.
            kill(self.pid, signal).ok();
        }
    }
}

impl Drop for Postmaster {
    /// The last resort, for a runtime that goes away under us. Blocks, since nothing may follow that could wait.
    fn drop(&mut self) {
        self.signal(Signal::SIGINT);
        let deadline = std::time::Instant::now() + DROP_PATIENCE;
        while self.end.borrow().is_none() && self.end.has_changed().is_ok() && std::time::Instant::now() < deadline {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Spawns PostgreSQL and waits for its end, in a thread that does nothing else: the kernel's word to a child that its parent died
/// is sent when the *thread* ends that spawned it, and a runtime's worker threads come and go.
fn keep(mut command: Command, started: oneshot::Sender<io::Result<Pid>>, ended: &watch::Sender<Option<String>>) {
    let spawned = command.spawn().and_then(|child| Ok((pid_of(&child)?, child)));
    let (answer, child) = match spawned {
        Ok((pid, child)) => (Ok(pid), Some(child)),
        Err(error) => (Err(error), None),
    };
    if let Err(Ok(pid)) = started.send(answer) {
        // The start was given up while we spawned.
        kill(pid, Signal::SIGINT).ok();
    }
    if let Some(mut child) = child {
        let end = child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
        ended.send_replace(Some(end));
    }
}

fn pid_of(child: &Child) -> io::Result<Pid> {
    i32::try_from(child.id()).map(Pid::from_raw).map_err(io::Error::other)
}

async fn answers(cluster: &Cluster) -> bool {
    let asked = async { cluster.client().await?.simple_query("select 1").await };
    matches!(timeout(CONNECT_DEADLINE, asked).await, Ok(Ok(_)))
}
