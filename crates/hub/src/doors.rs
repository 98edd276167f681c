//! Who may come in: counts of sockets in all, of strangers per address, of connections per user.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError};

use dialogo_domain::UserId;

use crate::HubSettings;
use crate::sync::{Mutex, MutexGuard, Notify};

/// Why a socket was not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The server is full.
    #[error("the server has as many connections as it can hold")]
    Full,
    /// The address has too many sockets that have not said who they are.
    #[error("too many connections from this address are waiting for their hello")]
    TooManyStrangers,
    /// The user has too many connections.
    #[error("too many connections of this user")]
    TooManyConnections,
    /// The server is shutting down.
    #[error("the server is shutting down")]
    Closing,
}

/// The counts behind the limits, touched only when sockets come, say who they are, and go.
pub(crate) struct Doors {
    counts: Mutex<Counts>,
    emptied: Notify,
    connections_max: usize,
    strangers_per_address_max: usize,
    connections_per_user_max: usize,
}

#[derive(Default)]
struct Counts {
    open: usize,
    are_closed: bool,
    strangers: HashMap<IpAddr, usize>,
    users: HashMap<UserId, usize>,
}

/// A socket's place; given back when it is dropped.
pub struct Ticket {
    doors: Arc<Doors>,
    holder: Holder,
}

#[derive(Clone, Copy)]
enum Holder {
    Stranger(IpAddr),
    User(UserId),
}

impl Doors {
    pub fn new(settings: &HubSettings) -> Self {
        Self {
            counts: Mutex::default(),
            emptied: Notify::new(),
            connections_max: settings.connections_max,
            strangers_per_address_max: settings.strangers_per_address_max,
            connections_per_user_max: settings.connections_per_user_max,
        }
    }

    pub fn admit(self: &Arc<Self>, peer: IpAddr) -> Result<Ticket, Refused> {
        let peer = peer.to_canonical();
        let mut counts = self.counts();
        if counts.are_closed {
            return Err(Refused::Closing);
        }
        if counts.open >= self.connections_max {
            return Err(Refused::Full);
        }
        if !add(&mut counts.strangers, peer, self.strangers_per_address_max) {
            return Err(Refused::TooManyStrangers);
        }
        counts.open += 1;
        Ok(Ticket { doors: Arc::clone(self), holder: Holder::Stranger(peer) })
    }

    /// Lets nobody in any more.
    pub fn close(&self) {
        self.counts().are_closed = true;
    }

    pub fn open(&self) -> usize {
        self.counts().open
    }

    pub async fn empty(&self) {
        loop {
            let emptied = self.emptied.notified();
            if self.open() == 0 {
                return;
            }
            emptied.await;
        }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ticket {
    /// Makes the stranger a user, who has a limit of their own.
    pub(crate) fn identify(&mut self, user_id: UserId) -> Result<(), Refused> {
        let mut counts = self.doors.counts();
        if !add(&mut counts.users, user_id, self.doors.connections_per_user_max) {
            return Err(Refused::TooManyConnections);
        }
        counts.remove(self.holder);
        self.holder = Holder::User(user_id);
        Ok(())
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut counts = self.doors.counts();
        counts.remove(self.holder);
        counts.open -= 1;
        if counts.open == 0 {
            self.doors.emptied.notify_waiters();
        }
    }
}

impl Counts {
    fn remove(&mut self, holder: Holder) {
        match holder {
            Holder::Stranger(peer) => subtract(&mut self.strangers, &peer),
            Holder::User(user_id) => subtract(&mut self.users, &user_id),
        }
    }
}

fn add<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: K, max: usize) -> bool {
    let count = counts.get(&key).copied().unwrap_or_default();
    if count < max {
        counts.insert(key, count + 1);
    }
    count < max
}

/// Forgets keys that nobody holds, so that the maps do not grow with everyone who ever came.
fn subtract<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn doors(connections_max: usize) -> Arc<Doors> {
        let limits = HubSettings { connections_max, connections_per_user_max: 2, strangers_per_address_max: 2, ..HubSettings::default() };
        Arc::new(Doors::new(&limits))
    }

    #[test]
    fn an_address_has_few_strangers_until_they_say_who_they_are() {
        let doors = doors(9);
        let mut first = doors.admit(PEER).expect("the first");
        let _second = doors.admit(PEER).expect("the second");
        assert_eq!(doors.admit(PEER).err(), Some(Refused::TooManyStrangers));
        assert_eq!(doors.admit("::ffff:127.0.0.1".parse().expect("an address")).err(), Some(Refused::TooManyStrangers));
        assert!(doors.admit("127.0.0.2".parse().expect("an address")).is_ok());
        first.identify(UserId::generate()).expect("a user's first");
        assert!(doors.admit(PEER).is_ok());
    }

    #[test]
    fn a_user_has_a_limit_and_gets_a_place_back() {
        let doors = doors(9);
        let user_id = UserId::generate();
        let mut tickets: Vec<Ticket> = (0..2).map(|_| doors.admit(PEER).expect("a place")).collect();
        for ticket in &mut tickets {
            ticket.identify(user_id).expect("within the limit");
        }
        let mut third = doors.admit(PEER).expect("a stranger");
        assert_eq!(third.identify(user_id), Err(Refused::TooManyConnections));
        tickets.pop();
        assert_eq!(third.identify(user_id), Ok(()));
    }

    #[test]
    fn a_full_server_refuses_and_forgets_who_left() {
        let doors = doors(1);
        let ticket = doors.admit(PEER).expect("the only place");
        assert_eq!(doors.admit(PEER).err(), Some(Refused::Full));
        drop(ticket);
        assert_eq!(doors.open(), 0);
        assert!(doors.counts().strangers.is_empty());
    }
}
