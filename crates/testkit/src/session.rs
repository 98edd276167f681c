//! A connection beside the server's, for tests that look on, or stand in the way.

use tokio_postgres::{Client, Config};

use crate::server::connect;

/// A session of the test's own, which ends with this value, and with it whatever it holds.
#[derive(Debug)]
pub struct Session(Client);

impl Session {
    pub(crate) async fn begin(config: &Config) -> Self {
        Self(connect(config).await.expect("a connection to this test's database"))
    }

    /// Runs statements to their end.
    ///
    /// # Panics
    /// When one of them fails, saying why.
    pub async fn runs(&self, sql: &str) {
        self.0.batch_execute(sql).await.expect("statements without a mistake");
    }

    /// Runs statements that may fail, and yields what PostgreSQL says then.
    ///
    /// # Errors
    /// When one of them fails.
    pub async fn tries(&self, sql: &str) -> Result<(), String> {
        let failure = |error: tokio_postgres::Error| error.as_db_error().map_or(error.to_string(), |error| error.message().to_owned());
        self.0.batch_execute(sql).await.map_err(failure)
    }

    /// Runs statements that PostgreSQL refuses, and returns its reason.
    ///
    /// # Panics
    /// When it does not refuse them.
    pub async fn is_refused(&self, sql: &str) -> String {
        let error = self.0.batch_execute(sql).await.expect_err("refused");
        error.as_db_error().map(|error| error.message().to_owned()).unwrap_or_default()
    }

    /// Waits until a query answers true.
    ///
    /// # Panics
    /// When it fails, saying why.
    pub async fn sees(&self, sql: &str) {
        while !self.0.query_one(sql, &[]).await.expect("a query without a mistake").get::<_, bool>(0) {
            // Or else, within a transaction, PostgreSQL shows what everybody does as it was at the first look.
            self.runs("select pg_stat_clear_snapshot()").await;
        }
    }
}
