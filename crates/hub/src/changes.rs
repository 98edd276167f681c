//! What a room is given at once: changes of one chat in one buffer.

use bytes::{Buf, Bytes};
use dialogo_domain::{ChatId, Seq};
use smallvec::SmallVec;

/// Committed changes of a chat that follow one upon the other, encoded one behind the other in one buffer, so that however many there are, each
/// listener takes them in one write.
#[derive(Debug)]
pub struct Changes {
    chat_id: ChatId,
    first: Seq,
    frames: Bytes,
    /// Where each frame ends in the buffer.
    ends: SmallVec<[usize; 4]>,
}

impl Changes {
    /// One change.
    pub fn one(chat_id: ChatId, seq: Seq, frame: Bytes) -> Self {
        Self { chat_id, first: seq, ends: SmallVec::from_slice(&[frame.len()]), frames: frame }
    }

    /// Changes from `first` on, whose frames end at `ends`, at least one.
    pub fn many(chat_id: ChatId, first: Seq, frames: Bytes, ends: impl IntoIterator<Item = usize>) -> Self {
        Self { chat_id, first, frames, ends: ends.into_iter().collect() }
    }

    /// The chat.
    pub fn chat_id(&self) -> ChatId {
        self.chat_id
    }

    /// The place of the last change in the chat.
    pub fn last(&self) -> Seq {
        Seq(self.first.0 + i64::try_from(self.count()).unwrap_or(i64::MAX) - 1)
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// All of them.
    pub fn frames(&self) -> &Bytes {
        &self.frames
    }

    /// What follows the change `told`, if anything does.
    pub fn after(&self, told: Seq) -> Option<Bytes> {
        let Ok(known) = usize::try_from(told.0 - self.first.0 + 1) else { return Some(self.frames.clone()) };
        let Some(last_known) = known.checked_sub(1) else { return Some(self.frames.clone()) };
        let mut frames = self.frames.clone();
        frames.advance(*self.ends.get(last_known)?);
        frames.has_remaining().then_some(frames)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_is_left_out_to_the_frame() {
        let changes = Changes::many(ChatId::generate(), Seq(5), Bytes::from_static(b"aabbbc"), [2, 5, 6]);
        assert_eq!((changes.count(), changes.last()), (3, Seq(7)));
        let left = |told| changes.after(Seq(told)).map(|frames| String::from_utf8_lossy(&frames).into_owned());
        assert_eq!([0, 4, 5].map(left), [Some("aabbbc".into()), Some("aabbbc".into()), Some("bbbc".into())]);
        assert_eq!([6, 7, 99].map(left), [Some("c".into()), None, None]);
    }
}
