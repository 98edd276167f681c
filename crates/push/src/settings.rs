//! The settings of this crate; `server` nests them and gives the defaults.

use secrecy::SecretString;
use serde::Deserialize;

/// Who sends notifications, and how much is too much.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PushSettings {
    /// Whether there are any.
    pub enabled: bool,
    /// The key by which push services know us; none: one is generated and kept in the data directory.
    pub vapid_private_key: Option<SecretString>,
    /// Whom the operator of a push service can write to: `mailto:` or `https://`.
    pub contact: Option<String>,
    /// For how long a push service keeps a notification for a device that is off.
    pub ttl_secs: u32,
    /// How long a push service may take to take one.
    pub timeout_secs: u64,
    /// Hosts that may be plain, on other ports and inside, separated by commas.
    pub allowed_hosts: Option<String>,
    /// Devices of one person.
    pub devices_per_user_max: u32,
    /// Chats that wait to be looked at, and devices that wait for their push service: beyond, the oldest are forgotten.
    pub waiting_max: usize,
    /// Notifications on their way at the same time.
    pub at_once: usize,
    /// Of these, to one host.
    pub at_once_per_host: usize,
    /// How long what is said is collected before anybody is told of it.
    pub delay_ms: u64,
    /// Further attempts where a push service is busy or not there.
    pub retries: u32,
    /// Before the first of them, unless the push service says how long; it doubles with each.
    pub retry_secs: u64,
    /// The longest that is waited, whatever it says.
    pub retry_secs_max: u64,
}
