//! What a change costs on its way to those who hear it, and a connection that comes and goes. Neither may grow with the rooms beside.

use std::cell::{Cell, LazyCell};
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dialogo_domain::{ChatId, Seq, SessionId, UserId};
use dialogo_hub::{Attachment, Changes, Hub, HubSettings, LocalHub, Outlet, Publication, Turnstile};
use futures_util::FutureExt;
use tokio::time::Instant;

const PEER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// What a `message.created` of a short body comes to on the wire.
const FRAME_BYTES: usize = 450;
const OTHER_ROOMS: [usize; 2] = [0, 10_000];

/// A hub with one worker, which runs when it is told to.
struct Thread {
    hub: Hub,
    local: LocalHub,
    worker: Pin<Box<dyn Future<Output = ()>>>,
}

impl Thread {
    fn new() -> Self {
        let hub = Hub::new(HubSettings { connections_max: usize::MAX, ..HubSettings::default() });
        let worker = hub.worker();
        Self { hub, local: worker.local(), worker: Box::pin(worker.run()) }
    }

    fn attaches(&self, user_id: UserId, session_id: SessionId, rooms: &[ChatId]) -> Attachment {
        let ticket = self.hub.admit(PEER).expect("a place");
        let mut attachment = self.local.attach(ticket, user_id, session_id).expect("a connection");
        let heads = || rooms.iter().map(|room| (*room, Seq(0)));
        assert!(attachment.enter(heads()), "nothing happens meanwhile");
        attachment.welcomed(heads());
        attachment
    }

    fn listener(&self, rooms: &[ChatId]) -> Listener {
        let (attachment, outlet) = (self.attaches(UserId::generate(), SessionId::generate(), rooms), Rc::<Sink>::default());
        attachment.opens_to(Rc::clone(&outlet) as Rc<dyn Outlet>);
        Listener { _attachment: attachment, outlet }
    }

    /// One listener in each of so many other rooms.
    fn others(&self, count: usize) -> Vec<Listener> {
        (0..count).map(|_| self.listener(&[ChatId::generate()])).collect()
    }

    /// Publishes, and lets the worker carry all of it.
    fn publishes(&mut self, publication: &Publication) {
        self.hub.publish(vec![publication.clone()]).now_or_never().expect("the worker has room");
        assert!(self.worker.as_mut().now_or_never().is_none(), "the worker goes on");
    }
}

struct Listener {
    _attachment: Attachment,
    outlet: Rc<Sink>,
}

/// A client who takes everything at once; counts its bytes.
#[derive(Default)]
struct Sink(Cell<usize>);

impl Outlet for Sink {
    fn is_clear(&self) -> bool {
        true
    }

    fn send(&self, frames: &[Bytes], _: Instant) -> bool {
        self.0.set(self.0.get() + frames.iter().map(Bytes::len).sum::<usize>());
        true
    }
}

/// Changes in one buffer.
fn publication(room: ChatId, changes: usize) -> Publication {
    let frames = Bytes::from(vec![b'a'; changes * FRAME_BYTES]);
    let ends = (1..=changes).map(|change| change * FRAME_BYTES);
    Publication { changes: Arc::new(Changes::many(room, Seq(1), frames, ends)), turnstile: Turnstile::Pass }
}

/// People who are connected. Made when they are needed, since a run may be about one benchmark alone.
struct Crowd {
    thread: Thread,
    listening: Vec<Listener>,
    _others: Vec<Listener>,
}

impl Crowd {
    fn new(rooms: &[ChatId], listeners: usize, others: usize) -> Self {
        let thread = Thread::new();
        let listening = (0..listeners).map(|_| thread.listener(rooms)).collect();
        Self { _others: thread.others(others), thread, listening }
    }

    /// Checks that a publication reaches each listener, whole and at once.
    fn that_hears(mut self, publication: &Publication) -> Self {
        self.thread.publishes(publication);
        let bytes = publication.changes.frames().len();
        assert!(self.listening.iter().all(|listener| listener.outlet.0.get() == bytes), "somebody has not heard all of it");
        self
    }
}

fn publish(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("publish");
    for changes in [1, 16] {
        for listeners in [10, 100, 1_000] {
            for others in OTHER_ROOMS {
                let room = ChatId::generate();
                let publication = publication(room, changes);
                let mut crowd = LazyCell::new(|| Crowd::new(&[room], listeners, others).that_hears(&publication));
                group.throughput(Throughput::Elements((changes * listeners) as u64));
                let id = BenchmarkId::new(format!("changes={changes} listeners={listeners}"), format!("others={others}"));
                group.bench_function(id, |bencher| {
                    let thread = &mut crowd.thread;
                    bencher.iter(|| thread.publishes(&publication));
                });
            }
        }
    }
}

fn churn(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("churn");
    for listeners in [10, 1_000] {
        for others in OTHER_ROOMS {
            let rooms: [ChatId; 10] = std::array::from_fn(|_| ChatId::generate());
            let crowd = LazyCell::new(|| Crowd::new(&rooms, listeners, others));
            let (user_id, session_id) = (UserId::generate(), SessionId::generate());
            let id = BenchmarkId::new(format!("rooms=10 listeners={listeners}"), format!("others={others}"));
            group.bench_function(id, |bencher| {
                let thread = &crowd.thread;
                bencher.iter(|| drop(thread.attaches(user_id, session_id, &rooms)));
            });
        }
    }
}

criterion_group! {
    name = rooms;
    config = Criterion::default().warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = publish, churn
}
criterion_main!(rooms);
