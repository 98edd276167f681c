//! How many files the process may open, and how many connections that leaves room for.

use anyhow::{Context, ensure};
use nix::sys::resource::{Resource, getrlimit, setrlimit};

use crate::Settings;

/// What is open besides connections, so that the database, the logs and a name's lookup never lack a descriptor: about 30 at rest, and
/// [`PER_WORKER`] more for each thread that serves.
const RESERVE: usize = 64;
const PER_WORKER: usize = 8;
/// With fewer connections nobody can be served.
const CONNECTIONS_MIN: usize = 16;

/// Raises the limit of open files as far as the system lets us and the settings need it, and lowers the limits of connections to what it
/// leaves room for: a server that runs out of descriptors can neither accept nor reach its database.
pub fn fit(settings: Settings) -> anyhow::Result<Settings> {
    let workers = match settings.server.workers {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        chosen => chosen,
    };
    let reserve = RESERVE + PER_WORKER * workers + settings.database.pool_size;
    let wanted = reserve.saturating_add(settings.limits.connections_per_worker_max.saturating_mul(workers));
    let limit = raise(wanted).context("the limit of open files")?;
    fitted(settings, workers, reserve, limit)
}

/// Raises the soft limit to what is wanted, or as near as the hard one allows. The limit that is in force then.
fn raise(wanted: usize) -> nix::Result<usize> {
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE)?;
    let target = u64::try_from(wanted).unwrap_or(u64::MAX).min(hard);
    // Some systems refuse what their hard limit promises: then what was in force stays.
    let limit = if soft < target && setrlimit(Resource::RLIMIT_NOFILE, target, hard).is_ok() { target } else { soft };
    Ok(usize::try_from(limit).unwrap_or(usize::MAX))
}

fn fitted(mut settings: Settings, workers: usize, reserve: usize, limit: usize) -> anyhow::Result<Settings> {
    let room = limit.saturating_sub(reserve);
    ensure!(
        room >= CONNECTIONS_MIN,
        "the limit of open files is {limit}, which is too low: {} are needed for the database and {CONNECTIONS_MIN} connections \
         (`ulimit -n`, LimitNOFILE= of systemd, ulimits: of compose)",
        reserve + CONNECTIONS_MIN
    );
    let limits = &mut settings.limits;
    if room < limits.connections_per_worker_max.saturating_mul(workers) {
        limits.connections_per_worker_max = (room / workers).max(1);
        // Whoever finds no place as a WebSocket is to be told so, by a connection.
        let sockets = room - room / 8;
        let connections_max = limits.hub.connections_max.min(sockets);
        if connections_max < limits.hub.connections_max {
            tracing::warn!(
                open_files_max = limit,
                connections_max,
                configured = limits.hub.connections_max,
                "the limit of open files lowers limits.hub.connections_max; raise it (`ulimit -n`) for more"
            );
        }
        limits.hub.connections_max = connections_max;
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(limit: usize) -> anyhow::Result<(usize, usize)> {
        let settings = Settings::with(&[]).expect("the defaults");
        let reserve = RESERVE + 2 * PER_WORKER + settings.database.pool_size;
        fitted(settings, 2, reserve, limit)
            .map(|settings| (settings.limits.connections_per_worker_max, settings.limits.hub.connections_max))
    }

    #[test]
    fn a_high_limit_changes_nothing() {
        assert_eq!(limits(1_048_576).expect("room"), (10_000, 10_000));
        assert_eq!(limits(20_100).expect("room"), (10_000, 10_000));
    }

    #[test]
    fn a_low_limit_leaves_descriptors_for_everything_else() {
        let (per_worker, sockets) = limits(256).expect("room");
        assert_eq!((per_worker, sockets), (84, 147), "256 less 88, for two workers; some of it for those who find no place");
        assert!(limits(100).expect_err("too low").to_string().contains("100"));
    }
}
