//! All that comes before PostgreSQL can be started.

use super::{Cluster, DirectoryLock, EmbeddedError, EmbeddedSettings, Result, Sync, log, places};

/// Makes ready what `settings` name, on a thread that may block: `initdb` takes a second, the end of an earlier run longer.
pub(super) async fn prepare(settings: EmbeddedSettings) -> Result<(Cluster, DirectoryLock)> {
    let prepared = tokio::task::spawn_blocking(move || blocking(&settings)).await;
    prepared.unwrap_or_else(|error| Err(EmbeddedError::Io { doing: "prepare PostgreSQL".into(), source: error.into() }))
}

fn blocking(settings: &EmbeddedSettings) -> Result<(Cluster, DirectoryLock)> {
    let home = places::data_dir(&settings.data_dir)?;
    let lock = DirectoryLock::take(&home)?;
    let cluster = Cluster::open(&home, settings.bin_dir.as_deref())?;
    if cluster.is_new() {
        tracing::info!(data = %cluster.data().display(), version = cluster.binaries().major(), "making a PostgreSQL data directory");
        cluster.initdb(Sync::Durable)?;
    } else {
        cluster.clear_leftovers()?;
    }
    // A log that cannot be shortened is no reason not to start.
    log::bound(cluster.log()).ok();
    Ok((cluster, lock))
}
