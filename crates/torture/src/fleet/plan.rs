//! How many clients there are, and how lively they are.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// The server's heartbeat while it is tortured: shorter than in real life, as a run is.
pub const HEARTBEAT_SECS: u64 = 2;

/// The size and temper of a fleet.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Accounts.
    pub people: usize,
    /// Second devices, one for each of the first so many people, and on.
    pub more_devices: usize,
    /// Chats.
    pub chats: usize,
    /// Members of each at the beginning.
    pub members_per_chat: usize,
    /// Messages a second, over all.
    pub messages_per_sec: f64,
    /// Changes of membership, settings and profiles a second, over all.
    pub changes_per_sec: f64,
    stopped: CancellationToken,
}

impl Plan {
    /// A fleet that fits beside everything else on two cores.
    pub fn small() -> Self {
        Self::new(24, 12, 8, 8, 60.0, 4.0)
    }

    /// The base load of the fault list: 50 chats of 20 people, 200 messages a second.
    pub fn full() -> Self {
        Self::new(100, 50, 50, 20, 200.0, 10.0)
    }

    fn new(people: usize, more_devices: usize, chats: usize, members_per_chat: usize, messages_per_sec: f64, changes_per_sec: f64) -> Self {
        Self { people, more_devices, chats, members_per_chat, messages_per_sec, changes_per_sec, stopped: CancellationToken::new() }
    }

    /// The same, with changes coming as fast as a server must bear, and an end of its own.
    #[must_use]
    pub fn hectic(&self) -> Self {
        Self { changes_per_sec: 20.0, stopped: CancellationToken::new(), ..self.clone() }
    }

    /// After so long without a sign of life the server gives a connection up: `limits.websocket.heartbeat_secs` is [`HEARTBEAT_SECS`].
    pub fn silence_max(&self) -> Duration {
        Duration::from_secs(2 * HEARTBEAT_SECS + 10)
    }

    /// Devices in all.
    pub fn devices(&self) -> usize {
        self.people + self.more_devices
    }

    /// Nothing new is begun from now on.
    pub fn stop(&self) {
        self.stopped.cancel();
    }

    /// Waits until nothing new is to be begun.
    pub async fn stopped(&self) {
        self.stopped.cancelled().await;
    }

    /// Whether nothing new is to be begun.
    pub fn is_stopped(&self) -> bool {
        self.stopped.is_cancelled()
    }
}
