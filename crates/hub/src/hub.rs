//! The hub as the rest of the process sees it: one hand-over per worker thread.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use bytestring::ByteString;
use dialogo_domain::{ChatId, UserId};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use crate::doors::Doors;
use crate::errand::Errand;
use crate::{CloseCode, Ended, HubSettings, Publication, Refused, Ticket, Worker};

/// Who is connected to this process. Cheap to clone; every clone is the same hub.
///
/// All errands reach a worker in the order in which they were begun, so two changes of one chat must be published one after
/// the other, in the order of their `seq`. The futures here must be driven to their end: one that is dropped half-way may
/// have reached only some of the workers.
#[derive(Clone)]
pub struct Hub {
    shared: Arc<Shared>,
}

struct Shared {
    settings: HubSettings,
    workers: RwLock<Arc<[mpsc::Sender<Errand>]>>,
    doors: Arc<Doors>,
    closing: watch::Sender<bool>,
}

impl Hub {
    /// A hub that nobody is connected to.
    pub fn new(settings: HubSettings) -> Self {
        let doors = Arc::new(Doors::new(&settings));
        let workers = RwLock::new(Vec::new().into());
        Self { shared: Arc::new(Shared { settings, workers, doors, closing: watch::Sender::new(false) }) }
    }

    /// The part of the hub that lives on the calling thread; [`Worker::run`] has to be spawned there.
    pub fn worker(&self) -> Worker {
        let (sender, errands) = mpsc::channel(self.shared.settings.worker_batches_max.max(1));
        {
            let mut workers = self.shared.workers.write().unwrap_or_else(PoisonError::into_inner);
            *workers = workers.iter().cloned().chain([sender]).collect();
        }
        Worker::new(errands, &self.shared.settings)
    }

    /// Lets a new socket in, or says why not.
    pub fn admit(&self, peer: IpAddr) -> Result<Ticket, Refused> {
        if self.is_closing() {
            return Err(Refused::Closing);
        }
        Doors::admit(&self.shared.doors, peer)
    }

    /// Announces committed changes to all who listen. Never waits for a client.
    pub async fn publish(&self, batch: Vec<Publication>) {
        if !batch.is_empty() {
            self.hand_over(Errand::Publish(batch.into())).await;
        }
    }

    /// Tells all who listen to a chat that it is gone, and closes the room.
    pub async fn dissolve(&self, chat_id: ChatId, farewell: ByteString) {
        self.hand_over(Errand::Dissolve { chat_id, farewell }).await;
    }

    /// Tells all connections of a user something.
    pub async fn tell(&self, user_id: UserId, frame: ByteString) {
        self.hand_over(Errand::Tell { user_id, frame }).await;
    }

    /// Closes the connections of ended log-ins; what waits for them is not delivered any more.
    pub async fn end_sessions(&self, ended: Ended, code: CloseCode) {
        self.hand_over(Errand::End { ended, code }).await;
    }

    /// Asks every connection to end, waits until all have gone or `patience` is over, and lets the workers end.
    pub async fn shut_down(&self, patience: Duration) {
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

    /// How many sockets are open.
    pub fn connections(&self) -> usize {
        self.shared.doors.open()
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
