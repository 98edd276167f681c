//! The settings: defaults from `config/default.toml`, then a file, then the environment.

mod check;
mod limits;
mod load;
mod network;
mod server;

use std::path::PathBuf;

use dialogo_auth::AuthSettings;
use dialogo_files::FileSettings;
use dialogo_persistence::DatabaseSettings;
use dialogo_push::PushSettings;
use serde::Deserialize;

use crate::telemetry::LogSettings;

pub use limits::LimitSettings;
pub use load::{Effective, Sources, load};
pub use network::Network;
pub use server::{ApiDocs, ServerSettings};

/// Everything that can be set. `config/default.toml` says what each means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml describes each")]
pub struct Settings {
    pub data_dir: PathBuf,
    pub server: ServerSettings,
    pub database: DatabaseSettings,
    pub auth: AuthSettings,
    pub files: FileSettings,
    pub push: PushSettings,
    pub limits: LimitSettings,
    pub log: LogSettings,
}

impl Settings {
    /// The defaults with these keys set, such as `("server.port", "0")`. Neither files nor the environment are looked at: for tests.
    pub fn with(overrides: &[(&str, &str)]) -> anyhow::Result<Self> {
        load(&Sources::only(overrides)).map(|(settings, _)| settings)
    }

    /// What the WebSocket has to know of the section `server`.
    fn finished(mut self) -> Self {
        self.limits.websocket.public_origin.clone_from(&self.server.public_url);
        self.limits.websocket.allowed_origins.clone_from(&self.server.allowed_origins);
        // Where nobody else is named, the server's own address is where its operator is found.
        self.push.contact = self.push.contact.or_else(|| self.server.public_url.clone().filter(|url| url.starts_with("https://")));
        self
    }
}
