//! What goes wrong.

use super::World;
use crate::errand::Errand;
use crate::simulation::client::Phase;
use crate::simulation::frame::Frame;
use crate::simulation::process::Process;
use crate::{CloseCode, Ended};

impl World {
    pub(super) fn breaks(&mut self) -> bool {
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
    pub(super) fn leaves(&mut self) -> bool {
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
    pub(super) fn notices(&mut self, id: u32) -> bool {
        let is_cut = self.wires.get(&id).is_some_and(|wire| wire.is_cut);
        if is_cut {
            self.closes(id, CloseCode::Normal);
        }
        is_cut
    }

    /// A client that loses a live frame by a fault of its own is healed as well: by the next frame, or by the digest.
    pub(super) fn loses_a_frame(&mut self) -> bool {
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

    pub(super) fn ends_session(&mut self) -> bool {
        let index = self.client();
        let (user_id, session_id) = (self.clients[index].user_id, self.clients[index].session_id);
        self.note(|_| format!("the log-in of client {index} ends"));
        self.store.sessions.remove(&session_id);
        self.process.announces(&Errand::End { ended: Ended::One(user_id, session_id), code: CloseCode::SessionEnded });
        true
    }

    /// All that was not committed is gone; what a socket still held may arrive.
    pub(super) fn crashes(&mut self) -> bool {
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
}
