//! What a server costs under load, beside what the same work costs at the least: a raw broadcaster, one-row inserts.

pub mod bench;
pub mod client;
pub mod floor;
mod http;
mod machine;
mod progress;
pub mod report;
pub mod scenarios;
mod server;
pub mod table;
mod wire;
