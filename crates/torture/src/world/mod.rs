//! A server process, a PostgreSQL and the link between them, all of this run's own and all to be hurt.
//!
//! Everything listens on 127.0.0.1 or on private Unix sockets, and ends when the [`World`] goes.

mod cgroup;
mod clock;
mod disk;
mod door;
mod health;
mod launch;
mod link;
mod operations;
mod options;
mod postgres;
mod process;
mod scratch;
mod server;
mod throttle;
mod vitals;

use std::{net::SocketAddr, path::Path, time::Duration};

use anyhow::Context;
use tokio::sync::watch;
use tokio_postgres::Config;

pub use door::Door;
pub use health::{HealthWatch, Probe, Transition};
pub use link::{CommitCut, DatabaseLink, Direction, LinkMode, Trap};
pub use options::WorldOptions;
pub use postgres::{Postgres, TableLock};
pub use process::Exit;
pub use vitals::Vitals;

use launch::Launcher;
use scratch::Scratch;
use server::Server;
use throttle::Throttle;

/// All that a run needs.
#[derive(Debug)]
pub struct World {
    // In this order: the server ends before its database goes, and the files last.
    server: Option<Server>,
    successor: Option<Server>,
    throttle: Option<Throttle>,
    launcher: Launcher,
    link: DatabaseLink,
    postgres: Postgres,
    address: watch::Sender<SocketAddr>,
    door: Door,
    scratch: Scratch,
}

impl World {
    /// Starts PostgreSQL, the link and the server, and returns when the server is ready.
    pub async fn start(options: WorldOptions) -> anyhow::Result<Self> {
        let scratch = Scratch::create()?;
        let postgres = Postgres::start(&options, &scratch).await.context("start PostgreSQL")?;
        let link = DatabaseLink::open(&scratch.path().join("link"), &postgres.socket())?;
        let mut launcher = Launcher::new(&options, &link, scratch.path())?;
        let server = launcher.start().await?.ready().await?;
        let (address, receiver) = watch::channel(server.address());
        Ok(Self {
            server: Some(server),
            successor: None,
            throttle: None,
            launcher,
            link,
            postgres,
            address,
            door: Door::new(receiver),
            scratch,
        })
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
        self.scratch.path()
    }

    /// Keeps that directory when this world goes, and returns its path: something went wrong in it.
    pub fn keep(&mut self) -> &Path {
        self.scratch.keep()
    }

    /// What the server process holds.
    pub fn vitals(&self) -> anyhow::Result<Vitals> {
        Vitals::of(self.server()?.process().pid())
    }

    /// Waits until `/health/ready` says 200.
    pub async fn ready(&self, patience: Duration) -> anyhow::Result<()> {
        health::ready(&self.door, patience).await
    }
}
