//! The rounds of the tasks that work behind an app, which go on whatever happens in one of them.

use std::fmt::Display;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
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

#[cfg(test)]
mod tests {
    use super::*;

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
