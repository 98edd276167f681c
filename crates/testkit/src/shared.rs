//! The PostgreSQL that tests share when none was given, across their processes: nextest runs each test in its own.

use std::{
    fs::{File, OpenOptions},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use dialogo_persistence::embedded::{Cluster, Sync, cluster_name, processes_of};
use tokio::time::sleep;

use crate::{
    cluster::{open, shared_settings},
    scratch, server, url,
};

/// A small shell program that outlives the tests, but not for long.
const KEEPER: &str = include_str!("keeper.sh");

/// PostgreSQL on a fresh cluster is there within a second, even on a busy machine.
const START_DEADLINE: Duration = Duration::from_mins(1);

/// The URL of the shared PostgreSQL, which is started if need be, and kept for as long as this process lives.
pub(crate) async fn url() -> anyhow::Result<String> {
    ensure!(
        Path::new("/usr/bin/flock").exists() && Path::new("/usr/bin/setpriv").exists(),
        "without util-linux (flock, setpriv), run tests through scripts/test, or set {} to the URL of a PostgreSQL",
        server::DATABASE_URL
    );
    let (cluster, startup) = tokio::task::spawn_blocking(join).await??;
    let url = url::of_cluster(&cluster, "postgres");
    let config = url.parse()?;
    let deadline = Instant::now() + START_DEADLINE;
    while let Err(error) = server::connect(&config).await {
        if Instant::now() > deadline {
            bail!("the PostgreSQL for tests does not answer ({error}); its log is {}", cluster.log().display());
        }
        sleep(Duration::from_millis(10)).await;
    }
    drop(startup);
    Ok(url)
}

/// Becomes a user of the shared PostgreSQL, and starts it if it does not run. The file returned is the lock that others wait for
/// until it answers.
fn join() -> anyhow::Result<(Cluster, File)> {
    let home = scratch::directory("shared")?;
    let users = lock_file(&home.join("users.lock"))?;
    users.lock_shared().context("join the users of the PostgreSQL for tests")?;
    // The lock is this process's until it ends.
    std::mem::forget(users);
    let startup = lock_file(&home.join("startup.lock"))?;
    startup.lock().context("wait for the PostgreSQL for tests to start")?;
    let running = processes_of(&cluster_name(&home));
    if running.is_empty() {
        scratch::clear(&home)?;
    }
    let cluster = open(&home)?;
    if running.is_empty() {
        cluster.account().own(&home)?;
        cluster.initdb(Sync::Throwaway)?;
        spawn_keeper(&cluster, &home)?;
    }
    Ok((cluster, startup))
}

fn spawn_keeper(cluster: &Cluster, home: &Path) -> anyhow::Result<()> {
    let postgres = cluster.postmaster(shared_settings());
    File::create(cluster.log()).and_then(|log| log.set_permissions(PermissionsExt::from_mode(0o666)))?;
    let mut keeper = Command::new("/bin/sh");
    keeper.arg("-c").arg(KEEPER).arg("keeper").arg(home.join("users.lock")).arg(cluster.data()).arg(cluster.log());
    keeper.arg(postgres.get_program()).args(postgres.get_args());
    // In a process group of its own and silent: neither the end of a test nor a reader of its output waits for it.
    keeper.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).env("LC_ALL", "C").current_dir("/");
    cluster.account().run(&mut keeper);
    keeper.spawn().context("start the keeper of the PostgreSQL for tests")?;
    Ok(())
}

/// Opens a lock file that the keeper, another user when we are root, may open as well.
fn lock_file(path: &Path) -> anyhow::Result<File> {
    let opened = OpenOptions::new().append(true).create(true).open(path).with_context(|| format!("open {}", path.display()))?;
    // Fails when another user made it, who has done the same.
    opened.set_permissions(PermissionsExt::from_mode(0o666)).ok();
    Ok(opened)
}
