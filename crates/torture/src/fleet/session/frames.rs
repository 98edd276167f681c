//! What the server says.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use super::{Asked, End, GRACE, Session, Talk};
use crate::fleet::mirror::Breach;
use crate::fleet::room::uuid;
use crate::fleet::wire::Wire;
use crate::journal::{Change, Fact, Kind, mark};

impl Session {
    /// A frame came.
    pub(super) async fn takes(&mut self, wire: &mut Wire, talk: &mut Talk, frame: Value) -> Result<(), End> {
        let kind = frame["type"].as_str().unwrap_or_default().to_owned();
        if frame.get("re").is_some_and(|re| !re.is_null()) || kind == "error" {
            return self.answered(wire, talk, &kind, &frame).await;
        }
        let (chat, data) = (uuid(&frame["chat_id"]), &frame["data"]);
        let objection = match (kind.as_str(), chat) {
            ("ready", _) => return self.is_ready(wire, talk).await,
            ("heartbeat", _) => self.device.known().mirror.heartbeat(data["digest"].as_str().unwrap_or_default()),
            ("token.expiring", _) => {
                if let Ok(token) = self.device.login.token(true).await {
                    talk.asks(wire, json!({"type": "authenticate", "data": {"token": token}}), Asked::Authenticate).await;
                }
                None
            }
            ("goodbye", _) => {
                self.device.counts.goodbyes.add(1);
                let wait = data["retry_after_ms"].as_u64().unwrap_or_default();
                self.away_until = Instant::now() + std::time::Duration::from_millis(wait);
                None
            }
            ("chat.added", Some(chat)) => {
                let seq = data["seq"].as_i64().unwrap_or_default();
                self.device.journal.note(Fact::Entered { connection: talk.id, chat, seq });
                self.device.known().mirror.added(chat, seq);
                self.loads(talk).await;
                None
            }
            ("chat.removed", Some(chat)) => {
                self.device.journal.note(Fact::Parted { connection: talk.id, chat });
                self.device.known().mirror.removed(chat);
                None
            }
            ("chat.reset", Some(chat)) => {
                let seq = data["seq"].as_i64().unwrap_or_default();
                self.device.counts.resets.add(1);
                self.device.journal.note(Fact::Reset { connection: talk.id, chat, seq });
                self.device.known().mirror.reset(chat, seq)
            }
            ("read.updated" | "typing" | "presence", _) => None,
            (_, Some(chat)) => match frame["seq"].as_i64() {
                Some(seq) => self.hears(talk, &kind, chat, seq, data),
                None => Some(Breach { chat: Some(chat), what: format!("{kind} without seq") }),
            },
            _ => Some(Breach { chat: None, what: format!("a frame that nobody knows: {kind}") }),
        };
        if let Some(Breach { chat, what }) = objection {
            self.objects(talk, chat, what);
        }
        Ok(())
    }

    fn hears(&mut self, talk: &Talk, kind: &str, chat: Uuid, seq: i64, data: &Value) -> Option<Breach> {
        let mut known = self.device.known();
        if let Some(change) = change_of(kind, chat, data) {
            let live = known.mirror.is_live();
            self.device.journal.note(Fact::Heard { connection: talk.id, user: self.device.user(), chat, seq, change, live });
        }
        known.mirror.event(kind, chat, seq, data)
    }

    pub(super) fn is_welcome(&mut self, talk: &mut Talk, data: &Value) {
        let heartbeat = data["heartbeat_secs"].as_u64().unwrap_or(25);
        talk.silence_max = GRACE + std::time::Duration::from_secs(heartbeat);
        self.device.known().mirror.welcome(heads(&data["chats"]));
    }

    async fn is_ready(&mut self, wire: &mut Wire, talk: &mut Talk) -> Result<(), End> {
        self.device.journal.note(Fact::Ready { connection: talk.id });
        self.attempt = 0;
        let (objection, drafts) = {
            let mut known = self.device.known();
            let heads = known.mirror.opening_heads();
            self.device.journal.note(Fact::Told { connection: talk.id, heads });
            (known.mirror.ready(), known.outbox.drafts().cloned().collect::<Vec<_>>())
        };
        if let Some(Breach { chat, what }) = objection {
            self.objects(talk, chat, what);
        }
        self.loads(talk).await;
        for draft in drafts {
            self.sends(wire, talk, draft).await;
        }
        Ok(())
    }

    /// Loads by REST what is wanted. Frames wait meanwhile, so that what was loaded is as new as all that was taken before.
    pub(super) async fn loads(&mut self, talk: &Talk) {
        let wanted = self.device.known().mirror.wanted();
        for chat in wanted {
            let Ok(token) = self.device.login.token(false).await else { return };
            // Whoever may not see it any more will be told so.
            let Ok(snapshot) = self.device.login.rest().snapshot(&token, chat).await else { continue };
            self.device.known().mirror.load(chat, snapshot);
        }
        let mut known = self.device.known();
        known.is_present = known.mirror.is_live() && known.mirror.wanted().is_empty() && !talk.is_refused;
    }
}

/// `[{id, seq}]` as a map.
pub(super) fn heads(chats: &Value) -> BTreeMap<Uuid, i64> {
    let rows = chats.as_array().map_or(&[][..], Vec::as_slice);
    rows.iter().filter_map(|row| Some((uuid(&row["id"])?, row["seq"].as_i64()?))).collect()
}

/// What an event says happened.
fn change_of(kind: &str, chat: Uuid, data: &Value) -> Option<Change> {
    let (kind, subject) = match kind {
        "message.created" => (Kind::MessageCreated, uuid(&data["id"])?),
        "message.updated" => (Kind::MessageUpdated, uuid(&data["id"])?),
        "message.deleted" => (Kind::MessageDeleted, uuid(&data["id"])?),
        "reaction.added" | "reaction.removed" => (Kind::MessageUpdated, uuid(&data["message"]["id"])?),
        "member.joined" => (Kind::MemberJoined, uuid(&data["user"]["id"])?),
        "member.updated" => (Kind::MemberUpdated, uuid(&data["user"]["id"])?),
        "member.left" => (Kind::MemberLeft, uuid(&data["user_id"])?),
        "chat.updated" => (Kind::ChatUpdated, chat),
        _ => return None,
    };
    let message = data.get("message").unwrap_or(data);
    let says = kind.is_of_a_message().then(|| mark(message["body"].as_str().unwrap_or_default()));
    Some(Change { kind, subject, says })
}
