//! PostgreSQL's log file: its standard error, kept short.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// A log that has grown beyond this is moved to `postgres.log.1`. PostgreSQL is told to log next to nothing (see `cluster`), so
/// this is years of it, or a fault that repeats.
const BYTES_MAX: u64 = 4 * 1024 * 1024;

/// What an error message quotes of a log.
const TAIL_BYTES: u64 = 2_000;

/// Opens `log` for a PostgreSQL to append to.
pub(super) fn open(log: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).mode(0o600).open(log)
}

/// Keeps `log` below its bound. The writer appends, so the file can be emptied under it.
pub(super) fn bound(log: &Path) -> io::Result<()> {
    if log.metadata()?.len() > BYTES_MAX {
        std::fs::copy(log, log.with_extension("log.1"))?;
        OpenOptions::new().write(true).open(log)?.set_len(0)?;
    }
    Ok(())
}

/// The last lines of `log`, for a message.
pub(super) fn tail(log: &Path) -> String {
    read_tail(log).unwrap_or_else(|error| format!("(unreadable: {error})"))
}

fn read_tail(log: &Path) -> io::Result<String> {
    let mut file = File::open(log)?;
    let start = file.metadata()?.len().saturating_sub(TAIL_BYTES);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(TAIL_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_log_that_grew_too_long_is_moved_aside_under_its_writer() {
        let log = std::env::temp_dir().join(format!("{}.log", uuid::Uuid::now_v7()));
        let mut writer = open(&log).expect("opens");
        writer.write_all(&vec![b'x'; usize::try_from(BYTES_MAX).expect("fits") + 1]).expect("writes");
        bound(&log).expect("bounds");
        writer.write_all(b"after").expect("writes");
        assert_eq!(tail(&log), "after");
        let old = log.with_extension("log.1");
        assert_eq!(old.metadata().expect("is kept").len(), BYTES_MAX + 1);
        for file in [log, old] {
            std::fs::remove_file(file).expect("is removed");
        }
    }
}
