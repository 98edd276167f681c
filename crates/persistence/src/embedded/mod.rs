//! A private PostgreSQL of our own, for when no database is configured.
//!
//! The system's PostgreSQL binaries run as a child of this process, on a data directory of ours and a unix socket that only we
//! can reach. It starts and stops with us, is started again when it dies, and survives our own `kill -9`: see [`Embedded`].

mod account;
mod binaries;
mod cluster;
mod command;
mod error;
mod initdb;
mod leftovers;
mod lock;
mod log;
mod places;
mod postmaster;
mod prepare;
mod supervisor;

use std::path::PathBuf;

use tokio::{sync::oneshot, task::JoinHandle};
use tokio_postgres::Config;

pub use account::Account;
pub use binaries::Binaries;
pub use cluster::{Cluster, DATABASE, cluster_name};
pub use error::EmbeddedError;
pub use initdb::Sync;
pub use leftovers::processes_of;
pub use lock::DirectoryLock;
pub use places::data_dir;
pub use postmaster::Postmaster;

type Result<T> = std::result::Result<T, EmbeddedError>;

/// Where the private PostgreSQL lives, and where its binaries are.
#[derive(Debug, Clone)]
pub struct EmbeddedSettings {
    /// The server's data directory. PostgreSQL takes `postgres/`, `postgres.log` and `postgres.lock` in it.
    pub data_dir: PathBuf,
    /// The folder with `initdb` and `postgres`; when absent, `PATH` and the usual places are searched.
    pub bin_dir: Option<PathBuf>,
}

/// A running private PostgreSQL.
///
/// - One owner: a lock file in the data directory, held by this process, makes a second server refuse to start.
/// - It never outlives us for long: the kernel tells it to stop when we die, however we die (on Linux; elsewhere, and should the
///   kernel's word come too late, the next start finds what is left and stops it first). It is stopped rather than attached to,
///   because only a child can be supervised, and a fast stop costs less than a second.
/// - It comes back: when PostgreSQL dies while we run, it is started again, with growing pauses while that fails.
#[derive(Debug)]
pub struct Embedded {
    config: Config,
    stop: oneshot::Sender<()>,
    supervisor: JoinHandle<()>,
}

impl Embedded {
    /// Brings up PostgreSQL on the data directory, making one first where there is none, and returns once it answers.
    pub async fn start(settings: EmbeddedSettings) -> Result<Self> {
        let (cluster, lock) = prepare::prepare(settings).await?;
        let postmaster = cluster.launch(&[]).await?;
        cluster.ensure_database().await?;
        let config = cluster.config(DATABASE);
        let (stop, stopped) = oneshot::channel();
        let supervisor = tokio::spawn(supervisor::supervise(cluster, postmaster, stopped, lock));
        Ok(Self { config, stop, supervisor })
    }

    /// How to connect to the `dialogo` database of a server that runs on this data directory at this moment, if one does.
    pub fn of_another(settings: &EmbeddedSettings) -> Result<Option<Config>> {
        let home = places::data_dir(&settings.data_dir)?;
        match DirectoryLock::take(&home) {
            Err(EmbeddedError::InUse { .. }) => Ok(Some(Cluster::open(&home, settings.bin_dir.as_deref())?.config(DATABASE))),
            Ok(_) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How to connect to the `dialogo` database. Stays true across restarts of PostgreSQL.
    pub fn config(&self) -> Config {
        self.config.clone()
    }

    /// Stops PostgreSQL, ending its connections, and returns when it is gone and the data directory is free.
    /// Merely dropping an [`Embedded`] stops PostgreSQL too, but does not wait for it.
    pub async fn stop(self) {
        // An error means that the supervisor is gone already, and PostgreSQL with it.
        self.stop.send(()).ok();
        if let Err(error) = self.supervisor.await {
            tracing::error!(%error, "the supervisor of PostgreSQL broke");
        }
    }
}
