//! The server: worker threads with rooms of their own, the line, the connections. All of it goes in a crash.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use dialogo_domain::{SessionId, UserId};

use super::connection::{Connection, Reach};
use super::dice::Dice;
use super::frame::{Press, Wire};
use super::line::Line;
use super::store::Store;
use crate::doors::Doors;
use crate::errand::Errand;
use crate::people::People;
use crate::{CloseCode, HubSettings, LocalHub};

const WORKERS: usize = 2;

pub struct Process {
    doors: Arc<Doors>,
    workers: Vec<Worker>,
    pub line: Line,
    pub connections: BTreeMap<u32, Connection>,
}

struct Worker {
    local: LocalHub,
    errands: VecDeque<Errand>,
}

impl Process {
    pub fn starts(settings: &HubSettings) -> Self {
        let worker = || Worker { local: LocalHub::new(settings, false, Arc::new(People::new(Duration::ZERO))), errands: VecDeque::new() };
        Self {
            doors: Arc::new(Doors::new(settings)),
            workers: (0..WORKERS).map(|_| worker()).collect(),
            line: Line::default(),
            connections: BTreeMap::new(),
        }
    }

    pub fn accepts(&mut self, id: u32, user_id: UserId, session_id: SessionId, dice: &mut Dice) {
        let ticket = self.doors.admit(IpAddr::V4(Ipv4Addr::LOCALHOST)).expect("a place");
        let worker = dice.below(self.workers.len());
        let local = self.workers[worker].local.clone();
        self.connections.insert(id, Connection::new(id, user_id, session_id, (worker, local), ticket));
    }

    /// Hands an errand to every worker, which does it when its time comes.
    pub fn announces(&mut self, errand: &Errand) {
        self.workers.iter_mut().for_each(|worker| worker.errands.push_back(errand.clone()));
    }

    /// A worker does its next errand, as `Worker::run` has it.
    pub fn delivers(&mut self, worker: usize) -> Option<Errand> {
        let worker = &mut self.workers[worker % WORKERS];
        let errand = worker.errands.pop_front()?;
        let mut registry = worker.local.registry.borrow_mut();
        registry.run(errand.clone());
        drop(registry);
        Some(errand)
    }

    /// The line takes a turn. Messages whose sender is gone are not stored.
    pub fn writes(&mut self, store: &mut Store, press: &Press, dice: &mut Dice, faults: bool) -> bool {
        if self.line.jobs.is_empty() && !self.line.is_in_doubt() {
            return false;
        }
        let connections = &self.connections;
        self.line.jobs.retain(|job| job.waiting.is_none_or(|(id, _)| connections.contains_key(&id)));
        let (errands, answers) = self.line.work(store, press, dice, faults);
        for errand in &errands {
            self.announces(errand);
        }
        for answer in answers {
            if let Some(connection) = self.connections.get_mut(&answer.connection) {
                connection.is_posted(answer.client_id, answer.result);
            }
        }
        true
    }

    /// A connection takes a turn, or ends with a code.
    pub fn turns(&mut self, id: u32, wire: &mut Wire, (store, press, dice): (&Store, &Press, &mut Dice)) -> Result<bool, CloseCode> {
        let Some(connection) = self.connections.get_mut(&id) else { return Ok(false) };
        connection.takes_turn(&mut Reach { store, line: &mut self.line, press, dice, wire })
    }

    /// A connection says its heartbeat. All that a client should know is sent when its worker has nothing to do and no commit is in doubt.
    pub fn beats(&mut self, id: u32, only_if_settled: bool) -> bool {
        let Some(connection) = self.connections.get_mut(&id) else { return false };
        let is_settled = self.workers[connection.worker].errands.is_empty() && !self.line.is_in_doubt();
        (is_settled || !only_if_settled) && connection.beats(is_settled)
    }

    /// Nobody is in any room, and nobody is counted.
    pub fn is_bare(&self) -> bool {
        self.doors.open() == 0 && self.workers.iter().all(|worker| worker.local.registry.borrow().is_bare())
    }
}
