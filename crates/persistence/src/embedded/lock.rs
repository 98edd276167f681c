//! One server per data directory.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Write},
    path::Path,
};

use super::{EmbeddedError, Result};

/// The lock on a data directory. The kernel frees it when the process ends, however it ends.
#[derive(Debug)]
pub struct DirectoryLock {
    _file: File,
}

impl DirectoryLock {
    /// Takes the lock of `directory`, or says who has it.
    pub fn take(directory: &Path) -> Result<Self> {
        let path = directory.join("postgres.lock");
        let io = || EmbeddedError::io(format!("lock {}", path.display()));
        // Never truncated on opening: until the lock is ours, the text is the holder's.
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io())?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                // Who holds it is a courtesy: a holder that has not written its number yet is simply not named.
                file.read_to_string(&mut text).ok();
                return Err(EmbeddedError::InUse { data_dir: directory.into(), holder: text.trim().parse().ok() });
            }
            Err(TryLockError::Error(error)) => return Err(io()(error)),
        }
        file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(io())?;
        Ok(Self { _file: file })
    }
}
