//! Who a connection is.

use crate::wire::ChatKey;

/// An account that may connect.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Its access token.
    pub token: String,
    /// The chat that it writes to.
    pub chat: ChatKey,
}
