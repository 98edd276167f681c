//! The database with the schema that each test's database is a copy of.

use anyhow::Context;
use tokio_postgres::{Client, Config};

use crate::url;

/// The template for the migrations that this was built with (a hash of them).
const TEMPLATE: &str = concat!("dialogo_template_", env!("DIALOGO_SCHEMA"));

/// Test processes that start together make the template one after the other ("template" in ASCII).
const LOCK_KEY: i64 = 0x7465_6d70_6c61_7465;

/// Makes the template unless it is there, and returns its name.
pub(crate) async fn ensure(client: &Client, url: &str) -> anyhow::Result<String> {
    client.execute("select pg_advisory_lock($1)", &[&LOCK_KEY]).await?;
    let made = make(client, url).await;
    client.execute("select pg_advisory_unlock($1)", &[&LOCK_KEY]).await?;
    made.map(|()| TEMPLATE.to_owned())
}

async fn make(client: &Client, url: &str) -> anyhow::Result<()> {
    if client.query_opt("select 1 from pg_database where datname = $1", &[&TEMPLATE]).await?.is_some() {
        return Ok(());
    }
    // Made under another name, so that one that broke half-way is never taken for a template.
    let unfinished = "dialogo_template_unfinished";
    client.batch_execute(&format!("drop database if exists {unfinished} with (force)")).await?;
    client.batch_execute(&format!("create database {unfinished} template template0")).await?;
    let config: Config = url::with_database(url, unfinished).parse()?;
    dialogo_persistence::migrate(&config.into()).await.context("migrate the template database")?;
    // Copying fails while anybody is connected to the template.
    client.batch_execute(&format!("alter database {unfinished} with allow_connections false")).await?;
    end_connections(client, unfinished).await?;
    Ok(client.batch_execute(&format!("alter database {unfinished} rename to {TEMPLATE}")).await?)
}

/// The migration's connection is closed on our side, but its backend may take another moment to go.
async fn end_connections(client: &Client, database: &str) -> anyhow::Result<()> {
    const SQL: &str = "
        select count(pg_terminate_backend(pid, 10000))
        from pg_stat_activity
        where datname = $1";
    client.execute(SQL, &[&database]).await?;
    Ok(())
}
