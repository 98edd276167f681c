//! The server's own PostgreSQL, past the server: to fill it, and to make sure that it is durable.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use nix::unistd::Pid;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls, Row};

/// A connection, and the processes behind it.
pub struct Database {
    runtime: Runtime,
    client: Client,
    config: Config,
    postmaster: Pid,
}

impl Database {
    /// That in a server's data directory.
    pub fn of(data_dir: &Path) -> Result<Self> {
        let path = data_dir.join("postgres/postmaster.pid");
        let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
        let mut lines = text.lines();
        // Its number, the data directory, when it started, the port, the directory of the socket.
        let postmaster = Pid::from_raw(lines.next().context("a number")?.trim().parse()?);
        let sockets = lines.nth(3).context("the directory of the socket")?;
        let mut config = Config::new();
        config.host_path(sockets).port(5432).user("dialogo").dbname("dialogo").application_name("dialogo-bench");
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let client = runtime.block_on(async {
            let (client, connection) = config.connect(NoTls).await.context("connect to PostgreSQL")?;
            tokio::spawn(async move { connection.await.ok() });
            Ok::<_, anyhow::Error>(client)
        })?;
        let database = Self { runtime, client, config, postmaster };
        database.must_be_durable()?;
        Ok(database)
    }

    /// Of the process that all others of PostgreSQL descend from.
    pub fn postmaster(&self) -> Pid {
        self.postmaster
    }

    /// How to connect.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Runs statements without parameters.
    pub fn batch(&self, sql: &str) -> Result<()> {
        self.runtime.block_on(self.client.batch_execute(sql)).with_context(|| sql.to_owned())
    }

    /// Runs one statement.
    pub fn execute(&self, sql: &str, parameters: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        self.runtime.block_on(self.client.execute(sql, parameters)).with_context(|| sql.to_owned())
    }

    /// The rows of a query.
    pub fn rows(&self, sql: &str) -> Result<Vec<Row>> {
        self.runtime.block_on(self.client.query(sql, &[])).with_context(|| sql.to_owned())
    }

    /// One text.
    pub fn text(&self, sql: &str) -> Result<String> {
        Ok(self.runtime.block_on(self.client.query_one(sql, &[])).with_context(|| sql.to_owned())?.get(0))
    }

    /// Up-to-date statistics, and no checkpoint that is due. `messages` is left out: what was once seen to be empty is planned as if it
    /// stayed so, and in ordinary life it is not looked at before there are some.
    pub fn settle(&self) -> Result<()> {
        self.batch("analyze users, sessions, chats, members")?;
        self.batch("checkpoint")
    }

    fn must_be_durable(&self) -> Result<()> {
        for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
            let value = self.text(&format!("select current_setting('{setting}')"))?;
            ensure!(value == "on", "PostgreSQL runs with {setting}={value}: its figures would not be those of a durable server");
        }
        Ok(())
    }
}
