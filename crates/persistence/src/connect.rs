//! Pools of connections with deadlines.

use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};

use crate::{Address, DatabaseSettings, Error, Result};

/// How long a connection may be silent before TCP asks whether the other side is there, and how long it asks: a connection that a network
/// swallowed holds its locks until PostgreSQL notices, which by default takes two hours.
///
/// TCP asks nothing while something is under way, but repeats it, for a quarter of an hour; hence the limit on that too.
const KEEPALIVE_SECS: u64 = 10;
const KEEPALIVE_INTERVAL_SECS: u64 = 3;
const KEEPALIVE_TRIES: u32 = 3;
const UNACKNOWLEDGED_SECS: u64 = 20;

/// A pool of `size` connections. Connects when first used, so it can be made while the database is away.
pub(crate) fn pool(address: Address, settings: &DatabaseSettings, size: usize) -> Result<Pool> {
    let Address { mut config, tls } = address;
    let timeout = Duration::from_secs(settings.wait_timeout_secs);
    let statement_timeout = Duration::from_secs(settings.operation_timeout_secs).as_millis();
    config
        .connect_timeout(timeout)
        .keepalives_idle(Duration::from_secs(KEEPALIVE_SECS))
        .keepalives_interval(Duration::from_secs(KEEPALIVE_INTERVAL_SECS))
        .keepalives_retries(KEEPALIVE_TRIES)
        .tcp_user_timeout(Duration::from_secs(UNACKNOWLEDGED_SECS))
        .application_name("dialogo")
        .options(format!(
            // The writer's arrays are planned for once: a custom plan for each batch costs more than it gains.
            // A plan lives until the tables are analysed anew: one that was made for empty tables must not read all of them once they are full.
            // A transaction whose next statement never comes must not keep its locks, the line's among them, longer than one that runs.
            "-c statement_timeout={statement_timeout} -c idle_in_transaction_session_timeout={statement_timeout} \
             -c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c timezone=UTC \
             -c tcp_keepalives_idle={KEEPALIVE_SECS} -c tcp_keepalives_interval={KEEPALIVE_INTERVAL_SECS} \
             -c tcp_keepalives_count={KEEPALIVE_TRIES} -c tcp_user_timeout={}",
            UNACKNOWLEDGED_SECS * 1_000
        ));
    let manager = Manager::from_config(config, tls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(timeout))
        .create_timeout(Some(timeout))
        .recycle_timeout(Some(timeout))
        .build()
        .map_err(|error| Error::Internal(error.into()))
}
