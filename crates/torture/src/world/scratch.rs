//! A directory of this world's own.

use std::{
    env,
    fs::{self, DirBuilder},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use anyhow::Context;

/// Removed when it goes, unless somebody wants to read what is in it.
#[derive(Debug)]
pub(super) struct Scratch {
    path: PathBuf,
    is_kept: bool,
}

impl Scratch {
    pub(super) fn create() -> anyhow::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        // Short, since sockets lie in it, and passable, since PostgreSQL may run as another user. What is secret is below, and is not.
        let path = env::temp_dir().join(format!("dialogo-torture-{}-{number}", process::id()));
        DirBuilder::new().mode(0o711).create(&path).with_context(|| format!("make {}", path.display()))?;
        Ok(Self { path, is_kept: false })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn keep(&mut self) -> &Path {
        self.is_kept = true;
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.is_kept {
            // A directory too many does no harm.
            fs::remove_dir_all(&self.path).ok();
        }
    }
}
