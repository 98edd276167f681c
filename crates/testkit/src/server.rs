//! The PostgreSQL that this run's databases are made in.

use std::env;

use anyhow::Context;
use tokio::sync::OnceCell;
use tokio_postgres::{Client, Config, NoTls};

use crate::{shared, template, url};

/// The environment variable with the URL of a PostgreSQL for tests; its role must be allowed to create databases.
pub const DATABASE_URL: &str = "DIALOGO_TEST_DATABASE_URL";

/// Where test databases are made, and what they are copied from.
#[derive(Debug)]
pub(crate) struct Server {
    url: String,
    template: String,
    /// `create database … strategy` came with version 15; before, a file copy was the only way.
    copies_files_by_itself: bool,
}

impl Server {
    /// The one of this process, found (or started) when the first test asks.
    pub(crate) async fn of_this_run() -> anyhow::Result<&'static Self> {
        static SERVER: OnceCell<Server> = OnceCell::const_new();
        SERVER.get_or_try_init(Self::find).await
    }

    async fn find() -> anyhow::Result<Self> {
        let url = match env::var(DATABASE_URL) {
            Ok(url) => url,
            Err(_) => shared::url().await?,
        };
        let client = connect(&url.parse()?).await.with_context(|| format!("connect to the PostgreSQL for tests ({DATABASE_URL})"))?;
        let version: i32 = client.query_one("select current_setting('server_version_num')::int", &[]).await?.get(0);
        let template = template::ensure(&client, &url).await?;
        Ok(Self { url, template, copies_files_by_itself: version < 150_000 })
    }

    /// Makes a copy of the template and returns its URL.
    pub(crate) async fn clone_template(&self, name: &str) -> anyhow::Result<String> {
        let strategy = if self.copies_files_by_itself { "" } else { "strategy file_copy" };
        let statement = format!("create database {name} template {} {strategy}", self.template);
        connect(&self.url.parse()?).await?.batch_execute(&statement).await?;
        Ok(url::with_database(&self.url, name))
    }

    /// Removes a copy, whoever is still connected to it.
    pub(crate) async fn drop_database(&self, name: &str) -> anyhow::Result<()> {
        let statement = format!("drop database if exists {name} with (force)");
        Ok(connect(&self.url.parse()?).await?.batch_execute(&statement).await?)
    }
}

/// One connection that ends with its client.
pub(crate) async fn connect(config: &Config) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(async move { connection.await.ok() });
    Ok(client)
}
