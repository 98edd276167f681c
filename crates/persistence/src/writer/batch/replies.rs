//! Whether the messages exist that drafts of a batch answer. A batch without replies asks nothing of the database for them.

use std::collections::HashSet;

use deadpool_postgres::ClientWrapper;
use tokio_postgres::Statement;
use uuid::Uuid;

use super::Answer;
use crate::Result;
use crate::writer::Post;

/// `is not distinct from` says no more than `=`, but no index of a chat's messages can answer it: a reply is looked up by its id alone.
pub const TO_NOTHING: &str = "select r.place from unnest($1::bigint[], $2::uuid[], $3::uuid[]) as r(place, chat_id, id) \
                          where (select true from messages where id = r.id and chat_id is not distinct from r.chat_id) is null";

/// What is asked about the drafts that are replies.
pub struct Replies {
    statement: Statement,
    places: Vec<i64>,
    chats: Vec<Uuid>,
    answered: Vec<Uuid>,
}

impl Replies {
    /// Those among the drafts; nothing if there are none.
    pub async fn of(client: &ClientWrapper, posts: &[Post]) -> Result<Option<Self>> {
        let replies = || (0..).zip(posts).filter_map(|(place, post)| Some((place, post.chat_id.as_uuid(), post.draft.reply_to?.as_uuid())));
        if replies().next().is_none() {
            return Ok(None);
        }
        Ok(Some(Self {
            statement: client.prepare_cached(TO_NOTHING).await?,
            places: replies().map(|(place, ..)| place).collect(),
            chats: replies().map(|(_, chat_id, _)| chat_id).collect(),
            answered: replies().map(|(.., reply_to)| reply_to).collect(),
        }))
    }

    /// The places of those that answer nothing.
    pub async fn to_nothing(&self, client: &ClientWrapper) -> Answer<HashSet<i64>> {
        let rows = client.query(&self.statement, &[&self.places, &self.chats, &self.answered]).await?;
        rows.iter().map(|row| row.try_get("place")).collect()
    }
}
