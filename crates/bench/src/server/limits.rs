//! Settings for a server whose many people are one machine.

/// Limits that would keep one machine from playing many people are out of the way; all others are as they are delivered.
pub const RAISED: [(&str, &str); 20] = [
    ("DIALOGO__SERVER__PORT", "0"),
    ("DIALOGO__SERVER__API_DOCS", "off"),
    ("DIALOGO__LIMITS__CONNECTIONS_PER_WORKER_MAX", "30000"),
    ("DIALOGO__LIMITS__HUB__CONNECTIONS_MAX", "30000"),
    ("DIALOGO__LIMITS__HUB__STRANGERS_PER_ADDRESS_MAX", "30000"),
    ("DIALOGO__LIMITS__WEBSOCKET__COMMANDS_PER_SEC", "1000000"),
    ("DIALOGO__LIMITS__WEBSOCKET__COMMANDS_BURST", "1000000"),
    ("DIALOGO__LIMITS__APP__MESSAGES_PER_SEC", "1000000"),
    ("DIALOGO__LIMITS__APP__MESSAGES_BURST", "1000000"),
    ("DIALOGO__LIMITS__APP__CHANGES_PER_SEC", "1000000"),
    ("DIALOGO__LIMITS__APP__CHANGES_BURST", "1000000"),
    ("DIALOGO__LIMITS__LOGIN__ADDRESS_FAILURES_BURST", "1000000"),
    ("DIALOGO__LIMITS__LOGIN__REGISTRATIONS_BURST", "1000000"),
    ("DIALOGO__LIMITS__LOGIN__ACCOUNT_FAILURES_BURST", "1000000"),
    ("DIALOGO__LIMITS__HASHING__WAITING_MAX", "1000"),
    ("DIALOGO__LOG__FILTER", "warn"),
    ("DIALOGO__LOG__FORMAT", "json"),
    ("DIALOGO__AUTH__ACCESS_TTL_SECS", "86400"),
    ("DIALOGO__SERVER__HOST", "127.0.0.1"),
    ("DIALOGO__DATABASE__URL", ""),
];

/// What of our own environment the server gets.
pub const INHERITED: [&str; 4] = ["PATH", "HOME", "TMPDIR", "DIALOGO__DATABASE__BIN_DIR"];
