//! A throwaway cluster that lives as long as its value.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::Context;
use dialogo_persistence::embedded::{Cluster, EmbeddedError, Postmaster, Sync};

use crate::{scratch::Scratch, url};

/// The server's own variable for the folder of PostgreSQL's binaries.
const BIN_DIR: &str = "DIALOGO__DATABASE__BIN_DIR";

/// Speed instead of durability: what a power cut would lose, a test does not miss. A killed PostgreSQL still loses nothing, because
/// the kernel has what was written, as long as it *was* written: see [`HONEST`].
const FAST: &[(&str, &str)] = &[
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("synchronous_commit", "off"),
    ("autovacuum", "off"),
    ("max_connections", "400"),
    ("wal_level", "minimal"),
    ("max_wal_senders", "0"),
    ("dynamic_shared_memory_type", "mmap"), // in files that go with the data, even after a kill
];

/// For tests that hurt PostgreSQL: acknowledged commits survive a kill, and a commit can be made to wait for a standby that never comes.
const HONEST: &[(&str, &str)] = &[("synchronous_commit", "on"), ("wal_level", "replica"), ("max_wal_senders", "1")];

/// A running throwaway PostgreSQL.
#[derive(Debug)]
pub struct TestCluster {
    // In this order: PostgreSQL ends before its directory goes.
    pub(crate) postmaster: Option<Postmaster>,
    pub(crate) cluster: Cluster,
    /// Over the settings for every private one.
    pub(crate) settings: Vec<(String, String)>,
    _scratch: Option<Scratch>,
}

impl TestCluster {
    /// A new one, made for speed.
    pub async fn start() -> anyhow::Result<Self> {
        Self::start_in(None).await
    }

    /// A new one in this directory, which is empty; `None`: in one of its own.
    pub(crate) async fn start_in(home: Option<PathBuf>) -> anyhow::Result<Self> {
        let (scratch, cluster) = tokio::task::spawn_blocking(move || make(home.as_deref())).await??;
        let postmaster = cluster.launch(FAST).await?;
        Ok(Self { postmaster: Some(postmaster), cluster, settings: Vec::new(), _scratch: scratch })
    }

    /// The URL of its database `postgres`.
    pub fn url(&self) -> String {
        url::of_cluster(&self.cluster, "postgres")
    }

    /// Stops it and removes its files.
    pub async fn stop(mut self) {
        if let Some(mut postmaster) = self.postmaster.take() {
            postmaster.stop().await;
        }
    }

    pub(crate) async fn launch(&mut self) -> anyhow::Result<()> {
        let own = self.settings.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let settings: Vec<_> = FAST.iter().chain(HONEST).copied().chain(own).collect();
        self.postmaster = Some(self.cluster.launch(&settings).await?);
        Ok(())
    }
}

impl Drop for TestCluster {
    fn drop(&mut self) {
        drop(self.postmaster.take());
        self.cluster.remove_sockets();
    }
}

fn make(home: Option<&Path>) -> anyhow::Result<(Option<Scratch>, Cluster)> {
    let scratch = if home.is_none() { Some(Scratch::take()?) } else { None };
    let home = home.or(scratch.as_ref().map(Scratch::path)).context("a directory")?;
    let cluster = open(home)?;
    cluster.initdb(Sync::Throwaway)?;
    Ok((scratch, cluster))
}

/// The cluster in `home`, by the binaries that the server would take.
pub(crate) fn open(home: &Path) -> Result<Cluster, EmbeddedError> {
    Cluster::open(home, env::var_os(BIN_DIR).as_deref().map(Path::new))
}

/// The settings of a cluster that many tests share.
pub(crate) fn shared_settings() -> &'static [(&'static str, &'static str)] {
    FAST
}
