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
#[expect(clippy::panic, clippy::await_holding_refcell_ref, reason = "some tests are about panics")]
mod tests {
    use std::net::Ipv4Addr;

    use dialogo_domain::{Seq, SessionId};
    use tokio::task::{LocalSet, spawn_local};

    use super::*;
    use crate::{Attachment, Changes, Turnstile, Wake};

    const PEER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn said(chat_id: ChatId, seq: i64, frame: String) -> Publication {
        Publication { changes: Arc::new(Changes::one(chat_id, Seq(seq), frame.into())), turnstile: Turnstile::Pass }
    }

    fn publication(chat_id: ChatId, seq: i64) -> Publication {
        said(chat_id, seq, format!("frame {seq}"))
    }

    fn starts_worker(hub: &Hub) -> LocalHub {
        let worker = hub.worker();
        let local = worker.local();
        spawn_local(worker.run());
        local
    }

    fn connects(hub: &Hub, local: &LocalHub, chat_id: ChatId) -> Attachment {
        let ticket = hub.admit(PEER).expect("a place");
        let mut attachment = local.attach(ticket, UserId::generate(), SessionId::generate()).expect("a connection");
        assert!(attachment.enter([(chat_id, Seq(0))]));
        attachment.let_go();
        attachment
    }

    async fn hears(attachment: &Attachment, count: usize) -> Vec<String> {
        let mut frames = Vec::new();
        while frames.len() < count {
            assert_eq!(attachment.mailbox().wake().await, Wake::Letters);
            frames.extend(std::iter::from_fn(|| attachment.mailbox().take()).map(|frame| String::from_utf8_lossy(&frame).into_owned()));
        }
        frames
    }

    #[tokio::test]
    async fn every_worker_gets_every_batch_in_order() {
        let test = async {
            let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
            let locals = [starts_worker(&hub), starts_worker(&hub)];
            let listeners = locals.each_ref().map(|local| connects(&hub, local, chat));
            hub.publish(vec![publication(chat, 1), publication(chat, 2)]).await;
            hub.publish(vec![publication(chat, 3)]).await;
            for listener in &listeners {
                assert_eq!(hears(listener, 3).await, ["frame 1", "frame 2", "frame 3"]);
            }
        };
        LocalSet::new().run_until(test).await;
    }

    #[tokio::test]
    async fn publishing_never_waits_for_a_client_who_does_not_read() {
        let test = async {
            let (hub, chat) = (Hub::new(HubSettings { mailbox_frames_max: 8, ..HubSettings::default() }), ChatId::generate());
            let local = starts_worker(&hub);
            let (reader, sleeper) = (connects(&hub, &local, chat), connects(&hub, &local, chat));
            for seq in 1..=100 {
                hub.publish(vec![publication(chat, seq)]).await;
                assert_eq!(hears(&reader, 1).await, [format!("frame {seq}")]);
            }
            assert_eq!(sleeper.mailbox().closed(), Some(CloseCode::TooSlow));
        };
        LocalSet::new().run_until(test).await;
    }

    /// One batch, to one who reads as it comes and one who never does.
    async fn is_heard_by_who_reads(frames: Vec<String>) {
        let test = async {
            let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
            let local = starts_worker(&hub);
            let (reader, sleeper) = (connects(&hub, &local, chat), connects(&hub, &local, chat));
            let count = frames.len();
            let reading = spawn_local(async move { hears(&reader, count).await });
            let batch = (1..).zip(&frames).map(|(seq, frame)| said(chat, seq, frame.clone()));
            hub.publish(batch.collect()).await;
            assert_eq!(reading.await.expect("a reader who is not closed"), frames);
            assert_eq!(sleeper.mailbox().closed(), Some(CloseCode::TooSlow));
        };
        LocalSet::new().run_until(test).await;
    }

    #[tokio::test]
    async fn a_batch_of_more_frames_than_a_mailbox_holds_reaches_who_reads() {
        is_heard_by_who_reads((1..=2_000).map(|n| format!("frame {n}")).collect()).await;
    }

    #[tokio::test]
    async fn a_batch_of_more_bytes_than_a_mailbox_holds_reaches_who_reads() {
        is_heard_by_who_reads((1..=100).map(|n| format!("{n:016384}")).collect()).await;
    }

    #[tokio::test]
    async fn many_small_errands_reach_who_reads_in_their_order() {
        let test = async {
            let settings = HubSettings { mailbox_frames_max: 64, ..HubSettings::default() };
            let (hub, chat, ada) = (Hub::new(settings), ChatId::generate(), UserId::generate());
            let local = starts_worker(&hub);
            let mut reader = local.attach(hub.admit(PEER).expect("a place"), ada, SessionId::generate()).expect("a connection");
            assert!(reader.enter([(chat, Seq(0))]));
            reader.let_go();
            let reading = spawn_local(async move { hears(&reader, 400).await });
            for seq in 1..=200 {
                hub.publish(vec![publication(chat, seq)]).await;
                hub.tell(ada, format!("told {seq}").into()).await;
            }
            let expected: Vec<String> = (1..=200).flat_map(|seq| [format!("frame {seq}"), format!("told {seq}")]).collect();
            assert_eq!(reading.await.expect("a reader who is not closed"), expected);
        };
        LocalSet::new().run_until(test).await;
    }

    #[tokio::test]
    async fn while_it_is_suspended_nobody_stays_not_even_on_a_worker_that_begins_meanwhile() {
        let test = async {
            let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
            let early = starts_worker(&hub);
            let before = connects(&hub, &early, chat);
            hub.suspend().await;
            assert_eq!(before.mailbox().until_closed().await, CloseCode::Restarting);
            let late = starts_worker(&hub);
            let meanwhile = [connects(&hub, &early, chat), connects(&hub, &late, chat)];
            for attachment in &meanwhile {
                assert_eq!(attachment.mailbox().closed(), Some(CloseCode::Restarting));
            }
            hub.resume().await;
            let stays = loop {
                let attachment = connects(&hub, &late, chat);
                if attachment.mailbox().closed().is_none() {
                    break attachment;
                }
                // The worker has not come to it yet.
                tokio::task::yield_now().await;
            };
            hub.publish(vec![publication(chat, 2)]).await;
            assert_eq!(hears(&stays, 1).await, ["frame 2"]);
        };
        LocalSet::new().run_until(test).await;
    }

    #[tokio::test]
    async fn a_worker_that_panics_is_noticed() {
        let test = async {
            let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
            let worker = hub.worker();
            let local = worker.local();
            let _listener = connects(&hub, &local, chat);
            let _borrowed = local.registry.borrow_mut();
            let running = spawn_local(worker.run());
            hub.publish(vec![publication(chat, 1)]).await;
            hub.broken().await;
            assert!(running.await.expect_err("it panicked").is_panic());
        };
        LocalSet::new().run_until(test).await;
    }

    #[tokio::test]
    async fn a_connection_that_panics_leaves_its_rooms_and_its_place_to_others() {
        let test = async {
            let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
            let local = starts_worker(&hub);
            let (listener, mut unlucky) = (connects(&hub, &local, chat), connects(&hub, &local, chat));
            unlucky.welcomed([(chat, Seq(1))]);
            let task = spawn_local(async move { unlucky.heads(|_, _| panic!("as a test")) });
            assert!(task.await.expect_err("it panicked").is_panic());
            hub.publish(vec![publication(chat, 2)]).await;
            assert_eq!(hears(&listener, 1).await, ["frame 2"]);
            assert_eq!(hub.connections(), 1);
        };
        LocalSet::new().run_until(test).await;
    }

    #[tokio::test]
    async fn shutting_down_waits_for_those_who_leave() {
        let test = async {
            let (hub, chat) = (Hub::new(HubSettings::default()), ChatId::generate());
            let local = starts_worker(&hub);
            let attachment = connects(&hub, &local, chat);
            spawn_local(async move {
                assert_eq!(attachment.mailbox().wake().await, Wake::ShutDown);
                drop(attachment);
            });
            hub.shut_down(Duration::MAX).await;
            assert_eq!(hub.connections(), 0);
            assert_eq!(hub.admit(PEER).err(), Some(Refused::Closing));
            hub.closing().await;
        };
        LocalSet::new().run_until(test).await;
    }

    #[tokio::test(start_paused = true)]
    async fn shutting_down_does_not_wait_for_those_who_stay() {
        let test = async {
            let hub = Hub::new(HubSettings::default());
            let local = starts_worker(&hub);
            let attachment = connects(&hub, &local, ChatId::generate());
            hub.shut_down(Duration::from_secs(3)).await;
            assert_eq!(hub.connections(), 1);
            drop(attachment);
        };
        LocalSet::new().run_until(test).await;
    }
}
