//! Limits that the kernel sets to a process (cgroup v1), where we may.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

use anyhow::{Context, anyhow};

/// The period of a CPU quota: the kernel's default, and containers'.
const PERIOD_US: u64 = 100_000;

/// A group of one process in the hierarchies for CPU and memory. Removed when this goes, after the process.
#[derive(Debug)]
pub(super) struct Cgroup {
    cpu: anyhow::Result<PathBuf>,
    memory: anyhow::Result<PathBuf>,
}

impl Cgroup {
    /// Makes one inside the groups that we are in ourselves; what cannot be made, limits nothing later.
    pub(super) fn create(number: u32) -> Self {
        let name = format!("dialogo-torture-{}-{number}", process::id());
        Self { cpu: make("cpu", "cpu.cfs_quota_us", &name), memory: make("memory", "memory.limit_in_bytes", &name) }
    }

    /// The files to write a process number to.
    pub(super) fn tasks(&self) -> impl Iterator<Item = PathBuf> {
        [&self.cpu, &self.memory].into_iter().flatten().map(|group| group.join("cgroup.procs"))
    }

    /// Limits its CPU to so many hundredths of a core; `None`: no limit.
    pub(super) fn limit_cpu(&self, percent: Option<u64>) -> anyhow::Result<()> {
        let group = known(&self.cpu)?;
        write(group, "cpu.cfs_period_us", &PERIOD_US.to_string())?;
        write(group, "cpu.cfs_quota_us", &percent.map_or("-1".to_owned(), |percent| (PERIOD_US * percent / 100).to_string()))
    }

    /// Limits its memory; `None`: no limit.
    pub(super) fn limit_memory(&self, bytes: Option<u64>) -> anyhow::Result<()> {
        write(known(&self.memory)?, "memory.limit_in_bytes", &bytes.map_or("-1".to_owned(), |bytes| bytes.to_string()))
    }

    /// What a limit of memory must leave it now: all that it takes but the pages of files, which the kernel can drop.
    pub(super) fn memory_bytes(&self) -> anyhow::Result<u64> {
        let group = known(&self.memory)?;
        let read = |file| fs::read_to_string(group.join(file)).with_context(|| format!("read {file}"));
        let usage: u64 = read("memory.usage_in_bytes")?.trim().parse().context("a number of bytes")?;
        let stat = read("memory.stat")?;
        let files = stat.lines().find_map(|line| line.strip_prefix("cache ")?.parse().ok()).unwrap_or(0);
        Ok(usage.saturating_sub(files))
    }
}

impl Drop for Cgroup {
    fn drop(&mut self) {
        for group in [&self.cpu, &self.memory].into_iter().flatten() {
            // An empty group too many does no harm.
            fs::remove_dir(group).ok();
        }
    }
}

fn known(group: &anyhow::Result<PathBuf>) -> anyhow::Result<&Path> {
    group.as_deref().map_err(|error| anyhow!("{error:#}"))
}

fn write(group: &Path, file: &str, value: &str) -> anyhow::Result<()> {
    let path = group.join(file);
    fs::write(&path, value).with_context(|| format!("write {value} to {}", path.display()))
}

/// Makes a group under our own in the hierarchy of `controller`, which must have `file`.
fn make(controller: &str, file: &str, name: &str) -> anyhow::Result<PathBuf> {
    let mounts = fs::read_to_string("/proc/self/mounts").context("no /proc")?;
    let ours = fs::read_to_string("/proc/self/cgroup").context("no cgroups")?;
    let root = mount_of(&mounts, controller).with_context(|| format!("no cgroup v1 hierarchy for {controller}"))?;
    let ours = path_in(&ours, controller).with_context(|| format!("this process is in no {controller} cgroup"))?;
    let group = Path::new(root).join(ours.trim_start_matches('/')).join(name);
    fs::create_dir(&group).with_context(|| format!("make {}", group.display()))?;
    if !group.join(file).exists() {
        fs::remove_dir(&group).ok();
        return Err(anyhow!("the kernel has no {file}"));
    }
    Ok(group)
}

fn mount_of<'a>(mounts: &'a str, controller: &str) -> Option<&'a str> {
    mounts.lines().find_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let (path, kind, options) = (fields.next()?, fields.next()?, fields.next()?);
        (kind == "cgroup" && options.split(',').any(|option| option == controller)).then_some(path)
    })
}

fn path_in<'a>(cgroups: &'a str, controller: &str) -> Option<&'a str> {
    cgroups.lines().find_map(|line| {
        let (_, line) = line.split_once(':')?;
        let (controllers, path) = line.split_once(':')?;
        controllers.split(',').any(|one| one == controller).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_hierarchy_and_our_place_in_it() {
        let mounts = "tmpfs /sys/fs/cgroup tmpfs rw 0 0\ncgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,relatime,cpu,cpuacct 0 0\n";
        assert_eq!(mount_of(mounts, "cpu"), Some("/sys/fs/cgroup/cpu,cpuacct"));
        assert_eq!(mount_of(mounts, "memory"), None);
        let ours = "4:memory:/a/b\n1:cpuacct,cpu:/\n0::/\n";
        assert_eq!(path_in(ours, "cpu"), Some("/"));
        assert_eq!(path_in(ours, "memory"), Some("/a/b"));
        assert_eq!(path_in(ours, "pids"), None);
    }
}
