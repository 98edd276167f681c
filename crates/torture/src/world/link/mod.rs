//! What lies between the server and PostgreSQL, and can be cut, frozen, slowed and closed.

mod connection;
mod listener;
mod messages;
mod mode;
mod pump;
mod traps;

use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::Context;
use tokio::{sync::watch, task::JoinHandle};

pub use mode::LinkMode;
pub use traps::{CommitCut, Direction, Trap};

use traps::Traps;

/// PostgreSQL's name for a socket of port 5432: the server's URL names its directory.
const SOCKET: &str = ".s.PGSQL.5432";

/// A proxy on a private Unix socket before PostgreSQL's. Without encryption, since it reads along.
#[derive(Debug)]
pub struct DatabaseLink {
    directory: PathBuf,
    shared: Arc<Shared>,
    acceptor: JoinHandle<()>,
}

/// What all connections look at.
#[derive(Debug)]
struct Shared {
    postgres: PathBuf,
    mode: watch::Sender<LinkMode>,
    /// Counts the cuts. Each connection listens, and nobody else: so it also counts connections.
    cuts: watch::Sender<u64>,
    traps: Traps,
    /// A different one for each connection's jitter.
    seeds: AtomicU64,
}

impl DatabaseLink {
    /// Opens a link to the socket `postgres` in a new directory.
    pub fn open(directory: &Path, postgres: &Path) -> anyhow::Result<Self> {
        DirBuilder::new().mode(0o700).create(directory).with_context(|| format!("make {}", directory.display()))?;
        let socket = directory.join(SOCKET);
        let listener = listener::bind(&socket)?;
        let shared = Arc::new(Shared {
            postgres: postgres.into(),
            mode: watch::Sender::default(),
            cuts: watch::Sender::default(),
            traps: Traps::default(),
            seeds: AtomicU64::default(),
        });
        let acceptor = tokio::spawn(listener::accept(socket, listener, shared.clone()));
        Ok(Self { directory: directory.into(), shared, acceptor })
    }

    /// The URL for the server.
    pub fn url(&self) -> String {
        format!("postgres://dialogo@{}/dialogo", self.directory.display().to_string().replace('/', "%2F"))
    }

    /// Changes how it behaves, from this moment.
    pub fn set(&self, mode: LinkMode) {
        self.shared.mode.send_replace(mode);
    }

    /// Ends all connections, at whatever byte they are.
    pub fn cut(&self) {
        self.shared.cuts.send_modify(|cuts| *cuts += 1);
    }

    /// Cuts the connection of the next COMMIT. An earlier order is called off.
    pub fn cut_commit(&self, cut: CommitCut) -> Trap {
        Trap::set_for_commit(&self.shared, cut)
    }

    /// Passes so many bytes more in this direction, over all connections, and cuts the one that would carry the next. An earlier order
    /// is called off.
    pub fn cut_after_bytes(&self, direction: Direction, bytes: usize) -> Trap {
        Trap::set_for_bytes(&self.shared, direction, bytes)
    }

    /// How many connections there are.
    pub fn connections(&self) -> usize {
        self.shared.cuts.receiver_count()
    }
}

impl Drop for DatabaseLink {
    fn drop(&mut self) {
        // And with it all its connections.
        self.acceptor.abort();
    }
}

impl Shared {
    fn seed(&self) -> u64 {
        self.seeds.fetch_add(1, Ordering::Relaxed)
    }

    /// Waits while the link is frozen.
    async fn thawed(&self) {
        // The sender lives as long as we do.
        self.mode.subscribe().wait_for(|mode| *mode != LinkMode::Freeze).await.ok();
    }
}
