//! What goes in, what comes out, and when the task is woken.

use std::cell::Cell;
use std::pin::{Pin, pin};
use std::sync::Arc;

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
    let changes = |seq| Changes::one(chat, Seq(seq), format!("{seq}").into());
    let (mailbox, pipe) = opened(9);
    assert!(mailbox.is_clear());
    mailbox.send(&changes(1), Instant::now());
    assert_eq!(*pipe.sent.borrow(), ["1"]);
    mailbox.deliver(plain("a"));
    assert!(!mailbox.is_clear(), "something waits");
    mailbox.flush(Instant::now());
    assert!(mailbox.is_clear());
    mailbox.replay().hold();
    assert!(!mailbox.is_clear(), "held");
    mailbox.deliver(Letter::Changes(Arc::new(changes(3))));
    mailbox.replay().synced([(chat, Seq(4))]);
    assert_eq!(mailbox.take(), None, "told meanwhile");
    assert!(!mailbox.is_clear(), "what a replay has told may still come");
    for seq in [4, 5] {
        mailbox.deliver(Letter::Changes(Arc::new(changes(seq))));
    }
    mailbox.flush(Instant::now());
    assert_eq!(*pipe.sent.borrow(), ["1", "a", "5"], "what a replay has told comes late and is left out");
    mailbox.replay().forget();
    assert!(mailbox.is_clear());
    mailbox.close(CloseCode::TooSlow);
    assert!(!mailbox.is_clear(), "closed");
}

#[test]
fn nothing_goes_past_a_queue_that_leads_nowhere_or_to_a_full_pipe() {
    assert!(!mailbox(4, 99).is_clear());
    let (mailbox, pipe) = opened(0);
    pipe.send(&["a".into()], Instant::now());
    assert!(!mailbox.is_clear());
}

#[tokio::test]
async fn what_does_not_go_past_the_queue_wakes_the_task() {
    let (mailbox, pipe) = opened(0);
    mailbox.send(&Changes::one(ChatId::generate(), Seq(1), "1".into()), Instant::now());
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
