//! Many WebSocket clients in one thread: an epoll loop that costs less than what it measures.

mod connection;
mod cursors;
mod loads;
mod outbox;
mod seat;
mod shared;
mod swarm;
mod tally;

pub use cursors::{Cursors, Verdict};
pub use loads::Load;
pub use seat::Seat;
pub use shared::Language;
pub use swarm::Swarm;
pub use tally::{Breakage, Tally};
