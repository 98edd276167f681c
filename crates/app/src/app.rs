//! The application: its parts, and what all use cases need of them.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use dialogo_auth::{Guesses, HostTokens, LoginThrottle, Passwords, RegistrationMode, Tokens};
use dialogo_domain::{ChatId, UserId};
use dialogo_files::Files;
use dialogo_hub::Hub;
use dialogo_persistence::{Announcements, Deed, Store, Writer};
use dialogo_push::{PushSettings, Pusher};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use jiff::SignedDuration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::announcer::{self, Encoder};
use crate::housekeeping::House;
use crate::limiter::Limiter;
use crate::presence::Watch;
use crate::push::{Courier, Hints};
use crate::remover::Remover;
use crate::scheduled::Sender;
use crate::{AppLimits, Caller, Clock, Error, FileLimits, InvitationLimits, JoinRequestLimits, Result, housekeeping, indexer};

/// Everything that people can do. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) inner: Arc<Inner>,
}

/// What an [`App`] is made of.
pub struct AppParts {
    /// What is stored.
    pub store: Store,
    /// The line of changes.
    pub writer: Writer,
    /// What comes out of that line.
    pub announcements: Announcements,
    /// What people upload.
    pub files: Files,
    /// Hashing.
    pub passwords: Passwords,
    /// Tokens.
    pub tokens: Tokens,
    /// The host application whose tokens let people in, if there is one.
    pub host: Option<HostTokens>,
    /// Who tried to log in how often.
    pub throttle: LoginThrottle,
    /// Who may register.
    pub registration: RegistrationMode,
    /// For how long a replaced refresh token is answered with its successor.
    pub refresh_grace: Duration,
    /// Who is connected.
    pub hub: Hub,
    /// How events look on the wire.
    pub encoder: Arc<dyn Encoder>,
    /// How much one person may do.
    pub limits: AppLimits,
    /// What sends notifications to devices; nothing: there are none.
    pub pusher: Option<Pusher>,
    /// How many notifications, and how often.
    pub push: PushSettings,
    /// What time it is.
    pub clock: Clock,
}

/// The tasks that work behind an [`App`]. They end when its last clone is dropped.
pub struct Background {
    announcer: JoinHandle<()>,
    housekeeper: JoinHandle<()>,
    indexer: JoinHandle<()>,
    remover: JoinHandle<()>,
    sender: JoinHandle<()>,
    watch: JoinHandle<()>,
    courier: Option<JoinHandle<()>>,
}

impl Background {
    /// Waits for an end of the line or of its announcements while an [`App`] lives, which only a panic of theirs can be: from then on nothing
    /// is committed, or nobody hears of it, and the process should end.
    pub async fn broken(&mut self) -> anyhow::Error {
        match (&mut self.announcer).await {
            Ok(()) => anyhow::anyhow!("the line of changes broke"),
            Err(error) => anyhow::Error::new(error).context("the announcer broke"),
        }
    }

    /// Waits until everything that was handed in is committed and announced. Drop every [`App`] first.
    pub async fn finish(self) {
        for task in [self.announcer, self.housekeeper, self.indexer, self.remover, self.sender, self.watch].into_iter().chain(self.courier)
        {
            if let Err(error) = task.await {
                tracing::error!(%error, "a background task failed");
            }
        }
    }
}

pub(crate) struct Inner {
    pub store: Store,
    pub writer: Writer,
    pub files: Files,
    pub passwords: Passwords,
    pub tokens: Tokens,
    pub host: Option<HostTokens>,
    pub throttle: LoginThrottle,
    pub registration: RegistrationMode,
    pub refresh_grace: Duration,
    pub hub: Hub,
    pub encoder: Arc<dyn Encoder>,
    pub clock: Clock,
    pub pusher: Option<Pusher>,
    pub devices_per_user_max: u32,
    pub chat_guesses: Guesses,
    pub chat_guesses_of_all: Guesses,
    pub own_guesses: Guesses,
    pub invitation_guesses: Guesses,
    pub invitation_limits: InvitationLimits,
    pub join_request_limits: JoinRequestLimits,
    /// How fast people write. The housekeeper forgets those who have been silent.
    messages: Limiter,
    /// How fast people change chats and profiles.
    changes: Limiter,
    /// How often people search.
    searches: Limiter,
    pub reports_per_day_max: u32,
    pub blocks_max: u32,
    pub chats_owned_max: u32,
    pub bookmarks_max: u32,
    pub scheduled_max: u32,
    /// Tells the sender of scheduled messages that there is another one.
    pub scheduled: Arc<Notify>,
    pub bans_max: u32,
    /// Tells the remover that there is something to delete.
    pub removals: Arc<Notify>,
    /// How often people are said to write in a chat.
    pub typing: Arc<DefaultKeyedRateLimiter<(UserId, ChatId)>>,
    pub typing_lasts: Duration,
    pub reactions_per_message_max: usize,
    pub pins_per_chat_max: u32,
    pub seen_by_members_max: u32,
    pub versions_per_message_max: u32,
    commit_timeout: Duration,
    pub file_limits: FileLimits,
    pub house: House,
    /// Tells the housekeeper and the indexer to stop when the last `App` is gone.
    _housekeeping: DropGuard,
}

impl House {
    fn of(parts: &AppParts) -> Self {
        let limits = &parts.limits;
        Self {
            store: parts.store.clone(),
            files: parts.files.clone(),
            clock: parts.clock.clone(),
            declined_kept: SignedDuration::from_hours(limits.join_requests.again_hours.into()),
            audit_kept: (limits.audit_kept_days > 0).then(|| SignedDuration::from_hours(i64::from(limits.audit_kept_days) * 24)),
            reports_kept: SignedDuration::from_hours(i64::from(limits.reports.kept_days) * 24),
            unattached_kept: SignedDuration::from_hours(limits.files.unattached_hours.into()),
            deleted: Arc::default(),
        }
    }
}

impl App {
    /// Puts the parts together and starts the tasks behind them, on the current tokio runtime.
    pub fn start(parts: AppParts) -> (Self, Background) {
        let committed = Arc::new(Notify::new());
        let end = CancellationToken::new();
        let house = House::of(&parts);
        let devices_per_user_max = parts.push.devices_per_user_max;
        let hints = parts.pusher.is_some().then(|| Arc::new(Hints::new(parts.push.waiting_max)));
        let courier = parts.pusher.clone().zip(hints.clone()).map(|sends| {
            let (store, hub, encoder) = (parts.store.clone(), parts.hub.clone(), Arc::clone(&parts.encoder));
            tokio::spawn(Courier::new(store, hub, encoder, parts.clock.clone(), sends, parts.push).run(end.clone()))
        });
        let announcer = announcer::run(parts.announcements, parts.hub.clone(), Arc::clone(&parts.encoder), Arc::clone(&committed), hints);
        let limits = parts.limits;
        let messages = Limiter::new("messages", limits.messages_per_sec, limits.messages_burst);
        let changes = Limiter::new("changes", limits.changes_per_sec, limits.changes_burst);
        let searches = Limiter::new("searches", limits.searches_per_sec, limits.searches_burst);
        let typing = Arc::new(RateLimiter::keyed(once_in(Duration::from_millis(limits.typing_every_ms))));
        let limiters = [messages.clone(), changes.clone(), searches.clone()];
        let indexer = indexer::run(parts.store.clone(), committed, end.clone());
        let housekeeper = housekeeping::run(house.clone(), limiters, Arc::clone(&typing), end.clone());
        let scheduled = Arc::<Notify>::default();
        let sender = Sender {
            store: parts.store.clone(),
            writer: parts.writer.clone(),
            clock: parts.clock.clone(),
            patience: Duration::from_secs(limits.commit_timeout_secs),
            news: Arc::clone(&scheduled),
        };
        let sender = sender.run(end.clone());
        let removals = Arc::<Notify>::default();
        let remover = Remover {
            store: parts.store.clone(),
            writer: parts.writer.clone(),
            patience: Duration::from_secs(limits.commit_timeout_secs),
            news: Arc::clone(&removals),
        };
        let remover = remover.run(end.clone());
        let watch = Watch {
            store: parts.store.clone(),
            hub: parts.hub.clone(),
            encoder: Arc::clone(&parts.encoder),
            clock: parts.clock.clone(),
            people_max: usize::try_from(limits.presence_changes_per_sec.max(1)).unwrap_or(usize::MAX),
        };
        let watch = tokio::spawn(watch.run(end.clone()));
        let inner = Inner {
            store: parts.store,
            writer: parts.writer,
            files: parts.files,
            passwords: parts.passwords,
            tokens: parts.tokens,
            host: parts.host,
            throttle: parts.throttle,
            registration: parts.registration,
            refresh_grace: parts.refresh_grace,
            hub: parts.hub,
            encoder: parts.encoder,
            clock: parts.clock,
            pusher: parts.pusher,
            devices_per_user_max,
            chat_guesses: Guesses::new(limits.chat_password_guesses),
            chat_guesses_of_all: Guesses::new(limits.chat_password_guesses_of_all),
            own_guesses: Guesses::new(limits.own_password_guesses),
            invitation_guesses: Guesses::new(limits.invitations.guesses.clone()),
            invitation_limits: limits.invitations,
            join_request_limits: limits.join_requests,
            messages,
            changes,
            searches,
            reports_per_day_max: limits.reports.per_day_max,
            blocks_max: limits.blocks_max,
            chats_owned_max: limits.chats_owned_max,
            bookmarks_max: limits.bookmarks_max,
            scheduled_max: limits.scheduled_max,
            scheduled,
            bans_max: limits.bans_max,
            removals,
            typing,
            typing_lasts: Duration::from_millis(limits.typing_lasts_ms),
            reactions_per_message_max: limits.reactions_per_message_max,
            pins_per_chat_max: limits.pins_per_chat_max,
            seen_by_members_max: limits.seen_by_members_max,
            versions_per_message_max: limits.versions_per_message_max,
            commit_timeout: Duration::from_secs(limits.commit_timeout_secs),
            file_limits: limits.files,
            house,
            _housekeeping: end.drop_guard(),
        };
        let background = Background {
            announcer: tokio::spawn(announcer),
            housekeeper: tokio::spawn(housekeeper),
            indexer: tokio::spawn(indexer),
            remover: tokio::spawn(remover),
            sender: tokio::spawn(sender),
            watch,
            courier,
        };
        (Self { inner: Arc::new(inner) }, background)
    }

    /// Who is connected.
    pub fn hub(&self) -> &Hub {
        &self.inner.hub
    }

    /// Whether requests can be served: the database answers. Yields its settings that are off and endanger what was acknowledged.
    pub async fn is_ready(&self) -> Result<Vec<String>> {
        Ok(self.inner.store.careless_settings().await?)
    }

    /// Lets one more change of this user pass that does not go through the writer.
    pub(crate) fn admit_change(&self, user_id: UserId) -> Result<()> {
        self.inner.changes.admit(user_id)
    }

    /// Hands a change to the writer and waits for its commit. Changes share the line with everybody's messages, so one person makes so many.
    pub(crate) async fn perform<D: Deed>(&self, caller: &Caller, deed: D) -> Result<D::Answer> {
        self.admit_change(caller.user_id)?;
        within(self.inner.commit_timeout, self.inner.writer.perform(deed)).await
    }

    /// Does at once what is otherwise done now and then: removes what nobody asks for any more.
    pub async fn keep_house(&self) -> Result<()> {
        self.inner.house.round(&CancellationToken::new()).await
    }

    pub(crate) fn commit_timeout(&self) -> Duration {
        self.inner.commit_timeout
    }

    /// Lets one more message of this user pass, or says when the next may come.
    pub(crate) fn admit_message(&self, user_id: UserId) -> Result<()> {
        self.inner.messages.admit(user_id)
    }

    /// Lets one more search of this user pass, or says when the next may come.
    pub(crate) fn admit_search(&self, user_id: UserId) -> Result<()> {
        self.inner.searches.admit(user_id)
    }

    /// Goes on with something that must not stop half-way, even when whoever asked for it goes away.
    pub(crate) async fn to_the_end<T: Send + 'static>(work: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
        tokio::spawn(work).await.unwrap_or_else(|error| Err(Error::Internal(error.into())))
    }
}

/// Waits for a commit, or for several answers in a row, but not for ever: a database that is frozen gives none.
pub(crate) async fn within<T>(patience: Duration, work: impl Future<Output = dialogo_persistence::Result<T>>) -> Result<T> {
    match tokio::time::timeout(patience, work).await {
        Ok(result) => Ok(result?),
        Err(_) => Err(Error::Unavailable),
    }
}

/// One at a time; without a pause if there is none between.
fn once_in(pause: Duration) -> Quota {
    Quota::with_period(pause.max(Duration::from_nanos(1))).unwrap_or(Quota::per_second(NonZeroU32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn background(announcer: JoinHandle<()>) -> Background {
        let [housekeeper, indexer, remover, sender, watch] = [(); 5].map(|()| tokio::spawn(std::future::pending()));
        Background { announcer, housekeeper, indexer, remover, sender, watch, courier: None }
    }

    #[tokio::test]
    async fn a_line_and_an_announcer_that_end_are_noticed() {
        let ended = background(tokio::spawn(async {})).broken().await;
        assert_eq!(ended.to_string(), "the line of changes broke");
        let panicking = tokio::spawn(async { assert_eq!(1, 2, "as a test") });
        assert_eq!(background(panicking).broken().await.to_string(), "the announcer broke");
    }
}
