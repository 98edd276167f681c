//! What waits for one connection: bounded in frames and in bytes.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Context, Poll, Waker};

use bytestring::ByteString;
use dialogo_domain::{ChatId, Seq};

use crate::{CloseCode, HubSettings};

/// An emptied queue that has grown beyond this many slots gives its memory back.
const SLOTS_KEPT: usize = 32;

/// A frame on its way to one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The encoded frame, shared with everyone else who gets it.
    pub frame: ByteString,
    /// Where it belongs.
    pub stamp: Stamp,
}

/// Where a frame belongs, so that what a replay has covered is not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// A persisted change of a chat: never dropped silently.
    Change {
        /// The chat.
        chat_id: ChatId,
        /// The change's place in it.
        seq: Seq,
    },
    /// The beginning of the user's place in a chat.
    Greeting {
        /// The chat.
        chat_id: ChatId,
        /// The change that it is in the chat.
        seq: Seq,
    },
    /// The end of the user's place in a chat.
    Farewell {
        /// The chat.
        chat_id: ChatId,
        /// The place of the departure in it; nothing if the chat itself is gone.
        seq: Option<Seq>,
    },
    /// Outside the order of chats, and not to be lost.
    Plain,
    /// Of the moment: dropped when the mailbox is half full.
    Ephemeral,
}

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

/// What waits for one connection. Filled by the fan-out of its thread, emptied by the connection's task on the same thread.
pub struct Mailbox {
    inner: RefCell<Inner>,
    frames_max: usize,
    bytes_max: usize,
}

#[derive(Default)]
struct Inner {
    letters: VecDeque<Letter>,
    bytes: usize,
    closed: Option<CloseCode>,
    leaving: bool,
    waker: Option<Waker>,
}

impl Mailbox {
    /// An empty mailbox with the bounds of the settings.
    pub fn new(settings: &HubSettings) -> Self {
        Self { inner: RefCell::default(), frames_max: settings.mailbox_frames_max, bytes_max: settings.mailbox_bytes_max }
    }

    /// Puts a letter in. A letter that does not fit closes the mailbox: its owner catches up from the database instead.
    pub fn deliver(&self, letter: Letter) {
        let mut inner = self.inner.borrow_mut();
        if inner.closed.is_some() {
            return;
        }
        let (frames, bytes) = (inner.letters.len() + 1, inner.bytes + letter.frame.len());
        if letter.stamp == Stamp::Ephemeral && (frames > self.frames_max / 2 || bytes > self.bytes_max / 2) {
            return;
        }
        if frames > self.frames_max || bytes > self.bytes_max {
            drop(inner);
            self.close(CloseCode::TooSlow);
            return;
        }
        inner.bytes = bytes;
        inner.letters.push_back(letter);
        wake(inner);
    }

    /// Empties the mailbox for good. The first reason stands.
    pub fn close(&self, code: CloseCode) {
        let mut inner = self.inner.borrow_mut();
        inner.closed.get_or_insert(code);
        inner.letters = VecDeque::new();
        inner.bytes = 0;
        wake(inner);
    }

    pub(crate) fn shut_down(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.leaving = true;
        wake(inner);
    }

    /// The oldest letter.
    pub fn take(&self) -> Option<Letter> {
        let mut inner = self.inner.borrow_mut();
        let letter = inner.letters.pop_front()?;
        inner.bytes -= letter.frame.len();
        if inner.letters.is_empty() && inner.letters.capacity() > SLOTS_KEPT {
            inner.letters = VecDeque::new();
        }
        Some(letter)
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.inner.borrow().letters.is_empty()
    }

    /// Why the connection has to be closed, if it has to.
    pub fn closed(&self) -> Option<CloseCode> {
        self.inner.borrow().closed
    }

    /// Waits until there is something to do; while `held`, letters are not a reason.
    pub async fn wake(&self, held: bool) -> Wake {
        poll_fn(|context| self.poll_wake(context, held)).await
    }

    /// Waits until the connection has to be closed, however much waits.
    pub async fn until_closed(&self) -> CloseCode {
        poll_fn(|context| {
            let mut inner = self.inner.borrow_mut();
            inner.closed.map_or_else(|| inner.park(context), Poll::Ready)
        })
        .await
    }

    fn poll_wake(&self, context: &Context<'_>, held: bool) -> Poll<Wake> {
        let mut inner = self.inner.borrow_mut();
        if let Some(code) = inner.closed {
            return Poll::Ready(Wake::Closed(code));
        }
        if std::mem::take(&mut inner.leaving) {
            return Poll::Ready(Wake::ShutDown);
        }
        if !held && !inner.letters.is_empty() {
            return Poll::Ready(Wake::Letters);
        }
        inner.park(context)
    }
}

impl Inner {
    fn park<T>(&mut self, context: &Context<'_>) -> Poll<T> {
        match &mut self.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
        Poll::Pending
    }
}

/// Wakes the owner once, however many letters come before it runs; the mailbox is free again when it does.
fn wake(mut inner: std::cell::RefMut<'_, Inner>) {
    let waker = inner.waker.take();
    drop(inner);
    if let Some(waker) = waker {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailbox(mailbox_frames_max: usize, mailbox_bytes_max: usize) -> Mailbox {
        Mailbox::new(&HubSettings { mailbox_frames_max, mailbox_bytes_max, ..HubSettings::default() })
    }

    fn letter(text: &'static str, stamp: Stamp) -> Letter {
        Letter { frame: ByteString::from_static(text), stamp }
    }

    #[test]
    fn letters_come_out_in_order() {
        let mailbox = mailbox(9, 99);
        mailbox.deliver(letter("a", Stamp::Plain));
        mailbox.deliver(letter("b", Stamp::Plain));
        assert_eq!(mailbox.take().map(|l| l.frame), Some("a".into()));
        assert_eq!(mailbox.take().map(|l| l.frame), Some("b".into()));
        assert_eq!(mailbox.take(), None);
    }

    #[test]
    fn one_frame_too_many_closes_and_empties() {
        let mailbox = mailbox(2, 99);
        for _ in 0..2 {
            mailbox.deliver(letter("a", Stamp::Plain));
        }
        assert_eq!(mailbox.closed(), None);
        mailbox.deliver(letter("a", Stamp::Plain));
        assert_eq!(mailbox.closed(), Some(CloseCode::TooSlow));
        assert_eq!(mailbox.take(), None);
        mailbox.deliver(letter("a", Stamp::Plain));
        assert_eq!(mailbox.take(), None, "a closed mailbox takes nothing");
    }

    #[test]
    fn one_byte_too_many_closes() {
        let mailbox = mailbox(9, 4);
        mailbox.deliver(letter("1234", Stamp::Plain));
        assert_eq!(mailbox.closed(), None);
        mailbox.deliver(letter("5", Stamp::Plain));
        assert_eq!(mailbox.closed(), Some(CloseCode::TooSlow));
    }

    #[test]
    fn taken_letters_make_room() {
        let mailbox = mailbox(1, 4);
        for _ in 0..3 {
            mailbox.deliver(letter("1234", Stamp::Plain));
            assert!(mailbox.take().is_some());
        }
        assert_eq!(mailbox.closed(), None);
    }

    #[test]
    fn the_ephemeral_yields_at_half() {
        let mailbox = mailbox(4, 99);
        mailbox.deliver(letter("a", Stamp::Ephemeral));
        mailbox.deliver(letter("b", Stamp::Plain));
        mailbox.deliver(letter("c", Stamp::Ephemeral));
        mailbox.deliver(letter("d", Stamp::Plain));
        let frames: Vec<_> = std::iter::from_fn(|| mailbox.take()).map(|l| l.frame.to_string()).collect();
        assert_eq!(frames, ["a", "b", "d"]);
    }

    #[tokio::test]
    async fn a_held_mailbox_wakes_for_its_end_only() {
        let mailbox = mailbox(9, 99);
        mailbox.deliver(letter("a", Stamp::Plain));
        assert_eq!(mailbox.wake(false).await, Wake::Letters);
        let mut held = std::pin::pin!(mailbox.wake(true));
        assert!(poll_fn(|context| Poll::Ready(held.as_mut().poll(context).is_pending())).await);
        mailbox.shut_down();
        assert_eq!(held.await, Wake::ShutDown);
        mailbox.close(CloseCode::SessionEnded);
        assert_eq!(mailbox.wake(true).await, Wake::Closed(CloseCode::SessionEnded));
        assert_eq!(mailbox.until_closed().await, CloseCode::SessionEnded);
    }
}
