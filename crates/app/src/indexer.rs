//! What fills the index of the search, behind the writer's back: whatever is committed wakes it, and what it has not taken in yet is written
//! in the database, so that it goes on where it was after whatever end.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use dialogo_persistence::Store;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use crate::round::survived;

/// Between a commit and the round that it causes: so a chat in which much is said is not written again for each message, and nothing is written while
/// the message is still being delivered. Drawn by lot, so that it does not keep step with what is sent at regular times. Nobody misses anything: the
/// newest messages are searched without the index.
const PAUSE: Range<Duration> = Duration::from_secs(2)..Duration::from_secs(3);
/// So many times as long as a step took it rests after it: a tenth of a core is the most that an import costs those who talk meanwhile.
const REST: u32 = 9;
/// After a failure.
const RETRY: Duration = Duration::from_secs(5);
/// Chats of one round.
const CHATS_MAX: i64 = 256;

/// Follows what is committed until told to end. What was committed while nobody was here, it finds at its beginning.
pub async fn run(store: Store, committed: Arc<Notify>, end: CancellationToken) {
    while !end.is_cancelled() {
        let Some(has_more) = Box::pin(survived("the indexer", round(&store, &end))).await else {
            pause(RETRY, &end).await;
            continue;
        };
        if !has_more {
            tokio::select! {
                () = end.cancelled() => return,
                () = committed.notified() => {}
            }
        }
        pause(rand::random_range(PAUSE), &end).await;
    }
}

/// Takes in what has changed in some chats. Yields whether there may be more.
async fn round(store: &Store, end: &CancellationToken) -> dialogo_persistence::Result<bool> {
    let chats = store.chats_to_index(CHATS_MAX).await?;
    let mut failure = None;
    for chat_id in &chats {
        // One chat that fails must not keep the others from being found.
        if let Err(error) = index(store, *chat_id, end).await {
            if error.is_passing() {
                return Err(error);
            }
            failure = Some(error);
        }
    }
    failure.map_or(Ok(!chats.is_empty()), Err)
}

async fn index(store: &Store, chat_id: dialogo_domain::ChatId, end: &CancellationToken) -> dialogo_persistence::Result<()> {
    loop {
        let began = Instant::now();
        let has_more = store.index_chat(chat_id).await?;
        pause(began.elapsed() * REST, end).await;
        if !has_more || end.is_cancelled() {
            return Ok(());
        }
    }
}

async fn pause(time: Duration, end: &CancellationToken) {
    tokio::select! {
        () = end.cancelled() => {}
        () = sleep(time) => {}
    }
}
