//! Everything together: who may take the next step is drawn by lot.

use std::collections::{BTreeMap, BTreeSet};

use dialogo_domain::{ChatId, SessionId, UserId};

use super::client::{Client, Phase};
use super::dice::Dice;
use super::frame::{Frame, Key, Press, Wire};
use super::line::Job;
use super::process::Process;
use super::store::{Deed, Store};
use crate::errand::Errand;
use crate::{CloseCode, Ended, HubSettings};

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
            |world| world.each_connection(|world, id| world.turns_of(id)),
            |world| world.each_connection(|world, id| world.answers_to(id, false)),
            |world| (0..DEVICES.len()).fold(false, |moved, client| world.reads_of(client) | moved),
            |world| world.process.writes(&mut world.store, &world.press, &mut world.dice, false),
            |world| (0..DEVICES.len()).fold(false, |moved, client| world.speaks_as(client) | moved),
            |world| (0..DEVICES.len()).fold(false, |moved, client| world.connects_as(client) | moved),
            World::loads,
            |world| world.each_connection(|world, id| world.notices(id)),
        ];
        for _ in 0..ROUNDS_MAX {
            self.process.line.decide(&mut self.store, &mut self.dice);
            if !calm.iter().fold(false, |moved, step| step(self) | moved) {
                return;
            }
        }
        panic!("it does not come to rest");
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

/// The steps.
impl World {
    fn delivers(&mut self) -> bool {
        let worker = self.dice.below(2);
        let errand = self.process.delivers(worker);
        if let Some(errand) = &errand {
            self.note(|world| format!("worker {worker} does {}", world.reads_errand(errand)));
        }
        errand.is_some()
    }

    fn turns(&mut self) -> bool {
        self.connection().is_some_and(|id| self.turns_of(id))
    }

    fn turns_of(&mut self, id: u32) -> bool {
        let Some(mut wire) = self.wires.remove(&id) else { return false };
        let sent = wire.down.len();
        let turn = self.process.turns(id, &mut wire, (&self.store, &self.press, &mut self.dice));
        if wire.down.len() > sent {
            let frame = wire.down.back().cloned();
            self.note(|_| format!("connection {id} sends {frame:?}"));
        }
        self.wires.insert(id, wire);
        if let Err(code) = turn {
            self.closes(id, code);
        }
        turn != Ok(false)
    }

    fn closes(&mut self, id: u32, code: CloseCode) {
        self.note(|_| format!("connection {id} closes with {code:?}"));
        self.process.connections.remove(&id);
        if let Some(wire) = self.wires.get_mut(&id) {
            wire.down.push_back(Frame::Closed(code));
            if wire.is_cut {
                self.wires.remove(&id);
            }
        }
    }

    fn answers(&mut self) -> bool {
        let fails = self.dice.one_in(80);
        self.connection().is_some_and(|id| self.answers_to(id, fails))
    }

    fn answers_to(&mut self, id: u32, fails: bool) -> bool {
        let Some(connection) = self.process.connections.get_mut(&id) else { return false };
        let moved = connection.is_answered(&self.store, fails);
        if moved {
            self.note(|_| format!("the store looks for connection {id} (fails: {fails})"));
        }
        moved
    }

    fn reads(&mut self) -> bool {
        let client = self.client();
        self.reads_of(client)
    }

    fn reads_of(&mut self, index: usize) -> bool {
        let Some(id) = self.clients[index].connection else { return false };
        let Some(frame) = self.wires.get_mut(&id).and_then(|wire| wire.down.pop_front()) else { return false };
        self.note(|_| format!("client {index} hears {frame:?} on {id}"));
        self.clients[index].hears(frame);
        if self.clients[index].connection.is_none() {
            self.wires.remove(&id);
        }
        true
    }

    fn writes(&mut self) -> bool {
        let moved = self.process.writes(&mut self.store, &self.press, &mut self.dice, true);
        if moved {
            self.note(|world| {
                format!("the line works; heads {:?}", world.store.chats.iter().map(|(id, c)| (*id, c.head)).collect::<Vec<_>>())
            });
        }
        moved
    }

    fn decides(&mut self) -> bool {
        self.process.line.decide(&mut self.store, &mut self.dice);
        true
    }

    fn speaks(&mut self) -> bool {
        let client = self.client();
        self.speaks_as(client)
    }

    fn speaks_as(&mut self, index: usize) -> bool {
        let Some(wire) = self.clients[index].connection.and_then(|id| self.wires.get_mut(&id)) else { return false };
        let moved = self.clients[index].speaks(wire);
        if moved {
            self.note(|world| format!("client {index} speaks, sync {:?}", world.clients[index].syncing));
        }
        moved
    }

    fn connects(&mut self) -> bool {
        let client = self.client();
        self.connects_as(client)
    }

    fn connects_as(&mut self, index: usize) -> bool {
        if self.clients[index].phase == Phase::LoggedOut {
            self.clients[index].session_id = self.logs_in();
        } else if self.clients[index].phase != Phase::Offline {
            return false;
        }
        let id = self.name();
        let mut named: BTreeSet<ChatId> = self.clients[index].chats.keys().copied().collect();
        if self.dice.one_in(4) {
            named.retain(|_| self.dice.one_in(2));
        }
        let mut wire = Wire::default();
        let client = &mut self.clients[index];
        client.connects(id, named, &mut wire);
        self.process.accepts(id, client.user_id, client.session_id, &mut self.dice);
        self.wires.insert(id, wire);
        self.note(|world| format!("client {index} connects as {id}: {:?}", world.wires[&id].up));
        true
    }

    /// Someone writes a message.
    fn says(&mut self) -> bool {
        let client = self.client();
        let chats: Vec<ChatId> = self.clients[client].chats.keys().copied().collect();
        let Some(chat_id) = self.dice.pick(&chats) else { return false };
        let client_id = self.name();
        self.clients[client].outbox.insert(client_id, (chat_id, false));
        true
    }

    /// Someone does something by REST.
    fn acts(&mut self) -> bool {
        let by = user_id(self.dice.below(USERS));
        if self.dice.one_in(10) {
            self.process.announces(&Errand::Tell { user_id: by, frame: self.press.print(Frame::Told) });
            return true;
        }
        let Some(chat_id) = self.chat() else { return false };
        let posted: Vec<u32> = self.store.chats[&chat_id].born.keys().copied().collect();
        let deed = match self.dice.weighted(&[24, 10, 16, 8, 8, 2, 1]) {
            0 => Deed::Join { by, chat_id },
            1 => Deed::Leave { by, chat_id },
            2 => match self.dice.pick(&posted) {
                Some(client_id) => Deed::Edit { by, chat_id, client_id },
                None => Deed::Rename { chat_id },
            },
            3 => Deed::Rename { chat_id },
            4 => Deed::Profile { by },
            5 => Deed::Create { by, chat_id: self::chat_id(self.name()) },
            _ => Deed::Delete { chat_id },
        };
        self.note(|_| format!("asked for: {deed:?}"));
        self.process.line.jobs.push_back(Job { deed, waiting: None });
        true
    }

    /// REST: a device asks for a chat's rows, or gets them.
    fn loads(&mut self) -> bool {
        if !self.loads.is_empty() && self.dice.one_in(2) {
            let place = self.dice.below(self.loads.len());
            let Load { client, chat_id, request, rows } = self.loads.swap_remove(place);
            if let Some(view) = self.clients[client].chats.get_mut(&chat_id).filter(|view| view.wants_load == Some(request)) {
                view.merge(rows);
                view.wants_load = None;
            }
            return true;
        }
        let (store, under_way) = (&self.store, &self.loads);
        let wanted = self.clients.iter().enumerate().find_map(|(client, who)| {
            let may = |chat_id: ChatId| {
                store.holds(chat_id, who.user_id) && !under_way.iter().any(|l| l.client == client && l.chat_id == chat_id)
            };
            let (chat_id, request) =
                who.chats.iter().filter(|(chat_id, _)| may(**chat_id)).find_map(|(id, view)| Some((id, view.wants_load?)))?;
            Some(Load { client, chat_id: *chat_id, request, rows: store.chats[chat_id].rows.clone() })
        });
        let is_asked = wanted.is_some();
        self.loads.extend(wanted);
        is_asked || !self.loads.is_empty()
    }

    /// The clock: mostly when all is quiet, as silence that long nearly always is.
    fn beats(&mut self) -> bool {
        let only_if_settled = !self.dice.one_in(8);
        self.connection().is_some_and(|id| self.process.beats(id, only_if_settled))
    }

    fn breaks(&mut self) -> bool {
        match self.dice.weighted(&[6, 8, 16, 2, 16, 1]) {
            0 => self.leaves(),
            1 => self.connection().is_some_and(|id| self.notices(id)),
            2 => self.loses_a_frame(),
            3 => self.ends_session(),
            4 => {
                let client = self.client();
                self.clients[client].wants_sync = true;
                true
            }
            _ => self.crashes(),
        }
    }

    /// A client goes, and the server does not know it yet.
    fn leaves(&mut self) -> bool {
        let index = self.client();
        let Some(id) = self.clients[index].connection else { return false };
        self.note(|_| format!("client {index} is cut off from {id}"));
        self.clients[index].loses(None);
        match self.wires.get_mut(&id) {
            Some(wire) if self.process.connections.contains_key(&id) => wire.is_cut = true,
            _ => drop(self.wires.remove(&id)),
        }
        true
    }

    /// The server finds out that a client has gone.
    fn notices(&mut self, id: u32) -> bool {
        let is_cut = self.wires.get(&id).is_some_and(|wire| wire.is_cut);
        if is_cut {
            self.closes(id, CloseCode::Normal);
        }
        is_cut
    }

    /// A client that loses a live frame by a fault of its own is healed as well: by the next frame, or by the digest.
    fn loses_a_frame(&mut self) -> bool {
        let index = self.client();
        let client = &mut self.clients[index];
        let Some(wire) = client.connection.and_then(|id| self.wires.get_mut(&id)) else { return false };
        let (Phase::Live, None, Some(Frame::Change(change))) = (client.phase, &client.syncing, wire.down.front()) else { return false };
        let Some(view) = client.chats.get_mut(&change.chat_id) else { return false };
        view.is_behind = true;
        let frame = wire.down.pop_front();
        self.note(|_| format!("client {index} loses {frame:?}"));
        true
    }

    fn ends_session(&mut self) -> bool {
        let index = self.client();
        let (user_id, session_id) = (self.clients[index].user_id, self.clients[index].session_id);
        self.note(|_| format!("the log-in of client {index} ends"));
        self.store.sessions.remove(&session_id);
        self.process.announces(&Errand::End { ended: Ended::One(user_id, session_id), code: CloseCode::SessionEnded });
        true
    }

    /// All that was not committed is gone; what a socket still held may arrive.
    fn crashes(&mut self) -> bool {
        self.note(|_| "the server is killed".to_owned());
        self.process.line.decide(&mut self.store, &mut self.dice);
        self.process = Process::starts(&self.settings);
        self.wires.retain(|_, wire| !wire.is_cut);
        for wire in self.wires.values_mut() {
            let arrive = self.dice.below(wire.down.len() + 1);
            wire.down.truncate(arrive);
            wire.down.push_back(Frame::Closed(CloseCode::Internal));
        }
        true
    }

    fn reads_errand(&self, errand: &Errand) -> String {
        match errand {
            Errand::Publish(batch) => format!("{:?}", batch.iter().map(|p| (self.press.read(&p.frame), &p.turnstile)).collect::<Vec<_>>()),
            other => format!("{other:?}"),
        }
    }
}

/// What must hold in the end.
impl World {
    /// Every device knows what the database knows, and what was acknowledged is there.
    pub fn agrees(&self) {
        for (index, client) in self.clients.iter().enumerate() {
            assert_eq!(client.phase, Phase::Live, "client {index}");
            let mine: Vec<_> = client.chats.iter().map(|(chat_id, view)| (*chat_id, view.cursor)).collect();
            assert_eq!(mine, self.store.heads_of(client.user_id), "where client {index} stands, and where the database does");
            for (chat_id, view) in &client.chats {
                assert_eq!(view.rows, self.store.chats[chat_id].rows, "{chat_id} as client {index} has it, and as the database does");
            }
            for (client_id, (chat_id, seq)) in &client.acked {
                assert_eq!(self.store.chats[chat_id].born.get(client_id), Some(seq), "message {client_id} was acknowledged");
            }
            assert!(client.outbox.is_empty(), "client {index} waits for {:?}", client.outbox);
        }
        for connection in self.process.connections.values() {
            assert!(self.store.sessions.contains(&connection.session_id), "connection {} outlives its log-in", connection.id);
        }
    }

    /// All go; nothing is left of them.
    pub fn empties(&mut self) {
        self.process.connections.clear();
        assert!(self.process.is_bare(), "somebody is left in a room");
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
