//! CPU time, from `/proc`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use nix::unistd::{Pid, SysconfVar, sysconf};

/// CPU seconds, in user and in system mode together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usage {
    /// Of the server, or of what stands in its place.
    pub server_secs: f64,
    /// Of all of PostgreSQL's processes.
    pub postgres_secs: f64,
}

impl Usage {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { server_secs: self.server_secs + other.server_secs, postgres_secs: self.postgres_secs + other.postgres_secs }
    }

    /// What was used since then.
    #[must_use]
    pub fn since(self, earlier: Self) -> Self {
        Self { server_secs: self.server_secs - earlier.server_secs, postgres_secs: self.postgres_secs - earlier.postgres_secs }
    }
}

/// A line of `/proc/<pid>/stat`, in ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stat {
    parent: i32,
    own: u64,
    /// Of its children that have ended.
    children: u64,
}

impl Stat {
    fn of(pid: Pid) -> Option<Self> {
        Self::parse(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
    }

    fn parse(line: &str) -> Option<Self> {
        // The name, in brackets, may hold anything, brackets too.
        let (_, rest) = line.rsplit_once(')')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let ticks = |number: usize| fields.get(number - 3).and_then(|field| field.parse::<u64>().ok());
        let parent = fields.get(1)?.parse().ok()?;
        Some(Self { parent, own: ticks(14)? + ticks(15)?, children: ticks(16)? + ticks(17)? })
    }
}

/// What a process has used, all its threads together.
pub fn process_cpu(pid: Pid) -> Result<f64> {
    let stat = Stat::of(pid).with_context(|| format!("the process {pid} is gone"))?;
    secs(stat.own)
}

/// What all of PostgreSQL's processes have used, those that have ended included.
pub fn postgres_cpu(postmaster: Pid) -> Result<f64> {
    let stat = Stat::of(postmaster).context("PostgreSQL is gone")?;
    let processes = fs::read_dir("/proc").context("/proc")?.flatten();
    let pids = processes.filter_map(|entry| pid_of(&entry.path()));
    let children = pids.filter_map(Stat::of).filter(|child| child.parent == postmaster.as_raw());
    secs(stat.own + stat.children + children.map(|child| child.own).sum::<u64>())
}

fn pid_of(path: &Path) -> Option<Pid> {
    path.file_name()?.to_str()?.parse().ok().map(Pid::from_raw)
}

#[expect(clippy::cast_precision_loss, reason = "ticks of years fit")]
fn secs(ticks: u64) -> Result<f64> {
    let per_sec = sysconf(SysconfVar::CLK_TCK)?.context("the clock ticks")?;
    Ok(ticks as f64 / per_sec as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_whatever_the_name() {
        let line = "4321 (a (b) c) S 17 4321 4321 0 -1 4194560 1 2 3 4 250 50 30 7 20 0 9 0 111 222 333";
        assert_eq!(Stat::parse(line), Some(Stat { parent: 17, own: 300, children: 37 }));
        assert_eq!(Stat::parse("4321 (a"), None);
        assert_eq!(Stat::parse("4321 (a) S 17 4321"), None);
    }

    #[test]
    fn who_works_uses_time() {
        let before = process_cpu(Pid::this()).expect("we are there");
        let mut sum = 0_u64;
        // As many ticks as it takes, however slow this machine is.
        while process_cpu(Pid::this()).expect("we are there") - before < 0.02 {
            sum = (0..100_000).fold(sum, |sum, n: u64| sum.wrapping_add(n * n));
        }
        assert!(sum > 0);
    }

    #[test]
    fn who_is_gone_is_an_error() {
        assert!(process_cpu(Pid::from_raw(i32::MAX)).is_err() && postgres_cpu(Pid::from_raw(i32::MAX)).is_err());
    }
}
