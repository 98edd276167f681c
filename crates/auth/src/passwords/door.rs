//! The one door to argon2: a bounded number inside, a bounded number waiting, everyone else turned away at once.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::threads::Threads;
use crate::{Error, HashingLimits, Result};

/// Long enough for a few hashes to be done; the waiting line as a whole is worth about as much.
const RETRY_AFTER: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub(super) struct Door {
    /// Those inside and those waiting.
    places: Arc<Semaphore>,
    /// Those inside.
    benches: Arc<Semaphore>,
    threads: Arc<Threads>,
}

impl Door {
    pub fn new(limits: &HashingLimits) -> Result<Self> {
        let permits = limits.permits().min(Semaphore::MAX_PERMITS);
        let places = permits.saturating_add(limits.waiting_max).min(Semaphore::MAX_PERMITS);
        let threads = Arc::new(Threads::new(permits)?);
        Ok(Self { places: Arc::new(Semaphore::new(places)), benches: Arc::new(Semaphore::new(permits)), threads })
    }

    /// Runs the work on a thread of its kind when its turn comes: those who came first go first, and who goes away while waiting costs nothing.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let held = self.admitted().await?;
        self.threads.run(held.until_done(work)).await
    }

    /// As [`run`](Self::run), for what is soon done: on a thread that does not give way.
    pub async fn run_short<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let held = self.admitted().await?;
        tokio::task::spawn_blocking(held.until_done(work)).await.context("a look at a password ended early")?
    }

    async fn admitted(&self) -> Result<Held> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Error::Busy { retry_after: RETRY_AFTER })?;
        let bench = Arc::clone(&self.benches).acquire_owned().await.context("the door to argon2 is closed")?;
        Ok(Held { _place: place, _bench: bench })
    }
}

/// A place inside.
struct Held {
    _place: OwnedSemaphorePermit,
    _bench: OwnedSemaphorePermit,
}

impl Held {
    /// Held by the work itself: a caller who goes away does not make the hash go away.
    fn until_done<T>(self, work: impl FnOnce() -> T) -> impl FnOnce() -> T {
        move || {
            let _held = self;
            work()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, mpsc};
    use std::task::Poll;

    use futures_util::FutureExt;

    use super::*;
    use crate::passwords::threads::{NICENESS, THREAD_NAME};

    #[tokio::test]
    async fn one_works_one_waits_and_the_third_is_turned_away() {
        let door = Door::new(&HashingLimits { at_once: 1, waiting_max: 1 }).expect("a door");
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
        let door = Door::new(&HashingLimits { at_once: 1, waiting_max: 0 }).expect("a door");
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

    #[tokio::test]
    async fn those_who_came_first_go_first_and_those_who_went_away_cost_nothing() {
        let door = Door::new(&HashingLimits { at_once: 1, waiting_max: 3 }).expect("a door");
        let (release, released) = mpsc::channel::<()>();
        let order = Arc::new(Mutex::new(vec![]));
        let comes = |name: &'static str, before: Option<mpsc::Receiver<()>>| {
            let (door, order) = (door.clone(), Arc::clone(&order));
            let mut coming = Box::pin(async move {
                let works = move || {
                    before.map(|before| before.recv());
                    order.lock().expect("no panic").push(name);
                    Ok(())
                };
                door.run(works).await
            });
            assert!(coming.as_mut().now_or_never().is_none(), "{name} has a place");
            coming
        };
        let first = comes("first", Some(released));
        let [second, gone, third] = [comes("second", None), comes("gone", None), comes("third", None)];
        assert!(matches!(door.run(|| Ok(())).await, Err(Error::Busy { .. })));
        drop(gone);
        let fourth = comes("fourth", None);
        release.send(()).expect("the first still works");
        let all = tokio::join!(fourth, third, second, first);
        assert!(all.0.is_ok() && all.1.is_ok() && all.2.is_ok() && all.3.is_ok());
        assert_eq!(*order.lock().expect("no panic"), ["first", "second", "third", "fourth"]);
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn hashing_gives_way_and_nothing_else_does() {
        let niceness = || {
            let stat = std::fs::read_to_string("/proc/thread-self/stat").expect("Linux");
            // The 19th field, the 17th after the name, which is in brackets.
            let after_name = stat.rsplit(')').next().map(str::to_owned).unwrap_or_default();
            after_name.split_whitespace().nth(16).and_then(|nice| nice.parse::<i32>().ok()).expect("a number")
        };
        let before = niceness();
        let door = Door::new(&HashingLimits { at_once: 1, waiting_max: 0 }).expect("a door");
        let (name, inside) = door.run(move || Ok((std::thread::current().name().map(str::to_owned), niceness()))).await.expect("ran");
        assert_eq!((name.as_deref(), inside), (Some(THREAD_NAME), NICENESS));
        assert_eq!(niceness(), before);
        assert_eq!(tokio::task::spawn_blocking(niceness).await.expect("ran"), before);
    }
}
