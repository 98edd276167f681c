//! The WebSocket.

mod conduct;
mod digest;
mod guard;
mod incoming;
mod outgoing;
mod pulse;
mod rate;
mod replay;
mod settings;

pub use outgoing::JsonEncoder;
pub use settings::WsSettings;
