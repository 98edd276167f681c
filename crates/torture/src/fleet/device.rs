//! One device of one person: what it knows and has to say, and how others see it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc;
use uuid::Uuid;

use super::Counts;
use super::Plan;
use super::account::Login;
use super::mirror::Mirror;
use super::outbox::{Draft, Outbox};
use crate::journal::{DeviceId, Journal};
use crate::world::Door;

/// Something to do for a device.
#[derive(Clone, Debug)]
pub enum Order {
    /// Say something.
    Say(Draft),
    /// Send something again that was acknowledged long ago.
    Repeat,
    /// Send something else under a `client_id` that was used.
    Reuse,
    /// Change what one said.
    Edit(String),
    /// Take back what one said.
    Delete,
    /// Choose this emoji for something that was said.
    React(&'static str),
    /// Take an emoji back that one has chosen.
    TakeBack,
    /// Pin something that was said, or unpin it. Few are heard: their own chats' owners.
    Pin {
        /// Whether it is to be pinned.
        pin: bool,
    },
    /// Forget so many changes of a chat, and ask what was missed.
    Sync(i64),
    /// Hang up in order, and stay away for so long.
    Leave(Duration),
    /// Break the link, perhaps in the middle of a frame.
    Break {
        /// Whether half a frame is sent before.
        half_a_frame: bool,
    },
    /// Read nothing and answer nothing for so long.
    Nap(Duration),
    /// Read one frame at a time, with pauses, for so long.
    Trickle(Duration),
    /// Ask so many things at once.
    Flood(u32),
}

/// What a device knows, and what others may see of it.
#[derive(Default)]
pub struct Known {
    /// Its chats.
    pub mirror: Mirror,
    /// What it has to say.
    pub outbox: Outbox,
    /// Some of what was acknowledged, with the server's ids.
    pub said: Vec<(Draft, Uuid)>,
    /// Whether it takes part: it is connected, `ready`, and has loaded what it needs.
    pub is_present: bool,
    /// Edits and deletions that are on their way.
    pub changing: usize,
}

/// A device.
pub struct Device {
    /// Which.
    pub id: DeviceId,
    /// Its log-in.
    pub login: Login,
    /// Where the server is.
    pub target: Door,
    /// Whether it has little room for what it does not read.
    pub is_narrow: bool,
    /// Sleepers wake up when it is over.
    pub(super) plan: Plan,
    pub(super) journal: Arc<Journal>,
    pub(super) counts: Arc<Counts>,
    known: Mutex<Known>,
    orders: mpsc::UnboundedSender<Order>,
}

impl Device {
    /// A device that is not connected yet, and what it is to do.
    pub fn new(
        id: DeviceId,
        login: Login,
        target: Door,
        plan: Plan,
        journal: Arc<Journal>,
        counts: Arc<Counts>,
    ) -> (Arc<Self>, mpsc::UnboundedReceiver<Order>) {
        let (orders, to_do) = mpsc::unbounded_channel();
        let is_narrow = id.0.is_multiple_of(5);
        (Arc::new(Self { id, login, target, is_narrow, plan, journal, counts, known: Mutex::default(), orders }), to_do)
    }

    /// Whose it is.
    pub fn user(&self) -> Uuid {
        self.login.person().id
    }

    /// What it knows; not to be held across an `await`.
    pub fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives it something to do.
    pub fn orders(&self, order: Order) {
        // It may have ended.
        drop(self.orders.send(order));
    }

    /// The chats that it can write to.
    pub fn chats(&self) -> Vec<Uuid> {
        self.known().mirror.rooms.keys().copied().collect()
    }
}
