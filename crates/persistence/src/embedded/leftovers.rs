//! PostgreSQL processes of an earlier run, whose server is gone.

use std::{
    fs, io,
    path::Path,
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use super::{Cluster, EmbeddedError, Result};

/// How to ask, and how long to wait for it: fast shutdown (writes a checkpoint), immediate shutdown (recovers at the next
/// start), and what cannot be refused.
const REQUESTS: [(Signal, Duration); 3] =
    [(Signal::SIGINT, Duration::from_secs(20)), (Signal::SIGQUIT, Duration::from_secs(5)), (Signal::SIGKILL, Duration::from_secs(5))];

/// Ends what an earlier run left behind on `cluster`. To be called by the holder of the directory's lock only: whatever still
/// runs there has no server any more.
pub(super) fn clear(cluster: &Cluster) -> Result<()> {
    for (signal, patience) in REQUESTS {
        let deadline = Instant::now() + patience;
        let mut asked = Vec::new();
        loop {
            let left = processes_of(cluster.name());
            if left.is_empty() {
                clear_pid_file(cluster)?;
                return clear_socket(cluster);
            }
            if Instant::now() > deadline {
                break;
            }
            // The postmaster sends its children home itself; without one, each is told.
            let postmaster = postmaster_pid(cluster.data()).filter(|pid| left.contains(pid));
            for pid in postmaster.map_or(left, |pid| vec![pid]) {
                if !asked.contains(&pid) {
                    tracing::warn!(%pid, %signal, "ending PostgreSQL of an earlier run");
                    // Gone already is what we want.
                    kill(pid, signal).ok();
                    asked.push(pid);
                }
            }
            sleep(Duration::from_millis(10));
        }
    }
    let pid = processes_of(cluster.name()).first().map_or(0, |pid| pid.as_raw());
    Err(EmbeddedError::Undying { data: cluster.data().into(), pid })
}

/// Removes a `postmaster.pid` whose number now belongs to another program, or to a process that is dead but not waited for:
/// PostgreSQL only asks whether the number is taken, and in a container, where numbers come round again, would refuse to start.
fn clear_pid_file(cluster: &Cluster) -> Result<()> {
    let Some(pid) = postmaster_pid(cluster.data()).filter(|pid| *pid != nix::unistd::getpid()) else { return Ok(()) };
    match processes().into_iter().find(|(other, _)| *other == pid) {
        None => Ok(()), // PostgreSQL itself deals with the file of a dead process
        Some((_, command)) if is_postgres(&command) => {
            Err(EmbeddedError::ForeignPostmaster { data: cluster.data().into(), pid: pid.as_raw() })
        }
        Some(_) => fs::remove_file(cluster.data().join("postmaster.pid")).map_err(EmbeddedError::io("remove a stale postmaster.pid")),
    }
}

/// Removes a killed PostgreSQL's socket and its lock file, which holds a process number as well.
fn clear_socket(cluster: &Cluster) -> Result<()> {
    for name in [".s.PGSQL.5432", ".s.PGSQL.5432.lock"] {
        match fs::remove_file(cluster.sockets().join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(EmbeddedError::io("remove a stale socket")(error)),
            _ => {}
        }
    }
    Ok(())
}

/// Line 1 of `postmaster.pid`: whose cluster it is, or was.
pub(super) fn postmaster_pid(data: &Path) -> Option<Pid> {
    let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
    Some(Pid::from_raw(text.lines().next()?.trim().parse().ok()?))
}

/// The living processes of the cluster of this name ([`Cluster::name`]): the postmaster and its children.
///
/// They are known by `cluster_name`, which the postmaster has among its arguments and its children in their titles. Command
/// lines are readable where `/proc/<pid>/cwd` is not, as for root in a container.
pub fn processes_of(name: &str) -> Vec<Pid> {
    processes().into_iter().filter(|(_, command)| is_postgres(command) && command.contains(name)).map(|(pid, _)| pid).collect()
}

fn is_postgres(command: &str) -> bool {
    let program = command.split(['\0', ' ']).next().unwrap_or_default();
    program.rsplit('/').next().is_some_and(|program| program.starts_with("postgres"))
}

fn processes() -> Vec<(Pid, String)> {
    match fs::read_dir("/proc/self/").and_then(|_| fs::read_dir("/proc")) {
        Ok(entries) => entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let pid = entry.file_name().to_str()?.parse().ok()?;
                let command = fs::read(entry.path().join("cmdline")).ok()?;
                Some((Pid::from_raw(pid), String::from_utf8_lossy(&command).into_owned()))
            })
            .collect(),
        Err(_) => listed_by_ps(),
    }
}

/// For systems without `/proc`.
fn listed_by_ps() -> Vec<(Pid, String)> {
    let Ok(listing) = Command::new("ps").args(["-axo", "pid=,command="]).output() else { return Vec::new() };
    String::from_utf8_lossy(&listing.stdout)
        .lines()
        .filter_map(|line| {
            let (pid, command) = line.trim_start().split_once(' ')?;
            Some((Pid::from_raw(pid.parse().ok()?), command.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_postgres_by_its_command_line() {
        assert!(is_postgres("/usr/lib/postgresql/15/bin/postgres\0-D\0/x"));
        assert!(is_postgres("postgres: dialogo-0011: checkpointer "));
        assert!(!is_postgres("/usr/bin/setpriv\0--\0/usr/lib/postgresql/15/bin/postgres"));
        assert!(!is_postgres("tail\0-f\0postgres.log"));
        assert!(!is_postgres(""));
    }

    #[test]
    fn ps_lists_this_process_too() {
        assert!(listed_by_ps().iter().any(|(pid, _)| *pid == nix::unistd::getpid()) || Command::new("ps").output().is_err());
    }
}
