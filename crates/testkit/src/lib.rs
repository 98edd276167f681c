//! A real PostgreSQL for tests: one cluster a run, one database a test.
//!
//! - [`TestDatabase`]: what nearly every test wants: an empty database with the schema, its own, gone afterwards.
//! - [`PrivatePostgres`]: a PostgreSQL of one test's own, to stop, kill and freeze.
//! - `testcluster` (a program): runs a command with a PostgreSQL for its tests. Without it, tests share one that starts by itself and
//!   ends a minute after the last of them.

mod cluster;
mod database;
mod line;
mod private;
mod scratch;
mod server;
mod session;
mod shared;
mod template;
mod url;

pub use cluster::TestCluster;
pub use database::TestDatabase;
pub use line::{END_LINE_HOLDER, steal_line};
pub use private::{PrivateOptions, PrivatePostgres};
pub use server::DATABASE_URL;
pub use session::Session;
