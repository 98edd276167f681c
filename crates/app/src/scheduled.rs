//! Messages that are sent later: keeping them, and sending them when their time comes.

use std::sync::Arc;
use std::time::Duration;

use dialogo_domain::{ChatId, Draft, ScheduledId, ScheduledMessage};
use dialogo_persistence::{DueMessage, Store, Writer};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::app::within;
use crate::page::List;
use crate::round::survived;
use crate::{App, Caller, Clock, Error, Page, PageRequest, Result};

/// How far away the time may be.
const AHEAD_MAX: SignedDuration = SignedDuration::from_hours(24 * 366);
/// Between two looks at the clock: nobody expects a message on the second.
const LOOK: Duration = Duration::from_secs(1);
/// So many looks later the database is asked again, in case another process has scheduled something.
const LOOKS_MAX: u32 = 60;
/// After a fault of ours a message is tried again so much later. Those behind it are sent meanwhile.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// Messages that are sent one after the other before the clock is looked at again.
const AT_ONCE: i64 = 100;

impl App {
    /// Schedules a message. Doing it again under the same `client_id` changes nothing.
    pub async fn schedule(&self, caller: &Caller, chat_id: ChatId, draft: Draft, send_at: Timestamp) -> Result<ScheduledMessage> {
        let now = self.inner.clock.now();
        if send_at <= now || send_at.duration_since(now) > AHEAD_MAX {
            return Err(Error::field("send_at", "out_of_range", "must be in the future, and within a year"));
        }
        self.few_files(&draft)?;
        self.admit_change(caller.user_id)?;
        let most = self.inner.scheduled_max.into();
        let scheduled = self.inner.store.schedule(caller.user_id, chat_id, &draft, send_at, most).await?;
        self.inner.scheduled.notify_one();
        Ok(scheduled)
    }

    /// What the caller has scheduled, the next one first.
    pub async fn scheduled(&self, caller: &Caller, page: &PageRequest) -> Result<Page<ScheduledMessage>> {
        let list = List { name: "scheduled", user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.scheduled(caller.user_id, after.as_ref(), page.limit.into()).await?))
    }

    /// Takes a scheduled message of the caller's back, before its time or after it has failed.
    pub async fn unschedule(&self, caller: &Caller, id: ScheduledId) -> Result<()> {
        self.admit_change(caller.user_id)?;
        Ok(self.inner.store.unschedule(caller.user_id, id, self.inner.clock.now()).await?)
    }
}

/// What sends them.
pub struct Sender {
    pub store: Store,
    pub writer: Writer,
    pub clock: Clock,
    pub patience: Duration,
    /// Something was scheduled.
    pub news: Arc<Notify>,
}

impl Sender {
    /// Sends what is due until told to end. A message is sent under its `client_id`, so after whatever end it is stored once.
    pub async fn run(self, end: CancellationToken) {
        while !end.is_cancelled() {
            survived("the sender of scheduled messages", self.round(&end)).await;
            tokio::select! {
                () = end.cancelled() => {}
                () = sleep(LOOK) => {}
            }
        }
    }

    /// Waits for the next one, and sends what is due then.
    async fn round(&self, end: &CancellationToken) -> Result<()> {
        let next = self.store.next_due().await?;
        for _ in 0..LOOKS_MAX {
            if next.is_some_and(|next| next <= self.clock.now()) {
                break;
            }
            tokio::select! {
                () = end.cancelled() => return Ok(()),
                () = self.news.notified() => return Ok(()),
                () = sleep(LOOK) => {}
            }
        }
        for due in self.store.due_messages(self.clock.now(), AT_ONCE).await? {
            self.send(due).await?;
        }
        Ok(())
    }

    async fn send(&self, DueMessage { id, author_id, chat_id, draft }: DueMessage) -> Result<()> {
        match within(self.patience, self.writer.post(chat_id, author_id, draft)).await {
            Ok(_) => self.store.settle_scheduled(id, None).await?,
            Err(error @ (Error::Unavailable | Error::Busy { .. } | Error::RateLimited { .. })) => return Err(error),
            Err(Error::Internal(error)) => {
                warn!(%error, "a scheduled message could not be sent through our own fault; it is tried again later");
                let later = self.clock.now().checked_add(PAUSE).map_err(|error| Error::Internal(error.into()))?;
                self.store.postpone_scheduled(id, later).await?;
            }
            Err(refused) => self.store.settle_scheduled(id, Some(refused.code())).await?,
        }
        Ok(())
    }
}
