//! What a caller of this crate can act on.

use std::time::Duration;

/// Why something was refused, or did not work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// As many passwords as allowed are waiting to be hashed.
    #[error("too many passwords are being checked at once")]
    Busy {
        /// When trying again makes sense.
        retry_after: Duration,
    },
    /// Too many guesses, or too many registrations.
    #[error("too many attempts")]
    Throttled {
        /// After exactly this long the next attempt is let through.
        retry_after: Duration,
    },
    /// Not a token that we believe; the text is for our log and names the check that failed.
    #[error("not a token that we believe: {0}")]
    InvalidToken(&'static str),
    /// A token whose time is over, or has not come: clocks are set back now and then.
    #[error("the token has expired")]
    ExpiredToken,
    /// The host application's keys did not come, and there are none that could still be believed.
    #[error("the keys of the host application are not available")]
    KeysUnavailable,
    /// Our own fault: a stored hash that is none, a machine without randomness or threads.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}
