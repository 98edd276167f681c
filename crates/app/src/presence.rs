//! Who is here: what is asked, and what is told by itself, once a second.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use dialogo_domain::{ChatId, Presence, PresenceState, UserId};
use dialogo_hub::{Hub, News, Sighting};
use dialogo_persistence::{LastSeen, Store};
use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use crate::announcer::Encoder;
use crate::round::rounds;
use crate::{App, Caller, Clock, Result};

/// Between two times that people are told who has come and gone. What happens in between comes to one frame.
const EVERY: Duration = Duration::from_secs(1);

/// What keeps telling who has come and gone.
pub(crate) struct Watch {
    pub store: Store,
    pub hub: Hub,
    pub encoder: Arc<dyn Encoder>,
    pub clock: Clock,
    pub people_max: usize,
}

impl Watch {
    /// Tells until told to end.
    pub async fn run(self, end: CancellationToken) {
        rounds("the watch over who is here", EVERY, &end, || self.tells()).await;
    }

    async fn tells(&self) -> Result<()> {
        let (sightings, now) = (self.hub.sightings(self.people_max), self.clock.now());
        let gone: Vec<(UserId, Timestamp)> =
            sightings.iter().filter_map(|sighting| last_seen_at(sighting, now).map(|at| (sighting.user_id, at))).collect();
        // First, so that whoever is told and asks hears the same.
        let noted = if gone.is_empty() { Ok(()) } else { self.store.note_last_seen(&gone).await };
        let encoder = Arc::clone(&self.encoder);
        let news = sightings.into_iter().map(|sighting| self.news(sighting, now)).collect();
        self.hub.inform(news, move |people| encoder.presence(people)).await;
        Ok(noted?)
    }

    fn news(&self, sighting: Sighting, now: Timestamp) -> News {
        let last_seen_at = last_seen_at(&sighting, now);
        let Sighting { user_id, state, chats, unseen_by, .. } = sighting;
        News { chats, text: self.encoder.person(&Presence { user_id, state, last_seen_at }), unseen_by }
    }
}

/// To the microsecond, as PostgreSQL keeps it.
fn last_seen_at(sighting: &Sighting, now: Timestamp) -> Option<Timestamp> {
    let gone_for = SignedDuration::try_from(sighting.gone_for?).ok()?;
    Timestamp::from_microsecond(now.checked_sub(gone_for).ok()?.as_microsecond()).ok()
}

impl App {
    /// Whether somebody is here with whom the caller is in a chat.
    pub async fn presence(&self, caller: &Caller, user_id: UserId) -> Result<Presence> {
        let seen = self.inner.store.last_seen(caller.user_id, user_id).await?;
        let is_apart = self.inner.store.apart(caller.user_id).await?.contains(&user_id);
        Ok(self.seen(LastSeen { is_hidden: seen.is_hidden || is_apart, ..seen }))
    }

    /// When the members of these chats, as far as the caller is in them, were last here.
    pub async fn last_seen_in(&self, caller: &Caller, chats: &[ChatId]) -> Result<Vec<LastSeen>> {
        if chats.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.inner.store.last_seen_in(caller.user_id, chats).await?)
    }

    /// What is to be said at this moment to the caller, who is connected, of those who were last seen so: each once, and nobody of whom there is
    /// nothing to say.
    pub fn present(&self, caller: &Caller, people: Vec<LastSeen>) -> Vec<Presence> {
        let apart_from = self.inner.hub.apart_from(caller.user_id);
        let people = people.into_iter().filter(|person| !apart_from.contains(&person.user_id));
        let each: HashMap<UserId, LastSeen> = people.map(|person| (person.user_id, person)).collect();
        let seen = each.into_values().map(|person| self.seen(person));
        seen.filter(|presence| presence.state != PresenceState::Offline || presence.last_seen_at.is_some()).collect()
    }

    /// Whether the caller hides from others whether they are here.
    pub async fn hides_presence(&self, caller: &Caller) -> Result<bool> {
        Ok(self.inner.store.last_seen(caller.user_id, caller.user_id).await?.is_hidden)
    }

    /// Hides from others whether the caller is here, or no longer.
    pub async fn hide_presence(&self, caller: &Caller, is_hidden: bool) -> Result<()> {
        self.admit_change(caller.user_id)?;
        let (app, user_id) = (self.clone(), caller.user_id);
        Self::to_the_end(async move {
            let chats = app.inner.store.hide_presence(user_id, is_hidden).await?;
            app.inner.hub.hides(user_id, is_hidden, &chats);
            Ok(())
        })
        .await
    }

    fn seen(&self, LastSeen { user_id, is_hidden, at }: LastSeen) -> Presence {
        let state = if is_hidden { PresenceState::Offline } else { self.inner.hub.state_of(user_id) };
        let last_seen_at = at.filter(|_| state == PresenceState::Offline && !is_hidden);
        Presence { user_id, state, last_seen_at }
    }
}
