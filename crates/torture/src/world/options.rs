//! What a world is made of.

use std::path::PathBuf;

/// PostgreSQL's disk: small enough to be filled in a moment, large enough for a run of an hour.
const DISK_BYTES: u64 = 512 << 20;

/// What [`World::start`](super::World::start) is told.
#[derive(Debug, Clone)]
pub struct WorldOptions {
    /// The program `dialogo`.
    pub binary: PathBuf,
    /// Settings of the server as environment variables, such as `("DIALOGO__LIMITS__APP__MESSAGES_PER_SEC", "1000")`. They win over
    /// the world's own.
    pub settings: Vec<(String, String)>,
    /// Settings of PostgreSQL, which win over the world's own.
    pub postgres_settings: Vec<(String, String)>,
    /// The size of the disk (in memory) that PostgreSQL gets for itself, so that it can be filled up. Where it cannot be mounted (only
    /// root may), PostgreSQL lies on an ordinary disk, and that fault is skipped.
    pub disk_bytes: Option<u64>,
    /// File descriptors that the server may have open from the start.
    pub fds_max: Option<u64>,
}

impl WorldOptions {
    /// A world around this program, with nothing special.
    pub fn new(binary: impl Into<PathBuf>) -> Self {
        Self { binary: binary.into(), settings: Vec::new(), postgres_settings: Vec::new(), disk_bytes: Some(DISK_BYTES), fds_max: None }
    }

    /// With one more setting of the server.
    #[must_use]
    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.settings.push((variable.to_owned(), value.to_string()));
        self
    }
}
