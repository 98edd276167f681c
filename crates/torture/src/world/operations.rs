//! What can be done to the server.

use std::{path::Path, process::ExitStatus, time::Duration};

use super::World;

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit {
    /// Its status.
    pub status: ExitStatus,
    /// How long it took from the signal.
    pub took: Duration,
}

#[allow(clippy::unused_async, unused_variables, reason = "a skeleton")]
impl World {
    /// Whether a server process runs.
    pub fn is_up(&self) -> bool {
        todo!()
    }

    /// SIGKILL, and waits until it is gone.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        todo!()
    }

    /// SIGTERM, and waits for the end.
    pub async fn terminate(&mut self) -> anyhow::Result<Exit> {
        todo!()
    }

    /// Starts a process where none runs, and opens the door when it is ready.
    pub async fn start_server(&mut self) -> anyhow::Result<()> {
        todo!()
    }

    /// Starts a process where none runs, and kills it after `patience`, ready or not.
    pub async fn start_and_kill(&mut self, patience: Duration) -> anyhow::Result<()> {
        todo!()
    }

    /// SIGTERM and a new process after the old one's end.
    pub async fn restart(&mut self) -> anyhow::Result<Exit> {
        todo!()
    }

    /// A new process beside the old one; when it is ready, the door leads there and the old one is told to stop. Its exit is returned.
    pub async fn roll(&mut self) -> anyhow::Result<Exit> {
        todo!()
    }

    /// As [`roll`](Self::roll), to another build.
    pub async fn roll_to(&mut self, binary: &Path) -> anyhow::Result<Exit> {
        todo!()
    }

    /// SIGSTOP.
    pub fn freeze_server(&mut self) -> anyhow::Result<()> {
        todo!()
    }

    /// SIGCONT.
    pub fn thaw_server(&mut self) -> anyhow::Result<()> {
        todo!()
    }
}
