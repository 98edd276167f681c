//! The bounds of a WebSocket connection.

use std::time::Duration;

use serde::Deserialize;

/// What one connection may do, and how long it may take. Every value is a limit that a load test can lift.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WsSettings {
    /// How long a new connection may take to say `hello`.
    pub hello_timeout_secs: u64,
    /// Bytes of a message before `hello` is accepted: nobody is known then, so little is held for anybody.
    pub hello_frame_bytes_max: u64,
    /// Bytes of a message, its fragments summed. The longest body takes 48,000 when every character is escaped.
    pub frame_bytes_max: u64,
    /// Commands of one connection a second, in the long run. Frames of every kind have ten times this rate.
    pub commands_per_sec: u32,
    /// Commands of one connection at once. Frames of every kind have ten times this burst.
    pub commands_burst: u32,
    /// Unreadable frames in a row before the connection is closed.
    pub bad_frames_max: u32,
    /// Sent messages that may wait for their commit; above, nothing more is read from the connection.
    pub pending_commands_max: usize,
    /// How long one frame may take into the socket.
    pub write_timeout_secs: u64,
    /// Silence after which the server sends a heartbeat. Twice this and ten seconds without a byte from the client ends the connection.
    pub heartbeat_secs: u64,
    /// The longest time that `goodbye` asks a client to wait: the clients come back spread over it.
    pub goodbye_spread_ms: u32,
    /// The origin under which browsers load the client, such as `https://chat.example.org`. Without one, an origin passes when it names the
    /// host that the request itself names.
    pub public_origin: Option<String>,
    /// Other origins whose pages may connect, each exactly as a browser sends it.
    pub allowed_origins: Vec<String>,
}

impl Default for WsSettings {
    fn default() -> Self {
        Self {
            hello_timeout_secs: 10,
            hello_frame_bytes_max: 4 * 1024,
            frame_bytes_max: 64 * 1024,
            commands_per_sec: 20,
            commands_burst: 40,
            bad_frames_max: 10,
            pending_commands_max: 64,
            write_timeout_secs: 10,
            heartbeat_secs: 25,
            goodbye_spread_ms: 5_000,
            public_origin: None,
            allowed_origins: Vec::new(),
        }
    }
}

impl WsSettings {
    /// How long a new connection may take to say `hello`.
    pub(super) fn hello_timeout(&self) -> Duration {
        Duration::from_secs(self.hello_timeout_secs)
    }

    /// How long one frame may take into the socket.
    pub(super) fn write_timeout(&self) -> Duration {
        Duration::from_secs(self.write_timeout_secs)
    }

    /// Silence after which the server sends a heartbeat.
    pub(super) fn heartbeat(&self) -> Duration {
        Duration::from_secs(self.heartbeat_secs)
    }

    /// Silence after which a client counts as gone: two heartbeats, and a slow network's time for the answer.
    pub(super) fn silence_max(&self) -> Duration {
        Duration::from_secs(self.heartbeat_secs * 2 + 10)
    }
}
