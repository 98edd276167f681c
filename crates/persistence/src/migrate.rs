//! Bringing a database to the schema of this version.

use tokio_postgres::{Config, NoTls};
use tracing::{info, warn};

mod embedded_sql {
    refinery::embed_migrations!("../../migrations");
}

/// Nodes that start together take turns ("dialogo" in ASCII, cut to an advisory lock's 64 bits).
const LOCK_KEY: i64 = 0x6469_616c_6f67_6f00;

/// Runs the migrations that `config`'s database lacks, one node at a time, and returns how many ran.
/// A database of a newer version is refused, since refinery finds migrations in it that are not here.
pub async fn migrate(config: &Config) -> anyhow::Result<usize> {
    let (mut client, connection) = config.connect(NoTls).await?;
    let connection = tokio::spawn(async move {
        if let Err(error) = connection.await {
            warn!(%error, "the connection that migrates broke");
        }
    });
    client.execute("select pg_advisory_lock($1)", &[&LOCK_KEY]).await?;
    let report = embedded_sql::migrations::runner().run_async(&mut client).await;
    client.execute("select pg_advisory_unlock($1)", &[&LOCK_KEY]).await?;
    let applied = report?.applied_migrations().len();
    info!(applied, "the database schema is current");
    drop(client);
    connection.await?;
    Ok(applied)
}
