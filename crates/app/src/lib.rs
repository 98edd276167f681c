//! What a chat does: every use case once, for REST and WebSocket alike.
