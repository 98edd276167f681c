//! What a batch changes, and the commit behind it.

use std::collections::HashMap;

use deadpool_postgres::ClientWrapper;
use dialogo_domain::{ChatId, Message};
use jiff::Timestamp;
use tokio_postgres::Statement;

use super::columns::{MessageColumns, Moved};
use super::decide::Counters;
use super::files::Attaching;
use super::slow::Slowing;
use super::{Parameter, perhaps};
use crate::writer::mentions::Telling;
use crate::{Error, Result};

/// The fresh messages, and what else goes with them.
pub struct Changes<'a> {
    moved: Moved,
    rows: MessageColumns<'a>,
    slowing: Option<Slowing>,
    attaching: Option<Attaching>,
    telling: Telling,
    now: Timestamp,
}

impl<'a> Changes<'a> {
    /// What these messages change in their chats.
    pub async fn of(client: &ClientWrapper, fresh: &[&'a Message], chats: &HashMap<ChatId, Counters>, now: Timestamp) -> Result<Self> {
        Ok(Self {
            moved: Moved::of(fresh, chats),
            rows: MessageColumns::of(fresh),
            slowing: Slowing::of(client, fresh, chats, now).await?,
            attaching: Attaching::of(client, fresh).await?,
            telling: Telling::of(client, fresh).await?,
            now,
        })
    }

    /// The commit is on its way before the change is answered: PostgreSQL answers the commit of a transaction in which a statement failed as if all
    /// were well, and rolls it back. So both answers count, and a failure that is not PostgreSQL's own word leaves the transaction in doubt.
    pub async fn commit(&self, client: &ClientWrapper, change: &Statement) -> Result<()> {
        let parameters = self.parameters();
        let slow = perhaps(self.slowing.as_ref().map(|slowing| slowing.perform(client)));
        let attach = perhaps(self.attaching.as_ref().map(|attaching| attaching.perform(client)));
        match pipelined!(client.execute(change, &parameters), slow, attach, self.telling.run(client), client.batch_execute("commit")) {
            Ok(_) => Ok(()),
            Err(error) if error.as_db_error().is_some() => Err(error.into()),
            Err(error) => Err(Error::Unavailable(format!("whether messages were stored is not known: {error}"))),
        }
    }

    /// Those of [`CHANGE`].
    fn parameters(&self) -> [Parameter<'_>; 12] {
        let Self { moved, rows, now, .. } = self;
        [
            &moved.chats,
            &moved.seqs,
            &moved.counts,
            now,
            &rows.chats,
            &rows.numbers,
            &rows.ids,
            &rows.authors,
            &rows.client_ids,
            &rows.bodies,
            &rows.replies,
            &rows.seqs,
        ]
    }
}

/// `any(array[…])` says no more than `=`, but only the index can answer it: for `=` the planner might read all chats and join them.
pub const CHANGE: &str = "with moved as ( \
                          update chats c set seq = d.seq, message_count = d.message_count, last_message_at = $4 \
                          from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as d(id, seq, message_count) where c.id = any(array[d.id])) \
                      insert into messages (chat_id, number, id, author_id, client_id, body, reply_to, seq, changed_seq, created_at) \
                      select chat_id, number, id, author_id, client_id, body, reply_to, seq, seq, $4 \
                      from unnest($5::uuid[], $6::bigint[], $7::uuid[], $8::uuid[], $9::uuid[], $10::text[], $11::uuid[], $12::bigint[]) \
                      as d(chat_id, number, id, author_id, client_id, body, reply_to, seq)";
