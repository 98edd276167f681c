//! Slowing down those who guess, without locking out those who know.

mod bucket;
mod guesses;
mod login;
mod memory;

pub use self::guesses::{GuessLimits, Guesses};
pub use self::login::{Attempt, LoginLimits, LoginThrottle};
