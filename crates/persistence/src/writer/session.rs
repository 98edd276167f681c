//! What a batch on its connection and a deed in its transaction have in common.

use std::future::Future;

use deadpool_postgres::{ClientWrapper, Transaction};
use tokio_postgres::{Error, Row, Statement};

use super::batch::Parameter;

/// Where statements are run.
pub trait Session: Sync {
    /// A statement, prepared once for each connection.
    fn prepared(&self, sql: &str) -> impl Future<Output = Result<Statement, Error>> + Send;
    /// The rows that it yields.
    fn rows(&self, statement: &Statement, parameters: &[Parameter<'_>]) -> impl Future<Output = Result<Vec<Row>, Error>> + Send;
    /// How many rows it wrote.
    fn writes(&self, statement: &Statement, parameters: &[Parameter<'_>]) -> impl Future<Output = Result<u64, Error>> + Send;
}

macro_rules! session {
    ($($kind:ty),+) => {$(
        impl Session for $kind {
            fn prepared(&self, sql: &str) -> impl Future<Output = Result<Statement, Error>> + Send {
                self.prepare_cached(sql)
            }

            fn rows(&self, statement: &Statement, parameters: &[Parameter<'_>]) -> impl Future<Output = Result<Vec<Row>, Error>> + Send {
                self.query(statement, parameters)
            }

            fn writes(&self, statement: &Statement, parameters: &[Parameter<'_>]) -> impl Future<Output = Result<u64, Error>> + Send {
                self.execute(statement, parameters)
            }
        }
    )+};
}
session!(ClientWrapper, Transaction<'_>);
