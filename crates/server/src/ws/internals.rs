//! What the benchmarks measure and nobody else can reach.

pub use super::guard::{Limits, guard};
pub use super::incoming::parse;
pub use super::outgoing::JsonEncoder;
pub use super::settings::WsSettings;
