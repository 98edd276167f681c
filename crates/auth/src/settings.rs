//! The settings of this crate; `server` nests them and gives the defaults.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::HostSettings;

/// Tokens and password hashing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthSettings {
    /// The secret that access tokens are signed with; none: one is generated and kept in the data directory.
    pub jwt_secret: Option<SecretString>,
    /// The secret before that one, while what it signed is still to be good.
    pub jwt_secret_previous: Option<SecretString>,
    /// How long an access token is good for.
    pub access_ttl_secs: u32,
    /// How long a session lives without being refreshed.
    pub refresh_ttl_secs: u32,
    /// For how long a refresh may be repeated with the same token (a lost answer, two tabs) and gets the same successor.
    pub refresh_grace_secs: u32,
    /// Who may register.
    pub registration: RegistrationMode,
    /// What a password hash costs.
    pub password: PasswordSettings,
    /// The application that dialogo is embedded in.
    pub host: HostSettings,
}

/// Who may register an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegistrationMode {
    /// Everybody.
    Open,
    /// Whoever has an invitation into a chat.
    Invited,
    /// Nobody.
    Closed,
}

/// argon2id's parameters (OWASP Password Storage Cheat Sheet: 19,456 KiB, 2 passes, 1 lane at least).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordSettings {
    /// Memory of one hash.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// How much hashing may go on at once. A hash takes a core for tens of milliseconds, and `memory_kib`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HashingLimits {
    /// Hashes computed at the same time; 0: one core is left for everything else.
    pub at_once: usize,
    /// Hashes waiting for their turn; more are refused at once.
    pub waiting_max: usize,
}

impl HashingLimits {
    /// How many hashes may really run at the same time.
    pub fn permits(&self) -> usize {
        match self.at_once {
            0 => std::thread::available_parallelism().map_or(1, |cores| cores.get() - 1).max(1),
            n => n,
        }
    }
}
