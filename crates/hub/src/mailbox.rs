//! What waits for one connection: bounded in frames and in bytes.

use std::cell::{OnceCell, RefCell, RefMut};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::slice;
use std::sync::Arc;
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

    /// Sends changes at once, past the queue, if nothing stands before them; otherwise [puts them in](Self::deliver).
    pub(crate) fn send(&self, changes: &Arc<Changes>, now: Instant) -> bool {
        let inner = self.inner.borrow_mut();
        let is_next = inner.closed.is_none() && inner.letters.is_empty() && inner.replay.is_over();
        match self.outlet.get() {
            Some(outlet) if is_next && outlet.is_clear() => {
                if !outlet.send(slice::from_ref(changes.frames()), now) {
                    wake(inner);
                }
                false
            }
            _ => {
                drop(inner);
                self.deliver(Letter::Changes(Arc::clone(changes)))
            }
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
        self.inner.borrow().letters.is_empty() && self.is_clear()
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
        if !inner.replay.is_held() && (!inner.letters.is_empty() || !self.is_clear()) {
            return Poll::Ready(Wake::Letters);
        }
        inner.park(context)
    }

    fn is_clear(&self) -> bool {
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
            let count = letter.count();
            if let Some(news) = self.replay.news(letter) {
                *frames = frames.saturating_sub(count);
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
mod tests {
    use std::cell::Cell;
    use std::pin::{Pin, pin};

    use dialogo_domain::{ChatId, Seq};
    use futures_util::FutureExt;

    use super::*;

    fn mailbox(mailbox_frames_max: usize, mailbox_bytes_max: usize) -> Mailbox {
        Mailbox::new(&HubSettings { mailbox_frames_max, mailbox_bytes_max, ..HubSettings::default() })
    }

    fn plain(text: &'static str) -> Letter {
        Letter::Plain(text.into())
    }

    /// Takes what fits, and keeps what does not.
    #[derive(Default)]
    struct Pipe {
        room: Cell<usize>,
        sent: RefCell<Vec<Bytes>>,
        kept: RefCell<Vec<Bytes>>,
    }

    impl Outlet for Pipe {
        fn is_clear(&self) -> bool {
            self.kept.borrow().is_empty()
        }

        fn send(&self, frames: &[Bytes], _: Instant) -> bool {
            for frame in frames {
                let room = self.room.get();
                self.room.set(room.saturating_sub(1));
                let place = if room > 0 { &self.sent } else { &self.kept };
                place.borrow_mut().push(frame.clone());
            }
            self.is_clear()
        }
    }

    fn opened(room: usize) -> (Mailbox, Rc<Pipe>) {
        let (mailbox, pipe) = (mailbox(99, 99), Rc::new(Pipe { room: Cell::new(room), ..Pipe::default() }));
        mailbox.opens_to(Rc::clone(&pipe) as Rc<dyn Outlet>);
        (mailbox, pipe)
    }

    fn is_pending(future: Pin<&mut impl Future>) -> bool {
        future.now_or_never().is_none()
    }

    #[tokio::test]
    async fn what_the_client_takes_at_once_wakes_nobody() {
        let (mailbox, pipe) = opened(9);
        assert!(mailbox.deliver(plain("a")), "the first one marks");
        assert!(!mailbox.deliver(plain("b")));
        assert!(pipe.sent.borrow().is_empty(), "nothing goes before the flush");
        mailbox.flush(Instant::now());
        assert_eq!(*pipe.sent.borrow(), ["a", "b"]);
        assert!(mailbox.is_empty() && mailbox.deliver(plain("c")), "marked again");
        mailbox.flush(Instant::now());
        assert!(is_pending(pin!(mailbox.wake())));
    }

    #[tokio::test]
    async fn what_the_client_does_not_take_wakes_the_task_and_keeps_its_order() {
        let (mailbox, pipe) = opened(1);
        mailbox.deliver(plain("a"));
        mailbox.deliver(plain("b"));
        mailbox.flush(Instant::now());
        assert_eq!((pipe.sent.borrow().len(), pipe.kept.borrow().len()), (1, 1));
        assert_eq!(mailbox.wake().await, Wake::Letters, "what is kept has to be seen to");
        mailbox.deliver(plain("c"));
        pipe.room.set(9);
        mailbox.flush(Instant::now());
        assert_eq!(*pipe.sent.borrow(), ["a"], "not past what is kept");
        pipe.kept.borrow_mut().clear();
        assert_eq!(mailbox.take(), Some("c".into()));
    }

    #[tokio::test]
    async fn what_is_held_does_not_go_out() {
        let (mailbox, pipe) = opened(9);
        mailbox.replay().hold();
        mailbox.deliver(plain("a"));
        mailbox.flush(Instant::now());
        assert!(pipe.sent.borrow().is_empty());
        mailbox.replay().let_go();
        assert_eq!(mailbox.wake().await, Wake::Letters);
    }

    #[tokio::test]
    async fn changes_go_past_the_queue_only_if_nothing_stands_before_them() {
        let chat = ChatId::generate();
        let changes = |seq| Arc::new(Changes::one(chat, Seq(seq), format!("{seq}").into()));
        let (mailbox, pipe) = opened(9);
        assert!(!mailbox.send(&changes(1), Instant::now()), "gone, and nothing to flush");
        assert_eq!(*pipe.sent.borrow(), ["1"]);
        mailbox.deliver(plain("a"));
        mailbox.send(&changes(2), Instant::now());
        mailbox.flush(Instant::now());
        assert_eq!(*pipe.sent.borrow(), ["1", "a", "2"]);
        mailbox.replay().hold();
        assert!(mailbox.send(&changes(3), Instant::now()), "held");
        mailbox.replay().synced([(chat, Seq(4))]);
        assert_eq!(mailbox.take(), None, "told meanwhile");
        mailbox.send(&changes(4), Instant::now());
        mailbox.send(&changes(5), Instant::now());
        mailbox.flush(Instant::now());
        assert_eq!(pipe.sent.borrow()[3..], ["5"], "what a replay has told comes late and is left out");
    }

    #[tokio::test]
    async fn what_does_not_go_past_the_queue_wakes_the_task() {
        let (mailbox, pipe) = opened(0);
        let changes = Arc::new(Changes::one(ChatId::generate(), Seq(1), "1".into()));
        assert!(!mailbox.send(&changes, Instant::now()));
        assert_eq!(pipe.kept.borrow().len(), 1);
        assert_eq!(mailbox.wake().await, Wake::Letters);
    }

    #[test]
    fn a_letter_of_many_frames_fits_into_an_empty_mailbox_and_counts_as_many() {
        let mailbox = mailbox(4, 99);
        let changes = |first| {
            let changes = Changes::many(ChatId::generate(), Seq(first), "abcde".into(), 1..=5);
            Letter::Changes(Arc::new(changes))
        };
        mailbox.deliver(changes(1));
        assert_eq!(mailbox.closed(), None);
        mailbox.deliver(changes(6));
        assert_eq!(mailbox.closed(), Some(CloseCode::TooSlow));
    }

    #[test]
    fn letters_come_out_in_order() {
        let mailbox = mailbox(9, 99);
        mailbox.deliver(plain("a"));
        mailbox.deliver(plain("b"));
        assert_eq!(mailbox.take(), Some("a".into()));
        assert_eq!(mailbox.take(), Some("b".into()));
        assert_eq!(mailbox.take(), None);
    }

    #[test]
    fn one_frame_too_many_closes_and_empties() {
        let mailbox = mailbox(2, 99);
        for _ in 0..2 {
            mailbox.deliver(plain("a"));
        }
        assert_eq!(mailbox.closed(), None);
        mailbox.deliver(plain("a"));
        assert_eq!(mailbox.closed(), Some(CloseCode::TooSlow));
        assert_eq!(mailbox.take(), None);
        mailbox.deliver(plain("a"));
        assert_eq!(mailbox.take(), None, "a closed mailbox takes nothing");
    }

    #[test]
    fn one_byte_too_many_closes() {
        let mailbox = mailbox(9, 4);
        mailbox.deliver(plain("1234"));
        assert_eq!(mailbox.closed(), None);
        mailbox.deliver(plain("5"));
        assert_eq!(mailbox.closed(), Some(CloseCode::TooSlow));
    }

    #[test]
    fn taken_letters_make_room() {
        let mailbox = mailbox(1, 4);
        for _ in 0..3 {
            mailbox.deliver(plain("1234"));
            assert!(mailbox.take().is_some());
        }
        assert_eq!(mailbox.closed(), None);
    }

    #[test]
    fn the_ephemeral_yields_at_half() {
        let mailbox = mailbox(4, 99);
        mailbox.deliver(Letter::Ephemeral("a".into()));
        mailbox.deliver(plain("b"));
        mailbox.deliver(Letter::Ephemeral("c".into()));
        mailbox.deliver(plain("d"));
        let frames: Vec<_> = std::iter::from_fn(|| mailbox.take()).collect();
        assert_eq!(frames, ["a", "b", "d"]);
    }

    #[tokio::test]
    async fn a_held_mailbox_wakes_for_its_end_only() {
        let mailbox = mailbox(9, 99);
        mailbox.deliver(plain("a"));
        assert_eq!(mailbox.wake().await, Wake::Letters);
        mailbox.replay().hold();
        let mut held = pin!(mailbox.wake());
        assert!(is_pending(held.as_mut()));
        mailbox.shut_down();
        assert_eq!(held.await, Wake::ShutDown);
        mailbox.close(CloseCode::SessionEnded);
        assert_eq!(mailbox.wake().await, Wake::Closed(CloseCode::SessionEnded));
        assert_eq!(mailbox.until_closed().await, CloseCode::SessionEnded);
    }
}
