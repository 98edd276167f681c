//! What is done now and then: rows that nobody asks for any more are removed, a little at a time.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use dialogo_domain::{ChatId, UserId};
use dialogo_persistence::Store;
use futures_util::FutureExt;
use governor::DefaultKeyedRateLimiter;
use jiff::SignedDuration;
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, warn};

use crate::Clock;

/// Between two rounds. Deleted chats are invisible at once, so nothing waits for this.
const EVERY: Duration = Duration::from_mins(1);
/// Rows removed in one statement: a few milliseconds of work, so that nobody waits behind it.
const ROWS_MAX: i64 = 1_000;
/// Ended sessions are kept for a while, for those who wonder.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Keeps house until told to end.
pub async fn run(
    store: Store,
    clock: Clock,
    limiters: [Arc<DefaultKeyedRateLimiter<UserId>>; 3],
    typing: Arc<DefaultKeyedRateLimiter<(UserId, ChatId)>>,
    end: CancellationToken,
) {
    loop {
        typing.retain_recent();
        for limiter in &limiters {
            limiter.retain_recent();
        }
        // A round that panics costs nobody anything but what it did not remove.
        match AssertUnwindSafe(round(&store, &clock, &end)).catch_unwind().await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => warn!(%error, "housekeeping did not finish; the next round goes on with it"),
            Err(_) => error!("housekeeping panicked; the next round tries again"),
        }
        tokio::select! {
            () = end.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn round(store: &Store, clock: &Clock, end: &CancellationToken) -> dialogo_persistence::Result<()> {
    while !end.is_cancelled() {
        let removed = store.purge_deleted_chats(ROWS_MAX).await?;
        if removed == 0 {
            break;
        }
        debug!(removed, "rows of deleted chats removed");
    }
    let Ok(before) = clock.now().checked_sub(SESSIONS_KEPT) else { return Ok(()) };
    while !end.is_cancelled() && store.purge_sessions(before, ROWS_MAX).await? > 0 {}
    Ok(())
}
