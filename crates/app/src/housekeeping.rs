//! What is done now and then: rows and files that nobody asks for any more are removed, a little at a time.

use std::sync::Arc;
use std::time::Duration;

use dialogo_domain::{ChatId, UserId};
use dialogo_files::Files;
use dialogo_persistence::Store;
use governor::DefaultKeyedRateLimiter;
use jiff::SignedDuration;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tracing::debug;

use crate::limiter::Limiter;
use crate::round::survived;
use crate::{Clock, Result};

/// Between two rounds. Deleted chats are invisible at once, so nothing waits for this.
const EVERY: Duration = Duration::from_mins(1);
/// Rows removed in one statement: a few milliseconds of work, so that nobody waits behind it.
const ROWS_MAX: i64 = 1_000;
/// Words of the search that are looked at in a round, so that those of erased messages go: a hundred thousand in less than two hours.
const WORDS_MAX: i64 = 1_000;
/// Ended sessions are kept for a while, for those who wonder.
const SESSIONS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Objects fall due a little earlier for their uploaders than for us: longer than a statement takes that makes a row of one.
const ERASED_LATER: SignedDuration = SignedDuration::from_mins(1);

/// What is kept in order.
#[derive(Clone)]
pub struct House {
    pub store: Store,
    pub files: Files,
    pub clock: Clock,
    pub declined_kept: SignedDuration,
    pub reports_kept: SignedDuration,
    pub audit_kept: Option<SignedDuration>,
    pub unattached_kept: SignedDuration,
    /// That something was deleted whose files can be erased.
    pub deleted: Arc<Notify>,
}

/// Keeps house until told to end.
pub async fn run(house: House, limiters: [Limiter; 3], typing: Arc<DefaultKeyedRateLimiter<(UserId, ChatId)>>, end: CancellationToken) {
    let mut is_whole = true;
    loop {
        typing.retain_recent();
        for limiter in &limiters {
            limiter.forgets();
        }
        // A round that panics costs nobody anything but what it did not remove.
        survived("housekeeping", house.tidy(is_whole, &end)).await;
        is_whole = tokio::select! {
            () = end.cancelled() => return,
            () = tokio::time::sleep(EVERY) => true,
            () = house.deleted.notified() => false,
        }
    }
}

impl House {
    async fn tidy(&self, is_whole: bool, end: &CancellationToken) -> Result<()> {
        if is_whole { self.round(end).await } else { self.erase_files(end).await }
    }

    /// Removes what can be removed now.
    pub async fn round(&self, end: &CancellationToken) -> Result<()> {
        while !end.is_cancelled() {
            let removed = self.store.purge_deleted_chats(ROWS_MAX).await?;
            if removed == 0 {
                break;
            }
            debug!(removed, "rows of deleted chats removed");
        }
        if let Some(before) = self.ago(SESSIONS_KEPT) {
            while !end.is_cancelled() && self.store.purge_sessions(before, ROWS_MAX).await? > 0 {}
        }
        while !end.is_cancelled() && self.store.purge_invitations(self.clock.now(), ROWS_MAX).await? > 0 {}
        while !end.is_cancelled() && self.store.purge_host_tokens(self.clock.now(), ROWS_MAX).await? > 0 {}
        if let Some(before) = self.ago(self.declined_kept) {
            while !end.is_cancelled() && self.store.purge_join_requests(before, ROWS_MAX).await? > 0 {}
        }
        if let Some(before) = self.ago(self.reports_kept) {
            while !end.is_cancelled() && self.store.purge_reports(before, ROWS_MAX).await? > 0 {}
        }
        if let Some(before) = self.audit_kept.and_then(|kept| self.ago(kept)) {
            while !end.is_cancelled() && self.store.prune_audit_log(before, ROWS_MAX).await? > 0 {}
        }
        if let Some(before) = self.ago(self.unattached_kept) {
            while !end.is_cancelled() && self.store.release_unattached_files(before, ROWS_MAX).await? > 0 {}
        }
        self.store.forget_words(WORDS_MAX).await?;
        self.erase_files(end).await
    }

    /// First the bytes, then their name: whatever comes in between, it is done again.
    async fn erase_files(&self, end: &CancellationToken) -> Result<()> {
        let Some(before) = self.ago(ERASED_LATER) else { return Ok(()) };
        loop {
            let due = self.store.objects_due(before, ROWS_MAX).await?;
            if due.is_empty() {
                return Ok(());
            }
            for id in due {
                if end.is_cancelled() {
                    return Ok(());
                }
                self.files.erase(id).await?;
                self.store.forget_object(id).await?;
            }
        }
    }

    fn ago(&self, time: SignedDuration) -> Option<jiff::Timestamp> {
        self.clock.now().checked_sub(time).ok()
    }
}
