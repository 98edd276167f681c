//! A wall clock for the server that can be set, by libfaketime.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

/// Where distributions put libraries; Debian has a folder for each architecture in there.
const LIBRARIES: [&str; 3] = ["/usr/lib", "/usr/local/lib", "/usr/lib64"];
const NAME: &str = "faketime/libfaketimeMT.so.1";

/// A clock that runs like the true one, some seconds apart. Clones are the same clock.
#[derive(Debug, Clone)]
pub(super) struct FakeClock {
    library: PathBuf,
    file: PathBuf,
}

impl FakeClock {
    /// A clock that is right; `None` where libfaketime is not installed.
    pub(super) fn create(scratch: &Path) -> anyhow::Result<Option<Self>> {
        let Some(library) = library() else { return Ok(None) };
        let clock = Self { library, file: scratch.join("clock") };
        clock.set(0)?;
        Ok(Some(clock))
    }

    /// Moves it to so many seconds after the true time.
    pub(super) fn set(&self, secs: i64) -> anyhow::Result<()> {
        // Written beside and moved there, since the server reads it at any moment.
        let next = self.file.with_extension("next");
        fs::write(&next, format!("{secs:+}\n")).and_then(|()| fs::rename(&next, &self.file)).context("set the clock")
    }

    /// What makes a program believe it.
    pub(super) fn environment(&self) -> [(&'static str, String); 5] {
        [
            ("LD_PRELOAD", self.library.display().to_string()),
            ("FAKETIME_TIMESTAMP_FILE", self.file.display().to_string()),
            ("FAKETIME_NO_CACHE", "1".to_owned()),
            ("FAKETIME_DISABLE_SHM", "1".to_owned()),
            // Deadlines are the monotonic clock's, which does not jump in real life either.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ]
    }
}

fn library() -> Option<PathBuf> {
    let folders = LIBRARIES.iter().flat_map(|folder| {
        let inner = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        std::iter::once(PathBuf::from(folder)).chain(inner)
    });
    folders.map(|folder| folder.join(NAME)).find(|library| library.exists())
}
