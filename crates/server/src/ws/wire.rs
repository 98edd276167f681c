//! The TCP connection itself: frames that were encoded before are written past every layer into it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, ErrorKind, IoSlice};
use std::net::Shutdown;
use std::task::{Context, Poll, ready};

use actix_web::rt::net::TcpStream;
use bytes::{Buf, Bytes};
use dialogo_hub::Outlet;
use rustix::io::Errno;
use rustix::net::{SendFlags, send};
use smallvec::SmallVec;
use socket2::SockRef;
use tokio::io::Interest;
use tokio::time::Instant;

/// Frames that one system call takes: beyond, a call more costs nothing that could be noticed.
const SLICES_MAX: usize = 64;
/// An emptied backlog that has grown beyond this many slots gives its memory back.
const SLOTS_KEPT: usize = 4;
/// What is read past before a client that goes on sending is reset.
const PASSED_BYTES_MAX: usize = 256 * 1024;
/// As much is read past at once.
const PASSED_BYTES: usize = 4 * 1024;

/// A connection, shared by its task and the fan-out of its thread. Whatever is sent goes out behind what was sent before. The stream stands in
/// it, not behind another pointer: whoever sends to a thousand waits for memory a thousand times.
pub struct Wire {
    stream: TcpStream,
    /// What the client has not taken yet.
    backlog: RefCell<VecDeque<Bytes>>,
    is_broken: Cell<bool>,
    sent: Cell<Instant>,
}

/// The client is gone.
#[derive(Debug)]
pub struct Broken;

impl Wire {
    /// A connection on which nothing waits to be written.
    pub fn new(stream: TcpStream) -> Self {
        Self { stream, backlog: RefCell::default(), is_broken: Cell::new(false), sent: Cell::new(Instant::now()) }
    }

    /// When the latest frame went out.
    pub fn sent(&self) -> Instant {
        self.sent.get()
    }

    /// Waits for bytes, and says how many came; none at the end.
    pub fn poll_read(&self, buffer: &mut [u8], context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.stream.poll_read_ready(context))?;
            match self.stream.try_read(buffer) {
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
                Ok(bytes) if (1..buffer.len()).contains(&bytes) => {
                    self.is_read_empty();
                    return Poll::Ready(Ok(bytes));
                }
                read => return Poll::Ready(read),
            }
        }
    }

    /// Less came than there was room for: there is no more, and the next that comes makes itself known. Spares the call that would find nothing.
    fn is_read_empty(&self) {
        drop(self.stream.try_io(Interest::READABLE, || Err::<(), _>(ErrorKind::WouldBlock.into())));
    }

    /// Sends what waits, and waits until the client has taken it.
    pub async fn drain(&self) -> Result<(), Broken> {
        loop {
            if self.write(&mut self.backlog.borrow_mut(), Instant::now()) {
                return Ok(());
            }
            if self.is_broken.get() {
                return Err(Broken);
            }
            // An error shows itself when it is written to.
            drop(self.stream.writable().await);
        }
    }

    /// Says that nothing more comes, and reads past what the client still sends until it hangs up too (RFC 6455, 7.1.1): a connection that is closed
    /// with something unread is reset, and the client may never see what was sent last.
    pub async fn hang_up(&self) {
        let mut passed = 0;
        if SockRef::from(&self.stream).shutdown(Shutdown::Write).is_err() {
            return;
        }
        while passed < PASSED_BYTES_MAX {
            match poll_fn(|context| self.poll_read(&mut [0; PASSED_BYTES], context)).await {
                Ok(0) | Err(_) => return,
                Ok(bytes) => passed += bytes,
            }
        }
    }

    /// How many bytes wait for the client.
    pub fn backlog_bytes(&self) -> usize {
        self.backlog.borrow().iter().map(Bytes::len).sum()
    }

    /// Puts a frame behind what waits.
    pub fn push(&self, frame: Bytes) {
        self.backlog.borrow_mut().push_back(frame);
    }

    /// Writes as much of the backlog as goes without waiting. Whether that was all.
    fn write(&self, backlog: &mut VecDeque<Bytes>, now: Instant) -> bool {
        while !backlog.is_empty() {
            let Some(written) = self.write_once(backlog.make_contiguous(), now) else { return false };
            advance(backlog, written);
        }
        if backlog.capacity() > SLOTS_KEPT {
            *backlog = VecDeque::new();
        }
        true
    }

    /// One system call. How many bytes went, at least one; nothing if none did.
    fn write_once(&self, frames: &[Bytes], now: Instant) -> Option<usize> {
        let written = match frames {
            [only] => self.write_one(only),
            frames => {
                let slices: SmallVec<[IoSlice; 8]> = frames.iter().take(SLICES_MAX).map(|frame| IoSlice::new(frame)).collect();
                self.stream.try_write_vectored(&slices)
            }
        };
        match written {
            Ok(bytes) if bytes > 0 => {
                self.sent.set(now);
                return Some(bytes);
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Ok(_) | Err(_) => self.is_broken.set(true),
        }
        None
    }

    /// Nearly always the socket has room: then tokio, who would have to look up whether it knows of some, need not be asked. Where it has none,
    /// tokio has to hear of it, to say when there is some again. Nor is libc asked, for which each call is one where a thread could be cancelled.
    fn write_one(&self, frame: &[u8]) -> io::Result<usize> {
        match send(&self.stream, frame, SendFlags::NOSIGNAL) {
            Err(Errno::WOULDBLOCK) => self.stream.try_write(frame),
            written => Ok(written?),
        }
    }
}

impl Outlet for Wire {
    fn is_clear(&self) -> bool {
        self.backlog.borrow().is_empty()
    }

    fn send(&self, frames: &[Bytes], now: Instant) -> bool {
        let mut backlog = self.backlog.borrow_mut();
        if !backlog.is_empty() {
            backlog.extend(frames.iter().cloned());
            return self.write(&mut backlog, now);
        }
        let mut written = self.write_once(frames, now).unwrap_or_default();
        // Whole frames that went need no place to wait in.
        for frame in frames {
            if written < frame.len() {
                backlog.push_back(frame.slice(written..));
            }
            written = written.saturating_sub(frame.len());
        }
        backlog.is_empty()
    }
}

fn advance(frames: &mut VecDeque<Bytes>, mut written: usize) {
    while let Some(front) = frames.front_mut() {
        if written < front.len() {
            return front.advance(written);
        }
        written -= front.len();
        frames.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use actix_web::rt::net::TcpListener;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    async fn connected() -> (Wire, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a listener");
        let (client, accepted) = tokio::join!(TcpStream::connect(listener.local_addr().expect("its address")), listener.accept());
        (Wire::new(accepted.expect("a connection").0), client.expect("a connection"))
    }

    /// Frames that tell where they belong, more than a socket takes at once.
    fn frames(count: u32) -> impl Iterator<Item = Bytes> {
        (0..count).map(|n| Bytes::from(n.to_be_bytes().repeat(1_000)))
    }

    #[tokio::test]
    async fn what_does_not_go_at_once_goes_later_in_its_order() {
        let (wire, mut client) = connected().await;
        drop(wire.stream.writable().await);
        let wire = Rc::new(wire);
        assert!(!wire.send(&frames(5_000).collect::<Vec<_>>(), Instant::now()));
        assert!(!wire.is_clear(), "20 MB do not fit into a socket");
        assert!(wire.backlog_bytes() > 0);
        let mut received = vec![0; 20_000_000];
        let (drained, read) = tokio::join!(wire.drain(), client.read_exact(&mut received));
        drained.expect("a client");
        read.expect("all of it");
        assert!(received.iter().eq(frames(5_000).collect::<Vec<_>>().iter().flatten()));
        assert!(wire.is_clear());
    }

    #[tokio::test]
    async fn a_client_that_is_gone_breaks_the_wire() {
        let (wire, client) = connected().await;
        client.set_zero_linger().expect("an option of TCP");
        drop(client);
        wire.push(Bytes::from(vec![0; 10_000_000]));
        wire.drain().await.expect_err("nobody is there");
    }

    #[tokio::test]
    async fn whoever_still_talks_when_we_hang_up_hears_our_last_word() {
        let (wire, mut client) = connected().await;
        client.write_all(b"nobody reads this").await.expect("a connection");
        wire.push(Bytes::from_static(b"goodbye"));
        let farewell = async {
            wire.drain().await.expect("a client");
            wire.hang_up().await;
            drop(wire);
        };
        let talk = async {
            let mut heard = [0; 7];
            client.read_exact(&mut heard).await.expect("the last word");
            client.write_all(b"nor this").await.expect("a connection");
            assert_eq!(client.read(&mut heard).await.expect("no reset"), 0);
            client.shutdown().await.expect("a connection");
            heard
        };
        assert_eq!(&tokio::join!(farewell, talk).1, b"goodbye");
        assert_eq!(client.read(&mut [0]).await.expect("no reset"), 0);
    }
}
