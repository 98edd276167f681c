//! Making a cluster, whole or not at all.

use std::{fs, path::Path};

use super::{Cluster, EmbeddedError, Result, command, places};

/// Whether a new cluster is flushed to the disk before it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sync {
    /// As real data want it.
    Durable,
    /// For clusters that do not outlive a test.
    Throwaway,
}

impl Cluster {
    /// Runs `initdb`. It works on the side and the result is moved into place, so that one that was interrupted leaves nothing
    /// that looks like a cluster.
    ///
    /// Authentication is `trust`, on a socket in a directory that only its owner can enter: whoever gets there may read the files
    /// anyway. Text is UTF-8 under `C.UTF-8`: every Linux has it, it sorts by code point, knows the upper and lower case of all
    /// letters, and never changes with a library's version as other locales do, silently corrupting indexes. What people see sorted
    /// is sorted by its query.
    pub fn initdb(&self, sync: Sync) -> Result<()> {
        let unfinished = self.data().with_extension("unfinished");
        self.try_initdb(&unfinished, "C.UTF-8", sync).or_else(|error| match error {
            // macOS below 15 has no C.UTF-8. Its C is the same but for the case of letters beyond ASCII.
            EmbeddedError::Initdb { output, .. } if output.contains("invalid locale") => self.try_initdb(&unfinished, "C", sync),
            other => Err(other),
        })?;
        fs::rename(&unfinished, self.data()).map_err(EmbeddedError::io(format!("rename {}", unfinished.display())))
    }

    fn try_initdb(&self, into: &Path, locale: &str, sync: Sync) -> Result<()> {
        if into.exists() {
            fs::remove_dir_all(into).map_err(EmbeddedError::io(format!("remove {}", into.display())))?;
        }
        places::private_dir(into, self.account())?;
        let program = self.binaries().program("initdb");
        let mut initdb = command::bound_to_us(&program, self.account());
        initdb.arg("--pgdata").arg(into).args(["--username", super::cluster::USER, "--encoding", "UTF8", "--locale", locale]).args([
            "--auth-local",
            "trust",
            "--auth-host",
            "reject",
            "--data-checksums",
        ]);
        if sync == Sync::Throwaway {
            initdb.arg("--no-sync");
        }
        let output = initdb.output().map_err(EmbeddedError::io(format!("run {}", program.display())))?;
        if output.status.success() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
        Err(EmbeddedError::Initdb { data: self.data().into(), output: text })
    }
}
