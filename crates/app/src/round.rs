//! The rounds of the tasks that work behind an app, which go on whatever happens in one of them.

use std::fmt::Display;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tracing::{error, warn};

/// One round; nothing if it failed or panicked, which is logged: what it left undone the next one does.
pub async fn survived<T, E: Display>(task: &str, round: impl Future<Output = Result<T, E>>) -> Option<T> {
    match AssertUnwindSafe(round).catch_unwind().await {
        Ok(Ok(done)) => Some(done),
        Ok(Err(error)) => {
            warn!(%error, "{task} did not finish a round; the next one goes on with it");
            None
        }
        Err(_) => {
            error!("{task} panicked; the next round tries again");
            None
        }
    }
}

/// Goes a round now and then until told to end, whatever happens in one of them.
pub async fn rounds<F, E>(task: &str, pause: Duration, end: &CancellationToken, round: impl Fn() -> F)
where
    F: Future<Output = Result<(), E>>,
    E: Display,
{
    loop {
        tokio::select! {
            () = end.cancelled() => return,
            () = sleep(pause) => {}
        }
        survived(task, round()).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_round_that_panics_is_followed_by_the_next_one() {
        let (end, gone) = (CancellationToken::new(), AtomicU32::new(0));
        rounds("a test", Duration::ZERO, &end, || async {
            assert_eq!(gone.fetch_add(1, Ordering::Relaxed), 1, "as a test");
            end.cancel();
            Ok::<(), &str>(())
        })
        .await;
        assert_eq!(gone.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn a_round_that_fails_or_panics_is_survived() {
        assert_eq!(survived("a test", async { Ok::<_, &str>(7) }).await, Some(7));
        assert_eq!(survived("a test", async { Err::<(), _>("as a test") }).await, None);
        let panicking = async {
            assert_eq!(1, 2, "as a test");
            Ok::<(), &str>(())
        };
        assert_eq!(survived("a test", panicking).await, None);
    }
}
