//! Who is here at all: over all devices, and for a little longer than the last of them.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use dialogo_domain::{ChatId, PresenceState, UserId};
use tokio::time::Instant;

use crate::sync::{Mutex, MutexGuard};

/// The people of all worker threads. Touched when connections come, go and look away, never by what is said; what is held of somebody goes when
/// they have been gone for the grace.
#[derive(Default)]
pub(crate) struct People {
    crowd: Mutex<Crowd>,
    grace: Duration,
}

/// That somebody is seen otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// Who.
    pub user_id: UserId,
    /// How they are seen now.
    pub state: PresenceState,
    /// For how long they have been gone, if that is why.
    pub gone_for: Option<Duration>,
    /// Where they are known.
    pub chats: Vec<ChatId>,
    /// Who does not see them.
    pub unseen_by: Arc<[UserId]>,
}

/// How somebody is seen by others, as the database has it.
#[derive(Clone, Debug, Default)]
pub struct Appearance {
    /// Whether they hide that they are here from all.
    pub is_hidden: bool,
    /// Whom they have blocked, and who has blocked them: between these nothing is told.
    pub apart_from: Arc<[UserId]>,
}

#[derive(Default)]
struct Crowd {
    people: HashMap<UserId, Someone>,
    /// Who may be seen otherwise than before, in the order in which that came about, each once.
    changed: VecDeque<UserId>,
    /// Who has gone when; some of them have come back since.
    leaving: VecDeque<(Instant, UserId)>,
}

struct Someone {
    connections: usize,
    away: usize,
    is_hidden: bool,
    apart_from: Arc<[UserId]>,
    /// When the last connection went, and whether that was long enough ago.
    went: Option<Instant>,
    is_gone: bool,
    /// How others see them so far.
    told: PresenceState,
    due: Due,
    /// Where a change is to be told.
    chats: Vec<ChatId>,
}

/// Whether there may be something to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Nothing,
    /// If they are seen otherwise by then.
    Change,
    /// In any case: somewhere it is not known yet.
    News,
}

impl People {
    pub fn new(grace: Duration) -> Self {
        Self { crowd: Mutex::default(), grace }
    }

    /// A connection more, at which somebody is.
    pub fn arrives(&self, user_id: UserId, appearance: Appearance, chats: &[ChatId]) {
        let mut crowd = self.crowd();
        let someone = crowd.people.entry(user_id).or_insert_with(Someone::new);
        someone.connections += 1;
        (someone.is_hidden, someone.apart_from) = (appearance.is_hidden, appearance.apart_from);
        (someone.went, someone.is_gone) = (None, false);
        crowd.note(user_id, chats);
    }

    /// Somebody comes back to a connection, or goes away from it.
    pub fn turns(&self, user_id: UserId, is_away: bool, chats: &[ChatId]) {
        let mut crowd = self.crowd();
        let Some(someone) = crowd.people.get_mut(&user_id) else { return };
        someone.away = if is_away { someone.away + 1 } else { someone.away.saturating_sub(1) };
        crowd.note(user_id, chats);
    }

    /// A connection less.
    pub fn departs(&self, user_id: UserId, was_away: bool, chats: &[ChatId], now: Instant) {
        let mut crowd = self.crowd();
        let Some(someone) = crowd.people.get_mut(&user_id) else { return };
        someone.connections = someone.connections.saturating_sub(1);
        someone.away = someone.away.saturating_sub(usize::from(was_away));
        if someone.connections == 0 {
            someone.went = Some(now);
            someone.chats = chats.to_vec();
            crowd.leaving.push_back((now, user_id));
        } else {
            crowd.note(user_id, chats);
        }
    }

    /// Somebody hides whether they are here, or no longer.
    pub fn hides(&self, user_id: UserId, is_hidden: bool, chats: &[ChatId]) {
        let mut crowd = self.crowd();
        let Some(someone) = crowd.people.get_mut(&user_id) else { return };
        someone.is_hidden = is_hidden;
        crowd.note(user_id, chats);
    }

    /// Between somebody and these nothing is told from now on, but between them and all others.
    pub fn parts(&self, user_id: UserId, apart_from: Arc<[UserId]>) {
        if let Some(someone) = self.crowd().people.get_mut(&user_id) {
            someone.apart_from = apart_from;
        }
    }

    /// Between whom and somebody who is here nothing is told.
    pub fn apart_from(&self, user_id: UserId) -> Arc<[UserId]> {
        self.crowd().people.get(&user_id).map(|someone| Arc::clone(&someone.apart_from)).unwrap_or_default()
    }

    /// Somebody is in one more chat, where they were not seen before.
    pub fn joins(&self, user_id: UserId, chat_id: ChatId) {
        let mut crowd = self.crowd();
        let Some(someone) = crowd.people.get_mut(&user_id).filter(|someone| someone.state() != PresenceState::Offline) else { return };
        if !someone.chats.contains(&chat_id) {
            someone.chats.push(chat_id);
        }
        crowd.queue(user_id, Due::News);
    }

    /// How somebody is seen.
    pub fn state_of(&self, user_id: UserId) -> PresenceState {
        self.crowd().people.get(&user_id).map_or(PresenceState::Offline, Someone::state)
    }

    /// Whether somebody is at one of their connections, and has not turned away from it: also when they do not want to be seen.
    pub fn looks(&self, user_id: UserId) -> bool {
        self.crowd().people.get(&user_id).is_some_and(|someone| someone.away < someone.connections)
    }

    /// Up to `max` of those who are seen otherwise than before, those first who have been for longest. The others come the next time, once, as they
    /// are seen then.
    pub fn sightings(&self, max: usize, now: Instant) -> Vec<Sighting> {
        let mut crowd = self.crowd();
        crowd.lets_go(self.grace, now);
        let mut sightings = Vec::new();
        while sightings.len() < max
            && let Some(user_id) = crowd.changed.pop_front()
        {
            sightings.extend(crowd.sighting(user_id, now));
        }
        sightings
    }

    fn crowd(&self) -> MutexGuard<'_, Crowd> {
        self.crowd.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Crowd {
    /// Has it told, if somebody is seen otherwise now.
    fn note(&mut self, user_id: UserId, chats: &[ChatId]) {
        let Some(someone) = self.people.get_mut(&user_id) else { return };
        if someone.state() == someone.told {
            return;
        }
        someone.chats = chats.to_vec();
        self.queue(user_id, Due::Change);
    }

    fn queue(&mut self, user_id: UserId, due: Due) {
        let Some(someone) = self.people.get_mut(&user_id) else { return };
        if someone.due == Due::Nothing {
            self.changed.push_back(user_id);
        }
        someone.due = someone.due.max(due);
    }

    /// Those whose last connection went so long ago are gone.
    fn lets_go(&mut self, grace: Duration, now: Instant) {
        while let Some((went, user_id)) = self.leaving.front().copied()
            && went + grace <= now
        {
            self.leaving.pop_front();
            let Some(someone) = self.people.get_mut(&user_id).filter(|someone| someone.went == Some(went)) else { continue };
            someone.is_gone = true;
            self.queue(user_id, Due::Change);
        }
    }

    /// What there is to tell of somebody. Who is gone is forgotten with it.
    fn sighting(&mut self, user_id: UserId, now: Instant) -> Option<Sighting> {
        let someone = self.people.get_mut(&user_id)?;
        let due = std::mem::replace(&mut someone.due, Due::Nothing);
        let (state, before) = (someone.state(), someone.told);
        someone.told = state;
        let gone_for = someone.went.filter(|_| someone.is_gone && !someone.is_hidden).map(|went| now.saturating_duration_since(went));
        // Within the grace they are needed once more.
        let chats = if someone.went.is_some() && !someone.is_gone { someone.chats.clone() } else { std::mem::take(&mut someone.chats) };
        let unseen_by = Arc::clone(&someone.apart_from);
        if someone.is_gone {
            self.people.remove(&user_id);
        }
        (state != before || due == Due::News).then_some(Sighting { user_id, state, gone_for, chats, unseen_by })
    }
}

impl Someone {
    fn new() -> Self {
        let told = PresenceState::Offline;
        let apart_from = Arc::default();
        Self {
            connections: 0,
            away: 0,
            is_hidden: false,
            apart_from,
            went: None,
            is_gone: false,
            told,
            due: Due::Nothing,
            chats: Vec::new(),
        }
    }

    fn state(&self) -> PresenceState {
        if self.is_hidden || self.is_gone {
            PresenceState::Offline
        } else if self.connections == 0 {
            self.told
        } else if self.away == self.connections {
            PresenceState::Away
        } else {
            PresenceState::Online
        }
    }
}

#[cfg(test)]
mod tests;
