//! How many files we may open: each connection is one.

use anyhow::{Context, Result, ensure};
use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// Open files beside the connections.
const RESERVE: u64 = 256;

/// Makes room for so many connections.
pub fn raise_open_files(connections: usize) -> Result<()> {
    let wanted = connections as u64 + RESERVE;
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).context("the limit of open files")?;
    if soft >= wanted {
        return Ok(());
    }
    ensure!(hard >= wanted, "{connections} connections need {wanted} open files, and `ulimit -Hn` is {hard}");
    setrlimit(Resource::RLIMIT_NOFILE, wanted, hard).context("raise the limit of open files")
}
