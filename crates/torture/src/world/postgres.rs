//! PostgreSQL and what can be done to it.

use tokio_postgres::{Client, Config};

/// A PostgreSQL of this world's own.
#[derive(Debug)]
pub struct Postgres {}

/// A lock on `messages`, held until this goes.
#[derive(Debug)]
pub struct TableLock {}

#[allow(clippy::unused_async, unused_variables, reason = "a skeleton")]
impl Postgres {
    /// How to connect to it, past the link.
    pub fn config(&self) -> Config {
        todo!()
    }

    /// A connection past the link.
    pub async fn client(&self) -> anyhow::Result<Client> {
        todo!()
    }

    /// `kill -9` to all its processes.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        todo!()
    }

    /// A fast shutdown.
    pub async fn stop_fast(&mut self) -> anyhow::Result<()> {
        todo!()
    }

    /// Starts it again, unless it runs.
    pub async fn start_again(&mut self) -> anyhow::Result<()> {
        todo!()
    }

    /// SIGSTOP to all its processes.
    pub fn freeze(&mut self) {
        todo!()
    }

    /// SIGCONT to all its processes.
    pub fn thaw(&mut self) {
        todo!()
    }

    /// `pg_terminate_backend` for every connection but ours. Returns how many there were.
    pub async fn terminate_backends(&self) -> anyhow::Result<u64> {
        todo!()
    }

    /// `LOCK TABLE messages IN ACCESS EXCLUSIVE MODE`.
    pub async fn lock_messages(&self) -> anyhow::Result<TableLock> {
        todo!()
    }

    /// `VACUUM FULL messages`.
    pub async fn rewrite_messages(&self) -> anyhow::Result<()> {
        todo!()
    }

    /// Why its disk cannot be filled, if so.
    pub fn no_disk(&self) -> Option<&str> {
        todo!()
    }

    /// Leaves no byte free on its disk.
    pub async fn fill_disk(&self) -> anyhow::Result<()> {
        todo!()
    }

    /// Gives the space back.
    pub fn empty_disk(&self) -> anyhow::Result<()> {
        todo!()
    }
}
