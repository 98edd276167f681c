//! A PostgreSQL of one test's own, for what happens when it goes away.

use std::path::PathBuf;

use anyhow::Context;
use dialogo_persistence::embedded::{DATABASE, Postmaster, processes_of};
use nix::sys::signal::{Signal, kill};
use tokio_postgres::Config;

use crate::{Session, TestCluster, url};

/// What a [`PrivatePostgres`] is made with.
#[derive(Debug, Clone, Default)]
pub struct PrivateOptions {
    /// An empty directory for its files, whose path is absolute; `None`: one that goes with it.
    pub home: Option<PathBuf>,
    /// Settings over those of every private one.
    pub settings: Vec<(String, String)>,
}

/// A PostgreSQL with a migrated database `dialogo`, that can be stopped, killed and frozen. What was committed survives all three.
///
/// Its methods panic when PostgreSQL does not do what they say.
#[derive(Debug)]
pub struct PrivatePostgres {
    inner: TestCluster,
}

impl PrivatePostgres {
    /// Makes and starts one, in about a second.
    ///
    /// # Panics
    /// When that does not work, saying why.
    pub async fn create() -> Self {
        Self::create_with(PrivateOptions::default()).await.expect("a PostgreSQL for this test")
    }

    /// As [`create`](Self::create), in another place or with other settings.
    pub async fn create_with(options: PrivateOptions) -> anyhow::Result<Self> {
        let mut inner = TestCluster::start_in(options.home).await?;
        inner.settings = options.settings;
        if let Some(mut postmaster) = inner.postmaster.take() {
            // Started for speed; from here on, commits must survive a kill.
            postmaster.stop().await;
        }
        inner.launch().await?;
        inner.cluster.ensure_database().await?;
        dialogo_persistence::migrate(&inner.cluster.config(DATABASE).into()).await.context("migrate")?;
        Ok(Self { inner })
    }

    /// How to connect to its database. Stays true across [`stop_fast`](Self::stop_fast) and [`start`](Self::start).
    pub fn config(&self) -> Config {
        self.inner.cluster.config(DATABASE)
    }

    /// The same as a `postgres://` URL.
    pub fn url(&self) -> String {
        url::of_cluster(&self.inner.cluster, DATABASE)
    }

    /// A session of the test's own.
    ///
    /// # Panics
    /// When the database cannot be reached, saying why.
    pub async fn session(&self) -> Session {
        Session::begin(&self.config()).await
    }

    /// From when this returns, commits are written but never acknowledged: they wait for a standby that does not exist.
    ///
    /// # Panics
    /// When PostgreSQL cannot be reached, saying why.
    pub async fn hides_commits(&self) {
        let (session, probe) = (self.session().await, self.session().await);
        session.runs("alter system set synchronous_standby_names = 'nobody'").await;
        session.runs("select pg_reload_conf()").await;
        // The setting takes a moment to arrive: until a commit of ours waits.
        tokio::spawn(async move {
            loop {
                probe.runs("create table probe (); drop table probe").await;
            }
        });
        session.sees("select exists (select 1 from pg_stat_activity where wait_event = 'SyncRep')").await;
    }

    /// Lets those commits be acknowledged, and those that follow.
    ///
    /// # Panics
    /// When PostgreSQL cannot be reached, saying why.
    pub async fn shows_commits(&self) {
        let session = self.session().await;
        session.runs("alter system set synchronous_standby_names = ''").await;
        session.runs("select pg_reload_conf()").await;
    }

    /// A fast shutdown: connections are ended, and it is gone when this returns.
    pub async fn stop_fast(&mut self) {
        if let Some(mut postmaster) = self.inner.postmaster.take() {
            postmaster.stop().await;
        }
    }

    /// `kill -9` to all of its processes, which are gone when this returns.
    pub async fn kill(&mut self) {
        self.signal_all(Signal::SIGKILL);
        if let Some(mut postmaster) = self.inner.postmaster.take() {
            postmaster.ended().await;
        }
        // Children that were born meanwhile follow their postmaster, and would be in the way of a start.
        while self.signal_all(Signal::SIGKILL) {
            tokio::task::yield_now().await;
        }
    }

    /// Starts it again after [`stop_fast`](Self::stop_fast) or [`kill`](Self::kill), and returns when it answers.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start(&mut self) {
        self.try_start().await.expect("PostgreSQL starts again");
    }

    /// As [`start`](Self::start), and also after an end that it came to by itself, such as on a full disk.
    pub async fn try_start(&mut self) -> anyhow::Result<()> {
        if self.has_ended() {
            self.kill().await;
        }
        if self.inner.postmaster.is_none() {
            self.inner.launch().await?;
        }
        Ok(())
    }

    /// Whether it came to its end by itself.
    pub fn has_ended(&self) -> bool {
        self.inner.postmaster.as_ref().is_some_and(Postmaster::has_ended)
    }

    /// Its socket.
    pub fn socket(&self) -> PathBuf {
        self.inner.cluster.sockets().join(".s.PGSQL.5432")
    }

    /// Stops all of its processes in their tracks: the socket still accepts, nothing answers.
    pub fn freeze(&self) {
        self.signal_all(Signal::SIGSTOP);
        // A child born between listing and stopping has been listed by now, for the postmaster stands still.
        self.signal_all(Signal::SIGSTOP);
    }

    /// Lets a frozen one go on.
    pub fn thaw(&self) {
        self.signal_all(Signal::SIGCONT);
    }

    /// Whether there was any to signal.
    fn signal_all(&self, signal: Signal) -> bool {
        let processes = processes_of(self.inner.cluster.name());
        for pid in &processes {
            // It may have ended since it was listed.
            kill(*pid, signal).ok();
        }
        !processes.is_empty()
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        // Nothing in it is needed any more, and a frozen one would not stop by itself.
        self.signal_all(Signal::SIGKILL);
    }
}
