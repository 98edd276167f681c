//! Who is connected and who hears what: rooms, mailboxes, and the hand-over to worker threads.
//!
//! A [`Hub`] is one for the process and may be used from any thread. Connections live on worker threads: each has its
//! [`LocalHub`], which no other thread touches, and a [`Worker`] that carries what is published to it. So a message costs
//! one hand-over per worker thread, and a plain loop over the listeners that live there.
//!
//! Nothing here knows JSON, HTTP or the database: a frame is bytes that somebody encoded, once, for all who receive it.

mod attachment;
mod changes;
mod close;
mod doors;
mod errand;
mod gathering;
mod hub;
mod letter;
mod local;
mod mailbox;
mod outlet;
mod people;
mod registry;
mod replay;
mod settings;
#[cfg(test)]
mod simulation;
mod sync;
mod worker;

pub use attachment::Attachment;
pub use changes::Changes;
pub use close::CloseCode;
pub use doors::{Refused, Ticket};
pub use errand::{Ended, News, Publication, Turnstile};
pub use gathering::Gathering;
pub use hub::Hub;
pub use letter::Letter;
pub use local::LocalHub;
pub use mailbox::{Mailbox, Wake};
pub use outlet::Outlet;
pub use people::{Appearance, Sighting};
pub use settings::HubSettings;
pub use worker::Worker;
