//! How threads keep out of each other's way and wait for each other: the usual things, or those with which `shuttle` decides who goes on.
//!
//! The channels are tokio's in both cases: they do not mind who runs them, and threads that `shuttle` runs take turns where they wait.

#[cfg(not(feature = "shuttle"))]
mod real {
    pub use std::sync::{Mutex, MutexGuard, RwLock};

    pub use tokio::sync::Notify;
}

#[cfg(feature = "shuttle")]
mod real {
    pub use shuttle::sync::{Mutex, MutexGuard, RwLock};
    use tokio::sync::futures::Notified;

    /// tokio's, with a moment before one begins to listen, in which others may notify.
    pub struct Notify(tokio::sync::Notify);

    impl Notify {
        pub fn new() -> Self {
            Self(tokio::sync::Notify::new())
        }

        pub fn notified(&self) -> Notified<'_> {
            shuttle::thread::yield_now();
            self.0.notified()
        }

        pub fn notify_waiters(&self) {
            self.0.notify_waiters();
        }
    }
}

pub use real::*;
