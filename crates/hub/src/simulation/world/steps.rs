//! The steps of the server and its clients.

use std::collections::BTreeSet;

use dialogo_domain::ChatId;

use super::World;
use crate::CloseCode;
use crate::errand::Errand;
use crate::simulation::client::Phase;
use crate::simulation::frame::{Frame, Wire};

impl World {
    pub(super) fn delivers(&mut self) -> bool {
        let worker = self.dice.below(2);
        let errand = self.process.delivers(worker);
        if let Some(errand) = &errand {
            self.note(|world| format!("worker {worker} does {}", world.reads_errand(errand)));
        }
        errand.is_some()
    }

    pub(super) fn turns(&mut self) -> bool {
        self.connection().is_some_and(|id| self.turns_of(id))
    }

    pub(super) fn turns_of(&mut self, id: u32) -> bool {
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

    pub(super) fn closes(&mut self, id: u32, code: CloseCode) {
        self.note(|_| format!("connection {id} closes with {code:?}"));
        self.process.connections.remove(&id);
        if let Some(wire) = self.wires.get_mut(&id) {
            wire.down.push_back(Frame::Closed(code));
            if wire.is_cut {
                self.wires.remove(&id);
            }
        }
    }

    pub(super) fn answers(&mut self) -> bool {
        let fails = self.dice.one_in(80);
        self.connection().is_some_and(|id| self.answers_to(id, fails))
    }

    pub(super) fn answers_to(&mut self, id: u32, fails: bool) -> bool {
        let Some(connection) = self.process.connections.get_mut(&id) else { return false };
        let moved = connection.is_answered(&self.store, fails);
        if moved {
            self.note(|_| format!("the store looks for connection {id} (fails: {fails})"));
        }
        moved
    }

    pub(super) fn reads(&mut self) -> bool {
        let client = self.client();
        self.reads_of(client)
    }

    pub(super) fn reads_of(&mut self, index: usize) -> bool {
        let Some(id) = self.clients[index].connection else { return false };
        let Some(frame) = self.wires.get_mut(&id).and_then(|wire| wire.down.pop_front()) else { return false };
        self.note(|_| format!("client {index} hears {frame:?} on {id}"));
        self.clients[index].hears(frame);
        if self.clients[index].connection.is_none() {
            self.wires.remove(&id);
        }
        true
    }

    pub(super) fn writes(&mut self) -> bool {
        let moved = self.process.writes(&mut self.store, &self.press, &mut self.dice, true);
        if moved {
            self.note(|world| {
                format!("the line works; heads {:?}", world.store.chats.iter().map(|(id, c)| (*id, c.head)).collect::<Vec<_>>())
            });
        }
        moved
    }

    pub(super) fn decides(&mut self) -> bool {
        self.process.line.decide(&mut self.store, &mut self.dice);
        true
    }

    pub(super) fn speaks(&mut self) -> bool {
        let client = self.client();
        self.speaks_as(client)
    }

    pub(super) fn speaks_as(&mut self, index: usize) -> bool {
        let Some(wire) = self.clients[index].connection.and_then(|id| self.wires.get_mut(&id)) else { return false };
        let moved = self.clients[index].speaks(wire);
        if moved {
            self.note(|world| format!("client {index} speaks, sync {:?}", world.clients[index].syncing));
        }
        moved
    }

    pub(super) fn connects(&mut self) -> bool {
        let client = self.client();
        self.connects_as(client)
    }

    pub(super) fn connects_as(&mut self, index: usize) -> bool {
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

    fn reads_errand(&self, errand: &Errand) -> String {
        match errand {
            Errand::Publish(batch) => {
                format!("{:?}", batch.iter().map(|p| (self.press.read(p.changes.frames()), &p.turnstile)).collect::<Vec<_>>())
            }
            other => format!("{other:?}"),
        }
    }
}
