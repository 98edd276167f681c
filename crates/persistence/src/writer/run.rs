//! The line itself: one task, one connection, one job or batch after the other.

use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Pool};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tracing::{error, warn};

use super::deed::Waiting;
use super::doubt::{Doubt, Touched, TransactionId};
use super::hold::Hold;
use super::taking::Standing;
use super::{Committed, Post, batch};
use crate::{DatabaseSettings, Error, Result};

/// How often a line that is not ours is asked for, and a lost connection noticed, while nothing else is to be done.
pub(super) const PAUSE: Duration = Duration::from_millis(250);

/// Something that waits in the line.
pub enum Job {
    /// A message: those that stand together are committed together.
    Post(Post),
    /// Another change.
    Deed(Box<dyn Waiting>),
}

pub struct Line {
    pub(super) hold: Hold,
    pub(super) deadline: Duration,
    batch_max: usize,
    announce: mpsc::Sender<Vec<Committed>>,
    /// The transaction whose commit was not answered. Nothing is committed behind it before it is known what became of it.
    pub(super) doubt: Option<Doubt>,
    /// How the line was when it was last looked at.
    pub(super) standing: Standing,
    /// Whether everybody was told to go, and that nobody should come, until the line is ours.
    pub(super) are_away: bool,
}

impl Line {
    pub fn new(pool: Pool, settings: &DatabaseSettings, announce: mpsc::Sender<Vec<Committed>>) -> Self {
        let deadline = Duration::from_secs(settings.operation_timeout_secs);
        let (hold, batch_max) = (Hold::new(pool), settings.writer_batch_max);
        Self { hold, deadline, batch_max, announce, doubt: None, standing: Standing::Held, are_away: false }
    }

    /// Works until no one can hand in any more.
    pub async fn run(mut self, mut waiting: mpsc::Receiver<Job>) {
        let mut jobs = Vec::with_capacity(self.batch_max);
        loop {
            tokio::select! {
                biased;
                taken = waiting.recv_many(&mut jobs, self.batch_max) => if taken == 0 { break },
                // Another may take a line whose connection broke, and commit: that must not go unnoticed because nobody speaks here.
                () = sleep(PAUSE) => drop(self.take().await),
            }
            self.work(&mut jobs).await;
        }
        self.ends().await;
    }

    async fn work(&mut self, jobs: &mut Vec<Job>) {
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

    async fn perform(&mut self, mut deed: Box<dyn Waiting>) {
        if deed.is_abandoned() {
            return;
        }
        if let Err(error) = self.ready().await {
            return deed.answer(Some(error));
        }
        // It may have waited for longer than anybody waits for it.
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
        if let Err(error) = self.ready().await {
            return posts.into_iter().for_each(|post| post.answer(Err(error.again())));
        }
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

    pub(super) async fn announce(&self, committed: Vec<Committed>) {
        if !committed.is_empty() && self.announce.send(committed).await.is_err() {
            warn!("a committed change has no one left to announce it");
        }
    }

    /// Runs `work`, which notes its transaction's number, on the connection that holds the line. After a failure of the connection, or
    /// without an answer in time, the connection is given up, and whatever the transaction did is in doubt.
    async fn on_connection<T>(
        &mut self,
        touched: Touched,
        work: impl AsyncFnOnce(&mut ClientWrapper, &mut Option<TransactionId>) -> Result<T>,
    ) -> Result<T> {
        let client = self.hold.held()?;
        let mut id = None;
        let result = timeout(self.deadline, work(client, &mut id)).await.unwrap_or_else(|_| Err(no_answer()));
        if let Err(Error::Unavailable(_)) = &result {
            self.hold.give_up();
            if let Some(id) = id {
                warn!("it is not known whether the last transaction was committed; nothing else is before that");
                self.doubt = Some(Doubt::new(id, touched));
            }
        }
        result
    }
}

pub(super) fn no_answer() -> Error {
    Error::Unavailable("no answer in time".to_owned())
}
