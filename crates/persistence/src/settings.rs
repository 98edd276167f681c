//! How the database is reached, and how long it is waited for.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

/// Settings of the section `database`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// Where PostgreSQL is (`postgres://user:password@host:port/name`). Absent: a private one in the data directory.
    pub url: Option<SecretString>,
    /// The certificates by which it is known, in PEM. Absent: those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// Where `postgres` and `initdb` are, for the private one; absent: searched for.
    pub bin_dir: Option<PathBuf>,
    /// Connections for everything but the writer, which has its own.
    pub pool_size: usize,
    /// How long a request waits for a free connection.
    pub wait_timeout_secs: u64,
    /// How long one operation may take before it is given up. Below the 5 s in which every request is answered.
    pub operation_timeout_secs: u64,
    /// How many changes and messages may wait for the writer; beyond, senders hear `busy`.
    pub writer_queue_max: usize,
    /// The most messages in one commit.
    pub writer_batch_max: usize,
}
