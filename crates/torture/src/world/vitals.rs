//! What a process holds, from `/proc`.

use std::fs;

use anyhow::{Context, anyhow};
use nix::unistd::Pid;

/// What a process holds at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vitals {
    /// Memory in RAM.
    pub rss_bytes: u64,
    /// The most memory in RAM since it began.
    pub rss_peak_bytes: u64,
    /// Open file descriptors.
    pub fds: usize,
    /// Threads.
    pub threads: u64,
}

impl Vitals {
    /// Those of process `pid`, which must run.
    pub fn of(pid: Pid) -> anyhow::Result<Self> {
        let path = format!("/proc/{pid}/status");
        let status = fs::read_to_string(&path).with_context(|| format!("read {path}"))?;
        let fds = fs::read_dir(format!("/proc/{pid}/fd")).context("list file descriptors")?.count();
        let kib = |name| number_after(&status, name).map(|kib| kib * 1024);
        Ok(Self { rss_bytes: kib("VmRSS:")?, rss_peak_bytes: kib("VmHWM:")?, fds, threads: number_after(&status, "Threads:")? })
    }
}

fn number_after(status: &str, name: &str) -> anyhow::Result<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or_else(|| anyhow!("no {name} in /proc"))?;
    line.split_whitespace().next().unwrap_or_default().parse().with_context(|| format!("{name}{line}"))
}
