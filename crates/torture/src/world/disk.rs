//! A disk of PostgreSQL's own, in memory, to be filled up.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};
use nix::mount::{MntFlags, MsFlags, mount, umount2};

/// What is written at a time: first much, then the rest.
const PIECES: [usize; 3] = [1 << 20, 4096, 1];

/// A mounted file system. Unmounted when this goes.
#[derive(Debug)]
pub(super) struct Disk {
    path: PathBuf,
}

impl Disk {
    /// Mounts one of this size at `path`, which is made. An error means that we may not.
    pub(super) fn mount(path: &Path, bytes: u64) -> anyhow::Result<Self> {
        fs::create_dir(path).with_context(|| format!("make {}", path.display()))?;
        let options = format!("size={bytes},mode=0711");
        let flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV;
        mount(Some("tmpfs"), path, Some("tmpfs"), flags, Some(options.as_str())).map_err(|error| anyhow!("mounting a disk: {error}"))?;
        Ok(Self { path: path.into() })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves no byte free.
    pub(super) async fn fill(&self) -> anyhow::Result<()> {
        let ballast = self.ballast();
        tokio::task::spawn_blocking(move || fill(&ballast)).await?.context("fill the disk")
    }

    /// Gives the space back.
    pub(super) fn empty(&self) -> anyhow::Result<()> {
        match fs::remove_file(self.ballast()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).context("empty the disk"),
            _ => Ok(()),
        }
    }

    fn ballast(&self) -> PathBuf {
        self.path.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Whoever still has a file open on it keeps it alive, unseen.
        umount2(&self.path, MntFlags::MNT_DETACH).ok();
    }
}

fn fill(ballast: &Path) -> io::Result<()> {
    let mut file: File = OpenOptions::new().append(true).create(true).open(ballast)?;
    for piece in PIECES {
        let zeros = vec![0; piece];
        loop {
            match file.write_all(&zeros) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::StorageFull => break,
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}
