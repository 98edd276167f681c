//! The harness: a server of one's own, and people who talk with it through clients that are not ours.

mod answer;
mod client;
mod follower;
mod forger;
mod host;
mod jwks;
mod person;
mod process;
mod push_service;
mod server;
mod socket;
mod wire;

pub use answer::Answer;
pub use client::{Client, sent};
pub use follower::{Follower, gets_through};
pub use forger::Forger;
pub use host::{AUDIENCE, Host, ISSUER};
pub use jwks::{Jwks, Manner};
pub use person::{Chat, PASSWORD, Person, a_chat_in_order, bodies, draft, path_of, place};
pub use process::{Place, Program, eager};
pub use push_service::{Browser, Delivery, PushService};
pub use server::{JWT_SECRET, TestServer};
pub use socket::{Socket, documented_commands, saying, upgrade};
pub use wire::Wire;

use serde_json::Value;

/// The names of an object's members, sorted: a renamed or additional one shows.
pub fn json_keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().map(|object| object.keys().map(String::as_str).collect()).unwrap_or_default();
    keys.sort_unstable();
    keys
}
