//! What carries errands to the connections of one thread.

use tokio::sync::{mpsc, watch};
use tokio::task::yield_now;

use crate::errand::Errand;
use crate::{HubSettings, LocalHub};

/// Frames between two pauses: what a connection writes in one turn. More would pile up in the mailbox of one that reads as fast as it can.
const FRAMES_AT_ONCE: usize = 32;

/// Bytes of frames between two pauses: a small part of what a mailbox holds, and about what a socket takes in one write.
const BYTES_AT_ONCE: usize = 64 * 1024;

/// The receiving end of the hub on one thread.
pub struct Worker {
    errands: mpsc::Receiver<Errand>,
    local: LocalHub,
    step: Step,
    _alarm: Alarm,
}

/// Tells the hub when it is dropped by a panic.
struct Alarm(watch::Sender<bool>);

/// What was handed to the registry since the connections last had a turn.
#[derive(Default)]
struct Step {
    frames: usize,
    bytes: usize,
}

impl Worker {
    pub(crate) fn new(errands: mpsc::Receiver<Errand>, settings: &HubSettings, suspended: bool, broken: watch::Sender<bool>) -> Self {
        Self { errands, local: LocalHub::new(settings, suspended), step: Step::default(), _alarm: Alarm(broken) }
    }

    /// The rooms that this worker serves, for the connections of its thread.
    pub fn local(&self) -> LocalHub {
        self.local.clone()
    }

    /// Delivers until the hub has shut down. To be spawned on the thread of the connections.
    pub async fn run(mut self) {
        while let Some(errand) = self.errands.recv().await {
            if let Errand::Publish(batch) = errand {
                for publication in batch.iter() {
                    self.step.takes(publication.bytes()).await;
                    self.local.registry.borrow_mut().publish(publication);
                }
            } else {
                self.step.takes(errand.bytes()).await;
                self.local.registry.borrow_mut().run(errand);
            }
        }
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.send_replace(true);
        }
    }
}

impl Step {
    /// Makes room for one more frame. Under load there is always a next one: the connections run only because of the pause, in which they
    /// get a turn each, and none of them is waited for.
    async fn takes(&mut self, bytes: usize) {
        if self.frames == FRAMES_AT_ONCE || (self.frames > 0 && self.bytes + bytes > BYTES_AT_ONCE) {
            yield_now().await;
            *self = Self::default();
        }
        self.frames += 1;
        self.bytes += bytes;
    }
}
