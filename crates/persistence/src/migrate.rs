//! Bringing a database to the schema of this version, and letting a role work with it that may not change it.

use anyhow::{Context, bail};
use refinery::{Migration, Runner};
use tokio_postgres::Client;
use tokio_postgres::error::SqlState;
use tracing::{info, warn};

use crate::Address;

mod embedded_sql {
    refinery::embed_migrations!("../../migrations");
}

/// Nodes that start together take turns ("dialogo" in ASCII, cut to an advisory lock's 64 bits).
const LOCK_KEY: i64 = 0x6469_616c_6f67_6f00;

/// Runs the migrations that the database at `address` lacks, one node at a time, and returns how many ran.
/// A database of a newer version is refused. One that lacks nothing is only read, so that it takes no right to change the schema.
pub async fn migrate(address: &Address) -> anyhow::Result<usize> {
    let mut client = connect(address).await?;
    let runner = embedded_sql::migrations::runner();
    let applied = match lacking(&mut client, &runner).await? {
        0 => 0,
        _ => run(&mut client, runner).await?,
    };
    info!(applied, "the database schema is current");
    Ok(applied)
}

/// Lets `role` read and write what is stored, now and after later migrations, and nothing else: it is for a server that does not own its schema.
pub async fn grant(address: &Address, role: &str) -> anyhow::Result<()> {
    const SQL: &str = "select format('
        revoke create on schema %1$I from public, %2$I;
        grant usage on schema %1$I to %2$I;
        grant select, insert, update, delete on all tables in schema %1$I to %2$I;
        revoke insert, update, delete on %1$I.refinery_schema_history from %2$I;
        revoke update, delete on %1$I.audit_log from %2$I;
        grant usage on all sequences in schema %1$I to %2$I;
        alter default privileges in schema %1$I grant select, insert, update, delete on tables to %2$I;
        alter default privileges in schema %1$I grant usage on sequences to %2$I
    ', current_schema(), $1::text) as statements where $1::text <> current_user";
    let client = connect(address).await?;
    let row = client.query_opt(SQL, &[&role]).await?.with_context(|| format!("{role} owns the schema: grant it to another role"))?;
    let statements: String = row.try_get("statements")?;
    client.batch_execute(&statements).await.with_context(|| format!("cannot let the role {role} work with the database"))
}

async fn connect(address: &Address) -> anyhow::Result<Client> {
    let (client, connection) = address.config.connect(address.tls.clone()).await?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            warn!(%error, "the connection that migrates broke");
        }
    });
    Ok(client)
}

/// How many migrations are not there yet.
async fn lacking(client: &mut Client, runner: &Runner) -> anyhow::Result<usize> {
    const IS_NEW: &str = "select to_regclass('refinery_schema_history') is null as is_new";
    let ours = runner.get_migrations();
    if client.query_one(IS_NEW, &[]).await?.try_get("is_new")? {
        return Ok(ours.len());
    }
    let theirs = runner.get_applied_migrations_async(client).await?;
    let is_ours = |migration: &&Migration| ours.iter().any(|one| one.version() == migration.version());
    if let Some(strange) = theirs.iter().find(|migration| !is_ours(migration)) {
        bail!("the database is that of a newer dialogo: it has been through {strange}, which this version does not know");
    }
    Ok(ours.iter().filter(|migration| !theirs.contains(migration)).count())
}

async fn run(client: &mut Client, runner: Runner) -> anyhow::Result<usize> {
    client.execute("select pg_advisory_lock($1)", &[&LOCK_KEY]).await?;
    let report = runner.run_async(client).await;
    client.execute("select pg_advisory_unlock($1)", &[&LOCK_KEY]).await?;
    match report {
        Ok(report) => Ok(report.applied_migrations().len()),
        Err(error) if is_forbidden(&error) => {
            Err(anyhow::Error::new(error).context("this role may not change the schema: run `dialogo migrate` as the role that owns it"))
        }
        Err(error) => Err(error.into()),
    }
}

fn is_forbidden(error: &refinery::Error) -> bool {
    let mut causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    causes.any(|cause| {
        cause.downcast_ref::<tokio_postgres::Error>().and_then(tokio_postgres::Error::code) == Some(&SqlState::INSUFFICIENT_PRIVILEGE)
    })
}
