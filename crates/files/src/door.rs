//! The one door to the work on pictures: a bounded number inside, a bounded number waiting, everyone else turned away at once.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Error, PictureLimits, Result};

/// A large picture takes about a second.
const RETRY_AFTER: Duration = Duration::from_secs(2);

#[derive(Clone, Debug)]
pub struct Door {
    /// Those inside and those waiting.
    places: Arc<Semaphore>,
    /// Those inside.
    benches: Arc<Semaphore>,
}

/// A place inside.
#[derive(Debug)]
pub struct Inside {
    _place: OwnedSemaphorePermit,
    _bench: OwnedSemaphorePermit,
}

impl Door {
    pub fn new(limits: &PictureLimits) -> Self {
        let inside = limits.at_once.clamp(1, Semaphore::MAX_PERMITS / 2);
        let places = inside.saturating_add(limits.waiting_max).min(Semaphore::MAX_PERMITS);
        Self { places: Arc::new(Semaphore::new(places)), benches: Arc::new(Semaphore::new(inside)) }
    }

    /// Waits for a place inside. Whoever holds it may have one picture in memory.
    pub async fn enter(&self) -> Result<Inside> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Error::Busy { retry_after: RETRY_AFTER })?;
        let bench = Arc::clone(&self.benches).acquire_owned().await.context("the door is closed").map_err(Error::Internal)?;
        Ok(Inside { _place: place, _bench: bench })
    }
}

impl Inside {
    /// Works on a thread of its own kind. The place is held by the work itself: a caller who goes away does not make the work go away.
    pub async fn work<T: Send + 'static>(self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let held = move || {
            let _inside = self;
            work()
        };
        match tokio::task::spawn_blocking(held).await {
            Ok(result) => result,
            Err(error) if error.is_panic() => Err(Error::BadPicture("it cannot be read".to_owned())),
            Err(error) => Err(Error::Internal(error.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn one_works_one_waits_and_the_third_is_turned_away() {
        let door = Door::new(&PictureLimits { bytes_max: 1, pixels_max: 1, at_once: 1, waiting_max: 1 });
        let first = door.enter().await.expect("a place");
        let mut second = Box::pin(door.enter());
        assert!(second.as_mut().now_or_never().is_none(), "it waits");
        assert!(matches!(door.enter().await, Err(Error::Busy { .. })));
        assert_eq!(first.work(|| Ok(1)).await.expect("done"), 1);
        second.await.expect("its turn");
    }

    #[tokio::test]
    #[expect(clippy::panic, reason = "that is what it is about")]
    async fn a_decoder_that_panics_is_a_bad_picture_and_leaves_no_hole_in_the_bound() {
        let door = Door::new(&PictureLimits { bytes_max: 1, pixels_max: 1, at_once: 1, waiting_max: 0 });
        let worked = door.enter().await.expect("a place").work::<()>(|| panic!("as a test")).await;
        assert!(matches!(worked, Err(Error::BadPicture(_))));
        door.enter().await.expect("free again");
    }
}
