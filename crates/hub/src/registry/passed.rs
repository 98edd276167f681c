//! What was published while connections were attaching.

use std::collections::HashMap;

use dialogo_domain::{ChatId, Seq};

/// Chats that are remembered. A thread on which more have moved while somebody attached is busy enough for one more question to be nothing.
const CHATS_MAX: usize = 4_096;

/// The latest change of each chat that passed while somebody was attaching: what the database said before may lack it.
#[derive(Default)]
pub(super) struct Passed {
    heads: HashMap<ChatId, Seq>,
    is_full: bool,
}

impl Passed {
    pub fn note(&mut self, chat_id: ChatId, seq: Seq) {
        if self.heads.len() < CHATS_MAX || self.heads.contains_key(&chat_id) {
            self.heads.insert(chat_id, seq);
        } else {
            self.is_full = true;
        }
    }

    /// Whether the chat may have moved beyond this head.
    pub fn is_beyond(&self, chat_id: ChatId, head: Seq) -> bool {
        self.is_full || self.heads.get(&chat_id).is_some_and(|passed| *passed > head)
    }

    /// Nobody is attaching any more.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_is_beyond_what_was_read_before_it_moved() {
        let (chat, mut passed) = (ChatId::generate(), Passed::default());
        passed.note(chat, Seq(5));
        passed.note(chat, Seq(6));
        assert_eq!([5, 6, 7].map(|head| passed.is_beyond(chat, Seq(head))), [true, false, false]);
        assert!(!passed.is_beyond(ChatId::generate(), Seq(1)));
        passed.forget();
        assert!(!passed.is_beyond(chat, Seq(1)));
    }

    #[test]
    fn when_too_much_moves_everything_may_have() {
        let mut passed = Passed::default();
        (0..=CHATS_MAX).for_each(|_| passed.note(ChatId::generate(), Seq(1)));
        assert!(passed.is_beyond(ChatId::generate(), Seq(9)));
    }
}
