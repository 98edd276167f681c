//! The HTTP binary: REST, WebSocket, the embedded web client, settings, telemetry, the command line.
