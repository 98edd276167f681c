//! What can go wrong with the private PostgreSQL, in words that name the cure.

use std::{io, path::PathBuf};

/// Why the private PostgreSQL does not run. The texts are what the person at the terminal reads.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// Nothing to run.
    #[error(
        "no PostgreSQL server binaries (`initdb` and `postgres`) found, neither on PATH nor in the usual places.\n\
         Install them (Debian, Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; macOS: brew install postgresql),\n\
         or name their folder in DIALOGO__DATABASE__BIN_DIR,\n\
         or use a PostgreSQL server of your own through DIALOGO__DATABASE__URL."
    )]
    NoBinaries,

    /// The configured folder lacks the binaries.
    #[error(
        "{} holds no PostgreSQL server binaries (`initdb` and `postgres`).\n\
         Let DIALOGO__DATABASE__BIN_DIR name the folder that holds them (Debian, Ubuntu: /usr/lib/postgresql/<version>/bin), or leave it out.",
        .0.display()
    )]
    NotABinDir(PathBuf),

    /// The data were written by another major version.
    #[error(
        "the data in {} were written by PostgreSQL {wanted}, but the binaries in {} are version {found}.\n\
         Install PostgreSQL {wanted} (Debian, Ubuntu: apt-get install postgresql-{wanted}), or name its folder in DIALOGO__DATABASE__BIN_DIR,\n\
         or move the data to the new version with pg_upgrade.",
        data.display(), binaries.display()
    )]
    OtherVersion {
        /// The cluster.
        data: PathBuf,
        /// Its major version.
        wanted: String,
        /// The folder of the binaries.
        binaries: PathBuf,
        /// Their major version.
        found: String,
    },

    /// The directory is there, but PostgreSQL did not make it.
    #[error(
        "{} is not a PostgreSQL data directory (it has no readable PG_VERSION).\n\
         Move it away, and a new one is made; or let DIALOGO__DATA_DIR name another place.",
        .0.display()
    )]
    NotACluster(PathBuf),

    /// Another dialogo has the data directory.
    #[error(
        "another dialogo server{} is running on {}.\n\
         Stop it first, or give this one a data directory of its own: DIALOGO__DATA_DIR=/another/place",
        holder.map(|pid| format!(" (process {pid})")).unwrap_or_default(), data_dir.display()
    )]
    InUse {
        /// The data directory.
        data_dir: PathBuf,
        /// The process that has it, if it said so.
        holder: Option<u32>,
    },

    /// A PostgreSQL that is not ours runs on our files.
    #[error("a PostgreSQL that dialogo did not start (process {pid}) is running on {}.\nStop it first.", data.display())]
    ForeignPostmaster {
        /// The cluster.
        data: PathBuf,
        /// That PostgreSQL.
        pid: i32,
    },

    /// Processes of an earlier run do not go away.
    #[error("PostgreSQL of an earlier run on {} does not end (process {pid}).\nEnd it with: kill -9 {pid}", data.display())]
    Undying {
        /// The cluster.
        data: PathBuf,
        /// One of its processes.
        pid: i32,
    },

    /// We are root, and there is nobody to become.
    #[error(
        "PostgreSQL refuses to run as root, and this machine has neither a user `postgres` nor a user `nobody` to run it as.\n\
         Run dialogo as an ordinary user, or use a PostgreSQL server of your own through DIALOGO__DATABASE__URL."
    )]
    NobodyToBecome,

    /// The files are somebody else's.
    #[error(
        "{} belongs to {owner}, and dialogo runs as {runner}.\n\
         Run it as {owner}, or give this user a data directory of its own: DIALOGO__DATA_DIR=/another/place",
        path.display()
    )]
    NotOurs {
        /// The directory.
        path: PathBuf,
        /// Whose it is.
        owner: String,
        /// Who we are.
        runner: String,
    },

    /// The user that PostgreSQL runs as cannot get to the files.
    #[error(
        "PostgreSQL refuses to run as root, so it runs as the user `{user}`, who may not enter {}.\n\
         Keep the data where that user can reach them: DIALOGO__DATA_DIR=/var/lib/dialogo\n\
         or run dialogo as an ordinary user.",
        closed.display()
    )]
    Unreachable {
        /// The user that PostgreSQL would run as.
        user: String,
        /// The first directory on the way that is closed.
        closed: PathBuf,
    },

    /// No place for the socket.
    #[error(
        "{} cannot hold PostgreSQL's socket: {reason}.\nRemove it, or let XDG_RUNTIME_DIR name a short directory of your own.",
        path.display()
    )]
    SocketDirectory {
        /// The directory.
        path: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },

    /// initdb failed.
    #[error("initdb could not make a PostgreSQL data directory in {}:\n{output}", data.display())]
    Initdb {
        /// The cluster to be.
        data: PathBuf,
        /// What it printed.
        output: String,
    },

    /// The postmaster ended while it started.
    #[error("PostgreSQL ended while it was starting ({status}). The end of {}:\n{tail}", log.display())]
    Ended {
        /// How it ended.
        status: String,
        /// Its log.
        log: PathBuf,
        /// The last lines of the log.
        tail: String,
    },

    /// The postmaster took too long.
    #[error("PostgreSQL did not answer within {secs} seconds. The end of {}:\n{tail}", log.display())]
    Silent {
        /// The deadline.
        secs: u64,
        /// Its log.
        log: PathBuf,
        /// The last lines of the log.
        tail: String,
    },

    /// A file operation failed.
    #[error("cannot {doing}: {source}")]
    Io {
        /// What was attempted, as the rest of "cannot …".
        doing: String,
        /// Why it failed.
        source: io::Error,
    },

    /// PostgreSQL runs, but refused us.
    #[error("the private PostgreSQL refused a connection or a statement: {0}")]
    Refused(#[from] tokio_postgres::Error),
}

impl EmbeddedError {
    /// For `map_err`: what was being done when the file operation failed.
    pub(super) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Io { doing: doing.into(), source }
    }
}
