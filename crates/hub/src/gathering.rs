//! From committed changes, one after the other, to what the rooms are given.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use dialogo_domain::{ChatId, Seq};

use crate::worker::{BYTES_AT_ONCE, FRAMES_AT_ONCE};
use crate::{Changes, Publication, Turnstile};

/// Gathers the changes of a commit: those of a chat that follow one upon the other go into one buffer. In each chat their order stays as it was;
/// between chats there is none.
#[derive(Default)]
pub struct Gathering {
    gathered: Vec<Gathered>,
    /// Where a chat's next change can be added.
    open: HashMap<ChatId, usize>,
}

enum Gathered {
    Open(Open),
    Done(Publication),
}

struct Open {
    chat_id: ChatId,
    first: Seq,
    buffer: BytesMut,
    ends: Vec<usize>,
}

impl Gathering {
    /// Adds a change that nobody enters or leaves with; `encode` appends its frame.
    pub fn adds(&mut self, chat_id: ChatId, seq: Seq, encode: impl FnOnce(&mut BytesMut)) {
        let place = self.open.get(&chat_id).copied();
        if let Some(Gathered::Open(open)) = place.and_then(|place| self.gathered.get_mut(place))
            && open.has_room_for(seq)
        {
            return open.adds(encode);
        }
        let mut open = Open { chat_id, first: seq, buffer: BytesMut::new(), ends: Vec::new() };
        open.adds(encode);
        self.open.insert(chat_id, self.gathered.len());
        self.gathered.push(Gathered::Open(open));
    }

    /// Adds a change that somebody enters or leaves with. It is never heard together with others, nor are later ones with earlier ones.
    pub fn turns(&mut self, chat_id: ChatId, seq: Seq, frame: Bytes, turnstile: Turnstile) {
        self.open.clear();
        self.gathered.push(Gathered::Done(Publication { changes: Arc::new(Changes::one(chat_id, seq, frame)), turnstile }));
    }

    /// All of it, to be published.
    pub fn take(&mut self) -> Vec<Publication> {
        self.open.clear();
        self.gathered.drain(..).map(Gathered::close).collect()
    }
}

impl Gathered {
    fn close(self) -> Publication {
        match self {
            Self::Done(publication) => publication,
            Self::Open(Open { chat_id, first, buffer, ends }) => {
                Publication { changes: Arc::new(Changes::many(chat_id, first, buffer.freeze(), ends)), turnstile: Turnstile::Pass }
            }
        }
    }
}

impl Open {
    fn has_room_for(&self, seq: Seq) -> bool {
        let follows = i64::try_from(self.ends.len()).is_ok_and(|count| self.first.0 + count == seq.0);
        follows && self.ends.len() < FRAMES_AT_ONCE && self.buffer.len() < BYTES_AT_ONCE / 2
    }

    fn adds(&mut self, encode: impl FnOnce(&mut BytesMut)) {
        encode(&mut self.buffer);
        self.ends.push(self.buffer.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(publications: &[Publication]) -> Vec<String> {
        publications.iter().map(|publication| String::from_utf8_lossy(publication.changes.frames()).into_owned()).collect()
    }

    fn write(text: &'static str) -> impl FnOnce(&mut BytesMut) {
        |buffer| buffer.extend_from_slice(text.as_bytes())
    }

    #[test]
    fn changes_of_a_chat_that_follow_one_another_share_a_buffer() {
        let (one, two, mut gathering) = (ChatId::generate(), ChatId::generate(), Gathering::default());
        gathering.adds(one, Seq(5), write("a"));
        gathering.adds(two, Seq(1), write("b"));
        gathering.adds(one, Seq(6), write("c"));
        gathering.adds(one, Seq(8), write("d"));
        let publications = gathering.take();
        assert_eq!(texts(&publications), ["ac", "b", "d"]);
        assert_eq!(publications.iter().map(|publication| publication.changes.last().0).collect::<Vec<_>>(), [6, 1, 8]);
        assert!(gathering.take().is_empty());
    }

    #[test]
    fn nothing_is_heard_together_across_an_entrance() {
        let (chat, mut gathering) = (ChatId::generate(), Gathering::default());
        gathering.adds(chat, Seq(1), write("a"));
        gathering.turns(chat, Seq(2), "b".into(), Turnstile::Pass);
        gathering.adds(chat, Seq(3), write("c"));
        assert_eq!(texts(&gathering.take()), ["a", "b", "c"]);
    }

    #[test]
    fn a_buffer_holds_what_a_turn_can_carry() {
        let (chat, mut gathering) = (ChatId::generate(), Gathering::default());
        for seq in 1..=100 {
            gathering.adds(chat, Seq(seq), write("a"));
        }
        let counts: Vec<usize> = gathering.take().iter().map(|publication| publication.changes.count()).collect();
        assert_eq!(counts, [32, 32, 32, 4]);
    }
}
