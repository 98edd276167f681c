//! What carries errands to the connections of one thread.

use tokio::sync::{mpsc, watch};
use tokio::task::yield_now;
use tokio::time::Instant;

use crate::LocalHub;
use crate::errand::Errand;

/// Frames between two flushes: what a connection is sent in one turn. More would pile up in the mailbox of one that reads as fast as it can.
pub const FRAMES_AT_ONCE: usize = 32;

/// Bytes of frames between two flushes: a small part of what a mailbox holds, and about what a socket takes in one write.
pub const BYTES_AT_ONCE: usize = 64 * 1024;

/// The receiving end of the hub on one thread.
pub struct Worker {
    errands: mpsc::Receiver<Errand>,
    local: LocalHub,
    step: Step,
    _alarm: Alarm,
}

/// Tells the hub when it is dropped by a panic.
struct Alarm(watch::Sender<bool>);

/// What was handed to the registry since the last flush.
#[derive(Default)]
struct Step {
    frames: usize,
    bytes: usize,
}

impl Worker {
    pub(crate) fn new(errands: mpsc::Receiver<Errand>, local: LocalHub, broken: watch::Sender<bool>) -> Self {
        Self { errands, local, step: Step::default(), _alarm: Alarm(broken) }
    }

    /// The rooms that this worker serves, for the connections of its thread.
    pub fn local(&self) -> LocalHub {
        self.local.clone()
    }

    /// Delivers until the hub has shut down. To be spawned on the thread of the connections.
    pub async fn run(mut self) {
        while let Some(errand) = self.errands.recv().await {
            let mut next = Some(errand);
            while let Some(errand) = next {
                // What has come meanwhile goes out in the same writes.
                next = self.errands.try_recv().ok();
                self.carry(errand, next.is_none()).await;
            }
            self.flush();
        }
    }

    async fn carry(&mut self, errand: Errand, is_last: bool) {
        let Errand::Publish(batch) = errand else {
            self.makes_room(1, errand.bytes()).await;
            return self.local.registry.borrow_mut().carry(errand);
        };
        for (place, publication) in batch.iter().enumerate() {
            self.makes_room(publication.changes.count(), publication.bytes()).await;
            let last = (is_last && place + 1 == batch.len()).then(Instant::now);
            self.local.registry.borrow_mut().publish(publication, last);
        }
    }

    /// Makes room for some more frames. Under load there is always a next one: a connection whose client does not take all at once runs only
    /// because of the pause, in which each gets a turn, and none is waited for.
    async fn makes_room(&mut self, frames: usize, bytes: usize) {
        if !self.step.has_room(frames, bytes) {
            self.flush();
            yield_now().await;
        }
        self.step.frames += frames;
        self.step.bytes += bytes;
    }

    fn flush(&mut self) {
        self.local.registry.borrow_mut().flush(Instant::now());
        self.step = Step::default();
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
    fn has_room(&self, frames: usize, bytes: usize) -> bool {
        self.frames == 0 || (self.frames + frames <= FRAMES_AT_ONCE && self.bytes + bytes <= BYTES_AT_ONCE)
    }
}
