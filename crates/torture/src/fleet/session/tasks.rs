//! What a device does when it is told to.

use serde_json::json;
use tokio::time::Instant;
use uuid::Uuid;

use super::{Asked, End, Session, Talk, pick};
use crate::fleet::device::Order;
use crate::fleet::outbox::Draft;
use crate::fleet::room::{Message, Room};
use crate::fleet::wire::Wire;
use crate::journal::{Fact, Via};

impl Session {
    pub(super) async fn does(&mut self, wire: &mut Wire, talk: &mut Talk, order: Order) -> Result<(), End> {
        match order {
            Order::Say(draft) => {
                self.device.known().outbox.push(draft.clone());
                self.sends(wire, talk, draft).await;
            }
            Order::Repeat => {
                if let Some((draft, _)) = self.something_said() {
                    self.sends(wire, talk, draft).await;
                }
            }
            Order::Reuse => {
                if let Some((draft, _)) = self.something_said() {
                    let data = json!({"client_id": draft.client_id, "body": format!("not {}", draft.body)});
                    let frame = json!({"type": "message.send", "chat_id": draft.chat, "data": data});
                    talk.asks(wire, frame, Asked::Reuse(draft.client_id)).await;
                }
            }
            Order::Edit(body) => {
                if let Some((draft, message)) = self.something_said() {
                    self.device.known().changing += 1;
                    let data = json!({"message_id": message, "body": body});
                    talk.asks(wire, json!({"type": "message.edit", "chat_id": draft.chat, "data": data}), Asked::Change).await;
                }
            }
            Order::Delete => {
                if let Some((draft, message)) = self.something_said() {
                    self.device.known().changing += 1;
                    let data = json!({"message_id": message});
                    talk.asks(wire, json!({"type": "message.delete", "chat_id": draft.chat, "data": data}), Asked::Change).await;
                }
            }
            Order::React(emoji) => {
                if let Some((chat, message)) = self.something_known() {
                    self.reacts(wire, talk, "reaction.add", (chat, message, emoji)).await;
                }
            }
            Order::TakeBack => {
                if let Some((chat, message, emoji)) = self.something_chosen() {
                    self.reacts(wire, talk, "reaction.remove", (chat, message, &emoji)).await;
                }
            }
            Order::Pin { pin } => {
                if let Some((chat, message)) = self.something_known() {
                    self.device.known().changing += 1;
                    let kind = if pin { "message.pin" } else { "message.unpin" };
                    talk.asks(wire, json!({"type": kind, "chat_id": chat, "data": {"message_id": message}}), Asked::Pin).await;
                }
            }
            Order::Sync(forget) => self.syncs(wire, talk, forget).await,
            Order::Leave(pause) => {
                self.away_until = Instant::now() + pause;
                return Err(End::Left);
            }
            Order::Break { half_a_frame } => return Err(End::Broken { half_a_frame }),
            Order::Nap(pause) => talk.naps_until = Instant::now() + pause,
            Order::Trickle(pause) => talk.trickles_until = Instant::now() + pause,
            Order::Flood(count) => {
                for _ in 0..count {
                    talk.asks(wire, json!({"type": "ping"}), Asked::Ping).await;
                }
            }
        }
        Ok(())
    }

    pub(super) async fn sends(&mut self, wire: &mut Wire, talk: &mut Talk, draft: Draft) {
        self.device.journal.note(Fact::Sent {
            author: self.device.user(),
            via: Via::Socket(talk.id),
            chat: draft.chat,
            client_id: draft.client_id,
            body: draft.body.clone(),
        });
        let data = json!({"client_id": draft.client_id, "body": draft.body});
        talk.asks(wire, json!({"type": "message.send", "chat_id": draft.chat, "data": data}), Asked::Send(draft)).await;
    }

    pub(super) async fn syncs(&mut self, wire: &mut Wire, talk: &mut Talk, forget: i64) {
        {
            let mut known = self.device.known();
            if !known.mirror.begins_sync() {
                return;
            }
            if let Some(chat) = pick(&mut self.random, known.mirror.rooms.keys()) {
                known.mirror.forget(chat, forget);
            }
        }
        self.asks_for_sync(wire, talk).await;
    }

    pub(super) async fn asks_for_sync(&mut self, wire: &mut Wire, talk: &mut Talk) {
        let cursors = self.device.known().mirror.cursors();
        talk.asks(wire, json!({"type": "sync", "data": {"cursors": cursors}}), Asked::Sync(cursors)).await;
    }

    /// One of the newest messages of a chat, by whomever: that is where people meet.
    fn something_known(&mut self) -> Option<(Uuid, Uuid)> {
        let known = self.device.known();
        let chat = pick(&mut self.random, known.mirror.rooms.keys())?;
        let newest: Vec<Uuid> = known.mirror.rooms[&chat].known.messages.values().rev().take(4).map(|message| message.id).collect();
        Some((chat, pick(&mut self.random, newest.iter())?))
    }

    async fn reacts(&mut self, wire: &mut Wire, talk: &mut Talk, kind: &str, (chat, message, emoji): (Uuid, Uuid, &str)) {
        self.device.known().changing += 1;
        let data = json!({"message_id": message, "emoji": emoji});
        talk.asks(wire, json!({"type": kind, "chat_id": chat, "data": data}), Asked::Change).await;
    }

    /// The newest message of a chat for which one has chosen an emoji, and the emoji.
    fn something_chosen(&mut self) -> Option<(Uuid, Uuid, String)> {
        let (user, known) = (self.device.user(), self.device.known());
        let mine = |message: &Message| message.reactions.iter().find(|(_, who)| who.contains(&user)).map(|(emoji, _)| emoji.clone());
        let chosen = |room: &Room| room.known.messages.values().rev().find_map(|message| Some((message.id, mine(message)?)));
        known.mirror.rooms.iter().find_map(|(chat, room)| chosen(room).map(|(message, emoji)| (*chat, message, emoji)))
    }

    fn something_said(&mut self) -> Option<(Draft, Uuid)> {
        let known = self.device.known();
        let place = pick(&mut self.random, (0..known.said.len()).collect::<Vec<_>>().iter())?;
        known.said.get(place).cloned()
    }
}
