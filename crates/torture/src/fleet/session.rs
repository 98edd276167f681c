//! The task of a device: connects, follows the protocol, and comes back, for as long as the fleet lasts.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, sleep_until};
use uuid::Uuid;

use super::device::{Device, Order};
use super::outbox::Draft;
use super::wire::{Incoming, Opening, Wire};
use crate::journal::{ConnectionId, Fact};

mod answers;
mod frames;
mod tasks;

/// Silence beyond the server's heartbeat after which a client gives a connection up.
const GRACE: Duration = Duration::from_secs(10);
/// A command without an answer for so long means that the connection is of no use: the server answers within 5 s.
const ANSWER: Duration = Duration::from_secs(12);
/// The first pause before coming back, doubled with each try (a real client's is longer: a run is short).
const BACKOFF: Duration = Duration::from_millis(100);
/// The longest one.
const BACKOFF_MAX: Duration = Duration::from_secs(2);

/// What a command was about.
enum Asked {
    Hello,
    Send(Draft),
    Reuse(Uuid),
    Change,
    /// Pinning or unpinning a message.
    Pin,
    Sync(BTreeMap<Uuid, i64>),
    Authenticate,
    Ping,
}

/// How a connection ended.
#[derive(Debug)]
enum End {
    /// The server, or the link.
    Closed(Option<u16>),
    /// The client hung up.
    Left,
    /// The client broke the link.
    Broken { half_a_frame: bool },
    /// The client gave it up, because of this.
    GivenUp(&'static str),
}

/// A device at work.
pub struct Session {
    device: Arc<Device>,
    to_do: UnboundedReceiver<Order>,
    random: StdRng,
    connections: u32,
    attempt: u32,
    /// Not before this may it connect again.
    away_until: Instant,
}

/// What lasts as long as one connection.
struct Talk {
    id: ConnectionId,
    asked: HashMap<u64, (Instant, Asked)>,
    latest_id: u64,
    heard: Instant,
    silence_max: Duration,
    /// Drafts to be sent again, and when.
    again: Vec<(Instant, Uuid)>,
    /// When a `sync` that was refused is to be asked again.
    sync_at: Option<Instant>,
    naps_until: Instant,
    trickles_until: Instant,
    is_refused: bool,
}

impl Session {
    /// A device that starts.
    pub fn new(device: Arc<Device>, to_do: UnboundedReceiver<Order>, seed: u64) -> Self {
        let random = StdRng::seed_from_u64(seed);
        Self { device, to_do, random, connections: 0, attempt: 0, away_until: Instant::now() }
    }

    /// Lives until it is aborted.
    pub async fn run(mut self) {
        loop {
            self.waits_to_come_back().await;
            let Ok(token) = self.device.login.token(false).await else {
                self.device.login.forgets().await;
                self.attempt += 1;
                continue;
            };
            let in_header = self.device.id.0.is_multiple_of(2);
            let opening = Opening { bearer: in_header.then(|| token.clone()), is_narrow: self.device.is_narrow };
            match Wire::open(self.device.target.address(), &opening).await {
                Ok(wire) => self.talks(wire, if in_header { None } else { Some(token) }).await,
                Err(error) => {
                    // A token that ended between being looked at and arriving, or a log-in that the server does not know any more.
                    if error.to_string().contains("401") {
                        self.device.login.forgets().await;
                    }
                    self.attempt += 1;
                }
            }
        }
    }

    /// While it is away, orders gather: what is typed offline is sent later.
    async fn waits_to_come_back(&mut self) {
        let most = BACKOFF_MAX.min(BACKOFF * 2u32.saturating_pow(self.attempt.min(8)));
        let pause = if self.attempt == 0 { Duration::ZERO } else { most.mul_f64(self.random.random::<f64>()) };
        tokio::select! {
            () = sleep_until(self.away_until) => {}
            () = self.device.plan.stopped() => {}
        }
        sleep(pause).await;
    }

    async fn talks(&mut self, mut wire: Wire, token: Option<String>) {
        self.connections += 1;
        let now = Instant::now();
        let mut talk = Talk {
            id: ConnectionId { device: self.device.id, nth: self.connections },
            asked: HashMap::new(),
            latest_id: 0,
            heard: now,
            silence_max: Duration::from_secs(25) + GRACE,
            again: Vec::new(),
            sync_at: None,
            naps_until: now,
            trickles_until: now,
            is_refused: false,
        };
        self.device.journal.note(Fact::Opened { connection: talk.id, user: self.device.user() });
        self.says_hello(&mut wire, &mut talk, token).await;
        let end = self.listens(&mut wire, &mut talk).await;
        let (code, own) = match end {
            End::Closed(code) => (code, None),
            End::Left => (None, Some("hangs up")),
            End::Broken { .. } => (None, Some("breaks its link")),
            End::GivenUp(why) => (None, Some(why)),
        };
        self.device.journal.note(Fact::Closed { connection: talk.id, code, own });
        {
            let mut known = self.device.known();
            known.mirror.parted();
            (known.is_present, known.changing) = (false, 0);
        }
        match end {
            End::Left => wire.closes().await,
            End::Broken { half_a_frame } => wire.breaks(half_a_frame).await,
            End::Closed(Some(4100..=4103)) => self.device.login.forgets().await,
            End::Closed(_) | End::GivenUp(_) => {}
        }
        self.attempt += 1;
    }

    async fn says_hello(&mut self, wire: &mut Wire, talk: &mut Talk, token: Option<String>) {
        let cursors = {
            let mut known = self.device.known();
            let changes = match self.random.random_range(0..100) {
                0..20 => self.random.random_range(1..40),
                // As if the database had been restored from a backup: the client knows more than the server.
                20..25 => -1_000,
                _ => 0,
            };
            if let Some(chat) = pick(&mut self.random, known.mirror.rooms.keys()) {
                known.mirror.forget(chat, changes);
            }
            known.mirror.cursors()
        };
        let mut data = json!({"cursors": cursors});
        if let Some(token) = token {
            data["token"] = token.into();
        }
        talk.asks(wire, json!({"type": "hello", "data": data}), Asked::Hello).await;
    }

    async fn listens(&mut self, wire: &mut Wire, talk: &mut Talk) -> End {
        let mut tick = interval(Duration::from_millis(100));
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let now = Instant::now();
            let is_awake = talk.naps_until <= now || self.device.plan.is_stopped();
            let may_act = is_awake && self.device.known().mirror.is_live();
            let done = tokio::select! {
                incoming = wire.next(), if is_awake => match incoming {
                    Incoming::Frame(frame) => {
                        talk.heard = Instant::now();
                        if talk.trickles_until > talk.heard && !self.device.plan.is_stopped() {
                            sleep(Duration::from_millis(50)).await;
                        }
                        self.takes(wire, talk, frame).await
                    }
                    Incoming::Rubbish(what) => {
                        self.objects(talk, None, format!("not a frame: {what:.80}"));
                        Ok(())
                    }
                    Incoming::Closed(code) => Err(End::Closed(code)),
                },
                Some(order) = self.to_do.recv(), if may_act => self.does(wire, talk, order).await,
                _ = tick.tick() => self.keeps_time(wire, talk).await,
            };
            if let Err(end) = done {
                return end;
            }
        }
    }

    async fn keeps_time(&mut self, wire: &mut Wire, talk: &mut Talk) -> Result<(), End> {
        let now = Instant::now();
        if talk.naps_until > now && !self.device.plan.is_stopped() {
            // A client that sleeps notices nothing.
            talk.heard = now;
            talk.asked.values_mut().for_each(|(since, _)| *since = now);
            return Ok(());
        }
        if talk.heard + talk.silence_max < now {
            self.device.counts.silences.add(1);
            return Err(End::GivenUp("gives up, since nothing is heard"));
        }
        if let Some((_, asked)) = talk.asked.values().find(|(since, _)| *since + ANSWER < now) {
            self.device.counts.unanswered.add(1);
            return Err(End::GivenUp(match asked {
                Asked::Hello => "gives up, since hello is not answered",
                Asked::Send(_) | Asked::Reuse(_) => "gives up, since a message is not answered",
                Asked::Change | Asked::Pin => "gives up, since a change is not answered",
                Asked::Sync(_) => "gives up, since sync is not answered",
                Asked::Authenticate => "gives up, since authenticate is not answered",
                Asked::Ping => "gives up, since ping is not answered",
            }));
        }
        let due: Vec<Uuid> = talk.again.extract_if(.., |(at, _)| *at <= now).map(|(_, client_id)| client_id).collect();
        for client_id in due {
            let draft = self.device.known().outbox.find(client_id).cloned();
            if let Some(draft) = draft {
                self.sends(wire, talk, draft).await;
            }
        }
        if talk.sync_at.take_if(|at| *at <= now).is_some() {
            self.asks_for_sync(wire, talk).await;
        }
        if self.device.known().mirror.is_behind {
            self.syncs(wire, talk, 0).await;
        }
        self.loads(talk).await;
        Ok(())
    }

    fn objects(&self, talk: &Talk, chat: Option<Uuid>, what: String) {
        self.device.journal.note(Fact::Breach { connection: talk.id, chat, what });
    }
}

impl Talk {
    async fn asks(&mut self, wire: &mut Wire, mut frame: Value, about: Asked) {
        self.latest_id += 1;
        frame["id"] = self.latest_id.into();
        self.asked.insert(self.latest_id, (Instant::now(), about));
        wire.sends(&frame).await;
    }
}

/// One of many.
fn pick<'a, T: Copy + 'a>(random: &mut StdRng, all: impl ExactSizeIterator<Item = &'a T>) -> Option<T> {
    let count = all.len();
    if count == 0 { None } else { all.copied().nth(random.random_range(0..count)) }
}
