//! One transaction for all messages that wait together.
//!
//! Two round trips (some more if a message has attachments or mentions somebody): the transaction begins, the chats are locked and the drafts
//! judged; then the counters move, the messages go in, and all is committed. The transaction's number comes with the first, so that no commit is ever under way that could not be asked about.

/// Statements that are sent without waiting for the answer to the one before. The first poll sends them, in this order; after the first that
/// fails, those that follow come to nothing.
macro_rules! pipelined {
    ($($statement:expr),+ $(,)?) => { tokio::try_join!(biased; $($statement),+) };
}

mod changes;
mod columns;
mod decide;
mod files;
pub mod judge;
pub mod replies;
mod slow;

use std::collections::HashMap;

use deadpool_postgres::ClientWrapper;
use dialogo_domain::{Change, ChatEvent, ChatId, Message};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::doubt::TransactionId;
use super::mentions::{Said, resolve};
use super::{Committed, Post, Posted};
use crate::row::{owner, pace};
use crate::{Error, Result};
use changes::Changes;
use decide::{Counters, decide};
use files::FreeFiles;
use judge::{Questions, Verdicts};
use replies::Replies;

pub type Parameter<'a> = &'a (dyn ToSql + Sync);

/// What PostgreSQL says to a statement.
pub type Answer<T> = std::result::Result<T, tokio_postgres::Error>;

/// What came of a batch: an outcome for each post, in order, and what to announce.
pub struct Stored {
    pub outcomes: Vec<Result<Posted>>,
    pub committed: Vec<Committed>,
}

pub async fn store(client: &ClientWrapper, posts: &[Post], id: &mut Option<TransactionId>) -> Result<Stored> {
    let stored = store_in_transaction(client, posts, id).await;
    match &stored {
        Ok(stored) if !stored.committed.is_empty() => {}
        // The connection is given up, and with it whatever is under way there.
        Err(Error::Unavailable(_)) => {}
        // Nothing to keep: without a commit, there is no flush to wait for.
        Ok(_) | Err(_) => roll_back(client).await?,
    }
    stored
}

async fn store_in_transaction(client: &ClientWrapper, posts: &[Post], id: &mut Option<TransactionId>) -> Result<Stored> {
    let (lock, judge, change) =
        tokio::try_join!(client.prepare_cached(LOCK), client.prepare_cached(judge::JUDGE), client.prepare_cached(changes::CHANGE))?;
    let (questions, replies) = (Questions::of(posts), Replies::of(client, posts).await?);
    let (to_lock, to_judge) = ([questions.to_lock()], questions.parameters());
    let to_nothing = perhaps(replies.as_ref().map(|replies| replies.to_nothing(client)));
    let ((), locked, judged, to_nothing) =
        pipelined!(client.batch_execute("begin"), client.query(&lock, &to_lock), client.query(&judge, &to_judge), to_nothing)?;
    // Without a chat there is nothing to commit.
    let Some(first) = locked.first() else { return Ok(nothing_stored(posts)) };
    *id = Some(first.try_get("transaction_id")?);
    let now = first.try_get("now")?;
    let mut chats = locked.iter().map(counters).collect::<Result<HashMap<_, _>>>()?;
    let verdicts = Verdicts::read(client, &questions, &judged, to_nothing).await?;
    let mut files = FreeFiles::of(client, posts).await?;
    let mut outcomes = decide(posts, &verdicts, &mut files, &mut chats, now);
    mention(client, &mut outcomes).await?;
    let fresh: Vec<&Message> = outcomes
        .iter()
        .filter_map(|outcome| outcome.as_ref().ok())
        .filter(|posted| !posted.duplicate)
        .map(|posted| &posted.message)
        .collect();
    if !fresh.is_empty() {
        Changes::of(client, &fresh, &chats, now).await?.commit(client, &change).await?;
    }
    let committed = fresh.into_iter().map(announcement).collect();
    Ok(Stored { outcomes, committed })
}

fn nothing_stored(posts: &[Post]) -> Stored {
    Stored { outcomes: posts.iter().map(|_| Err(Error::ChatNotFound)).collect(), committed: vec![] }
}

/// What most batches have no need of. The first poll sends it, so that it can stand between other statements.
async fn perhaps<T: Default>(statement: Option<impl Future<Output = Answer<T>>>) -> Answer<T> {
    match statement {
        Some(statement) => statement.await,
        None => Ok(T::default()),
    }
}

/// Finds out whom the new messages mention. Without an `@` in any of them the database is not asked.
async fn mention(client: &ClientWrapper, outcomes: &mut [Result<Posted>]) -> Result<()> {
    let mut fresh: Vec<&mut Message> = outcomes
        .iter_mut()
        .filter_map(|outcome| outcome.as_mut().ok())
        .filter(|posted| !posted.duplicate)
        .map(|posted| &mut posted.message)
        .collect();
    let said: Vec<Said<'_>> =
        fresh.iter().map(|message| Said { chat_id: message.chat_id, author_id: message.author.id, body: &message.body }).collect();
    let mentions = resolve(client, &said).await?;
    for (message, mentions) in fresh.iter_mut().zip(mentions) {
        message.mentions = mentions;
    }
    Ok(())
}

/// A connection on which not even that works is good for nothing.
async fn roll_back(client: &ClientWrapper) -> Result<()> {
    client.batch_execute("rollback").await.map_err(|error| Error::Unavailable(format!("a transaction did not end: {error}")))
}

/// The chats in one order for everybody, so that two nodes cannot wait for each other.
const LOCK: &str = "select id, seq, message_count, visibility <> 'public' as is_private, owner_id, posting, slow_mode_secs, \
                    now() as now, (select pg_current_xact_id()::text::bigint) as transaction_id \
                    from chats where id = any($1) and deleted_at is null order by id for no key update";

fn announcement(message: &Message) -> Committed {
    Committed::Event(ChatEvent { chat_id: message.chat_id, seq: message.seq, change: Change::MessageCreated(message.clone()) })
}

fn counters(row: &Row) -> Result<(ChatId, Counters)> {
    let counters = Counters {
        seq: row.try_get("seq")?,
        message_count: row.try_get("message_count")?,
        is_private: row.try_get("is_private")?,
        owner: owner(row)?,
        pace: pace(row)?,
    };
    Ok((row.try_get::<_, Uuid>("id")?.into(), counters))
}
