//! What a directory lies on.

use std::path::Path;

use anyhow::{Context, Result};
use nix::sys::statfs::{TMPFS_MAGIC, statfs};

/// Whether it lies in memory: nothing there is durable, and a commit costs nothing.
pub fn is_memory(directory: &Path) -> Result<bool> {
    let system = statfs(directory).with_context(|| format!("look at {}", directory.display()))?;
    Ok(system.filesystem_type() == TMPFS_MAGIC)
}
