//! What people do.

use dialogo_domain::ChatId;

use super::{Load, USERS, World, user_id};
use crate::errand::Errand;
use crate::simulation::frame::Frame;
use crate::simulation::line::Job;
use crate::simulation::store::Deed;

impl World {
    /// Someone writes a message.
    pub(super) fn says(&mut self) -> bool {
        let client = self.client();
        let chats: Vec<ChatId> = self.clients[client].chats.keys().copied().collect();
        let Some(chat_id) = self.dice.pick(&chats) else { return false };
        let client_id = self.name();
        self.clients[client].outbox.insert(client_id, (chat_id, false));
        true
    }

    /// Someone does something by REST.
    pub(super) fn acts(&mut self) -> bool {
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
            5 => Deed::Create { by, chat_id: super::chat_id(self.name()) },
            _ => Deed::Delete { chat_id },
        };
        self.note(|_| format!("asked for: {deed:?}"));
        self.process.line.jobs.push_back(Job { deed, waiting: None });
        true
    }

    /// REST: a device asks for a chat's rows, or gets them.
    pub(super) fn loads(&mut self) -> bool {
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
    pub(super) fn beats(&mut self) -> bool {
        let only_if_settled = !self.dice.one_in(8);
        self.connection().is_some_and(|id| self.process.beats(id, only_if_settled))
    }
}
