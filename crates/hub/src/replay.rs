//! Nothing twice, nothing missing: what of the live frames a replay has already told.

use std::collections::HashMap;

use bytes::Bytes;
use dialogo_domain::{ChatId, Seq};

use crate::Letter;

/// Decides which waiting frames go out.
///
/// While a replay is being read from the database, live frames are held. The replay tells each chat up to its head, so
/// of the held frames those up to the head are skipped. So are frames that come even later: a change is committed, and
/// replayed, before it is published.
#[derive(Debug, Default)]
pub struct Replay {
    held: bool,
    told: HashMap<ChatId, Told>,
}

/// How far a chat was told.
#[derive(Debug, Default)]
struct Told {
    /// Its changes.
    changes: Seq,
    /// Also that one is in it.
    membership: Seq,
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

    /// Whether live frames flow and all of them are news.
    pub fn is_over(&self) -> bool {
        !self.held && self.told.is_empty()
    }

    /// Live frames flow again: there was nothing to tell after all.
    pub fn let_go(&mut self) {
        self.held = false;
    }

    /// Live frames flow again; these are all the chats that one is in, told up to these heads.
    pub fn welcomed(&mut self, heads: impl IntoIterator<Item = (ChatId, Seq)>) {
        self.releases(heads, true);
    }

    /// Live frames flow again; these chats were told up to these heads, but not that one is in them: who left and came back after asking has
    /// been told of the first, and must be told of the second.
    pub fn synced(&mut self, heads: impl IntoIterator<Item = (ChatId, Seq)>) {
        self.releases(heads, false);
    }

    fn releases(&mut self, heads: impl IntoIterator<Item = (ChatId, Seq)>, with_membership: bool) {
        self.held = false;
        for (chat_id, head) in heads {
            let told = self.told.entry(chat_id).or_default();
            told.changes = head.max(told.changes);
            if with_membership {
                told.membership = head.max(told.membership);
            }
        }
    }

    /// What of a letter is news, if anything is. News end the vigil over their chat, since frames of a chat come in order.
    pub fn news(&mut self, letter: &Letter) -> Option<Bytes> {
        let told = letter.chat_id().and_then(|chat_id| self.told.get(&chat_id));
        let Some(told) = told else { return Some(letter.frames().clone()) };
        let news = match letter {
            Letter::Changes(changes) => changes.after(told.changes),
            Letter::Greeting { seq, frame, .. } | Letter::Farewell { seq: Some(seq), frame, .. } => {
                (*seq > told.membership).then(|| frame.clone())
            }
            Letter::Farewell { seq: None, frame, .. } | Letter::Plain(frame) | Letter::Ephemeral(frame) => Some(frame.clone()),
        };
        if let (Some(_), Some(chat_id)) = (&news, letter.chat_id()) {
            self.told.remove(&chat_id);
        }
        news
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
    use std::sync::Arc;

    use super::*;
    use crate::Changes;

    fn change(chat_id: ChatId, seq: i64) -> Letter {
        Letter::Changes(Arc::new(Changes::one(chat_id, Seq(seq), "change".into())))
    }

    fn greeting(chat_id: ChatId, seq: i64) -> Letter {
        Letter::Greeting { chat_id, seq: Seq(seq), frame: "greeting".into() }
    }

    fn farewell(chat_id: ChatId, seq: Option<i64>) -> Letter {
        Letter::Farewell { chat_id, seq: seq.map(Seq), frame: "farewell".into() }
    }

    impl Replay {
        fn is_news(&mut self, letter: &Letter) -> bool {
            self.news(letter).is_some()
        }
    }

    fn told(chat_id: ChatId, head: i64) -> Replay {
        let mut replay = Replay::default();
        replay.hold();
        assert!(replay.is_held());
        replay.welcomed([(chat_id, Seq(head))]);
        assert!(!replay.is_held());
        replay
    }

    #[test]
    fn what_was_told_is_skipped_and_what_follows_is_news() {
        let (chat, other) = (ChatId::generate(), ChatId::generate());
        let mut replay = told(chat, 5);
        let news: Vec<i64> = (3..9).filter(|seq| replay.is_news(&change(chat, *seq))).collect();
        assert_eq!(news, [6, 7, 8]);
        assert!(replay.is_news(&change(other, 1)));
        assert!(replay.told.is_empty(), "no vigil over a chat that has moved on");
    }

    #[test]
    fn of_changes_in_one_buffer_those_that_were_told_are_left_out() {
        let chat = ChatId::generate();
        let mut replay = told(chat, 5);
        let changes = |first| Letter::Changes(Arc::new(Changes::many(chat, Seq(first), "4455667".into(), [2, 4, 6, 7])));
        assert_eq!(replay.news(&changes(1)), None, "1 to 4");
        assert_eq!(replay.news(&changes(4)), Some("667".into()), "4 to 7, of which 6 and 7 are news");
        assert!(replay.told.is_empty());
    }

    #[test]
    fn a_departure_that_the_replay_saw_undone_is_skipped_and_a_later_one_is_not() {
        let chat = ChatId::generate();
        let mut replay = told(chat, 5);
        assert!(!replay.is_news(&farewell(chat, Some(4))));
        assert!(!replay.is_news(&greeting(chat, 5)), "the return, which the welcome told");
        assert!(replay.is_news(&farewell(chat, Some(6))));
        assert!(replay.is_news(&change(chat, 7)));
    }

    #[test]
    fn who_left_and_came_back_after_asking_is_told_of_the_return() {
        let chat = ChatId::generate();
        let mut replay = Replay::default();
        // It hears the farewell (4) before its `sync` comes; the answer finds the chat again, since the return (6) is committed by then.
        assert!(replay.is_news(&farewell(chat, Some(4))));
        replay.hold();
        replay.synced([(chat, Seq(7))]);
        assert!(replay.is_news(&greeting(chat, 6)));
        assert!(replay.is_news(&change(chat, 7)), "counting starts at the greeting");
    }

    #[test]
    fn what_a_welcome_told_of_memberships_stays_told_after_a_sync() {
        let chat = ChatId::generate();
        let mut replay = told(chat, 5);
        replay.hold();
        replay.synced([(chat, Seq(7))]);
        assert!(!replay.is_news(&farewell(chat, Some(4))));
        assert!(!replay.is_news(&greeting(chat, 5)));
        assert!(!replay.is_news(&change(chat, 7)));
    }

    #[test]
    fn the_end_of_a_chat_is_news_whatever_was_told() {
        let chat = ChatId::generate();
        assert!(told(chat, 5).is_news(&farewell(chat, None)));
    }

    #[test]
    fn a_second_replay_never_lowers_what_was_told() {
        let chat = ChatId::generate();
        let mut replay = told(chat, 5);
        replay.hold();
        replay.synced([(chat, Seq(4))]);
        assert!(!replay.is_news(&change(chat, 5)));
    }
}
