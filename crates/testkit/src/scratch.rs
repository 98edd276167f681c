//! Directories for clusters that do not outlive a test run.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use dialogo_persistence::embedded::{DirectoryLock, EmbeddedError, cluster_name, data_dir, processes_of};
use nix::{
    sys::{
        signal::{Signal, kill},
        statvfs::statvfs,
    },
    unistd::geteuid,
};

/// What a run may need: a cloned database takes about 10 MB, and dozens of tests run at a time.
const FREE_BYTES_MIN: u64 = 1 << 30;

/// More clusters than a machine has tests running at once.
const SLOTS: u32 = 500;

/// One of a fixed row of directories. Whoever holds its lock has it, and finds it empty, whatever happened to its last user: so
/// tests that were killed leave nothing that piles up.
#[derive(Debug)]
pub(crate) struct Scratch {
    path: PathBuf,
    _lock: DirectoryLock,
}

impl Scratch {
    /// Takes the first free one.
    pub(crate) fn take() -> anyhow::Result<Self> {
        for slot in 0..SLOTS {
            let path = directory(&slot.to_string())?;
            match DirectoryLock::take(&path) {
                Ok(lock) => {
                    clear(&path)?;
                    return Ok(Self { path, _lock: lock });
                }
                Err(EmbeddedError::InUse { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        bail!("{SLOTS} test clusters are running already")
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed now, the next user of the directory removes.
        clear(&self.path).ok();
    }
}

/// The directory for test clusters of this name: in memory if that is large enough, since a clone is a copy of files.
pub(crate) fn directory(name: &str) -> anyhow::Result<PathBuf> {
    let memory = Path::new("/dev/shm");
    let base = if free_bytes(memory) > FREE_BYTES_MIN { memory.to_path_buf() } else { env::temp_dir() };
    Ok(data_dir(&base.join(format!("dialogo-test-{}-{name}", geteuid())))?)
}

fn free_bytes(path: &Path) -> u64 {
    // The types differ between systems.
    #[allow(clippy::useless_conversion, reason = "u64 on Linux, u32 on macOS")]
    statvfs(path).map_or(0, |fs| u64::from(fs.blocks_available()) * u64::from(fs.fragment_size()))
}

/// Ends and removes a cluster whose owner is gone.
pub(crate) fn clear(home: &Path) -> anyhow::Result<()> {
    for pid in processes_of(&cluster_name(home)) {
        // Gone already is what we want.
        kill(pid, Signal::SIGKILL).ok();
    }
    for name in ["postgres", "postgres.unfinished"] {
        let data = home.join(name);
        if data.exists() {
            fs::remove_dir_all(&data).with_context(|| format!("remove {}", data.display()))?;
        }
    }
    Ok(())
}
