//! A change of a chat other than a message: one transaction in the writer's line.

use std::future::Future;

use deadpool_postgres::{ClientWrapper, Transaction};
use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use super::Committed;
use super::doubt::{Touched, TransactionId, transaction_id};
use crate::{Error, Result};

/// What a deed did: the answer for its caller, and what to announce.
pub struct Done<A> {
    pub(crate) answer: A,
    pub(crate) committed: Vec<Committed>,
}

/// A change that takes the next `seq` of one chat or more.
pub trait Deed: Send + Sync + 'static {
    /// What the caller learns.
    type Answer: Send + 'static;

    /// Whom it concerns, should it be committed without our hearing of it.
    fn touched(&self) -> Touched;

    /// Makes the change inside `transaction`; the line commits it.
    fn perform(&self, transaction: &Transaction<'_>) -> impl Future<Output = Result<Done<Self::Answer>>> + Send;
}

/// A deed that waits, whatever its kind.
pub trait Waiting: Send {
    /// Whether nobody waits for the answer any more, so that doing it now would be a surprise.
    fn is_abandoned(&self) -> bool;

    /// Whom it concerns.
    fn touched(&self) -> Touched;

    /// Makes the change and commits it, noting the transaction's number. Yields what to announce.
    fn run<'a>(&'a mut self, client: &'a mut ClientWrapper, id: &'a mut Option<TransactionId>) -> BoxFuture<'a, Result<Vec<Committed>>>;

    /// Answers the caller. Called once, after `run` or instead of it.
    fn answer(self: Box<Self>, failure: Option<Error>);
}

/// A deed and the one who waits for it.
pub struct Pending<D: Deed> {
    deed: D,
    outcome: Option<D::Answer>,
    answer: oneshot::Sender<Result<D::Answer>>,
}

impl<D: Deed> Pending<D> {
    pub fn new(deed: D, answer: oneshot::Sender<Result<D::Answer>>) -> Self {
        Self { deed, outcome: None, answer }
    }
}

impl<D: Deed> Waiting for Pending<D> {
    fn is_abandoned(&self) -> bool {
        self.answer.is_closed()
    }

    fn touched(&self) -> Touched {
        self.deed.touched()
    }

    fn run<'a>(&'a mut self, client: &'a mut ClientWrapper, id: &'a mut Option<TransactionId>) -> BoxFuture<'a, Result<Vec<Committed>>> {
        Box::pin(async move {
            let transaction = client.transaction().await?;
            *id = Some(transaction_id(&transaction).await?);
            let done = self.deed.perform(&transaction).await?;
            transaction.commit().await?;
            self.outcome = Some(done.answer);
            Ok(done.committed)
        })
    }

    fn answer(self: Box<Self>, failure: Option<Error>) {
        let result = match (failure, self.outcome) {
            (None, Some(outcome)) => Ok(outcome),
            (Some(error), _) => Err(error),
            (None, None) => Err(super::ended()),
        };
        // Whoever asked may be gone; the change stands all the same.
        drop(self.answer.send(result));
    }
}
