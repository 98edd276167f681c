//! What carries errands to the connections of one thread.

use tokio::sync::mpsc;
use tokio::task::yield_now;

use crate::errand::Errand;
use crate::{HubSettings, LocalHub};

/// Errands taken before the connections get their turn. What they fill into one mailbox leaves in one write, so more is
/// cheaper; but it is also what a connection waits for.
const ERRANDS_AT_ONCE: usize = 64;

/// The receiving end of the hub on one thread.
pub struct Worker {
    errands: mpsc::Receiver<Errand>,
    local: LocalHub,
}

impl Worker {
    pub(crate) fn new(errands: mpsc::Receiver<Errand>, settings: &HubSettings) -> Self {
        Self { errands, local: LocalHub::new(settings) }
    }

    /// The rooms that this worker serves, for the connections of its thread.
    pub fn local(&self) -> LocalHub {
        self.local.clone()
    }

    /// Delivers until the hub has shut down. To be spawned on the thread of the connections.
    pub async fn run(mut self) {
        while let Some(first) = self.errands.recv().await {
            self.local.registry.borrow_mut().run(first);
            for _ in 1..ERRANDS_AT_ONCE {
                let Ok(next) = self.errands.try_recv() else { break };
                self.local.registry.borrow_mut().run(next);
            }
            // Under load there is always a next errand: without this, the connections would never run.
            yield_now().await;
        }
    }
}
