//! What is on whose screen: who hears of the moment in which chat.

use std::collections::HashMap;

use dialogo_domain::ChatId;
use smallvec::SmallVec;

use super::Key;

/// The chats on the screens of one worker thread's connections. A connection that has shown nothing takes no room here.
#[derive(Default)]
pub struct Screens {
    chats: HashMap<Key, Vec<ChatId>>,
    watchers: HashMap<ChatId, SmallVec<[Key; 4]>>,
}

impl Screens {
    /// The connection has these chats on screen from now on, and no others; it watches those of them that it hears.
    pub fn show(&mut self, key: Key, chats: Vec<ChatId>, hears: impl Fn(ChatId) -> bool) {
        self.clear(key);
        for chat_id in chats.iter().filter(|chat_id| hears(**chat_id)) {
            self.watch(key, *chat_id);
        }
        if !chats.is_empty() {
            self.chats.insert(key, chats);
        }
    }

    /// The connection hears this chat from now on: it may have been on screen before that was known here.
    pub fn enter(&mut self, key: Key, chat_id: ChatId) {
        if self.chats.get(&key).is_some_and(|chats| chats.contains(&chat_id)) {
            self.watch(key, chat_id);
        }
    }

    /// The connection does not hear this chat any more.
    pub fn leave(&mut self, key: Key, chat_id: ChatId) {
        self.unwatch(key, chat_id);
    }

    /// The connection has nothing on screen any more.
    pub fn clear(&mut self, key: Key) {
        for chat_id in self.chats.remove(&key).unwrap_or_default() {
            self.unwatch(key, chat_id);
        }
    }

    /// Who has the chat on screen.
    pub fn watchers(&self, chat_id: ChatId) -> &[Key] {
        self.watchers.get(&chat_id).map_or(&[], SmallVec::as_slice)
    }

    /// Who looks at which of some news, each of which is about these chats: their places, in order.
    pub fn readers<'a>(&self, news: impl Iterator<Item = &'a [ChatId]>) -> HashMap<Key, Vec<usize>> {
        let mut readers: HashMap<Key, Vec<usize>> = HashMap::new();
        for (place, chats) in news.enumerate() {
            for key in chats.iter().flat_map(|chat_id| self.watchers(*chat_id)) {
                let places = readers.entry(*key).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        readers
    }

    #[cfg(test)]
    pub fn is_bare(&self) -> bool {
        self.chats.is_empty() && self.watchers.is_empty()
    }

    fn watch(&mut self, key: Key, chat_id: ChatId) {
        let watchers = self.watchers.entry(chat_id).or_default();
        if !watchers.contains(&key) {
            watchers.push(key);
        }
    }

    fn unwatch(&mut self, key: Key, chat_id: ChatId) {
        let Some(watchers) = self.watchers.get_mut(&chat_id) else { return };
        watchers.retain(|other| *other != key);
        if watchers.is_empty() {
            self.watchers.remove(&chat_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_a_connection_counts_and_nothing_is_left_of_it() {
        let (one, two, mut screens) = (ChatId::generate(), ChatId::generate(), Screens::default());
        screens.show(1, vec![one, two, one], |_| true);
        screens.show(2, vec![two], |_| true);
        assert_eq!((screens.watchers(one), screens.watchers(two)), (&[1][..], &[1, 2][..]));
        screens.show(1, vec![one], |_| true);
        assert_eq!((screens.watchers(one), screens.watchers(two)), (&[1][..], &[2][..]));
        screens.clear(1);
        screens.clear(2);
        assert!(screens.is_bare());
    }

    #[test]
    fn a_chat_on_screen_is_watched_while_it_is_heard() {
        let (chat, mut screens) = (ChatId::generate(), Screens::default());
        screens.enter(1, chat);
        screens.show(1, vec![chat], |_| false);
        assert!(screens.watchers(chat).is_empty());
        for _ in 0..2 {
            screens.enter(1, chat);
            assert_eq!(screens.watchers(chat), [1]);
            screens.leave(1, chat);
            assert!(screens.watchers(chat).is_empty());
        }
    }
}
