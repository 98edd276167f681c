//! The pool of connections, and the deadline on whatever is done with them.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Object, Pool};
use futures_util::future::join_all;
use scopeguard::{ScopeGuard, guard};
use tokio::runtime::Handle;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::outage::Outage;
use crate::{Address, DatabaseSettings, Error, Result, connect};

/// A statement's `$1`, `$2` …
pub(crate) type Parameters<'a> = &'a [&'a (dyn ToSql + Sync)];

/// Everything that is read, and what is written outside a chat's order. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    tls: MakeRustlsConnect,
    deadline: Duration,
    outage: Arc<Outage>,
}

impl Store {
    /// A store in the database at `address`, which [`migrate`](crate::migrate) brought to this version.
    pub fn new(address: impl Into<Address>, settings: &DatabaseSettings) -> Result<Self> {
        let address = address.into();
        let tls = address.tls.clone();
        let pool = connect::pool(address, settings, settings.pool_size)?;
        Ok(Self { pool, tls, deadline: Duration::from_secs(settings.operation_timeout_secs), outage: Arc::default() })
    }

    /// The rows that a statement yields.
    pub(crate) async fn rows(&self, sql: &str, parameters: Parameters<'_>) -> Result<Vec<Row>> {
        self.on_connection(async |client| {
            let statement = client.prepare_cached(sql).await?;
            Ok(client.query(&statement, parameters).await?)
        })
        .await
    }

    /// The rows that each of several statements yields, one after the other on one connection, in one round trip.
    pub(crate) async fn rows_of_all<const N: usize>(&self, statements: [(&str, Parameters<'_>); N]) -> Result<[Vec<Row>; N]> {
        self.on_connection(async |client| {
            let mut prepared = Vec::with_capacity(N);
            for (sql, parameters) in statements {
                prepared.push((client.prepare_cached(sql).await?, parameters));
            }
            // All of them, even when one fails: the next one to use the connection would wait behind the others.
            let answers = join_all(prepared.iter().map(|(statement, parameters)| client.query(statement, parameters))).await;
            let rows = answers.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
            rows.try_into().map_err(|_| Error::Internal(anyhow::anyhow!("a statement without an answer")))
        })
        .await
    }

    /// The row that a statement yields, if it yields one.
    pub(crate) async fn row(&self, sql: &str, parameters: Parameters<'_>) -> Result<Option<Row>> {
        Ok(self.rows(sql, parameters).await?.pop())
    }

    /// How many rows a statement wrote.
    pub(crate) async fn execute(&self, sql: &str, parameters: Parameters<'_>) -> Result<u64> {
        self.on_connection(async |client| {
            let statement = client.prepare_cached(sql).await?;
            Ok(client.execute(&statement, parameters).await?)
        })
        .await
    }

    /// Runs `work` on a connection of the pool. If it is dropped half-way, by its deadline or a caller's, the connection goes with it.
    pub(crate) async fn on_connection<T>(&self, work: impl AsyncFnOnce(&mut ClientWrapper) -> Result<T>) -> Result<T> {
        self.within_deadline(async {
            let mut client = guard(self.pool.get().await?, |client| give_up(client, self.tls.clone()));
            let result = work(&mut client).await;
            drop(ScopeGuard::into_inner(client));
            result
        })
        .await
    }

    /// A frozen database never answers, and PostgreSQL's own `statement_timeout` is frozen with it: so the clock is ours.
    async fn within_deadline<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let no_answer = |_| Err(Error::Unavailable("no answer in time".to_owned()));
        let result = tokio::time::timeout(self.deadline, work).await.unwrap_or_else(no_answer);
        match &result {
            Err(Error::Unavailable(why)) => self.outage.failed(why),
            Ok(_) | Err(_) => self.outage.answered(),
        }
        result
    }
}

/// Ends a connection on which something is under way, and that too: whoever got the connection next would wait behind it.
fn give_up(client: Object, tls: MakeRustlsConnect) {
    let under_way = client.cancel_token();
    drop(Object::take(client));
    if let Ok(runtime) = Handle::try_current() {
        // Without this, PostgreSQL notices only when the statement has come to its end.
        runtime.spawn(async move { under_way.cancel_query(tls).await.ok() });
    }
}
