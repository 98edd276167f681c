//! Memory, from `/proc`.

use std::fs;

use anyhow::{Context, Result};
use nix::unistd::Pid;

/// What a process holds in RAM.
pub fn rss_bytes(pid: Pid) -> Result<u64> {
    // The rollup is exact; what stands in `status` lags behind by some pages.
    let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"));
    let text = rollup.or_else(|_| fs::read_to_string(format!("/proc/{pid}/status"))).context("the process is gone")?;
    rss_in(&text).context("no RSS in /proc")
}

fn rss_in(text: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix("Rss:").or_else(|| line.strip_prefix("VmRSS:")))?;
    rest.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_read() {
        assert_eq!(rss_in("55 [rollup]\nRss:                1848 kB\nPss: 1 kB\n"), Some(1_848 << 10));
        assert_eq!(rss_in("VmSize:\t 9 kB\nVmRSS:\t    4600 kB\n"), Some(4_600 << 10));
        assert_eq!(rss_in("nothing"), None);
        assert!(rss_bytes(Pid::this()).expect("we are there") > 1 << 16);
    }
}
