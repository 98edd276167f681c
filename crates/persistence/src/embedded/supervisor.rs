//! PostgreSQL, started again when it dies.

use std::time::Duration;

use tokio::{
    sync::oneshot,
    time::{interval, sleep},
};

use super::{Cluster, DirectoryLock, Postmaster, Result, log};

/// How often the log's length is looked at.
const LOG_CHECK: Duration = Duration::from_mins(1);

/// The pauses before a restart: the first is short, for one bad query must not cost minutes; the last does not wear out the disk.
const PAUSES: [Duration; 5] =
    [Duration::from_millis(100), Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(5), Duration::from_secs(15)];

/// Keeps `cluster` running until `stopped` is told (or dropped), then stops it and frees the directory.
pub(super) async fn supervise(cluster: Cluster, mut postmaster: Postmaster, mut stopped: oneshot::Receiver<()>, _lock: DirectoryLock) {
    let mut log_check = interval(LOG_CHECK);
    loop {
        let end = tokio::select! {
            biased;
            _ = &mut stopped => {
                postmaster.stop().await;
                return cluster.remove_sockets();
            }
            end = postmaster.ended() => end,
            _ = log_check.tick() => {
                bound_log(&cluster);
                continue;
            }
        };
        tracing::error!(end, log = %cluster.log().display(), "PostgreSQL ended by itself; starting it again");
        postmaster = tokio::select! {
            biased;
            _ = &mut stopped => return,
            again = start_again(&cluster) => again,
        };
        tracing::info!("PostgreSQL is back");
    }
}

async fn start_again(cluster: &Cluster) -> Postmaster {
    let mut pauses = PAUSES.into_iter();
    let mut pause = PAUSES[0];
    loop {
        pause = pauses.next().unwrap_or(pause);
        sleep(pause).await;
        match try_start(cluster).await {
            Ok(postmaster) => return postmaster,
            Err(error) => tracing::error!(%error, "PostgreSQL does not start"),
        }
    }
}

/// A postmaster that was killed leaves children behind for a moment, and PostgreSQL does not start beside them.
async fn try_start(cluster: &Cluster) -> Result<Postmaster> {
    let cleared = cluster.clone();
    if let Ok(cleared) = tokio::task::spawn_blocking(move || cleared.clear_leftovers()).await {
        cleared?;
    }
    cluster.launch(&[]).await
}

fn bound_log(cluster: &Cluster) {
    if let Err(error) = log::bound(cluster.log()) {
        tracing::warn!(%error, "PostgreSQL's log cannot be shortened");
    }
}
