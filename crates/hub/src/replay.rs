//! Nothing twice, nothing missing: what of the live frames a replay has already told.

use std::collections::HashMap;

use dialogo_domain::{ChatId, Seq};

use crate::Stamp;

/// Decides which waiting frames go out.
///
/// While a replay is being read from the database, live frames are held. The replay tells each chat up to its head, so
/// of the held frames those up to the head are skipped. So are frames that come even later: a change is committed, and
/// replayed, before it is published.
#[derive(Debug, Default)]
pub struct Replay {
    held: bool,
    told: HashMap<ChatId, Seq>,
}

impl Replay {
    /// Live frames wait from now on.
    pub fn hold(&mut self) {
        self.held = true;
    }

    /// Whether live frames wait.
    pub fn is_held(&self) -> bool {
        self.held
    }

    /// Live frames flow again; these chats have been told up to these heads.
    pub fn release(&mut self, heads: impl IntoIterator<Item = (ChatId, Seq)>) {
        self.held = false;
        for (chat_id, head) in heads {
            let told = self.told.entry(chat_id).or_insert(head);
            *told = head.max(*told);
        }
    }

    /// Whether a frame is news. One that is news ends the vigil over its chat, since frames of a chat come in order.
    pub fn is_news(&mut self, stamp: Stamp) -> bool {
        let (chat_id, seq) = match stamp {
            Stamp::Change { chat_id, seq } => (chat_id, Some(seq)),
            Stamp::Farewell { chat_id, seq } => (chat_id, seq),
            Stamp::Plain | Stamp::Ephemeral => return true,
        };
        let told = self.told.get(&chat_id).is_some_and(|told| seq.is_some_and(|seq| seq <= *told));
        if !told {
            self.told.remove(&chat_id);
        }
        !told
    }

    /// Ends the vigil over all chats: nothing was published for so long that nothing told is still on its way.
    pub fn forget(&mut self) {
        if !self.held {
            self.told = HashMap::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(chat_id: ChatId, seq: i64) -> Stamp {
        Stamp::Change { chat_id, seq: Seq(seq) }
    }

    fn told(chat_id: ChatId, head: i64) -> Replay {
        let mut replay = Replay::default();
        replay.hold();
        assert!(replay.is_held());
        replay.release([(chat_id, Seq(head))]);
        assert!(!replay.is_held());
        replay
    }

    #[test]
    fn what_was_told_is_skipped_and_what_follows_is_news() {
        let (chat, other) = (ChatId::generate(), ChatId::generate());
        let mut replay = told(chat, 5);
        let news: Vec<i64> = (3..9).filter(|seq| replay.is_news(change(chat, *seq))).collect();
        assert_eq!(news, [6, 7, 8]);
        assert!(replay.is_news(change(other, 1)));
        assert!(replay.told.is_empty(), "no vigil over a chat that has moved on");
    }

    #[test]
    fn a_departure_that_the_replay_saw_undone_is_skipped_and_a_later_one_is_not() {
        let chat = ChatId::generate();
        let mut replay = told(chat, 5);
        assert!(!replay.is_news(Stamp::Farewell { chat_id: chat, seq: Some(Seq(4)) }));
        assert!(!replay.is_news(change(chat, 5)), "the greeting of the return, which the welcome told");
        assert!(replay.is_news(Stamp::Farewell { chat_id: chat, seq: Some(Seq(6)) }));
        assert!(replay.is_news(change(chat, 7)));
    }

    #[test]
    fn the_end_of_a_chat_is_news_whatever_was_told() {
        let chat = ChatId::generate();
        assert!(told(chat, 5).is_news(Stamp::Farewell { chat_id: chat, seq: None }));
    }

    #[test]
    fn a_second_replay_never_lowers_what_was_told() {
        let chat = ChatId::generate();
        let mut replay = told(chat, 5);
        replay.hold();
        replay.release([(chat, Seq(4))]);
        assert!(!replay.is_news(change(chat, 5)));
    }
}
