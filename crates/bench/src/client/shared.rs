//! What all connections of a swarm share.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::net::SocketAddr;
use std::time::Instant;

use serde_json::Value;

use super::Tally;
use crate::wire::{ChatKey, Scanner};

/// One read takes at most this much, into a buffer that all connections share.
const SCRATCH_BYTES: usize = 256 << 10;
/// How soon a refused message is sent again if the server does not say.
const RETRY_NANOS: u64 = 1_000_000_000;

/// Who is at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// dialogo: handshake, `hello`, and what follows.
    Protocol,
    /// The floor: frames without a handshake.
    Floor,
}

/// Counts, buffers and clock.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) language: Language,
    pub(super) handshake: String,
    pub(super) scanner: Scanner,
    pub(super) scratch: Box<[u8]>,
    pub(super) text: Vec<u8>,
    pub(super) tally: Tally,
    /// Connections that are on their way to `ready`.
    pub(super) opening: usize,
    /// Whether an acknowledged message is followed by another one.
    pub(super) replies: bool,
    /// What was refused is sent again then, by that connection.
    retries: BinaryHeap<Reverse<(u64, usize)>>,
    heads: HashMap<ChatKey, u64>,
    began: Instant,
    /// As it was when the present event was looked at.
    now: u64,
}

impl Shared {
    pub(super) fn new(address: SocketAddr, language: Language) -> Self {
        let handshake = format!(
            "GET /api/v1/ws HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: dialogo.v1\r\n\r\n"
        );
        Self {
            language,
            handshake,
            scanner: Scanner::new(),
            scratch: vec![0; SCRATCH_BYTES].into_boxed_slice(),
            text: Vec::new(),
            tally: Tally::new(),
            opening: 0,
            replies: false,
            retries: BinaryHeap::new(),
            heads: HashMap::new(),
            began: Instant::now(),
            now: 0,
        }
    }

    /// Looks at the clock.
    pub(super) fn tick(&mut self) {
        self.now = u64::try_from(self.began.elapsed().as_nanos()).unwrap_or(u64::MAX);
    }

    pub(super) fn now(&self) -> u64 {
        self.now
    }

    pub(super) fn delivered(&mut self, sent: u64) {
        self.tally.delivered(self.now.saturating_sub(sent));
    }

    pub(super) fn acked(&mut self, chat: &ChatKey, seq: Option<u64>, sent: u64) {
        self.tally.acked(self.now.saturating_sub(sent));
        let head = self.heads.entry(*chat).or_default();
        *head = (*head).max(seq.unwrap_or_default());
    }

    pub(super) fn refused(&mut self, index: usize, text: &[u8]) {
        self.tally.refused += 1;
        let answer: Value = serde_json::from_slice(text).unwrap_or_default();
        let wait = answer["data"]["retry_after_ms"].as_u64().map_or(RETRY_NANOS, |ms| ms * 1_000_000);
        self.retries.push(Reverse((self.now + wait, index)));
    }

    /// Whose refused message is to be sent again by now.
    pub(super) fn next_retry(&mut self) -> Option<usize> {
        let Reverse((due, index)) = *self.retries.peek()?;
        if due > self.now {
            return None;
        }
        self.retries.pop();
        Some(index)
    }

    pub(super) fn forget_retries(&mut self) {
        self.retries.clear();
    }

    /// The highest `seq` that was acknowledged in a chat.
    pub(super) fn head(&self, chat: &ChatKey) -> Option<u64> {
        self.heads.get(chat).copied()
    }
}
