//! A server process, a PostgreSQL and the link between them, all of this run's own and all to be hurt.
//!
//! Everything listens on 127.0.0.1 or on private Unix sockets, and ends when the [`World`] goes.

mod door;
mod health;
mod link;
mod operations;
mod options;
mod postgres;
mod vitals;

use std::{net::SocketAddr, path::Path, time::Duration};

use tokio_postgres::Config;

pub use door::Door;
pub use health::{HealthWatch, Probe, Transition};
pub use link::{CommitCut, DatabaseLink, Direction, LinkMode, Trap};
pub use operations::Exit;
pub use options::WorldOptions;
pub use postgres::{Postgres, TableLock};
pub use vitals::Vitals;

/// All that a run needs.
#[derive(Debug)]
pub struct World {
    door: Door,
    link: DatabaseLink,
    postgres: Postgres,
}

impl World {
    /// Starts PostgreSQL, the link and the server, and returns when the server is ready.
    pub async fn start(_options: WorldOptions) -> anyhow::Result<Self> {
        todo!()
    }

    /// Where clients connect, now and later.
    pub fn door(&self) -> Door {
        self.door.clone()
    }

    /// Where clients connect now.
    pub fn address(&self) -> SocketAddr {
        self.door.address()
    }

    /// How to connect to the database past the link: for who checks.
    pub fn database(&self) -> Config {
        self.postgres.config()
    }

    /// What lies between the server and PostgreSQL.
    pub fn link(&self) -> &DatabaseLink {
        &self.link
    }

    /// PostgreSQL.
    pub fn postgres(&mut self) -> &mut Postgres {
        &mut self.postgres
    }

    /// The directory with the logs: `server-1.log` for the first process, and so on, and `postgres.log` if PostgreSQL has a disk of
    /// its own.
    pub fn scratch(&self) -> &Path {
        todo!()
    }

    /// Keeps that directory when this world goes, and returns its path: something went wrong in it.
    pub fn keep(&mut self) -> &Path {
        todo!()
    }

    /// What the server process holds.
    pub fn vitals(&self) -> anyhow::Result<Vitals> {
        todo!()
    }

    /// Waits until `/health/ready` says 200.
    pub async fn ready(&self, patience: Duration) -> anyhow::Result<()> {
        health::ready(&self.door, patience).await
    }
}
