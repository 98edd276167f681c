//! What one connection has sent and not yet heard of.

use std::collections::VecDeque;

use crate::wire::{ChatKey, Draft, Opcode, put_masked};

/// The messages of one sender.
#[derive(Debug)]
pub(super) struct Outbox {
    chat: ChatKey,
    next: u64,
    in_flight: VecDeque<(u64, u64)>,
}

impl Outbox {
    pub(super) fn new(chat: ChatKey) -> Self {
        // 0 is `hello`.
        Self { chat, next: 1, in_flight: VecDeque::new() }
    }

    /// Writes one more message. `text` is a place to write in.
    pub(super) fn put(&mut self, out: &mut Vec<u8>, text: &mut Vec<u8>, now: u64) {
        text.clear();
        Draft { id: self.next, chat: &self.chat, sent: now }.put(text);
        put_masked(out, Opcode::Text, text, rand::random());
        self.in_flight.push_back((self.next, now));
        self.next += 1;
    }

    /// Command `re` was answered: when it was sent, if it was one of ours.
    pub(super) fn answered(&mut self, re: u64) -> Option<u64> {
        let at = self.in_flight.iter().position(|(id, _)| *id == re)?;
        self.in_flight.remove(at).map(|(_, sent)| sent)
    }

    pub(super) fn chat(&self) -> &ChatKey {
        &self.chat
    }

    pub(super) fn waiting(&self) -> usize {
        self.in_flight.len()
    }
}
