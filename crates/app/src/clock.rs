//! The time, as a value that is passed in.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

/// Where the time comes from. Cheap to clone; clones of one clock show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `now` until it is moved: for tests.
    pub fn fixed(now: Timestamp) -> Self {
        Self(Some(Arc::new(AtomicI64::new(now.as_microsecond()))))
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            None => Timestamp::now(),
            Some(microseconds) => Timestamp::from_microsecond(microseconds.load(Ordering::Relaxed)).unwrap_or(Timestamp::MAX),
        }
    }

    /// Moves a fixed clock on; the system's goes by itself.
    pub fn advance(&self, by: Duration) {
        if let Some(microseconds) = &self.0 {
            microseconds.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::Relaxed);
        }
    }
}
