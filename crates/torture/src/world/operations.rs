//! What can be done to the server.

use std::{net::SocketAddr, path::Path, process::ExitStatus, time::Duration};

use anyhow::{Context, bail, ensure};
use nix::sys::signal::Signal;
use tokio::time::timeout;

use super::{Exit, World, clock::FakeClock, launch::Special, server::Server, throttle::Throttle};

impl World {
    /// Whether a server process runs.
    pub fn is_up(&self) -> bool {
        self.server.as_ref().is_some_and(|server| server.process().status().is_none())
    }

    /// How the server ended by itself, if it did: nobody here told it to.
    pub fn ended_by_itself(&self) -> Option<ExitStatus> {
        self.server.as_ref()?.process().status()
    }

    /// SIGKILL, and waits until it is gone.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        self.end(Signal::SIGKILL).await.map(drop)
    }

    /// SIGTERM, and waits for the end.
    pub async fn terminate(&mut self) -> anyhow::Result<Exit> {
        self.end(Signal::SIGTERM).await
    }

    async fn end(&mut self, signal: Signal) -> anyhow::Result<Exit> {
        let exit = self.server()?.process().end(signal).await?;
        self.throttle = None;
        self.server = None;
        Ok(exit)
    }

    /// Starts a process where none runs, and opens the door when it is ready.
    pub async fn start_server(&mut self) -> anyhow::Result<()> {
        ensure!(!self.is_up(), "a server runs already");
        self.server = None;
        let server = self.launcher.start().await?.ready().await?;
        self.open_door(server);
        Ok(())
    }

    /// Starts a process where none runs, and kills it after `patience`, up or not. Returns whether it was up.
    pub async fn start_and_kill(&mut self, patience: Duration) -> anyhow::Result<bool> {
        ensure!(!self.is_up(), "a server runs already");
        self.server = None;
        let started = self.launcher.start().await?;
        let process = started.process().clone();
        // When it is up early, clients find it, and lose it again.
        let is_up = match timeout(patience, started.ready()).await {
            Ok(server) => {
                self.open_door(server?);
                self.kill().await?;
                true
            }
            Err(_) => false, // and dropped, which killed it
        };
        process.ended().await?;
        Ok(is_up)
    }

    /// SIGTERM, and a new process after the old one's end.
    pub async fn restart(&mut self) -> anyhow::Result<Exit> {
        let exit = self.terminate().await?;
        self.start_server().await?;
        Ok(exit)
    }

    /// A new process beside the old one; when it is up, the door leads there and the old one is told to stop. Its exit is returned.
    pub async fn roll(&mut self) -> anyhow::Result<Exit> {
        self.start_successor().await?;
        self.hand_over().await
    }

    /// Starts a process beside the one that runs, and returns where it is. The door leads to the old one still.
    pub async fn start_successor(&mut self) -> anyhow::Result<SocketAddr> {
        self.server()?;
        let successor = self.launcher.start().await?.ready().await?;
        Ok(self.successor.insert(successor).address())
    }

    /// Lets the door lead to the successor, and tells the old process to stop.
    pub async fn hand_over(&mut self) -> anyhow::Result<Exit> {
        let successor = self.successor.take().context("there is no successor")?;
        let old = self.open_door(successor).context("no server runs")?;
        old.process().end(Signal::SIGTERM).await
    }

    /// As [`roll`](Self::roll), to another build, which stays the world's.
    pub async fn roll_to(&mut self, binary: &Path) -> anyhow::Result<Exit> {
        let binary = binary.canonicalize().with_context(|| format!("find {}", binary.display()))?;
        self.launcher.binary = binary;
        self.roll().await
    }

    /// SIGSTOP.
    pub fn freeze_server(&mut self) -> anyhow::Result<()> {
        self.server()?.process().signal(Signal::SIGSTOP)
    }

    /// SIGCONT.
    pub fn thaw_server(&mut self) -> anyhow::Result<()> {
        self.server()?.process().signal(Signal::SIGCONT)
    }

    /// Gives the server so many hundredths of a core, until [`unthrottle_cpu`](Self::unthrottle_cpu). Returns how that is done here.
    pub async fn throttle_cpu(&mut self, percent: u32) -> anyhow::Result<&'static str> {
        self.unthrottle_cpu().await?;
        let throttle = self.throttle.insert(Throttle::start(self.server.as_ref().context("no server runs")?, percent)?);
        Ok(throttle.means())
    }

    /// Gives it all that there is.
    pub async fn unthrottle_cpu(&mut self) -> anyhow::Result<()> {
        match (self.throttle.take(), &self.server) {
            (Some(throttle), Some(server)) => throttle.end(server).await,
            _ => Ok(()),
        }
    }

    /// Limits the server's memory to what it takes now and `more_bytes`; `None`: no limit. An error means that this is not possible here.
    pub fn limit_memory(&mut self, more_bytes: Option<u64>) -> anyhow::Result<()> {
        let cgroup = self.server()?.cgroup();
        let limit = more_bytes.map(|more| anyhow::Ok(cgroup.memory_bytes()? + more)).transpose()?;
        cgroup.limit_memory(limit)
    }

    /// Restarts the server with room for so many file descriptors; `None`: as many as at the start.
    pub async fn restart_with_fds(&mut self, fds_max: Option<u64>) -> anyhow::Result<Exit> {
        self.launcher.special = Special { fds_max, clock: None };
        self.restart().await
    }

    /// Restarts the server with a clock that can be set by [`set_clock`](Self::set_clock); `false`: libfaketime is not installed, and
    /// nothing was done.
    pub async fn restart_with_fake_clock(&mut self) -> anyhow::Result<bool> {
        let clock = FakeClock::create(self.scratch.path())?;
        if clock.is_none() {
            return Ok(false);
        }
        self.launcher.special = Special { fds_max: None, clock };
        self.restart().await?;
        Ok(true)
    }

    /// Sets the server's clock to so many seconds after the true time.
    pub fn set_clock(&self, secs: i64) -> anyhow::Result<()> {
        match &self.launcher.special.clock {
            Some(clock) => clock.set(secs),
            None => bail!("the server runs on the true clock"),
        }
    }

    /// Whether the server was started with something that only a fault wants.
    pub(crate) fn is_special(&self) -> bool {
        self.launcher.special.fds_max.is_some() || self.launcher.special.clock.is_some()
    }

    /// The next server is an ordinary one.
    pub(crate) fn be_ordinary(&mut self) {
        self.launcher.special = Special::default();
    }

    pub(super) fn server(&self) -> anyhow::Result<&Server> {
        self.server.as_ref().context("no server runs")
    }

    fn open_door(&mut self, server: Server) -> Option<Server> {
        self.throttle = None;
        self.address.send_replace(server.address());
        self.server.replace(server)
    }
}
