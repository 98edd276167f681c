//! Where a connection's frames go.

use bytes::Bytes;
use tokio::time::Instant;

/// The way to a client, as far as it goes without waiting: what comes for a connection is sent by whoever brings it, and its task is woken only
/// if the client does not take all of it at once.
pub trait Outlet {
    /// Whether all that was sent before has gone.
    fn is_clear(&self) -> bool;

    /// Sends frames, in this order, behind all that was sent before, at this moment. What does not go at once is kept, and goes when the connection's
    /// task sees to it. Whether all has gone.
    fn send(&self, frames: &[Bytes], now: Instant) -> bool;
}
