//! What deletes the messages of those who were banned along with them: in steps, between which everybody else's messages have their turn.

use std::sync::Arc;
use std::time::Duration;

use dialogo_persistence::{RemoveMessages, Store, Writer};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::app::within;
use crate::round::survived;
use crate::{Error, Result};

/// So much later the database is asked again, in case another process has left something undone.
const LOOK: Duration = Duration::from_mins(1);
/// After a failure.
const RETRY: Duration = Duration::from_secs(5);
/// After each step: who hears of what is deleted takes it in while they read on.
const PAUSE: Duration = Duration::from_millis(100);
/// Removals of a round: each has a step of it.
const AT_ONCE: i64 = 100;

/// What deletes them.
pub struct Remover {
    pub store: Store,
    pub writer: Writer,
    pub patience: Duration,
    /// Something is to be deleted.
    pub news: Arc<Notify>,
}

impl Remover {
    /// Works until told to end. What is left to do is in the database, so that it goes on where it was after whatever end.
    pub async fn run(self, end: CancellationToken) {
        while !end.is_cancelled() {
            let pause = match survived("the remover", self.round(&end)).await {
                Some(true) => continue,
                Some(false) => LOOK,
                None => RETRY,
            };
            tokio::select! {
                () = end.cancelled() => {}
                () = self.news.notified() => {}
                () = sleep(pause) => {}
            }
        }
    }

    /// One step of each. Yields whether there may be more.
    async fn round(&self, end: &CancellationToken) -> Result<bool> {
        let removals = self.store.removals(AT_ONCE).await?;
        let mut failure = None;
        for removal in &removals {
            match self.step(*removal, end).await {
                Ok(()) => {}
                // One that fails must not keep the others from going.
                Err(Error::Internal(error)) => {
                    warn!(error = format!("{error:#}"), "a step of a removal failed; it is tried again");
                    failure = Some(Error::Internal(error));
                }
                Err(passing) => return Err(passing),
            }
        }
        failure.map_or(Ok(!removals.is_empty()), Err)
    }

    /// Half of the line's time is the most that this costs those who talk meanwhile, and five hundred messages a second the most that they hear of.
    async fn step(&self, removal: RemoveMessages, end: &CancellationToken) -> Result<()> {
        let began = Instant::now();
        within(self.patience, self.writer.perform(removal)).await?;
        tokio::select! {
            () = end.cancelled() => {}
            () = sleep(began.elapsed().max(PAUSE)) => {}
        }
        Ok(())
    }
}
