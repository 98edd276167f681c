//! The bounds of the hub.

use serde::Deserialize;

/// How many may connect, and how much may wait for them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HubSettings {
    /// Connections in all. Each holds about 9 KiB when idle, and one file descriptor.
    pub connections_max: usize,
    /// Connections of one user, over all devices and tabs.
    pub connections_per_user_max: usize,
    /// Connections of one address that have not said who they are.
    pub strangers_per_address_max: usize,
    /// Frames that wait for one connection: above, it is too slow. A busy chat says that much in a minute.
    pub mailbox_frames_max: usize,
    /// Bytes of frames that wait for one connection. Frames are shared by all who wait for them, so this is an upper bound.
    pub mailbox_bytes_max: usize,
    /// How long somebody still counts as here after their last connection went: they may only be changing networks.
    pub presence_grace_secs: u64,
    /// Batches that wait for one worker thread: above, publishing waits, never for a client but for the thread.
    pub worker_batches_max: usize,
}

impl Default for HubSettings {
    fn default() -> Self {
        Self {
            connections_max: 10_000,
            connections_per_user_max: 16,
            strangers_per_address_max: 20,
            mailbox_frames_max: 1_024,
            mailbox_bytes_max: 1024 * 1024,
            presence_grace_secs: 30,
            worker_batches_max: 1_024,
        }
    }
}
