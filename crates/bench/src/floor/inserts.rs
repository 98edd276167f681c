//! One-row inserts: what storing messages costs whoever commits each by itself.
//!
//! [`Way::Transaction`] is how a server does that: it begins, takes the next number of the chat, inserts, commits. [`Way::Statement`] is what can be
//! made of it by someone who knows what is measured.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use nix::sched::CpuSet;
use nix::unistd::Pid;
use tokio::runtime::Builder;
use tokio::time::{Instant, sleep};
use tokio_postgres::{Config, NoTls};
use uuid::Uuid;

use crate::machine::{bind_this_thread, postgres_cpu};
use crate::server::Database;
use crate::wire::BODY_BYTES;

const POOL_SIZE: usize = 32;

/// What it came to.
#[derive(Clone, Copy, Debug)]
pub struct InsertFigures {
    /// Committed messages a second.
    pub per_sec: f64,
    /// PostgreSQL's CPU time for each, in milliseconds.
    pub postgres_ms: f64,
}

/// Where messages go, and whose they are.
#[derive(Clone, Copy, Debug)]
struct Chat {
    id: Uuid,
    author: Uuid,
}

/// How one message is stored.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// In a transaction of four round trips.
    Transaction,
    /// In one statement that does it all.
    Statement,
}

/// How much is inserted.
#[derive(Clone, Copy, Debug)]
pub struct Inserts {
    /// How.
    pub way: Way,
    /// How many wait for their commit at any time.
    pub in_flight: usize,
    /// Not measured.
    pub warm_up: Duration,
    /// Measured.
    pub window: Duration,
}

/// Inserts messages into the server's own tables while it is idle, each in a transaction of its own that takes the next number of its
/// chat. On a thread of its own, which may use these cores.
pub fn insert_one_by_one(database: &Database, inserts: Inserts, cores: &CpuSet) -> Result<InsertFigures> {
    const SQL: &str = "select id, owner_id from chats";
    let chats = database.rows(SQL)?.iter().map(|row| Chat { id: row.get(0), author: row.get(1) }).collect();
    database.batch("checkpoint")?;
    let (config, postmaster, cores) = (database.config().clone(), database.postmaster(), *cores);
    let worker = thread::spawn(move || {
        bind_this_thread(&cores)?;
        Builder::new_current_thread().enable_all().build()?.block_on(run(config, postmaster, inserts, chats))
    });
    worker.join().map_err(|_| anyhow!("the inserting thread broke"))?
}

async fn run(config: Config, postmaster: Pid, inserts: Inserts, chats: Vec<Chat>) -> Result<InsertFigures> {
    let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let pool = Pool::builder(manager).max_size(POOL_SIZE).runtime(Runtime::Tokio1).build().context("a pool")?;
    let (count, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let senders: Vec<_> = (0..inserts.in_flight)
        .map(|number| tokio::spawn(send(pool.clone(), inserts.way, chats[number % chats.len()], Arc::clone(&count), Arc::clone(&stop))))
        .collect();
    sleep(inserts.warm_up).await;
    let (began, before, cpu) = (Instant::now(), count.load(Ordering::Relaxed), postgres_cpu(postmaster)?);
    sleep(inserts.window).await;
    #[expect(clippy::cast_precision_loss, reason = "a count of messages")]
    let done = (count.load(Ordering::Relaxed) - before) as f64;
    let (secs, cpu) = (began.elapsed().as_secs_f64(), postgres_cpu(postmaster)? - cpu);
    stop.store(true, Ordering::Relaxed);
    for sender in senders {
        sender.await??;
    }
    Ok(InsertFigures { per_sec: done / secs, postgres_ms: cpu * 1_000.0 / done })
}

/// Sends one message after the other, as one person does.
async fn send(pool: Pool, way: Way, chat: Chat, count: Arc<AtomicU64>, stop: Arc<AtomicBool>) -> Result<()> {
    let body = "x".repeat(BODY_BYTES);
    while !stop.load(Ordering::Relaxed) {
        let mut client = pool.get().await.context("a connection of the pool")?;
        match way {
            Way::Transaction => in_a_transaction(&mut client, chat, &body).await?,
            Way::Statement => in_one_statement(&client, chat, &body).await?,
        }
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

async fn in_a_transaction(client: &mut Object, chat: Chat, body: &str) -> Result<()> {
    const MOVE: &str = "
        update chats
        set seq = seq + 1, message_count = message_count + 1, last_message_at = now()
        where id = $1
        returning seq, message_count";
    const INSERT: &str = "
        insert into messages (chat_id, number, id, author_id, client_id, body, seq, changed_seq, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7, now())";
    let transaction = client.transaction().await?;
    let (take_number, insert) = (transaction.prepare_cached(MOVE).await?, transaction.prepare_cached(INSERT).await?);
    let taken = transaction.query_one(&take_number, &[&chat.id]).await?;
    let (seq, number): (i64, i64) = (taken.try_get(0)?, taken.try_get(1)?);
    transaction.execute(&insert, &[&chat.id, &number, &Uuid::now_v7(), &chat.author, &Uuid::now_v7(), &body, &seq]).await?;
    Ok(transaction.commit().await?)
}

async fn in_one_statement(client: &Object, chat: Chat, body: &str) -> Result<()> {
    const SQL: &str = "
        with moved as (
            update chats
            set seq = seq + 1, message_count = message_count + 1, last_message_at = now()
            where id = $1
            returning seq, message_count
        )
        insert into messages (chat_id, number, id, author_id, client_id, body, seq, changed_seq, created_at)
        select $1, message_count, $2, $3, $4, $5, seq, seq, now()
        from moved";
    let statement = client.prepare_cached(SQL).await?;
    client.execute(&statement, &[&chat.id, &Uuid::now_v7(), &chat.author, &Uuid::now_v7(), &body]).await?;
    Ok(())
}
