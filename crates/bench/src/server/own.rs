//! A server of our own, with a private PostgreSQL on a real disk.

use std::env;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use nix::sched::CpuSet;
use nix::unistd::Pid;

use super::limits::{INHERITED, RAISED};
use super::seating::key;
use super::token::Mint;
use super::{Database, Place, Process, Template};
use crate::http::Http;
use crate::machine::{Usage, bind_process, postgres_cpu, process_cpu, rss_bytes};
use crate::wire::ChatKey;

/// What `dialogo serve` says when it accepts connections.
const READY: &str = "dialogo is ready: http://";

/// A running server. Ends when it goes, and its PostgreSQL with it.
pub struct OwnServer {
    // In this order: the connection ends before the server, and that before its files go.
    database: Database,
    process: Process,
    address: SocketAddr,
    mint: Mint,
    place: Place,
}

/// How a server is started.
#[derive(Clone, Debug)]
pub struct Start<'a> {
    /// The program.
    pub binary: &'a Path,
    /// One that has a core of its own has one thread for connections.
    pub core: Option<&'a CpuSet>,
}

impl OwnServer {
    /// Starts one on an empty database.
    pub fn start(start: &Start, empty: Place) -> Result<Self> {
        let mint = Mint::new();
        let (process, address, _) = launch(start, &empty, &mint)?;
        let database = Database::of(&empty.path().join("data"))?;
        Ok(Self { database, process, address, mint, place: empty })
    }

    /// Makes an empty database below `directory`, for others to start on.
    pub fn template(start: &Start, directory: &Path) -> Result<Template> {
        let Self { database, mut process, place, .. } = Self::start(start, Place::create(directory)?)?;
        drop(database);
        process.end()?;
        Ok(Template::of(place))
    }

    /// Ends it, starts it again on the same database, and says how long that start took until it was ready.
    pub fn restart(self, start: &Start) -> Result<(Self, Duration)> {
        let Self { database, mut process, mint, place, .. } = self;
        drop(database);
        process.end()?;
        let (process, address, took) = launch(start, &place, &mint)?;
        let database = Database::of(&place.path().join("data"))?;
        Ok((Self { database, process, address, mint, place }, took))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its database, past it.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// All chats.
    pub fn chats(&self) -> Result<Vec<ChatKey>> {
        self.database.rows("select id from chats order by id")?.iter().map(|row| key(row.get(0))).collect()
    }

    /// Signs tokens for it.
    pub(crate) fn mint(&self) -> &Mint {
        &self.mint
    }

    /// Its process.
    pub fn pid(&self) -> Result<Pid> {
        self.process.pid()
    }

    /// The CPU time that it and its PostgreSQL have used.
    pub fn usage(&self) -> Result<Usage> {
        let postgres_secs = postgres_cpu(self.database.postmaster())?;
        Ok(Usage { server_secs: process_cpu(self.process.pid()?)?, postgres_secs })
    }

    /// What it holds in RAM, its PostgreSQL not included.
    pub fn rss_bytes(&self) -> Result<u64> {
        rss_bytes(self.process.pid()?)
    }
}

/// Starts the program, and says how long it took until `/health/ready` said 200.
fn launch(start: &Start, place: &Place, mint: &Mint) -> Result<(Process, SocketAddr, Duration)> {
    let mut command = Process::command(start.binary);
    command.arg("serve").current_dir(place.path()).env_clear();
    command.envs(INHERITED.iter().filter_map(|name| Some((name, env::var_os(name)?))));
    command.envs(RAISED).env("DIALOGO__AUTH__JWT_SECRET", mint.secret()).env("DIALOGO__DATA_DIR", place.path().join("data"));
    if start.core.is_some() {
        command.env("DIALOGO__SERVER__WORKERS", "1");
    }
    let began = Instant::now();
    let mut process = Process::start(command, &place.path().join("server.log"))?;
    let address: SocketAddr = process.said(READY)?.parse().context("the server's address")?;
    Http::connect(address)?.expect(200, "GET", "/health/ready", None, None)?;
    let took = began.elapsed();
    // Not before: PostgreSQL, its child, is to have all cores.
    if let Some(core) = start.core {
        bind_process(process.pid()?, core)?;
    }
    Ok((process, address, took))
}
