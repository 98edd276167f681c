//! Which core runs what.

use std::fs;

use anyhow::{Context, Result};
use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::unistd::Pid;

/// The cores that a server and its clients get.
#[derive(Clone, Debug)]
pub struct Cores {
    server: CpuSet,
    client: CpuSet,
    all: CpuSet,
    /// How many there are.
    pub count: usize,
    /// Whether server and clients are kept apart.
    pub are_apart: bool,
}

impl Cores {
    /// The first core for the server and the second for its clients, if that is wanted and there are two.
    pub fn of_this_machine(keep_apart: bool) -> Result<Self> {
        let all = sched_getaffinity(Pid::from_raw(0)).context("the cores of this process")?;
        let each: Vec<usize> = (0..CpuSet::count()).filter(|core| all.is_set(*core).unwrap_or(false)).collect();
        let count = each.len();
        match each[..] {
            [first, second, ..] if keep_apart => Ok(Self { server: only(first)?, client: only(second)?, all, count, are_apart: true }),
            _ => Ok(Self { server: all, client: all, all, count, are_apart: false }),
        }
    }

    /// Where servers run.
    pub fn server(&self) -> &CpuSet {
        &self.server
    }

    /// Where the clients run.
    pub fn client(&self) -> &CpuSet {
        &self.client
    }

    /// All that there are.
    pub fn all(&self) -> &CpuSet {
        &self.all
    }
}

fn only(core: usize) -> Result<CpuSet> {
    let mut set = CpuSet::new();
    set.set(core).context("a core")?;
    Ok(set)
}

/// Keeps this thread, and those that it starts, on these cores.
pub fn bind_this_thread(cores: &CpuSet) -> Result<()> {
    sched_setaffinity(Pid::from_raw(0), cores).context("bind a thread to a core")
}

/// Keeps all threads of a process on these cores; those that it starts later stay with them.
pub fn bind_process(pid: Pid, cores: &CpuSet) -> Result<()> {
    for thread in fs::read_dir(format!("/proc/{pid}/task")).context("the threads of a process")? {
        let id = thread?.file_name().to_string_lossy().parse()?;
        // One that has ended meanwhile needs no core.
        sched_setaffinity(Pid::from_raw(id), cores).or_else(|error| if error == nix::Error::ESRCH { Ok(()) } else { Err(error) })?;
    }
    Ok(())
}
