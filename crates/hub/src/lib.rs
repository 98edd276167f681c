//! Who is connected and who hears what: rooms, mailboxes, and the hand-over to worker threads.
//!
//! A [`Hub`] is one for the process and may be used from any thread. Connections live on worker threads: each has its
//! [`LocalHub`], which no other thread touches, and a [`Worker`] that carries what is published to it. So a message costs
//! one hand-over per worker thread, and a plain loop over the listeners that live there.
//!
//! Nothing here knows JSON, HTTP or the database: a frame is text that somebody encoded, once, for all who receive it.

mod attachment;
mod close;
mod doors;
mod errand;
mod hub;
mod local;
mod mailbox;
mod registry;
mod replay;
mod settings;
#[cfg(test)]
mod simulation;
mod sync;
mod worker;

pub use attachment::Attachment;
pub use close::CloseCode;
pub use doors::{Refused, Ticket};
pub use errand::{Ended, Publication, Turnstile};
pub use hub::Hub;
pub use local::LocalHub;
pub use mailbox::{Letter, Mailbox, Stamp, Wake};
pub use settings::HubSettings;
pub use worker::Worker;
