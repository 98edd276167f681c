//! What the server says about its own health, over time.

use std::{
    fmt::{self, Display, Formatter},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::Context;
use tokio::{task::JoinSet, time::MissedTickBehavior};

use super::Door;

/// How often it is asked.
const INTERVAL: Duration = Duration::from_millis(100);

/// How long an answer may take: `/health/ready` gives itself two seconds, and a machine with too much to do a few more.
const PATIENCE: Duration = Duration::from_secs(10);

/// Which question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// `/health/live`: is there a process that answers?
    Live,
    /// `/health/ready`: can it do its work?
    Ready,
}

/// Another answer than the time before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// To which question.
    pub probe: Probe,
    /// The status now; `None`: no answer.
    pub status: Option<u16>,
    /// When the first question was asked that got this answer.
    pub asked: Instant,
    /// When the answer was there.
    pub answered: Instant,
}

/// Asks `/health/live` and `/health/ready` ten times a second for as long as it lives.
#[derive(Debug)]
pub struct HealthWatch {
    seen: Arc<Mutex<Vec<Transition>>>,
    _tasks: JoinSet<()>,
}

impl HealthWatch {
    /// Watches the server behind `door`, whichever process that is.
    pub fn start(door: &Door) -> anyhow::Result<Self> {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = JoinSet::new();
        // Each on its own: a question that gets no answer must not keep the other from being asked.
        for probe in [Probe::Live, Probe::Ready] {
            tasks.spawn(watch(probe, client()?, door.clone(), seen.clone()));
        }
        Ok(Self { seen, _tasks: tasks })
    }

    /// All that was seen so far; the first of each question is the state at the start.
    pub fn transitions(&self) -> Vec<Transition> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A connection for each question: one that was kept might be to a process that is gone.
pub(super) fn client() -> anyhow::Result<reqwest::Client> {
    let builder = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(PATIENCE);
    builder.build().context("make an HTTP client")
}

/// The status of one answer; `None`: there was none.
pub(super) async fn ask(client: &reqwest::Client, door: &Door, probe: Probe) -> Option<u16> {
    let url = format!("{}/health/{probe}", door.base());
    client.get(url).send().await.ok().map(|answer| answer.status().as_u16())
}

async fn watch(probe: Probe, client: reqwest::Client, door: Door, seen: Arc<Mutex<Vec<Transition>>>) {
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut last = None;
    loop {
        interval.tick().await;
        let asked = Instant::now();
        let status = ask(&client, &door, probe).await;
        if last.replace(status) != Some(status) {
            let transition = Transition { probe, status, asked, answered: Instant::now() };
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(transition);
        }
    }
}

impl Display for Probe {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Live => "live",
            Self::Ready => "ready",
        })
    }
}

/// Waits until `/health/ready` says 200.
pub(super) async fn ready(door: &Door, patience: Duration) -> anyhow::Result<()> {
    let client = client()?;
    let asking = async {
        while ask(&client, door, Probe::Ready).await != Some(200) {
            tokio::time::sleep(INTERVAL / 10).await;
        }
    };
    tokio::time::timeout(patience, asking).await.with_context(|| format!("the server is not ready after {patience:?}"))
}
