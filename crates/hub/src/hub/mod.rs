//! The hub as the rest of the process sees it: one hand-over per worker thread.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use dialogo_domain::{ChatId, PresenceState, UserId};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, timeout};

use crate::doors::Doors;
use crate::errand::{Bulletin, Errand};
use crate::people::People;
use crate::sync::RwLock;
use crate::{CloseCode, Ended, HubSettings, LocalHub, News, Publication, Refused, Sighting, Ticket, Worker};

/// Who is connected to this process. Cheap to clone; every clone is the same hub.
///
/// Errands reach every worker in the order of those who wait for one before they begin the next; so the changes of a chat must be published one
/// after the other, in the order of their `seq`. The futures here must be driven to their end: one that is dropped half-way may
/// have reached only some of the workers.
#[derive(Clone)]
pub struct Hub {
    shared: Arc<Shared>,
}

struct Shared {
    settings: HubSettings,
    workers: RwLock<Arc<[mpsc::Sender<Errand>]>>,
    doors: Arc<Doors>,
    people: Arc<People>,
    closing: watch::Sender<bool>,
    /// Whether nothing is heard here; changed together with the list of workers, so that no new one misses it.
    suspended: AtomicBool,
    /// Whether a worker has panicked: its connections would live on and hear nothing.
    broken: watch::Sender<bool>,
}

impl Hub {
    /// A hub that nobody is connected to.
    pub fn new(settings: HubSettings) -> Self {
        let doors = Arc::new(Doors::new(&settings));
        let workers = RwLock::new(Vec::new().into());
        let (closing, broken) = (watch::Sender::new(false), watch::Sender::new(false));
        let people = Arc::new(People::new(Duration::from_secs(settings.presence_grace_secs)));
        Self { shared: Arc::new(Shared { settings, workers, doors, people, closing, suspended: AtomicBool::new(false), broken }) }
    }

    /// The part of the hub that lives on the calling thread; [`Worker::run`] has to be spawned there.
    pub fn worker(&self) -> Worker {
        let (sender, errands) = mpsc::channel(self.shared.settings.worker_batches_max.max(1));
        let suspended = {
            let mut workers = self.shared.workers.write().unwrap_or_else(PoisonError::into_inner);
            if self.is_closing() {
                // Too late to be told with the others. It is told here, and ends, since nobody else has a way to it.
                drop(sender.try_send(Errand::ShutDown));
            } else {
                *workers = workers.iter().cloned().chain([sender]).collect();
            }
            self.shared.suspended.load(Ordering::Relaxed)
        };
        let local = LocalHub::new(&self.shared.settings, suspended, Arc::clone(&self.shared.people));
        Worker::new(errands, local, self.shared.broken.clone())
    }

    /// Lets a new socket in, or says why not.
    pub fn admit(&self, peer: IpAddr) -> Result<Ticket, Refused> {
        Doors::admit(&self.shared.doors, peer)
    }

    /// Announces committed changes to all who listen. Never waits for a client.
    pub async fn publish(&self, batch: Vec<Publication>) {
        if !batch.is_empty() {
            self.hand_over(Errand::Publish(batch.into())).await;
        }
    }

    /// Tells all who listen to a chat that it is gone, and closes the room.
    pub async fn dissolve(&self, chat_id: ChatId, farewell: Bytes) {
        self.hand_over(Errand::Dissolve { chat_id, farewell }).await;
    }

    /// Tells all connections of a user something.
    pub async fn tell(&self, user_id: UserId, frame: Bytes) {
        self.hand_over(Errand::Tell { user_id, frame }).await;
    }

    /// Lets those who have the chat on screen, but for `by` and whoever is apart from them, know of something that passes. Never waits: where no more fits, nobody hears of it.
    pub fn glimpse(&self, chat_id: ChatId, by: UserId, frame: Bytes) {
        let unseen_by = self.shared.people.apart_from(by);
        self.offer(&Errand::Glimpse { chat_id, by, unseen_by, frame });
    }

    /// Gives each connection the news of the chats that it has on screen, in one frame that `compose` makes of what they tell.
    pub async fn inform(&self, news: Vec<News>, compose: impl Fn(&[&str]) -> Bytes + Send + Sync + 'static) {
        if !news.is_empty() {
            self.hand_over(Errand::Inform(Arc::new(Bulletin { news, compose: Box::new(compose) }))).await;
        }
    }

    /// Up to `max` people who are seen otherwise than when they were last named here.
    pub fn sightings(&self, max: usize) -> Vec<Sighting> {
        self.shared.people.sightings(max, Instant::now())
    }

    /// How somebody is seen.
    pub fn state_of(&self, user_id: UserId) -> PresenceState {
        self.shared.people.state_of(user_id)
    }

    /// Whether somebody is at one of their connections, and has not turned away from it.
    pub fn looks(&self, user_id: UserId) -> bool {
        self.shared.people.looks(user_id)
    }

    /// Somebody, who is known in these chats, hides whether they are here, or no longer.
    pub fn hides(&self, user_id: UserId, is_hidden: bool, chats: &[ChatId]) {
        self.shared.people.hides(user_id, is_hidden, chats);
    }

    /// Between somebody and these nothing is told from now on of who is here and who writes.
    pub fn parts(&self, user_id: UserId, apart_from: Arc<[UserId]>) {
        self.shared.people.parts(user_id, apart_from);
    }

    /// Between whom and somebody who is here nothing of that is told.
    pub fn apart_from(&self, user_id: UserId) -> Arc<[UserId]> {
        self.shared.people.apart_from(user_id)
    }

    /// Closes the connections of ended log-ins; what waits for them is not delivered any more.
    pub async fn end_sessions(&self, ended: Ended, code: CloseCode) {
        self.hand_over(Errand::End { ended, code }).await;
    }

    /// Closes, to come back with their cursors, the connections that may lack something: those that listen to one of the chats, those of the
    /// users, and those that are still attaching. For when a commit whose outcome was unknown turns out to have happened.
    pub async fn recall(&self, chats: Vec<ChatId>, users: Vec<UserId>) {
        self.hand_over(Errand::Recall { chats: chats.into(), users: users.into() }).await;
    }

    /// Closes every connection, and whoever attaches before [`Hub::resume`], to come back: what happens elsewhere meanwhile is not announced
    /// here.
    pub async fn suspend(&self) {
        self.set_suspended(true);
        self.hand_over(Errand::Suspend).await;
    }

    /// Closes every connection that was attached until now, to come back with its cursors, and lets new ones stay.
    pub async fn resume(&self) {
        self.set_suspended(false);
        self.hand_over(Errand::Resume).await;
    }

    /// Asks every connection to end, waits until all have gone or `patience` is over, and lets the workers end.
    pub async fn shut_down(&self, patience: Duration) {
        self.shared.doors.close();
        self.shared.closing.send_replace(true);
        let ended = async {
            self.hand_over(Errand::ShutDown).await;
            self.shared.doors.empty().await;
        };
        if timeout(patience, ended).await.is_err() {
            tracing::warn!(connections = self.connections(), "connections were still open when the time to say goodbye was over");
        }
        *self.shared.workers.write().unwrap_or_else(PoisonError::into_inner) = Vec::new().into();
    }

    /// Whether [`Hub::shut_down`] has begun.
    pub fn is_closing(&self) -> bool {
        *self.shared.closing.borrow()
    }

    /// Waits for [`Hub::shut_down`]: for connections that are not attached yet, since the others hear it in their mailbox.
    pub async fn closing(&self) {
        // The sender lives as long as `self`: there is no other way out of this than the value.
        if self.shared.closing.subscribe().wait_for(|closing| *closing).await.is_err() {
            tracing::error!("the hub ended before it was closed");
        }
    }

    /// Waits until a worker has panicked: its connections hear nothing any more, and the process should end.
    pub async fn broken(&self) {
        if self.shared.broken.subscribe().wait_for(|broken| *broken).await.is_err() {
            tracing::error!("the hub ended before it broke");
        }
    }

    /// How many sockets are open.
    pub fn connections(&self) -> usize {
        self.shared.doors.open()
    }

    fn set_suspended(&self, suspended: bool) {
        let _workers = self.shared.workers.write().unwrap_or_else(PoisonError::into_inner);
        self.shared.suspended.store(suspended, Ordering::Relaxed);
    }

    fn offer(&self, errand: &Errand) {
        let workers = Arc::clone(&self.shared.workers.read().unwrap_or_else(PoisonError::into_inner));
        for worker in workers.iter() {
            if worker.try_send(errand.clone()).is_err() {
                tracing::debug!("a worker has no time for what passes");
            }
        }
    }

    async fn hand_over(&self, errand: Errand) {
        let workers = Arc::clone(&self.shared.workers.read().unwrap_or_else(PoisonError::into_inner));
        for worker in workers.iter() {
            if worker.send(errand.clone()).await.is_err() {
                tracing::debug!("a worker has ended already");
            }
        }
    }
}

#[cfg(test)]
mod tests;
