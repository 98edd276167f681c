//! One server process, from start to end.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Write},
    net::SocketAddr,
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, anyhow};
use nix::{sys::signal::Signal, unistd::Pid};
use tokio::{
    sync::{oneshot, watch},
    time::timeout,
};

use super::{cgroup::Cgroup, process::Process};

/// What `dialogo serve` says on its standard output when it accepts connections.
const READY: &str = "dialogo is ready: http://";

/// A start waits for a database that recovers, and the machine is busy.
const START_DEADLINE: Duration = Duration::from_mins(1);

/// A process that has been started.
#[derive(Debug)]
pub(super) struct Started {
    kept: Kept,
    log: PathBuf,
    address: oneshot::Receiver<SocketAddr>,
}

/// A process that has said where it listens; it may have ended since.
#[derive(Debug)]
pub(super) struct Server {
    kept: Kept,
    address: SocketAddr,
}

/// Kills the process when it goes, and then takes its limits away.
#[derive(Debug)]
struct Kept {
    process: Process,
    cgroup: Cgroup,
}

impl Started {
    /// Runs `command`, which enters `cgroup`; what it says goes to the file `log`.
    pub(super) async fn spawn(mut command: Command, cgroup: Cgroup, log: PathBuf) -> anyhow::Result<Self> {
        let file = File::create(&log).with_context(|| format!("make {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file.try_clone().context("the log")?);
        let (started, start) = oneshot::channel();
        let (announced, address) = oneshot::channel();
        let (ended, end) = watch::channel(None);
        // A thread that does nothing else: the kernel kills the process when the *thread* ends that started it, and a runtime's come and go.
        let keeper = thread::Builder::new().name("server-keeper".into());
        keeper.spawn(move || keep(command, file, started, announced, &ended)).context("start a thread")?;
        let pid = start.await.context("the thread that keeps the server broke")?.context("run the server")?;
        Ok(Self { kept: Kept { process: Process::new(pid, end), cgroup }, log, address })
    }

    /// Waits until it accepts connections.
    pub(super) async fn ready(self) -> anyhow::Result<Server> {
        let Self { kept, log, address } = self;
        let announced = timeout(START_DEADLINE, address).await;
        let announced =
            announced.with_context(|| format!("the server is not up after {START_DEADLINE:?}; its log is {}", log.display()))?;
        let address = announced.map_err(|_| {
            let said = fs::read_to_string(&log).unwrap_or_default();
            anyhow!("the server ended before it was up; {}:\n{said}", log.display())
        })?;
        Ok(Server { kept, address })
    }

    pub(super) fn process(&self) -> &Process {
        &self.kept.process
    }
}

impl Server {
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn process(&self) -> &Process {
        &self.kept.process
    }

    pub(super) fn cgroup(&self) -> &Cgroup {
        &self.kept.cgroup
    }
}

impl Drop for Kept {
    /// Blocks until it is gone, since its database goes next.
    fn drop(&mut self) {
        if self.process.signal(Signal::SIGKILL).is_ok() {
            self.process.wait_blocking();
        }
    }
}

/// Spawns the process, copies what it prints to the log, and waits for its end.
fn keep(
    mut command: Command,
    mut log: File,
    started: oneshot::Sender<io::Result<Pid>>,
    announced: oneshot::Sender<SocketAddr>,
    ended: &watch::Sender<Option<ExitStatus>>,
) {
    let spawned = command.spawn().and_then(|child| Ok((pid_of(&child)?, child)));
    let mut child = match spawned {
        Ok((pid, child)) => {
            // Nobody waits for it any more: the process dies with this thread, which waits for it all the same.
            started.send(Ok(pid)).ok();
            child
        }
        Err(error) => {
            started.send(Err(error)).ok();
            return;
        }
    };
    let mut announced = Some(announced);
    for line in child.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines()).map_while(Result::ok) {
        writeln!(log, "{line}").ok();
        if let Some(address) = line.strip_prefix(READY).and_then(|address| address.parse().ok())
            && let Some(announced) = announced.take()
        {
            announced.send(address).ok();
        }
    }
    if let Ok(status) = child.wait() {
        ended.send_replace(Some(status));
    }
}

fn pid_of(child: &Child) -> io::Result<Pid> {
    i32::try_from(child.id()).map(Pid::from_raw).map_err(io::Error::other)
}
