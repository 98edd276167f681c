//! PostgreSQL and what can be done to it.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, anyhow};
use dialogo_testkit::{PrivateOptions, PrivatePostgres};
use tokio::time::timeout;
use tokio_postgres::{Client, Config, NoTls};

use super::{WorldOptions, disk::Disk, scratch::Scratch};

/// What our own connections call themselves.
const OURS: &str = "dialogo-torture";

/// How long a statement of ours may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Beside the test kit's settings: a run of an hour needs the vacuum, and a small disk a short log.
const SETTINGS: [(&str, &str); 3] = [("autovacuum", "on"), ("max_wal_size", "64MB"), ("min_wal_size", "32MB")];

/// A PostgreSQL of this world's own. What was committed survives all that is done to it here.
#[derive(Debug)]
pub struct Postgres {
    // In this order: PostgreSQL ends before its disk goes.
    inner: PrivatePostgres,
    disk: Result<Disk, String>,
}

/// A lock on the table of messages, held until this goes.
#[derive(Debug)]
pub struct TableLock {
    client: Client,
}

impl Postgres {
    pub(super) async fn start(options: &WorldOptions, scratch: &Scratch) -> anyhow::Result<Self> {
        let disk = match options.disk_bytes {
            Some(bytes) => Disk::mount(&scratch.path().join("disk"), bytes).map_err(|error| format!("{error:#}")),
            None => Err("PostgreSQL has no disk of its own in this run".to_owned()),
        };
        let settings = SETTINGS.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        let settings = settings.chain(options.postgres_settings.iter().cloned()).collect();
        let home = disk.as_ref().ok().map(|disk| disk.path().to_path_buf());
        let inner = PrivatePostgres::create_with(PrivateOptions { home, settings }).await?;
        Ok(Self { inner, disk })
    }

    /// Its socket.
    pub(super) fn socket(&self) -> PathBuf {
        self.inner.socket()
    }

    /// How to connect to it, past the link.
    pub fn config(&self) -> Config {
        let mut config = self.inner.config();
        config.application_name(OURS);
        config
    }

    /// A connection past the link.
    pub async fn client(&self) -> anyhow::Result<Client> {
        let connected = timeout(PATIENCE, self.config().connect(NoTls)).await;
        let (client, connection) = connected.context("PostgreSQL does not answer")?.context("connect to PostgreSQL")?;
        // Ends with the client; what breaks it, the client reports.
        tokio::spawn(async move { connection.await.ok() });
        Ok(client)
    }

    /// `kill -9` to all its processes, which are gone when this returns.
    pub async fn kill(&mut self) {
        self.inner.kill().await;
    }

    /// A fast shutdown: connections are ended, and it is gone when this returns.
    pub async fn stop_fast(&mut self) {
        self.inner.stop_fast().await;
    }

    /// Starts it again, unless it runs, and returns when it answers.
    pub async fn start_again(&mut self) -> anyhow::Result<()> {
        self.inner.try_start().await
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&self) -> bool {
        self.inner.has_ended()
    }

    /// SIGSTOP to all its processes.
    pub fn freeze(&mut self) {
        self.inner.freeze();
    }

    /// SIGCONT to all its processes.
    pub fn thaw(&mut self) {
        self.inner.thaw();
    }

    /// Ends every connection but ours, and returns how many there were.
    pub async fn terminate_backends(&self) -> anyhow::Result<u64> {
        const SQL: &str = "
            select count(pg_terminate_backend(pid))
            from pg_stat_activity
            where backend_type = 'client backend' and application_name <> $1";
        let client = self.client().await?;
        let row = timeout(PATIENCE, client.query_one(SQL, &[&OURS])).await.context("terminate backends")??;
        Ok(u64::try_from(row.get::<_, i64>(0))?)
    }

    /// Locks the table of messages against everybody, readers too.
    pub async fn lock_messages(&self) -> anyhow::Result<TableLock> {
        let client = self.client().await?;
        let locking = client.batch_execute("begin; lock table messages in access exclusive mode");
        timeout(PATIENCE, locking).await.context("lock the table of messages")??;
        Ok(TableLock { client })
    }

    /// Rewrites the table of messages (`VACUUM FULL`), which locks it against everybody.
    pub async fn rewrite_messages(&self) -> anyhow::Result<()> {
        let client = self.client().await?;
        timeout(PATIENCE, client.batch_execute("vacuum full messages")).await.context("rewrite the table of messages")??;
        Ok(())
    }

    /// Why its disk cannot be filled, if so.
    pub fn no_disk(&self) -> Option<&str> {
        self.disk.as_ref().err().map(String::as_str)
    }

    /// Leaves no byte free on its disk.
    pub async fn fill_disk(&self) -> anyhow::Result<()> {
        self.disk.as_ref().map_err(|reason| anyhow!("{reason}"))?.fill().await
    }

    /// Gives the space back.
    pub fn empty_disk(&self) -> anyhow::Result<()> {
        self.disk.as_ref().map_or(Ok(()), Disk::empty)
    }
}

impl TableLock {
    /// Gives it back, and returns when that is done.
    pub async fn release(self) -> anyhow::Result<()> {
        timeout(PATIENCE, self.client.batch_execute("rollback")).await.context("release a lock")?.context("release a lock")
    }
}
