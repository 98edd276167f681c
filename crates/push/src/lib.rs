//! Web push (RFC 8030): what reaches a browser that is closed, by way of whoever it subscribed with.
//!
//! The only crate that calls addresses which users name, so it is here that they are judged ([`Pusher::accept`]), and again whenever one is called. What is
//! sent is encrypted for the browser alone (RFC 8291) and signed as ours (RFC 8292). Who is told of what is the business of others.

mod address;
mod endpoint;
mod pusher;
mod resolver;
mod settings;
mod vapid;

pub use endpoint::BadSubscription;
pub use pusher::{Outcome, Pusher, Shipment};
pub use settings::PushSettings;
pub use vapid::{BadKey, VapidKey};
