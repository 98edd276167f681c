//! Reads frame headers as the bytes pass, and says at once which frame must not come in. No I/O, no clock.

use dialogo_hub::CloseCode;
use tokio::time::Instant;

use crate::ws::rate::Bucket;

/// RFC 6455 §5.2: two bytes, then up to eight of length and four of mask.
const HEADER_BYTES_MAX: usize = 14;
/// RFC 6455 §5.5.
const CONTROL_BYTES_MAX: u64 = 125;

const FIN: u8 = 0x80;
const RESERVED: u8 = 0x70;
const OPCODE: u8 = 0x0f;
const MASKED: u8 = 0x80;
const LENGTH: u8 = 0x7f;

const CONTINUATION: u8 = 0x0;
const TEXT: u8 = 0x1;
const BINARY: u8 = 0x2;
const CLOSE: u8 = 0x8;
const PONG: u8 = 0xa;

/// Bytes that a message may have, its fragments summed.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The first message, which has to be `hello`.
    pub first_bytes_max: u64,
    /// Every later one.
    pub message_bytes_max: u64,
}

/// A frame that must not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What to close the connection with.
    pub code: CloseCode,
    /// How many of the scanned bytes come before it, and may be used.
    pub good: usize,
}

/// Where in the stream of frames the scan stands: a header being read, a payload passing.
#[derive(Debug)]
pub struct Scanner {
    bytes_max: u64,
    message_bytes_max: u64,
    frames: Bucket,
    header: [u8; HEADER_BYTES_MAX],
    header_bytes: usize,
    payload_left: u64,
    /// Bytes of the message so far, while one is open.
    message: Option<u64>,
    /// The payload that is passing ends a message.
    ends_message: bool,
}

impl Scanner {
    /// A scan that starts before the first frame.
    pub fn new(limits: Limits, frames: Bucket) -> Self {
        Self {
            bytes_max: limits.first_bytes_max,
            message_bytes_max: limits.message_bytes_max,
            frames,
            header: [0; HEADER_BYTES_MAX],
            header_bytes: 0,
            payload_left: 0,
            message: None,
            ends_message: false,
        }
    }

    /// Scans the next bytes, or names the first violation in them. After one, the scan is over.
    pub fn scan(&mut self, bytes: &[u8], now: Instant) -> Result<(), Violation> {
        let (mut position, mut frame_start) = (0, 0);
        while let Some(byte) = bytes.get(position) {
            if self.payload_left > 0 {
                let passing = self.payload_left.min(remaining(bytes, position));
                self.payload_left -= passing;
                position += usize::try_from(passing).unwrap_or(bytes.len());
                self.close_message_at_end();
                continue;
            }
            if self.header_bytes == 0 {
                frame_start = position;
            }
            self.header[self.header_bytes] = *byte;
            self.header_bytes += 1;
            position += 1;
            self.read_header(now).map_err(|code| Violation { code, good: frame_start })?;
        }
        Ok(())
    }

    /// Judges what is known of the header so far: each rule as soon as the bytes that it needs are there.
    fn read_header(&mut self, now: Instant) -> Result<(), CloseCode> {
        if self.header_bytes == 2 {
            self.frames.take(now).map_err(|_| CloseCode::Flooding)?;
            self.check_kind()?;
        }
        let Some(length) = self.length() else { return Ok(()) };
        if self.header_bytes == self.length_end() {
            self.open_payload(length)?;
        }
        if self.header_bytes == self.length_end() + 4 {
            self.header_bytes = 0;
            self.payload_left = length;
            self.close_message_at_end();
        }
        Ok(())
    }

    fn check_kind(&self) -> Result<(), CloseCode> {
        let (final_frame, opcode) = (self.header[0] & FIN != 0, self.header[0] & OPCODE);
        if self.header[0] & RESERVED != 0 || self.header[1] & MASKED == 0 {
            return Err(CloseCode::Protocol);
        }
        match opcode {
            BINARY => Err(CloseCode::BadFrame),
            TEXT if self.message.is_none() => Ok(()),
            CONTINUATION if self.message.is_some() => Ok(()),
            CLOSE..=PONG if final_frame && u64::from(self.header[1] & LENGTH) <= CONTROL_BYTES_MAX => Ok(()),
            _ => Err(CloseCode::Protocol),
        }
    }

    /// Counts the announced payload, before any of it has come.
    fn open_payload(&mut self, length: u64) -> Result<(), CloseCode> {
        let (final_frame, opcode) = (self.header[0] & FIN != 0, self.header[0] & OPCODE);
        if opcode >= CLOSE {
            self.ends_message = false;
            return Ok(());
        }
        let total = self.message.unwrap_or_default().saturating_add(length);
        if total > self.bytes_max {
            return Err(CloseCode::FrameTooLarge);
        }
        self.message = Some(total);
        self.ends_message = final_frame;
        Ok(())
    }

    fn close_message_at_end(&mut self) {
        if self.payload_left == 0 && self.ends_message {
            self.message = None;
            self.ends_message = false;
            self.bytes_max = self.message_bytes_max;
        }
    }

    /// The announced length, once its bytes are there.
    fn length(&self) -> Option<u64> {
        let extended = self.header.get(2..self.length_end())?;
        if self.header_bytes < self.length_end() {
            return None;
        }
        let short = u64::from(self.header[1] & LENGTH);
        let long = extended.iter().fold(0, |length, byte| length << 8 | u64::from(*byte));
        Some(if extended.is_empty() { short } else { long })
    }

    /// How many bytes of the header come before the mask.
    fn length_end(&self) -> usize {
        match self.header[1] & LENGTH {
            _ if self.header_bytes < 2 => 2,
            126 => 4,
            127 => 10,
            _ => 2,
        }
    }
}

fn remaining(bytes: &[u8], position: usize) -> u64 {
    u64::try_from(bytes.len() - position).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
