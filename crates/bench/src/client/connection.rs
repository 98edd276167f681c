//! One connection: from the handshake to the frames.

use std::io::{ErrorKind, Read, Write};
use std::mem;

use anyhow::{Context, Result, bail, ensure};
use mio::net::TcpStream;
use serde::Deserialize;

use super::cursors::Cursors;
use super::outbox::Outbox;
use super::seat::Seat;
use super::shared::{Language, Shared};
use crate::wire::{Frame, Opcode, Seen, next_frame, put_hello, put_masked};

/// What is kept of a buffer that has been emptied.
const KEPT_BYTES_MAX: usize = 4 << 10;

/// A client.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) stream: TcpStream,
    pub(super) stage: Stage,
    pub(super) cursors: Cursors,
    pub(super) outbox: Outbox,
    index: usize,
    token: String,
    /// The beginning of a frame whose end has not arrived.
    unread: Vec<u8>,
    /// What the socket did not take.
    unsent: Vec<u8>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Connecting,
    Upgrading,
    SaidHello,
    CatchingUp,
    Ready,
    Closed,
}

#[derive(Deserialize)]
struct Welcome {
    data: WelcomeData,
}

#[derive(Deserialize)]
struct WelcomeData {
    chats: Vec<Head>,
}

#[derive(Deserialize)]
struct Head {
    id: String,
    seq: u64,
}

impl Connection {
    pub(super) fn new(stream: TcpStream, index: usize, seat: &Seat) -> Self {
        let (cursors, outbox, token) = (Cursors::default(), Outbox::new(seat.chat), seat.token.clone());
        Self { stream, stage: Stage::Connecting, cursors, outbox, index, token, unread: Vec::new(), unsent: Vec::new() }
    }

    /// The socket can be written to: it is connected, or has room again.
    pub(super) fn writable(&mut self, shared: &mut Shared) -> Result<()> {
        if self.stage == Stage::Connecting {
            if let Some(error) = self.stream.take_error()? {
                return Err(error).context("connect");
            }
            match shared.language {
                Language::Protocol => {
                    self.stage = Stage::Upgrading;
                    self.unsent.extend(shared.handshake.as_bytes());
                }
                Language::Floor => {
                    self.cursors.start(*self.outbox.chat(), 0);
                    self.become_ready(shared);
                }
            }
        }
        self.flush()
    }

    /// Reads what is there. `may_have_more` when the other side has ended, so that a short read does not tell that all was read.
    pub(super) fn readable(&mut self, shared: &mut Shared, may_have_more: bool) -> Result<()> {
        let mut scratch = mem::take(&mut shared.scratch);
        let done = self.read_all(shared, &mut scratch, may_have_more);
        shared.scratch = scratch;
        done?;
        self.flush()
    }

    fn read_all(&mut self, shared: &mut Shared, scratch: &mut [u8], may_have_more: bool) -> Result<()> {
        loop {
            let count = match self.stream.read(scratch) {
                Ok(0) => bail!("the server hung up"),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error).context("read"),
            };
            self.take(&scratch[..count], shared)?;
            // Less than there was room for: the socket is empty, and says so itself when there is more.
            if count < scratch.len() && !may_have_more {
                return Ok(());
            }
        }
    }

    fn take(&mut self, bytes: &[u8], shared: &mut Shared) -> Result<()> {
        if self.unread.is_empty() {
            let taken = self.understand(bytes, shared)?;
            self.unread.extend(&bytes[taken..]);
            return Ok(());
        }
        let mut unread = mem::take(&mut self.unread);
        unread.extend(bytes);
        let taken = self.understand(&unread, shared)?;
        unread.drain(..taken);
        // Most have nothing left over most of the time: ten thousand empty buffers are to take no memory.
        self.unread = if unread.is_empty() { Vec::new() } else { unread };
        Ok(())
    }

    /// Takes what is there whole from the beginning, and says how much that was.
    fn understand(&mut self, bytes: &[u8], shared: &mut Shared) -> Result<usize> {
        let mut taken = 0;
        if self.stage == Stage::Upgrading {
            match upgraded(bytes)? {
                Some(length) => taken = length,
                None => return Ok(0),
            }
            shared.text.clear();
            put_hello(&mut shared.text, &self.token);
            put_masked(&mut self.unsent, Opcode::Text, &shared.text, rand::random());
            self.stage = Stage::SaidHello;
        }
        while let Some(frame) = next_frame(&bytes[taken..])? {
            taken += frame.len;
            self.frame(&frame, shared)?;
        }
        Ok(taken)
    }

    fn frame(&mut self, frame: &Frame, shared: &mut Shared) -> Result<()> {
        match frame.opcode {
            Opcode::Text => self.text(frame.payload, shared),
            Opcode::Ping => {
                put_masked(&mut self.unsent, Opcode::Pong, frame.payload, rand::random());
                Ok(())
            }
            Opcode::Pong => Ok(()),
            Opcode::Close => {
                let code = frame.payload.first_chunk().map(|code| u16::from_be_bytes(*code));
                bail!("the server closed with {code:?}")
            }
        }
    }

    fn text(&mut self, text: &[u8], shared: &mut Shared) -> Result<()> {
        match shared.scanner.see(text) {
            Seen::Event { chat, seq, sent } => {
                shared.tally.judge(self.cursors.note(&chat, seq));
                if let Some(sent) = sent {
                    shared.delivered(sent);
                }
            }
            Seen::Ack { re, seq } => {
                if let Some(sent) = self.outbox.answered(re) {
                    shared.acked(self.outbox.chat(), seq, sent);
                    if shared.replies {
                        self.say(shared);
                    }
                }
            }
            Seen::Error { re } => {
                ensure!(self.stage == Stage::Ready, "refused: {}", String::from_utf8_lossy(text));
                shared.tally.complain(|| String::from_utf8_lossy(text).into_owned());
                if re.is_some_and(|re| self.outbox.answered(re).is_some()) {
                    shared.refused(self.index, text);
                }
            }
            Seen::Welcome => self.welcomed(text)?,
            Seen::Ready => self.become_ready(shared),
            Seen::Other => {}
        }
        Ok(())
    }

    fn welcomed(&mut self, text: &[u8]) -> Result<()> {
        let welcome: Welcome = serde_json::from_slice(text).context("a welcome")?;
        for head in welcome.data.chats {
            let chat = head.id.as_bytes().try_into().context("a chat's id")?;
            self.cursors.start(chat, head.seq);
        }
        self.stage = Stage::CatchingUp;
        Ok(())
    }

    fn become_ready(&mut self, shared: &mut Shared) {
        self.stage = Stage::Ready;
        shared.opening -= 1;
    }

    /// Writes one message, to be flushed.
    pub(super) fn say(&mut self, shared: &mut Shared) {
        let now = shared.now();
        self.outbox.put(&mut self.unsent, &mut shared.text, now);
    }

    /// Sends as much as the socket takes.
    pub(super) fn flush(&mut self) -> Result<()> {
        let mut sent = 0;
        while sent < self.unsent.len() {
            match self.stream.write(&self.unsent[sent..]) {
                Ok(count) => sent += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                // It says itself when it has room again.
                Err(error) if [ErrorKind::WouldBlock, ErrorKind::NotConnected].contains(&error.kind()) => break,
                Err(error) => return Err(error).context("write"),
            }
        }
        self.unsent.drain(..sent);
        if self.unsent.is_empty() && self.unsent.capacity() > KEPT_BYTES_MAX {
            self.unsent = Vec::new();
        }
        Ok(())
    }
}

/// The length of the answer to the handshake, once it is there and says yes.
fn upgraded(bytes: &[u8]) -> Result<Option<usize>> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(length) = response.parse(bytes).context("the answer to the handshake")? else { return Ok(None) };
    let status = response.code.unwrap_or_default();
    ensure!(status == 101, "the handshake was answered {status}: {}", String::from_utf8_lossy(&bytes[length..]));
    Ok(Some(length))
}
