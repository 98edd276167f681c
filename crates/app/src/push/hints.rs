//! What was said and may be news to somebody who is away: noted by the announcer in passing, and forgotten rather than waited for.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use dialogo_domain::{Change, ChatEvent, ChatId, Number};
use tokio::sync::Notify;

/// Messages of a chat that nobody was told of yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    pub chat_id: ChatId,
    pub from: Number,
    pub to: Number,
}

impl Hint {
    /// Takes in what was said later in the same chat.
    pub fn joins(&mut self, later: Self) {
        (self.from, self.to) = (self.from.min(later.from), self.to.max(later.to));
    }
}

/// The chats in which something was said, each once.
pub struct Hints {
    waiting: Mutex<Waiting>,
    chats_max: usize,
    /// That there is something.
    pub news: Notify,
}

#[derive(Default)]
struct Waiting {
    order: VecDeque<ChatId>,
    hints: HashMap<ChatId, Hint>,
}

impl Hints {
    pub fn new(chats_max: usize) -> Self {
        Self { waiting: Mutex::default(), chats_max: chats_max.max(1), news: Notify::new() }
    }

    /// Notes a message. Where too many chats wait already, the one that has waited for longest is forgotten.
    pub fn note(&self, event: &ChatEvent) {
        if let Change::MessageCreated(message) = &event.change {
            self.add(Hint { chat_id: event.chat_id, from: message.number, to: message.number });
        }
    }

    fn add(&self, hint: Hint) {
        let mut waiting = self.waiting();
        if let Some(earlier) = waiting.hints.get_mut(&hint.chat_id) {
            return earlier.joins(hint);
        }
        if waiting.order.len() >= self.chats_max
            && let Some(oldest) = waiting.order.pop_front()
        {
            waiting.hints.remove(&oldest);
        }
        waiting.order.push_back(hint.chat_id);
        waiting.hints.insert(hint.chat_id, hint);
        self.news.notify_one();
    }

    /// All that waits, what has waited for longest first.
    pub fn take(&self) -> Vec<Hint> {
        let Waiting { order, mut hints } = std::mem::take(&mut *self.waiting());
        order.iter().filter_map(|chat_id| hints.remove(chat_id)).collect()
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_waits_once_and_the_oldest_is_forgotten_first() {
        let [one, two, three] = [ChatId::generate(), ChatId::generate(), ChatId::generate()];
        let hint = |chat_id, number| Hint { chat_id, from: Number(number), to: Number(number) };
        let hints = Hints::new(2);
        for (chat_id, number) in [(one, 7), (two, 1), (one, 9), (one, 8), (three, 4)] {
            hints.add(hint(chat_id, number));
        }
        assert_eq!(hints.take(), [hint(two, 1), hint(three, 4)]);
        hints.add(hint(one, 7));
        hints.add(hint(one, 9));
        assert_eq!(hints.take(), [Hint { chat_id: one, from: Number(7), to: Number(9) }]);
        assert_eq!(hints.take(), []);
    }
}
