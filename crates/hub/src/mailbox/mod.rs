//! What waits for one connection: bounded in frames and in bytes.

use std::cell::{OnceCell, RefCell, RefMut};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::slice;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use smallvec::SmallVec;
use tokio::time::Instant;

use crate::replay::Replay;
use crate::worker::FRAMES_AT_ONCE;
use crate::{Changes, CloseCode, HubSettings, Letter, Outlet};

/// An emptied queue that has grown beyond this many slots gives its memory back.
const SLOTS_KEPT: usize = 32;

/// Why a connection has something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Letters wait.
    Letters,
    /// The connection has to be closed; nothing waits any more.
    Closed(CloseCode),
    /// The server shuts down. Told once; letters may still come.
    ShutDown,
}

/// What waits for one connection. Filled by the fan-out of its thread, which empties it at once into the connection's outlet as far as that
/// goes without waiting; the connection's task, on the same thread, does the rest.
pub struct Mailbox {
    inner: RefCell<Inner>,
    outlet: OnceCell<Rc<dyn Outlet>>,
    frames_max: usize,
    bytes_max: usize,
}

#[derive(Default)]
struct Inner {
    letters: VecDeque<Letter>,
    frames: usize,
    bytes: usize,
    replay: Replay,
    /// Whether something came since it was last flushed.
    is_marked: bool,
    closed: Option<CloseCode>,
    leaving: bool,
    waker: Option<Waker>,
}

impl Mailbox {
    /// An empty mailbox with the bounds of the settings.
    pub fn new(settings: &HubSettings) -> Self {
        Self {
            inner: RefCell::default(),
            outlet: OnceCell::new(),
            frames_max: settings.mailbox_frames_max,
            bytes_max: settings.mailbox_bytes_max,
        }
    }

    /// What comes goes this way from now on. Counts once.
    pub(crate) fn opens_to(&self, outlet: Rc<dyn Outlet>) {
        // A second way would not be wrong, only unused.
        drop(self.outlet.set(outlet));
    }

    /// Puts a letter in, to be [flushed](Self::flush); `true` if it is the first one since then. A letter that does not fit closes the mailbox: its
    /// owner catches up from the database instead. One always fits, however many frames it is.
    pub(crate) fn deliver(&self, letter: Letter) -> bool {
        let mut inner = self.inner.borrow_mut();
        if inner.closed.is_some() {
            return false;
        }
        let (frames, bytes) = (inner.frames + letter.count(), inner.bytes + letter.frames().len());
        if matches!(letter, Letter::Ephemeral(_)) && (frames > self.frames_max / 2 || bytes > self.bytes_max / 2) {
            return false;
        }
        if !inner.letters.is_empty() && (frames > self.frames_max || bytes > self.bytes_max) {
            drop(inner);
            self.close(CloseCode::TooSlow);
            return false;
        }
        (inner.frames, inner.bytes) = (frames, bytes);
        inner.letters.push_back(letter);
        !std::mem::replace(&mut inner.is_marked, true)
    }

    /// Whether what comes next may go out past the queue: nothing stands before it.
    pub(crate) fn is_clear(&self) -> bool {
        let inner = self.inner.borrow();
        let is_next = inner.closed.is_none() && inner.letters.is_empty() && inner.replay.is_over();
        is_next && self.outlet.get().is_some_and(|outlet| outlet.is_clear())
    }

    /// Sends changes at once, past the queue, which has to be [clear](Self::is_clear).
    pub(crate) fn send(&self, changes: &Changes, now: Instant) {
        if let Some(outlet) = self.outlet.get()
            && !outlet.send(slice::from_ref(changes.frames()), now)
        {
            wake(self.inner.borrow_mut());
        }
    }

    /// Sends what came, as far as it goes without waiting, and wakes the connection's task for the rest.
    pub(crate) fn flush(&self, now: Instant) {
        let mut inner = self.inner.borrow_mut();
        inner.is_marked = false;
        if inner.replay.is_held() {
            return;
        }
        if let Some(outlet) = self.outlet.get() {
            let mut is_clear = outlet.is_clear();
            while is_clear && !inner.letters.is_empty() {
                let mut left = FRAMES_AT_ONCE;
                let frames: SmallVec<[Bytes; 8]> = std::iter::from_fn(|| inner.take_within(&mut left)).collect();
                is_clear = frames.is_empty() || outlet.send(&frames, now);
            }
            if is_clear {
                return;
            }
        }
        wake(inner);
    }

    /// Empties the mailbox for good. The first reason stands.
    pub fn close(&self, code: CloseCode) {
        let mut inner = self.inner.borrow_mut();
        inner.closed.get_or_insert(code);
        inner.letters = VecDeque::new();
        (inner.frames, inner.bytes) = (0, 0);
        wake(inner);
    }

    pub(crate) fn shut_down(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.leaving = true;
        wake(inner);
    }

    /// The oldest of what may go out: frames that stand together, but for those that a replay has told already.
    pub(crate) fn take(&self) -> Option<Bytes> {
        self.inner.borrow_mut().take_within(&mut 1)
    }

    /// Looks at what a replay has told, or changes it.
    pub(crate) fn replay(&self) -> RefMut<'_, Replay> {
        RefMut::map(self.inner.borrow_mut(), |inner| &mut inner.replay)
    }

    /// Whether nothing waits, here or on its way out.
    pub fn is_empty(&self) -> bool {
        self.inner.borrow().letters.is_empty() && self.is_sent()
    }

    /// Why the connection has to be closed, if it has to.
    pub fn closed(&self) -> Option<CloseCode> {
        self.inner.borrow().closed
    }

    /// Waits until there is something to do. Letters that are held are nothing to do.
    pub async fn wake(&self) -> Wake {
        poll_fn(|context| self.poll_wake(context)).await
    }

    /// Waits until the connection has to be closed, however much waits.
    pub async fn until_closed(&self) -> CloseCode {
        poll_fn(|context| {
            let mut inner = self.inner.borrow_mut();
            inner.closed.map_or_else(|| inner.park(context), Poll::Ready)
        })
        .await
    }

    fn poll_wake(&self, context: &Context<'_>) -> Poll<Wake> {
        let mut inner = self.inner.borrow_mut();
        if let Some(code) = inner.closed {
            return Poll::Ready(Wake::Closed(code));
        }
        if std::mem::take(&mut inner.leaving) {
            return Poll::Ready(Wake::ShutDown);
        }
        if !inner.replay.is_held() && (!inner.letters.is_empty() || !self.is_sent()) {
            return Poll::Ready(Wake::Letters);
        }
        inner.park(context)
    }

    fn is_sent(&self) -> bool {
        self.outlet.get().is_none_or(|outlet| outlet.is_clear())
    }
}

impl Inner {
    /// The next news, as long as `frames` last.
    fn take_within(&mut self, frames: &mut usize) -> Option<Bytes> {
        while *frames > 0 {
            let letter = self.letters.pop_front()?;
            self.frames -= letter.count();
            self.bytes -= letter.frames().len();
            if self.letters.is_empty() && self.letters.capacity() > SLOTS_KEPT {
                self.letters = VecDeque::new();
            }
            if let Some(news) = self.replay.news(&letter) {
                *frames = frames.saturating_sub(letter.count());
                return Some(news);
            }
        }
        None
    }

    fn park<T>(&mut self, context: &Context<'_>) -> Poll<T> {
        match &mut self.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
        Poll::Pending
    }
}

/// Wakes the owner once, however many letters come before it runs; the mailbox is free again when it does.
fn wake(mut inner: RefMut<'_, Inner>) {
    let waker = inner.waker.take();
    drop(inner);
    if let Some(waker) = waker {
        waker.wake();
    }
}

#[cfg(test)]
mod tests;
