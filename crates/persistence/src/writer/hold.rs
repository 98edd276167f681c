//! The hold on the line: the connection whose advisory lock makes this process the one that commits.
//!
//! The lock belongs to the very connection that commits, so whoever has lost it cannot commit any more. The row in `writer_line` names the latest
//! process to hold it, so that whoever takes the line learns whether another has committed in between.

use std::collections::VecDeque;

use deadpool_postgres::{ClientWrapper, Object, Pool};
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use crate::{Error, Result};

/// The lock's key ("dialogo" in ASCII, and 1: migrations take turns by 0). Advisory locks belong to one database.
const LOCK_KEY: i64 = 0x6469_616c_6f67_6f01;

/// How many connections that were given up are remembered. In an outage each attempt may add one, but it is the network or PostgreSQL that
/// ends them then.
const LOST_MAX: usize = 64;

/// What came of trying to take the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It is ours to take, and nobody has committed since it was ours before.
    Again,
    /// It is ours to take, and others may have committed until now.
    AfterAnother,
    /// A connection that we have lost still holds it, and will not for long.
    Lingering,
    /// Another process holds it, or is about to: it may not have signed yet.
    Elsewhere,
}

/// A connection as PostgreSQL knows it. Numbers of processes come again, times of their start do not.
#[derive(Clone, Copy)]
struct Backend {
    pid: i32,
    started: Timestamp,
}

pub struct Hold {
    pool: Pool,
    /// This process, or rather this line: there may be several in one process.
    id: Uuid,
    connection: Option<Object>,
    /// What serves that connection; known before anything is asked there that may take the lock.
    backend: Option<Backend>,
    /// What served the ones that were given up, the latest last: PostgreSQL may not have noticed.
    lost: VecDeque<Backend>,
    is_signed: bool,
}

impl Hold {
    /// The hold of a line whose pool has one connection.
    pub fn new(pool: Pool) -> Self {
        Self { pool, id: Uuid::now_v7(), connection: None, backend: None, lost: VecDeque::new(), is_signed: false }
    }

    /// Whether this process may commit, as far as it knows.
    pub fn is_held(&self) -> bool {
        self.is_signed && self.connection.as_ref().is_some_and(|connection| !connection.is_closed())
    }

    /// The connection that holds the line, and no other: a new one would commit without the lock.
    pub fn held(&mut self) -> Result<&mut ClientWrapper> {
        match &mut self.connection {
            Some(connection) if self.is_signed => Ok(connection),
            _ => Err(Error::Unavailable("the line of changes was lost".to_owned())),
        }
    }

    /// A connection to ask questions on; a new one if there is none.
    pub async fn connection(&mut self) -> Result<&mut ClientWrapper> {
        if self.connection.as_ref().is_some_and(|connection| connection.is_closed()) {
            self.give_up();
        }
        if self.connection.is_none() {
            self.connection = Some(self.pool.get().await?);
        }
        let Some(connection) = &mut self.connection else { return Err(super::ended()) };
        if self.backend.is_none() {
            self.backend = Some(backend(connection).await?);
        }
        Ok(connection)
    }

    /// Tries to take the lock. What it yields has to be acted upon before [`sign`](Self::sign): those who may have missed something have to
    /// be told first, since nobody will know of it once the row names us.
    pub async fn attempt(&mut self) -> Result<Attempt> {
        const LOCK: &str = "select pg_try_advisory_lock($1) as taken";
        // A statement of its own: one that was begun before the lock was taken could still see the row as it was.
        const HOLDER: &str = "select holder from writer_line";
        let id = self.id;
        let client = self.connection().await?;
        let taken: bool = client.query_one(LOCK, &[&LOCK_KEY]).await?.try_get("taken")?;
        let is_ours = client.query_one(HOLDER, &[]).await?.try_get::<_, Uuid>("holder")? == id;
        match (taken, is_ours) {
            (true, true) => Ok(Attempt::Again),
            (true, false) => Ok(Attempt::AfterAnother),
            (false, _) if self.end_lost().await? => Ok(Attempt::Lingering),
            (false, _) => Ok(Attempt::Elsewhere),
        }
    }

    /// Ends the connection that holds the lock if it is one that we gave up and does nothing: PostgreSQL has not noticed, as when the network
    /// broke. What is under way in it is left alone, and ends by its own deadline. Whether it is one of those, or gone by now.
    pub async fn end_lost(&mut self) -> Result<bool> {
        const SQL: &str = "select lost.pid is not null as is_lost, \
                           case when lost.pid = a.pid and a.state <> 'active' then pg_terminate_backend(a.pid) end \
                           from pg_locks l \
                           join pg_stat_activity a on a.pid = l.pid \
                           left join unnest($2::int[], $3::timestamptz[]) as lost(pid, started) \
                           on lost.pid = a.pid and lost.started = a.backend_start \
                           where l.locktype = 'advisory' and l.granted and l.objsubid = 1 \
                           and l.database = (select oid from pg_database where datname = current_database()) \
                           and (l.classid::bigint << 32 | l.objid::bigint) = $1";
        if self.lost.is_empty() {
            return Ok(false);
        }
        let (pids, starts): (Vec<i32>, Vec<Timestamp>) = self.lost.iter().map(|backend| (backend.pid, backend.started)).unzip();
        let parameters: [&(dyn ToSql + Sync); 3] = [&LOCK_KEY, &pids, &starts];
        match self.connection().await?.query_opt(SQL, &parameters).await? {
            Some(holder) => Ok(holder.try_get("is_lost")?),
            None => Ok(true),
        }
    }

    /// Writes our name into the row: from here on this process commits.
    pub async fn sign(&mut self) -> Result<()> {
        const SQL: &str = "update writer_line set holder = $1 where holder <> $1";
        let id = self.id;
        self.connection().await?.execute(SQL, &[&id]).await?;
        self.is_signed = true;
        Ok(())
    }

    /// Gives the connection up, and with it the lock, as soon as PostgreSQL notices.
    pub fn give_up(&mut self) {
        self.is_signed = false;
        if let Some(connection) = self.connection.take() {
            drop(Object::take(connection));
        }
        if let Some(backend) = self.backend.take() {
            if self.lost.len() == LOST_MAX {
                self.lost.pop_front();
            }
            self.lost.push_back(backend);
        }
    }

    /// Gives the lock up at once, for whoever waits for it.
    pub async fn release(&mut self) -> Result<()> {
        const SQL: &str = "select pg_advisory_unlock($1)";
        if self.is_held() {
            self.connection().await?.execute(SQL, &[&LOCK_KEY]).await?;
        }
        self.give_up();
        Ok(())
    }
}

async fn backend(client: &ClientWrapper) -> Result<Backend> {
    const SQL: &str = "select pid, backend_start from pg_stat_activity where pid = pg_backend_pid()";
    let row = client.query_one(SQL, &[]).await?;
    Ok(Backend { pid: row.try_get("pid")?, started: row.try_get("backend_start")? })
}
