//! One PostgreSQL data directory, with all that is needed to run it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tokio_postgres::{Client, Config, NoTls};

use super::{Account, Binaries, EmbeddedError, Result, command, leftovers, places};

/// The database that the server uses.
pub const DATABASE: &str = "dialogo";

/// The database role that owns it.
pub(super) const USER: &str = "dialogo";

/// What every cluster of ours runs with. On the command line rather than in its files, so that they follow our version.
const SETTINGS: &[(&str, &str)] = &[
    ("listen_addresses", ""),
    ("unix_socket_permissions", "0700"),
    ("port", "5432"), // a part of the socket's name, no more
    ("max_connections", "50"),
    ("jit", "off"), // costs more than it gains in short statements
    ("timezone", "UTC"),
    ("log_timezone", "UTC"),
    // Errors of statements reach the server, which logs them. Here they would only repeat what people wrote.
    ("log_min_messages", "log"),
    ("log_min_error_statement", "panic"),
    ("log_error_verbosity", "terse"),
    ("log_checkpoints", "off"),
    ("log_autovacuum_min_duration", "-1"),
    ("logging_collector", "off"), // the log is our file, and kept short by us
];

/// A PostgreSQL data directory and how to run it.
#[derive(Debug, Clone)]
pub struct Cluster {
    binaries: Binaries,
    account: Account,
    name: String,
    data: PathBuf,
    sockets: PathBuf,
    log: PathBuf,
}

impl Cluster {
    /// The cluster in `home` (an absolute path that exists), run as the right user by the binaries that fit it.
    pub fn open(home: &Path, bin_dir: Option<&Path>) -> Result<Self> {
        let data = home.join("postgres");
        let account = Account::for_cluster(&data)?;
        places::reachable(home, &account)?;
        let version = version_of(&data)?;
        let binaries = Binaries::find(bin_dir, version.as_deref())?;
        if let Some(wanted) = version.filter(|version| version != binaries.major()) {
            let (binaries, found) = (binaries.dir().into(), binaries.major().into());
            return Err(EmbeddedError::OtherVersion { data, wanted, binaries, found });
        }
        let name = cluster_name(home);
        let sockets = places::socket_dir(&name, &account)?;
        Ok(Self { binaries, account, name, data, sockets, log: home.join("postgres.log") })
    }

    /// Whether `initdb` has yet to run.
    pub fn is_new(&self) -> bool {
        !self.data.exists()
    }

    /// Its [`cluster_name`]: PostgreSQL's `cluster_name`, and that of the directory of its socket.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// PostgreSQL's data directory.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The directory of the socket.
    pub fn sockets(&self) -> &Path {
        &self.sockets
    }

    /// The log file.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// The binaries that run it.
    pub fn binaries(&self) -> &Binaries {
        &self.binaries
    }

    /// Who runs it.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// How to connect to one of its databases.
    pub fn config(&self, database: &str) -> Config {
        let mut config = Config::new();
        config.host_path(&self.sockets).port(5432).user(USER).dbname(database);
        config
    }

    /// The postmaster, not yet started. `settings` are added to ours and win over them. It dies with the thread that spawns it.
    pub fn postmaster(&self, settings: &[(&str, &str)]) -> Command {
        let mut postgres = command::bound_to_us(&self.binaries.program("postgres"), &self.account);
        postgres.arg("-D").arg(&self.data).arg("-k").arg(&self.sockets).arg("-c").arg(format!("cluster_name={}", self.name));
        for (name, value) in SETTINGS.iter().chain(settings) {
            postgres.arg("-c").arg(format!("{name}={value}"));
        }
        postgres
    }

    /// Ends what an earlier run has left running here. Only for who holds the directory's lock.
    pub fn clear_leftovers(&self) -> Result<()> {
        leftovers::clear(self)
    }

    /// Makes the `dialogo` database, unless it is there.
    pub async fn ensure_database(&self) -> Result<()> {
        let client = self.client().await?;
        if client.query_opt("select 1 from pg_database where datname = $1", &[&DATABASE]).await?.is_none() {
            client.batch_execute(&format!("create database {DATABASE}")).await?;
        }
        Ok(())
    }

    /// Removes the directory of the socket, which PostgreSQL has left empty.
    pub fn remove_sockets(&self) {
        // Somebody's file in there, or a directory that went before: neither matters to the next start.
        fs::remove_dir_all(&self.sockets).ok();
    }

    /// One connection to the database that every cluster has.
    pub(super) async fn client(&self) -> std::result::Result<Client, tokio_postgres::Error> {
        let (client, connection) = self.config("postgres").connect(NoTls).await?;
        // Ends with the client; what breaks it, the client reports.
        tokio::spawn(async move { connection.await.ok() });
        Ok(client)
    }
}

/// The name of the cluster in `home`: the same as long as its path is, and short whatever the path.
pub fn cluster_name(home: &Path) -> String {
    format!("dialogo-{:016x}", fnv1a(home.as_os_str().as_encoded_bytes()))
}

/// The major version that made the cluster in `data`, if there is one.
fn version_of(data: &Path) -> Result<Option<String>> {
    if !data.exists() {
        return Ok(None);
    }
    match fs::read_to_string(data.join("PG_VERSION")) {
        Ok(version) => Ok(Some(version.trim().to_owned())),
        Err(_) => Err(EmbeddedError::NotACluster(data.into())),
    }
}

/// FNV-1a, 64 bits: a short name for a path that stays the same from one build to the next.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
