//! The line itself: one task, one connection, one job or batch after the other.

use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Object, Pool};
use tokio::sync::mpsc;
use tracing::{error, warn};

use super::deed::Waiting;
use super::{Committed, Post, batch};
use crate::{DatabaseSettings, Error, Result};

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
}

impl Line {
    pub fn new(pool: Pool, settings: &DatabaseSettings, announce: mpsc::Sender<Vec<Committed>>) -> Self {
        let deadline = Duration::from_secs(settings.operation_timeout_secs);
        Self { pool, deadline, batch_max: settings.writer_batch_max, announce }
    }

    /// Works until no one can hand in any more.
    pub async fn run(self, mut waiting: mpsc::Receiver<Job>) {
        let mut jobs = Vec::with_capacity(self.batch_max);
        while waiting.recv_many(&mut jobs, self.batch_max).await > 0 {
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
    }

    async fn perform(&self, mut deed: Box<dyn Waiting>) {
        if deed.is_abandoned() {
            return;
        }
        let failure = match self.on_connection(async |client| deed.run(client).await).await {
            Ok(committed) => {
                self.announce(committed).await;
                None
            }
            Err(error) => Some(error),
        };
        deed.answer(failure);
    }

    async fn post(&self, mut posts: Vec<Post>) {
        // Nobody waits for these any more (the database was away): storing them now would surprise their senders, who may have retried.
        posts.retain(|post| !post.answer.is_closed());
        if posts.is_empty() {
            return;
        }
        match self.on_connection(async |client| batch::store(client, &posts).await).await {
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

    /// Runs `work` on the connection. After a failure of the connection, or without an answer in time, the connection is
    /// given up: whatever it was in the middle of ends with it.
    async fn on_connection<T>(&self, work: impl AsyncFnOnce(&mut ClientWrapper) -> Result<T>) -> Result<T> {
        let mut client = self.pool.get().await?;
        let result = tokio::time::timeout(self.deadline, work(&mut client)).await;
        match result {
            Ok(Err(error @ Error::Unavailable(_))) => {
                drop(Object::take(client));
                Err(error)
            }
            Ok(result) => result,
            Err(_) => {
                drop(Object::take(client));
                Err(Error::Unavailable("no answer in time".to_owned()))
            }
        }
    }
}
