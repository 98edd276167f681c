//! The index that searches use: filled behind the writer, chat by chat, up to a `seq`.
//!
//! The lock on a chat's row makes commit order equal `seq` order, so whatever has a higher `seq` than the position was not seen yet, and
//! nothing is ever committed below it. A step that is not committed is done again.

use crate::writer::{execute, rows};
use std::collections::{BTreeMap, BTreeSet};

use deadpool_postgres::Transaction;
use dialogo_domain::{ChatId, UserId, index_keys};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::words;
use crate::{Result, Store};

/// Messages in a block, as the migration says.
pub const BLOCK: i64 = 32;
/// Changed messages that one step takes in.
const MESSAGES_MAX: i64 = 512;
/// Blocks that one step writes: a thousand messages are read for them.
const BLOCKS_MAX: usize = 32;

/// What a step takes in.
struct Step {
    blocks: Vec<i64>,
    /// Up to which the index knows the chat after it.
    seq: i64,
    is_last: bool,
}

/// A block as it is to be written.
struct Block {
    oldest_id: Uuid,
    newest_id: Uuid,
    keys: BTreeSet<String>,
}

impl Store {
    /// Up to `limit` chats in which something happened that the index does not know.
    pub async fn chats_to_index(&self, limit: i64) -> Result<Vec<ChatId>> {
        const SQL: &str = "select c.id from chats c left join search_positions p on p.chat_id = c.id \
                           where c.seq > coalesce(p.seq, 0) and c.message_count > 0 and c.deleted_at is null \
                           limit $1";
        self.rows(SQL, &[&limit]).await?.iter().map(|row| Ok(row.try_get::<_, Uuid>("id")?.into())).collect()
    }

    /// Takes what changed in a chat into the index, up to a bounded number of messages. Yields whether there is more.
    pub async fn index_chat(&self, chat_id: ChatId) -> Result<bool> {
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            let Some(step) = next_step(&transaction, chat_id.as_uuid()).await? else { return Ok(false) };
            let blocks = read(&transaction, chat_id.as_uuid(), &step.blocks).await?;
            write(&transaction, chat_id.as_uuid(), &blocks).await?;
            words::learn(&transaction, blocks.values().flat_map(|block| &block.keys)).await?;
            advance(&transaction, chat_id.as_uuid(), step.seq).await?;
            transaction.commit().await?;
            Ok(!step.is_last)
        })
        .await
    }
}

/// What comes next in the chat, which others are kept from meanwhile; nothing if the chat is no more.
async fn next_step(transaction: &Transaction<'_>, chat_id: Uuid) -> Result<Option<Step>> {
    const BEGIN: &str = "insert into search_positions (chat_id, seq) select id, 0 from chats where id = $1 and deleted_at is null \
                         on conflict do nothing";
    const LOCK: &str = "select seq from search_positions where chat_id = $1 for update";
    const CHANGED: &str = "select c.seq as head, s.number, s.changed_seq from chats c \
                           left join lateral (select number, changed_seq from messages where chat_id = $1 and changed_seq > $2 \
                                              order by changed_seq limit $3) s on true \
                           where c.id = $1 and c.deleted_at is null order by s.changed_seq";
    let (begin, lock, changed) =
        tokio::try_join!(transaction.prepare_cached(BEGIN), transaction.prepare_cached(LOCK), transaction.prepare_cached(CHANGED))?;
    // What a crash forgets of the index, the position forgets with it: nobody waits for the disk here, least of all the next message.
    let chat: [&(dyn ToSql + Sync); 1] = [&chat_id];
    tokio::try_join!(transaction.batch_execute("set local synchronous_commit to off"), transaction.execute(&begin, &chat))?;
    let Some(position) = transaction.query_opt(&lock, &[&chat_id]).await? else { return Ok(None) };
    let position: i64 = position.try_get("seq")?;
    let rows = transaction.query(&changed, &[&chat_id, &position, &MESSAGES_MAX]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let (mut blocks, mut seq, mut taken) = (BTreeSet::new(), position, 0);
    for row in &rows {
        // Without a message the row only names the head.
        let Some(number) = row.try_get::<_, Option<i64>>("number")? else { continue };
        let block = (number - 1) / BLOCK;
        if blocks.len() == BLOCKS_MAX && !blocks.contains(&block) {
            break;
        }
        blocks.insert(block);
        seq = row.try_get("changed_seq")?;
        taken += 1;
    }
    let is_last = taken < MESSAGES_MAX && blocks.len() < BLOCKS_MAX;
    let seq = if is_last { first.try_get("head")? } else { seq };
    Ok(Some(Step { blocks: blocks.into_iter().collect(), seq, is_last }))
}

/// The blocks as they are now. Deleted messages keep their place, so that no block is without one.
async fn read(transaction: &Transaction<'_>, chat_id: Uuid, blocks: &[i64]) -> Result<BTreeMap<i64, Block>> {
    const SQL: &str = "select b.block, s.id, s.author_id, case when s.deleted_at is null then s.body end as body, s.attachments is not null as has_file \
                       from unnest($2::bigint[]) as b(block) \
                       cross join lateral (select id, author_id, body, deleted_at, attachments from messages \
                                           where chat_id = $1 and number > b.block * $3 and number <= (b.block + 1) * $3 offset 0) s";
    let mut read: BTreeMap<i64, Block> = BTreeMap::new();
    if blocks.is_empty() {
        return Ok(read);
    }
    for row in rows(transaction, SQL, &[&chat_id, &blocks, &BLOCK]).await? {
        let id: Uuid = row.try_get("id")?;
        let block = read.entry(row.try_get("block")?).or_insert_with(|| Block { oldest_id: id, newest_id: id, keys: BTreeSet::new() });
        block.oldest_id = block.oldest_id.min(id);
        block.newest_id = block.newest_id.max(id);
        if let Some(body) = row.try_get::<_, Option<&str>>("body")? {
            block.keys.extend(index_keys(UserId::from(row.try_get::<_, Uuid>("author_id")?), body, row.try_get("has_file")?));
        }
    }
    Ok(read)
}

async fn write(transaction: &Transaction<'_>, chat_id: Uuid, blocks: &BTreeMap<i64, Block>) -> Result<()> {
    // Keys have no spaces in them.
    const SQL: &str = "insert into search_blocks (chat_id, block, oldest_id, newest_id, words) \
                       select $1, block, oldest_id, newest_id, array_to_tsvector(string_to_array(words, ' ')) \
                       from unnest($2::bigint[], $3::uuid[], $4::uuid[], $5::text[]) as b(block, oldest_id, newest_id, words) \
                       on conflict (chat_id, block) do update \
                       set oldest_id = excluded.oldest_id, newest_id = excluded.newest_id, words = excluded.words";
    if blocks.is_empty() {
        return Ok(());
    }
    let numbers: Vec<i64> = blocks.keys().copied().collect();
    let (oldest, newest): (Vec<Uuid>, Vec<Uuid>) = blocks.values().map(|block| (block.oldest_id, block.newest_id)).unzip();
    let words: Vec<String> = blocks.values().map(|block| block.keys.iter().map(String::as_str).collect::<Vec<_>>().join(" ")).collect();
    execute(transaction, SQL, &[&chat_id, &numbers, &oldest, &newest, &words]).await?;
    Ok(())
}

async fn advance(transaction: &Transaction<'_>, chat_id: Uuid, seq: i64) -> Result<()> {
    const SQL: &str = "update search_positions set seq = $2 where chat_id = $1";
    execute(transaction, SQL, &[&chat_id, &seq]).await?;
    Ok(())
}
