//! The line itself: one task, one connection, one job or batch after the other.

use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Object, Pool};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tracing::{error, warn};

use super::deed::Waiting;
use super::doubt::{Doubt, Touched, TransactionId};
use super::{Committed, Post, batch};
use crate::{DatabaseSettings, Error, Result};

/// How often a transaction in doubt is asked about while nothing else is to be done.
const DOUBT_PAUSE: Duration = Duration::from_millis(250);

/// Something that waits in the line.
pub enum Job {
    /// A message: those that stand together are committed together.
    Post(Post),
    /// Another change.
    Deed(Box<dyn Waiting>),
}

pub struct Line {
    pool: Pool,
    deadline: Duration,
    batch_max: usize,
    announce: mpsc::Sender<Vec<Committed>>,
    /// The transaction whose commit was not answered. Nothing is committed behind it before it is known what became of it.
    doubt: Option<Doubt>,
}

impl Line {
    pub fn new(pool: Pool, settings: &DatabaseSettings, announce: mpsc::Sender<Vec<Committed>>) -> Self {
        let deadline = Duration::from_secs(settings.operation_timeout_secs);
        Self { pool, deadline, batch_max: settings.writer_batch_max, announce, doubt: None }
    }

    /// Works until no one can hand in any more.
    pub async fn run(mut self, mut waiting: mpsc::Receiver<Job>) {
        let mut jobs = Vec::with_capacity(self.batch_max);
        loop {
            let in_doubt = self.doubt.is_some();
            tokio::select! {
                taken = waiting.recv_many(&mut jobs, self.batch_max) => if taken == 0 { return },
                () = sleep(DOUBT_PAUSE), if in_doubt => {}
            }
            self.work(&mut jobs).await;
        }
    }

    async fn work(&mut self, jobs: &mut Vec<Job>) {
        if let Err(error) = self.settle_doubt().await {
            warn!(%error, "it is not known yet whether the last transaction was committed");
        }
        let mut posts = Vec::new();
        for job in jobs.drain(..) {
            match job {
                Job::Post(post) => posts.push(post),
                Job::Deed(deed) => {
                    self.post(std::mem::take(&mut posts)).await;
                    self.perform(deed).await;
                }
            }
        }
        self.post(posts).await;
    }

    /// Finds out about the transaction in doubt, if there is one. While there is, no connection is given to anything else.
    async fn settle_doubt(&mut self) -> Result<()> {
        let Some(doubt) = &self.doubt else { return Ok(()) };
        let asked = async { doubt.settle(&*self.pool.get().await?).await };
        let settled = timeout(self.deadline, asked).await.map_err(|_| no_answer())??;
        let Some(committed) = settled else { return Err(Error::Unavailable("a transaction is still under way".to_owned())) };
        self.doubt = None;
        self.announce(committed).await;
        Ok(())
    }

    async fn perform(&mut self, mut deed: Box<dyn Waiting>) {
        if deed.is_abandoned() {
            return;
        }
        let touched = deed.touched();
        let failure = match self.on_connection(touched, async |client, id| deed.run(client, id).await).await {
            Ok(committed) => {
                self.announce(committed).await;
                None
            }
            Err(error) => Some(error),
        };
        deed.answer(failure);
    }

    async fn post(&mut self, mut posts: Vec<Post>) {
        // Nobody waits for these any more (the database was away): storing them now would surprise their senders, who may have retried.
        posts.retain(|post| !post.answer.is_closed());
        if posts.is_empty() {
            return;
        }
        let touched = Touched { chats: posts.iter().map(|post| post.chat_id).collect(), ..Touched::default() };
        match self.on_connection(touched, async |client, id| batch::store(client, &posts, id).await).await {
            Ok(stored) => self.settle(posts, stored).await,
            Err(Error::Internal(cause)) if posts.len() > 1 => {
                warn!(error = format!("{cause:#}"), messages = posts.len(), "a batch failed; its messages are tried one by one");
                for post in posts {
                    Box::pin(self.post(vec![post])).await;
                }
            }
            Err(error) => {
                if let Error::Internal(cause) = &error {
                    error!(error = format!("{cause:#}"), "a message could not be stored");
                }
                for post in posts {
                    post.answer(Err(error.again()));
                }
            }
        }
    }

    /// Announces what was stored, then answers the senders.
    async fn settle(&self, posts: Vec<Post>, stored: batch::Stored) {
        self.announce(stored.committed).await;
        for (post, outcome) in posts.into_iter().zip(stored.outcomes) {
            post.answer(outcome);
        }
    }

    async fn announce(&self, committed: Vec<Committed>) {
        if !committed.is_empty() && self.announce.send(committed).await.is_err() {
            warn!("a committed change has no one left to announce it");
        }
    }

    /// Runs `work`, which notes its transaction's number, on the connection. After a failure of the connection, or without an answer in
    /// time, the connection is given up, and whatever the transaction did is in doubt.
    async fn on_connection<T>(
        &mut self,
        touched: Touched,
        work: impl AsyncFnOnce(&mut ClientWrapper, &mut Option<TransactionId>) -> Result<T>,
    ) -> Result<T> {
        self.settle_doubt().await?;
        let mut client = self.pool.get().await?;
        let mut id = None;
        let result = timeout(self.deadline, work(&mut client, &mut id)).await.unwrap_or_else(|_| Err(no_answer()));
        if let Err(Error::Unavailable(_)) = &result {
            drop(Object::take(client));
            self.doubt = id.map(|id| Doubt::new(id, touched));
        }
        result
    }
}

fn no_answer() -> Error {
    Error::Unavailable("no answer in time".to_owned())
}
