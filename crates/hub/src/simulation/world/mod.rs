//! Everything together: who may take the next step is drawn by lot.

mod checks;
mod deeds;
mod faults;
mod steps;

use std::collections::BTreeMap;

use dialogo_domain::{ChatId, SessionId, UserId};

use super::client::Client;
use super::dice::Dice;
use super::frame::{Key, Press, Wire};
use super::line::Job;
use super::process::Process;
use super::store::{Deed, Store};
use crate::HubSettings;

/// The devices, by their users: one user has two.
const DEVICES: [usize; 4] = [0, 0, 1, 2];
const USERS: usize = 3;

/// Rows by REST on their way to a device: which chat, for which request.
struct Load {
    client: usize,
    chat_id: ChatId,
    request: u32,
    rows: BTreeMap<Key, dialogo_domain::Seq>,
}

pub struct World {
    dice: Dice,
    settings: HubSettings,
    store: Store,
    press: Press,
    process: Process,
    wires: BTreeMap<u32, Wire>,
    clients: Vec<Client>,
    loads: Vec<Load>,
    /// How often each kind of step is drawn: each seed has a weather of its own.
    weights: Vec<usize>,
    names: u32,
    trace: Option<Vec<String>>,
}

type Step = fn(&mut World) -> bool;

/// What may happen next, and how often at most.
const STEPS: [(Step, usize); 13] = [
    (World::delivers, 30),
    (World::turns, 80),
    (World::answers, 40),
    (World::reads, 60),
    (World::writes, 10),
    (World::speaks, 20),
    (World::connects, 10),
    (World::says, 16),
    (World::acts, 8),
    (World::loads, 10),
    (World::decides, 4),
    (World::beats, 3),
    (World::breaks, 3),
];

impl World {
    pub fn new(seed: u64, is_traced: bool) -> Self {
        let mut dice = Dice::new(seed);
        let settings = HubSettings { mailbox_frames_max: 3 + dice.below(10), strangers_per_address_max: 10_000, ..HubSettings::default() };
        let weights = STEPS.iter().map(|(_, most)| 1 + dice.below(*most)).collect();
        let process = Process::starts(&settings);
        let mut world = Self {
            dice,
            settings,
            store: Store::default(),
            press: Press::default(),
            process,
            wires: BTreeMap::new(),
            clients: vec![],
            loads: vec![],
            weights,
            names: 0,
            trace: is_traced.then(Vec::new),
        };
        for user in DEVICES {
            let session_id = world.logs_in();
            world.clients.push(Client::new(user_id(user), session_id));
        }
        for owner in 0..2 {
            let chat_id = chat_id(world.name());
            let joins = (0..USERS).map(|user| Deed::Join { by: user_id(user), chat_id });
            let deeds = std::iter::once(Deed::Create { by: user_id(owner), chat_id }).chain(joins);
            world.process.line.jobs.extend(deeds.map(|deed| Job { deed, waiting: None }));
        }
        world
    }

    /// A number that nothing else has.
    fn name(&mut self) -> u32 {
        self.names += 1;
        self.names
    }

    fn logs_in(&mut self) -> SessionId {
        let session_id = id(self.name());
        self.store.sessions.insert(session_id);
        session_id
    }

    fn note(&mut self, text: impl FnOnce(&Self) -> String) {
        if self.trace.is_some() {
            let text = text(self);
            self.trace.iter_mut().for_each(|trace| trace.push(text.clone()));
        }
    }

    pub fn trace(self) -> Vec<String> {
        self.trace.unwrap_or_default()
    }

    /// Draws so many steps.
    pub fn lives(&mut self, steps: usize) {
        for _ in 0..steps {
            let (step, _) = STEPS[self.dice.weighted(&self.weights)];
            step(self);
        }
    }

    /// Does all that can be done, without faults, until there is nothing left to do.
    pub fn settles(&mut self) {
        const ROUNDS_MAX: usize = 10_000;
        let calm: [Step; 9] = [
            |world| world.process.delivers(0).is_some() | world.process.delivers(1).is_some(),
            |world| world.each_connection(World::turns_of),
            |world| world.each_connection(|world, id| world.answers_to(id, false)),
            |world| (0..DEVICES.len()).fold(false, |moved, client| world.reads_of(client) | moved),
            |world| world.process.writes(&mut world.store, &world.press, &mut world.dice, false),
            |world| (0..DEVICES.len()).fold(false, |moved, client| world.speaks_as(client) | moved),
            |world| (0..DEVICES.len()).fold(false, |moved, client| world.connects_as(client) | moved),
            World::loads,
            |world| world.each_connection(World::notices),
        ];
        let came_to_rest = (0..ROUNDS_MAX).any(|_| {
            self.process.line.decide(&mut self.store, &mut self.dice);
            !calm.iter().fold(false, |moved, step| step(self) | moved)
        });
        assert!(came_to_rest, "it does not come to rest");
    }

    /// Every connection says its heartbeat, and whoever lacks something asks.
    pub fn heartbeat(&mut self) {
        self.each_connection(|world, id| world.process.beats(id, true));
        self.settles();
    }

    fn each_connection(&mut self, mut step: impl FnMut(&mut Self, u32) -> bool) -> bool {
        let ids: Vec<u32> = self.process.connections.keys().copied().collect();
        ids.into_iter().fold(false, |moved, id| step(self, id) | moved)
    }

    fn connection(&mut self) -> Option<u32> {
        let ids: Vec<u32> = self.process.connections.keys().copied().collect();
        self.dice.pick(&ids)
    }

    fn client(&mut self) -> usize {
        self.dice.below(DEVICES.len())
    }

    fn chat(&mut self) -> Option<ChatId> {
        let ids: Vec<ChatId> = self.store.chats.keys().copied().collect();
        self.dice.pick(&ids)
    }
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(n: u32) -> T {
    format!("00000000-0000-0000-0000-{n:012x}").parse().expect("a UUID")
}

fn chat_id(n: u32) -> ChatId {
    id(n)
}

fn user_id(n: usize) -> UserId {
    id(u32::try_from(n).expect("a few") + 0xa000)
}
