//! How many notifications are on their way at the same time: in all, and to one host.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

pub struct Turns {
    all: Semaphore,
    hosts: Mutex<HashMap<String, Weak<Semaphore>>>,
    per_host: usize,
}

/// Somebody's turn, which ends with this value.
#[derive(Debug)]
pub struct Turn<'a> {
    _of_host: OwnedSemaphorePermit,
    _of_all: SemaphorePermit<'a>,
}

impl Turns {
    pub fn new(all: usize, per_host: usize) -> Self {
        Self { all: Semaphore::new(all.max(1)), hosts: Mutex::default(), per_host: per_host.max(1) }
    }

    /// Waits for a turn at this host, and then for one of all: whoever waits for a host that does not answer takes nobody else's turn.
    pub async fn take(&self, host: &str) -> Option<Turn<'_>> {
        let of_host = self.at(host).acquire_owned().await.ok()?;
        Some(Turn { _of_host: of_host, _of_all: self.all.acquire().await.ok()? })
    }

    fn at(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hosts.get(host).and_then(Weak::upgrade) {
            return known;
        }
        hosts.retain(|_, turns| turns.strong_count() > 0);
        let turns = Arc::new(Semaphore::new(self.per_host));
        hosts.insert(host.to_owned(), Arc::downgrade(&turns));
        turns
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn who_waits_for_a_host_takes_nobody_elses_turn() {
        let turns = Turns::new(2, 1);
        let first = turns.take("dead").now_or_never().flatten().expect("a turn");
        let mut second = Box::pin(turns.take("dead"));
        assert!(second.as_mut().now_or_never().is_none());
        let other = turns.take("alive").now_or_never().flatten().expect("a turn");
        assert!(turns.take("another").now_or_never().is_none(), "two at once in all");
        drop(first);
        assert!(second.now_or_never().flatten().is_some());
        drop(other);
        assert!(turns.take("another").now_or_never().flatten().is_some());
        assert!(turns.hosts.lock().expect("whole").len() <= 2, "hosts at which nobody waits are forgotten");
    }
}
