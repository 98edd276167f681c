//! What tells devices: behind the commits, at leisure, and looking up at each attempt what may be told.

use std::sync::Arc;
use std::time::Duration;

use dialogo_domain::{Number, SessionId};
use dialogo_hub::Hub;
use dialogo_persistence::{Device, Notice, Store};
use dialogo_push::{Outcome, PushSettings, Pusher, Shipment};
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::hints::{Hint, Hints};
use super::lanes::Lanes;
use super::turns::Turns;
use crate::announcer::Encoder;
use crate::round::survived;
use crate::{Clock, Result};

/// So many times as long as a look at a chat took it rests after it: a tenth of a core is the most that this takes from those who talk meanwhile.
const REST: u32 = 9;
/// Messages that are looked through for the one that a device is told of.
const MESSAGES_MAX: i64 = 100;

/// Tells devices. Cheap to clone.
#[derive(Clone)]
pub struct Courier(Arc<Parts>);

struct Parts {
    store: Store,
    hub: Hub,
    encoder: Arc<dyn Encoder>,
    clock: Clock,
    pusher: Pusher,
    hints: Arc<Hints>,
    lanes: Lanes,
    turns: Turns,
    settings: PushSettings,
}

impl Courier {
    pub fn new(
        store: Store,
        hub: Hub,
        encoder: Arc<dyn Encoder>,
        clock: Clock,
        (pusher, hints): (Pusher, Arc<Hints>),
        settings: PushSettings,
    ) -> Self {
        let (lanes, turns) = (Lanes::new(settings.waiting_max), Turns::new(settings.at_once, settings.at_once_per_host));
        Self(Arc::new(Parts { store, hub, encoder, clock, pusher, hints, lanes, turns, settings }))
    }

    /// Tells until told to end. What was not told by then is not told: whoever comes sees it anyway.
    pub async fn run(self, end: CancellationToken) {
        let delay = Duration::from_millis(self.0.settings.delay_ms);
        let rounds = async {
            loop {
                self.0.hints.news.notified().await;
                // Meanwhile more may be said, and whoever sees it elsewhere reads it.
                sleep(delay).await;
                Box::pin(survived("the round of notifications", self.round(&end))).await;
            }
        };
        end.run_until_cancelled(rounds).await;
    }

    async fn round(&self, end: &CancellationToken) -> Result<()> {
        let hints = self.0.hints.take();
        if hints.is_empty() || !self.0.store.has_devices().await? {
            return Ok(());
        }
        for hint in hints {
            survived("a look for devices", self.finds_devices(hint, end)).await;
        }
        Ok(())
    }

    async fn finds_devices(&self, hint: Hint, end: &CancellationToken) -> Result<()> {
        let mut after = None;
        loop {
            let began = Instant::now();
            let page = self.0.store.devices_to_tell(hint.chat_id, hint.to, after).await?;
            for Device { user_id, id, host } in page.devices {
                if !self.0.hub.looks(user_id) && self.0.lanes.put(id, hint) {
                    let (courier, end) = (self.clone(), end.clone());
                    tokio::spawn(async move { end.run_until_cancelled(courier.empties(id, &host)).await });
                }
            }
            sleep(began.elapsed() * REST).await;
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// Tells a device, whose push service is `host`, all that waits for it.
    async fn empties(&self, id: SessionId, host: &str) {
        while let Some(hint) = self.0.lanes.next(id) {
            Box::pin(survived("telling a device", self.tells(id, host, hint))).await;
        }
    }

    async fn tells(&self, id: SessionId, host: &str, hint: Hint) -> Result<()> {
        let (first, longest) = (Duration::from_secs(self.0.settings.retry_secs), Duration::from_secs(self.0.settings.retry_secs_max));
        for attempt in 0..=self.0.settings.retries {
            let Outcome::Later(asked) = self.attempt(id, host, hint).await? else { return Ok(()) };
            if attempt < self.0.settings.retries {
                sleep(asked.unwrap_or_else(|| first.saturating_mul(1 << attempt.min(16))).min(longest)).await;
            }
        }
        Ok(())
    }

    /// Tells a device what it may be told at this moment, if there is anything.
    async fn attempt(&self, id: SessionId, host: &str, hint: Hint) -> Result<Outcome> {
        let Some(_turn) = self.0.turns.take(host).await else { return Ok(Outcome::Refused) };
        let now = self.0.clock.now();
        let from = hint.from.max(Number(hint.to.0 - MESSAGES_MAX + 1));
        let Some(notice) = self.0.store.notice(id, hint.chat_id, (from, hint.to), now).await? else { return Ok(Outcome::Taken) };
        if is_left_alone(&notice, now) {
            return Ok(Outcome::Taken);
        }
        let text = self.0.encoder.notice(hint.chat_id, &notice);
        let outcome = self.0.pusher.send(&Shipment { to: &notice.to, about: hint.chat_id, text }, now).await;
        if outcome == Outcome::Gone {
            self.0.store.unsubscribe(id, Some(&notice.to.endpoint)).await?;
        }
        Ok(outcome)
    }
}

fn is_left_alone(notice: &Notice, now: jiff::Timestamp) -> bool {
    notice.quiet_hours.as_ref().is_some_and(|hours| hours.hold(now))
}
