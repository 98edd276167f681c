//! The locks between threads: those of std, or those of `shuttle`, at which it decides who goes on.
//!
//! The channels are tokio's in both cases: they do not mind who runs them, and threads that `shuttle` runs take turns where they wait.

#[cfg(feature = "shuttle")]
pub use shuttle::sync::{Mutex, MutexGuard, RwLock};
#[cfg(not(feature = "shuttle"))]
pub use std::sync::{Mutex, MutexGuard, RwLock};
