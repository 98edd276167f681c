//! When somebody wrote last where slow mode is on. A batch of other chats writes nothing for it.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::ClientWrapper;
use dialogo_domain::{ChatId, Message};
use jiff::Timestamp;
use tokio_postgres::Statement;
use uuid::Uuid;

use super::Answer;
use super::decide::Counters;
use crate::Result;

const SLOW: &str = "update members m set posted_at = $3 \
                    from unnest($1::uuid[], $2::uuid[]) as d(chat_id, user_id) \
                    where m.chat_id = any(array[d.chat_id]) and m.user_id = any(array[d.user_id])";

/// The authors whose next message has to wait.
pub struct Slowing {
    statement: Statement,
    chats: Vec<Uuid>,
    users: Vec<Uuid>,
    now: Timestamp,
}

impl Slowing {
    /// Those of these messages; nothing if none was sent where slow mode is on.
    pub async fn of(
        client: &ClientWrapper,
        messages: &[&Message],
        chats: &HashMap<ChatId, Counters>,
        now: Timestamp,
    ) -> Result<Option<Self>> {
        let slow = messages.iter().filter(|message| chats.get(&message.chat_id).is_some_and(|chat| chat.pace.slow_mode_secs > 0));
        let pairs: HashSet<_> = slow.map(|message| (message.chat_id, message.author.id)).collect();
        if pairs.is_empty() {
            return Ok(None);
        }
        let (chats, users) = pairs.into_iter().map(|(chat_id, user_id)| (chat_id.as_uuid(), user_id.as_uuid())).unzip();
        Ok(Some(Self { statement: client.prepare_cached(SLOW).await?, chats, users, now }))
    }

    /// Writes down when they wrote.
    pub async fn perform(&self, client: &ClientWrapper) -> Answer<u64> {
        client.execute(&self.statement, &[&self.chats, &self.users, &self.now]).await
    }
}
