//! The raw broadcaster: an epoll loop that stores nothing and knows nobody. What a client sends goes to all clients in a frame that was
//! encoded before; only its number and its time are put in.

use std::io::{ErrorKind, Read, Write};
use std::mem;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result};
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};

use crate::wire::{ChatKey, Opcode, Scanner, next_frame, unmask};

/// What it says on its standard output when it accepts connections.
pub(super) const READY: &str = "floor is ready: ";
/// The one chat.
pub(super) const CHAT: ChatKey = *b"00000000-0000-7000-8000-000000000000";

const LISTENER: Token = Token(usize::MAX);
/// Header included. A short message of dialogo's is three times as long, which costs dialogo, and is not taken off here.
const FRAME_BYTES: usize = 204;

/// Serves until it is ended.
pub fn broadcast(batch: usize, mut say: impl FnMut(&str)) -> Result<()> {
    let mut poll = Poll::new().context("epoll")?;
    let mut listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).context("listen")?;
    poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
    say(&format!("{READY}{}", listener.local_addr()?));
    let (mut events, mut floor) = (Events::with_capacity(1_024), Floor::new(batch));
    loop {
        poll.poll(&mut events, None).or_else(|error| if error.kind() == ErrorKind::Interrupted { Ok(()) } else { Err(error) })?;
        for event in &events {
            if event.token() == LISTENER {
                floor.accept(&listener, &poll)?;
                continue;
            }
            let index = event.token().0;
            if event.is_writable() {
                floor.clients[index].flush();
            }
            if event.is_readable() {
                floor.read(index)?;
            }
        }
    }
}

struct Floor {
    batch: usize,
    clients: Vec<Client>,
    waiting: Vec<Waiting>,
    seq: u64,
    frame: [u8; FRAME_BYTES],
    scratch: Box<[u8]>,
    scanner: Scanner,
    out: Vec<u8>,
}

struct Client {
    stream: TcpStream,
    is_open: bool,
    unread: Vec<u8>,
    unsent: Vec<u8>,
}

/// A message that waits for its batch.
struct Waiting {
    from: usize,
    re: u64,
    sent: u64,
}

impl Floor {
    fn new(batch: usize) -> Self {
        let scratch = vec![0; 64 << 10].into_boxed_slice();
        Self { batch, clients: Vec::new(), waiting: Vec::new(), seq: 0, frame: frame(), scratch, scanner: Scanner::new(), out: Vec::new() }
    }

    fn accept(&mut self, listener: &TcpListener, poll: &Poll) -> Result<()> {
        loop {
            match listener.accept() {
                Ok((mut stream, _)) => {
                    stream.set_nodelay(true)?;
                    let token = Token(self.clients.len());
                    poll.registry().register(&mut stream, token, Interest::READABLE | Interest::WRITABLE)?;
                    self.clients.push(Client { stream, is_open: true, unread: Vec::new(), unsent: Vec::new() });
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error).context("accept"),
            }
        }
    }

    fn read(&mut self, index: usize) -> Result<()> {
        loop {
            let client = &mut self.clients[index];
            match client.stream.read(&mut self.scratch) {
                Ok(0) => {
                    client.is_open = false;
                    return Ok(());
                }
                Ok(count) => client.unread.extend(&self.scratch[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(_) => {
                    client.is_open = false;
                    return Ok(());
                }
            }
            self.take(index)?;
        }
    }

    fn take(&mut self, index: usize) -> Result<()> {
        let bytes = mem::take(&mut self.clients[index].unread);
        let mut taken = 0;
        while let Some(frame) = next_frame(&bytes[taken..])? {
            taken += frame.len;
            let mut text = frame.payload.to_vec();
            unmask(&mut text, frame.mask.unwrap_or_default());
            if frame.opcode == Opcode::Text
                && let (Some(re), Some(sent)) = (self.scanner.id(&text), self.scanner.sent_at(&text))
            {
                self.waiting.push(Waiting { from: index, re, sent });
            }
            if self.waiting.len() >= self.batch {
                self.send();
            }
        }
        self.clients[index].unread = bytes[taken..].to_vec();
        Ok(())
    }

    /// One `send()` for each client, with all that waits. Senders get their answers in the same one.
    fn send(&mut self) {
        self.out.clear();
        let waiting = mem::take(&mut self.waiting);
        for message in &waiting {
            self.seq += 1;
            put_number(&mut self.frame, SEQ_AT, self.seq);
            put_number(&mut self.frame, SENT_AT, message.sent);
            self.out.extend(&self.frame);
            let ack = format!(r#"{{"type":"ack","re":{},"data":{{"seq":{}}}}}"#, message.re, self.seq);
            let sender = &mut self.clients[message.from];
            sender.unsent.extend([0x81, u8::try_from(ack.len()).unwrap_or_default()]);
            sender.unsent.extend(ack.as_bytes());
        }
        for client in self.clients.iter_mut().filter(|client| client.is_open) {
            client.send(&self.out);
        }
    }
}

impl Client {
    fn send(&mut self, bytes: &[u8]) {
        if !self.unsent.is_empty() {
            self.unsent.extend(bytes);
            return self.flush();
        }
        match self.stream.write(bytes) {
            Ok(count) => self.unsent.extend(&bytes[count..]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => self.unsent.extend(bytes),
            Err(_) => self.is_open = false,
        }
    }

    fn flush(&mut self) {
        while !self.unsent.is_empty() {
            match self.stream.write(&self.unsent) {
                Ok(count) => drop(self.unsent.drain(..count)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => {
                    self.is_open = false;
                    return;
                }
            }
        }
    }
}

const HEAD: &str = r#"{"type":"message.created","chat_id":"00000000-0000-7000-8000-000000000000","seq":"#;
const MIDDLE: &str = r#","data":{"body":""#;
/// A short header, and the text before the number.
const SEQ_AT: usize = 4 + HEAD.len();
const SENT_AT: usize = SEQ_AT + 20 + MIDDLE.len();

fn frame() -> [u8; FRAME_BYTES] {
    let mut frame = [b'x'; FRAME_BYTES];
    let length = u16::try_from(FRAME_BYTES - 4).expect("is small").to_be_bytes();
    frame[..4].copy_from_slice(&[0x81, 126, length[0], length[1]]);
    frame[4..SEQ_AT].copy_from_slice(HEAD.as_bytes());
    frame[SEQ_AT + 20..SENT_AT].copy_from_slice(MIDDLE.as_bytes());
    frame[SENT_AT + 20] = b' ';
    frame[FRAME_BYTES - 3..].copy_from_slice(br#""}}"#);
    put_number(&mut frame, SEQ_AT, 0);
    put_number(&mut frame, SENT_AT, 0);
    frame
}

/// Twenty digits.
fn put_number(frame: &mut [u8], at: usize, mut number: u64) {
    for digit in frame[at..at + 20].iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Seen;

    #[test]
    fn its_frame_reads_like_the_servers() {
        let mut bytes = frame();
        put_number(&mut bytes, SEQ_AT, 502);
        put_number(&mut bytes, SENT_AT, u64::MAX);
        let frame = next_frame(&bytes).expect("no nonsense").expect("whole");
        assert_eq!((frame.opcode, frame.len), (Opcode::Text, FRAME_BYTES));
        assert_eq!(Scanner::new().see(frame.payload), Seen::Event { chat: CHAT, seq: 502, sent: Some(u64::MAX) });
    }
}
