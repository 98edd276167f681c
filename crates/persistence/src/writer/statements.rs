//! What deeds say to the database in the same way.

use deadpool_postgres::Transaction;
use tokio_postgres::Row;

use crate::store::Parameters;
use crate::{Error, Result};

/// Runs a statement, and returns how many rows it was about.
pub async fn execute(transaction: &Transaction<'_>, sql: &str, parameters: Parameters<'_>) -> Result<u64> {
    let statement = transaction.prepare_cached(sql).await?;
    Ok(transaction.execute(&statement, parameters).await?)
}

/// The rows that a statement yields.
pub async fn rows(transaction: &Transaction<'_>, sql: &str, parameters: Parameters<'_>) -> Result<Vec<Row>> {
    let statement = transaction.prepare_cached(sql).await?;
    Ok(transaction.query(&statement, parameters).await?)
}

/// The row that a statement yields, if it yields one.
pub async fn row(transaction: &Transaction<'_>, sql: &str, parameters: Parameters<'_>) -> Result<Option<Row>> {
    let statement = transaction.prepare_cached(sql).await?;
    Ok(transaction.query_opt(&statement, parameters).await?)
}

/// The row of a statement that always yields one.
pub async fn one_row(transaction: &Transaction<'_>, sql: &str, parameters: Parameters<'_>) -> Result<Row> {
    let statement = transaction.prepare_cached(sql).await?;
    Ok(transaction.query_one(&statement, parameters).await?)
}

/// Refuses one more where a statement counts `most` of `things`, or more. Whoever else makes one waits for the line, or for a row that is locked.
pub async fn require_room(
    transaction: &Transaction<'_>,
    count: &str,
    parameters: Parameters<'_>,
    most: i64,
    things: &'static str,
) -> Result<()> {
    let there: i64 = one_row(transaction, count, parameters).await?.try_get(0)?;
    if there < most { Ok(()) } else { Err(Error::TooMany(things)) }
}
