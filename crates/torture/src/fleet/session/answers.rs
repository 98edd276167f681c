//! What the server answers: each command once, with an ack or an honest error.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;
use uuid::Uuid;

use super::frames::heads;
use super::{Asked, End, Session, Talk};
use crate::fleet::outbox::Draft;
use crate::fleet::room::uuid;
use crate::fleet::wire::Wire;
use crate::journal::Fact;

/// Answers that mean: come again.
const LATER: [&str; 3] = ["unavailable", "busy", "rate_limited"];
/// Answers that those get who are not in a chat any more.
const OUTSIDE: [&str; 2] = ["not_a_member", "chat_not_found"];
/// Messages that are remembered to be sent again, edited and deleted.
const SAID_MAX: usize = 100;

impl Session {
    pub(super) async fn answered(&mut self, _wire: &mut Wire, talk: &mut Talk, kind: &str, frame: &Value) -> Result<(), End> {
        let data = &frame["data"];
        let Some((_, asked)) = frame["re"].as_u64().and_then(|re| talk.asked.remove(&re)) else {
            self.objects(talk, None, format!("an answer to nothing that was asked, or the second one: {frame}"));
            return Ok(());
        };
        if kind == "error" {
            let code = data["code"].as_str().unwrap_or_default().to_owned();
            let after = data["retry_after_ms"].as_u64().map_or(Duration::from_millis(300), Duration::from_millis);
            self.refused(talk, asked, &code, after).await;
            return Ok(());
        }
        match asked {
            Asked::Hello => self.is_welcome(talk, data),
            Asked::Send(draft) => self.is_acked(talk, draft, data),
            // Once the first one was edited nobody can tell; a second one it must not become.
            Asked::Reuse(_) if data["duplicate"] == true => {}
            Asked::Reuse(client_id) => self.objects(talk, None, format!("another message under the used {client_id} is acknowledged")),
            Asked::Change | Asked::Pin => self.device.known().changing -= 1,
            Asked::Sync(asked) => {
                self.device.counts.syncs.add(1);
                let heads = heads(&data["chats"]);
                self.device.journal.note(Fact::Told { connection: talk.id, heads: heads.clone() });
                self.device.known().mirror.synced(&asked, heads);
            }
            Asked::Authenticate | Asked::Ping => {}
        }
        Ok(())
    }

    fn is_acked(&mut self, talk: &Talk, draft: Draft, data: &Value) {
        let (Some(message), Some(seq), Some(number)) = (uuid(&data["message_id"]), data["seq"].as_i64(), data["number"].as_i64()) else {
            self.objects(talk, Some(draft.chat), format!("an ack that cannot be read: {data}"));
            return;
        };
        let duplicate = data["duplicate"].as_bool();
        let Draft { chat, client_id, .. } = draft;
        self.device.journal.note(Fact::Acked { author: self.device.user(), chat, client_id, message, seq: Some(seq), number, duplicate });
        let mut known = self.device.known();
        known.outbox.done(client_id);
        if duplicate != Some(true) {
            known.said.push((draft, message));
            let beyond = known.said.len().saturating_sub(SAID_MAX);
            known.said.drain(..beyond);
        }
    }

    async fn refused(&mut self, talk: &mut Talk, asked: Asked, code: &str, after: Duration) {
        let is_later = LATER.contains(&code);
        let expected = match &asked {
            Asked::Send(draft) => {
                self.device.journal.note(Fact::Refused { client_id: draft.client_id, code: code.to_owned() });
                if is_later {
                    talk.again.push((Instant::now() + after, draft.client_id));
                } else {
                    self.device.known().outbox.done(draft.client_id);
                }
                OUTSIDE.contains(&code)
            }
            Asked::Reuse(_) => code == "client_id_reused" || OUTSIDE.contains(&code),
            Asked::Change => {
                self.device.known().changing -= 1;
                // Deleted meanwhile, by this one or another of the person's devices.
                code == "message_not_found" || OUTSIDE.contains(&code)
            }
            Asked::Pin => {
                self.device.known().changing -= 1;
                // Most people own no chat, and their role is nothing that a device keeps.
                matches!(code, "message_not_found" | "forbidden" | "limit_reached") || OUTSIDE.contains(&code)
            }
            // What came meanwhile was not counted: without an answer there is no way back but asking again.
            Asked::Sync(_) => {
                talk.sync_at = Some(Instant::now() + after);
                false
            }
            Asked::Hello | Asked::Authenticate => {
                talk.is_refused = !is_later;
                // The log-in ended, or its token did, while it was on its way.
                matches!(code, "token_expired" | "session_ended" | "invalid_token")
            }
            Asked::Ping => false,
        };
        if talk.is_refused {
            self.device.login.forgets().await;
        }
        self.device.counts.refusal(code);
        if !is_later && !expected {
            self.objects(talk, None::<Uuid>, format!("error {code}, which nothing here calls for"));
        }
    }
}
