//! When a request has to be answered.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// A request's deadline: all that it asks of the database and of the writer, one thing after the other, comes to an answer before it. The time
/// in which its body arrives does not count, since that has a deadline of its own.
#[derive(Clone, Debug)]
pub struct Deadline(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    at: Cell<Instant>,
    patience: Duration,
    moved: Notify,
}

impl Deadline {
    /// So much time from now on.
    pub fn within(patience: Duration) -> Self {
        Self(Rc::new(Inner { at: Cell::new(Instant::now() + patience), patience, moved: Notify::new() }))
    }

    /// A body is waited for, so long at most.
    pub fn waits_for_body(&self, patience: Duration) {
        self.moves_to(self.0.at.get() + patience);
    }

    /// The body is there: what is left to do begins now.
    pub fn has_body(&self) {
        self.moves_to(Instant::now() + self.0.patience);
    }

    /// Waits until it has passed, also when it is moved meanwhile.
    pub async fn passed(&self) {
        loop {
            let moved = self.0.moved.notified();
            if Instant::now() >= self.0.at.get() {
                return;
            }
            tokio::select! {
                () = sleep_until(self.0.at.get()) => {}
                () = moved => {}
            }
        }
    }

    fn moves_to(&self, at: Instant) {
        self.0.at.set(at);
        self.0.moved.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn the_time_of_the_body_does_not_count() {
        for body_takes in [0, 1, 9] {
            let (began, deadline) = (Instant::now(), Deadline::within(5 * SECOND));
            let body = async {
                deadline.waits_for_body(10 * SECOND);
                sleep(body_takes * SECOND).await;
                deadline.has_body();
            };
            tokio::join!(deadline.passed(), body);
            assert_eq!(began.elapsed(), (body_takes + 5) * SECOND);
        }
    }
}
