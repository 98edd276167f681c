//! The one door to argon2: a bounded number inside, a bounded number waiting, everyone else turned away at once.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::sync::Semaphore;

use crate::{Error, HashingLimits, Result};

/// Long enough for a few hashes to be done; the waiting line as a whole is worth about as much.
const RETRY_AFTER: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub(super) struct Door {
    /// Those inside and those waiting.
    places: Arc<Semaphore>,
    /// Those inside.
    benches: Arc<Semaphore>,
}

impl Door {
    pub fn new(limits: &HashingLimits) -> Self {
        let permits = limits.permits().min(Semaphore::MAX_PERMITS);
        let places = permits.saturating_add(limits.waiting_max).min(Semaphore::MAX_PERMITS);
        Self { places: Arc::new(Semaphore::new(places)), benches: Arc::new(Semaphore::new(permits)) }
    }

    /// Runs the work on a blocking thread when its turn comes.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Error::Busy { retry_after: RETRY_AFTER })?;
        let bench = Arc::clone(&self.benches).acquire_owned().await.context("the door to argon2 is closed")?;
        let done = tokio::task::spawn_blocking(move || {
            // Held by the work itself: a caller who goes away does not make the hash go away.
            let _held = (place, bench);
            work()
        });
        done.await.context("hashing ended early")?
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::task::Poll;

    use super::*;

    #[tokio::test]
    async fn one_works_one_waits_and_the_third_is_turned_away() {
        let door = Door::new(&HashingLimits { at_once: 1, waiting_max: 1 });
        let (begun, inside) = tokio::sync::oneshot::channel();
        let (release, released) = mpsc::channel::<()>();
        let first = tokio::spawn({
            let door = door.clone();
            async move {
                door.run(move || {
                    begun.send(()).ok();
                    released.recv().ok();
                    Ok(1)
                })
                .await
            }
        });
        inside.await.expect("the first got in");
        let mut second = Box::pin(door.run(|| Ok(2)));
        let waits = std::future::poll_fn(|cx| Poll::Ready(second.as_mut().poll(cx).is_pending())).await;
        assert!(waits, "the second waits");
        assert!(matches!(door.run(|| Ok(3)).await, Err(Error::Busy { .. })));
        release.send(()).expect("the first still works");
        assert_eq!(first.await.expect("no panic").expect("done"), 1);
        assert_eq!(second.await.expect("done"), 2);
        assert_eq!(door.run(|| Ok(4)).await.expect("free again"), 4);
    }

    #[tokio::test]
    async fn a_caller_who_goes_away_leaves_no_hole_in_the_bound() {
        let door = Door::new(&HashingLimits { at_once: 1, waiting_max: 0 });
        let (begun, inside) = tokio::sync::oneshot::channel();
        let (release, released) = mpsc::channel::<()>();
        let caller = tokio::spawn({
            let door = door.clone();
            async move {
                door.run(move || {
                    begun.send(()).ok();
                    released.recv().ok();
                    Ok(())
                })
                .await
            }
        });
        inside.await.expect("it got in");
        caller.abort();
        caller.await.expect_err("aborted");
        assert!(matches!(door.run(|| Ok(())).await, Err(Error::Busy { .. })), "the hash still runs");
        release.send(()).expect("it still runs");
    }
}
