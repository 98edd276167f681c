//! What one connection has heard of its chats: each change once, in order, none left out.

use std::collections::BTreeSet;

use crate::wire::ChatKey;

/// Where a connection stands in each of its chats.
#[derive(Debug, Default)]
pub struct Cursors(Vec<Cursor>);

#[derive(Debug)]
struct Cursor {
    chat: ChatKey,
    /// The latest `seq` that it has heard.
    at: u64,
    /// What was left out before that.
    missing: BTreeSet<u64>,
}

/// What there is to say of a change that was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the next one.
    InOrder,
    /// Others before it have not come, so far.
    Gap,
    /// It comes after one that should have come later.
    Late,
    /// It has come before.
    Twice,
    /// It is of a chat that the connection is not in.
    Strange,
}

impl Cursors {
    /// Counting starts behind this.
    pub fn start(&mut self, chat: ChatKey, at: u64) {
        self.0.push(Cursor { chat, at, missing: BTreeSet::new() });
    }

    /// A change was heard.
    pub fn note(&mut self, chat: &ChatKey, seq: u64) -> Verdict {
        let Some(cursor) = self.0.iter_mut().find(|cursor| cursor.chat == *chat) else { return Verdict::Strange };
        if seq == cursor.at + 1 {
            cursor.at = seq;
            Verdict::InOrder
        } else if seq > cursor.at {
            cursor.missing.extend(cursor.at + 1..seq);
            cursor.at = seq;
            Verdict::Gap
        } else if cursor.missing.remove(&seq) {
            Verdict::Late
        } else {
            Verdict::Twice
        }
    }

    /// How many changes have not been heard, if the chats have come to these heads.
    pub fn lacks(&self, head: impl Fn(&ChatKey) -> Option<u64>) -> u64 {
        self.0.iter().map(|cursor| cursor.missing.len() as u64 + head(&cursor.chat).unwrap_or(0).saturating_sub(cursor.at)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAT: ChatKey = [b'a'; 36];

    fn cursors() -> Cursors {
        let mut cursors = Cursors::default();
        cursors.start(CHAT, 10);
        cursors.start([b'b'; 36], 0);
        cursors
    }

    fn noted(seqs: &[u64]) -> (Vec<Verdict>, u64) {
        let mut cursors = cursors();
        let verdicts = seqs.iter().map(|seq| cursors.note(&CHAT, *seq)).collect();
        (verdicts, cursors.lacks(|chat| (*chat == CHAT).then_some(13)))
    }

    #[test]
    fn all_in_order_lacks_nothing() {
        assert_eq!(noted(&[11, 12, 13]), (vec![Verdict::InOrder; 3], 0));
    }

    #[test]
    fn one_that_does_not_come_is_lacking_in_the_middle_and_at_the_end() {
        assert_eq!(noted(&[11, 13]), (vec![Verdict::InOrder, Verdict::Gap], 1));
        assert_eq!(noted(&[11, 12]), (vec![Verdict::InOrder; 2], 1));
        assert_eq!(noted(&[]), (vec![], 3));
    }

    #[test]
    fn one_that_comes_late_is_not_lacking_but_out_of_order() {
        assert_eq!(noted(&[12, 11, 13]), (vec![Verdict::Gap, Verdict::Late, Verdict::InOrder], 0));
    }

    #[test]
    fn one_that_comes_twice_is_seen_at_once_later_and_from_before_the_beginning() {
        assert_eq!(noted(&[11, 11, 12, 13, 12]).0[1], Verdict::Twice);
        assert_eq!(noted(&[11, 12, 13, 12]).0[3], Verdict::Twice);
        assert_eq!(noted(&[12, 11, 11, 13]).0[2], Verdict::Twice);
        assert_eq!(noted(&[10]).0[0], Verdict::Twice);
    }

    #[test]
    fn a_strange_chat_is_noticed() {
        assert_eq!(cursors().note(&[b'c'; 36], 1), Verdict::Strange);
    }
}
