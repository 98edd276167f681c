//! A directory of our own on a real disk, for what a server stores.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, ensure};

use crate::machine::is_memory;

const PREFIX: &str = "dialogo-bench-";

/// Removed when it goes.
#[derive(Debug)]
pub struct Place(PathBuf);

impl Place {
    /// A new one below this directory.
    pub fn create(below: &Path) -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        ensure!(!is_memory(below)?, "{} lies in memory, where a commit costs nothing; name a disk by --dir", below.display());
        sweep(below)?;
        let path = below.join(format!("{PREFIX}{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
        // Passable, since PostgreSQL may run as another user; what is secret in it has a mode of its own.
        DirBuilder::new().mode(0o711).create(&path).with_context(|| format!("make {}", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // The next run sweeps up what stays.
        fs::remove_dir_all(&self.0).ok();
    }
}

/// Removes what runs have left that were killed: it may be gigabytes.
fn sweep(below: &Path) -> Result<()> {
    for entry in fs::read_dir(below).with_context(|| format!("look into {}", below.display()))?.flatten() {
        if owner_of(&entry.file_name().to_string_lossy()).is_some_and(|pid| !Path::new("/proc").join(pid.to_string()).exists()) {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
    Ok(())
}

/// The process that made it, by its name.
fn owner_of(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.split_once('-')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_whose_it_is() {
        assert_eq!(owner_of("dialogo-bench-17-0"), Some(17));
        for other in ["dialogo-bench-x-0", "dialogo-bench-17", "dialogo-torture-17-0", "17-0"] {
            assert_eq!(owner_of(other), None, "{other}");
        }
    }
}
