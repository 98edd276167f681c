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
    /// The connection has these chats on screen from now on, and no others.
    pub fn show(&mut self, key: Key, chats: Vec<ChatId>) {
        self.clear(key);
        for chat_id in &chats {
            let watchers = self.watchers.entry(*chat_id).or_default();
            if !watchers.contains(&key) {
                watchers.push(key);
            }
        }
        if !chats.is_empty() {
            self.chats.insert(key, chats);
        }
    }

    /// The connection does not hear this chat any more.
    pub fn hide(&mut self, key: Key, chat_id: ChatId) {
        let Some(chats) = self.chats.get_mut(&key) else { return };
        chats.retain(|other| *other != chat_id);
        if chats.is_empty() {
            self.chats.remove(&key);
        }
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

    #[cfg(test)]
    pub fn is_bare(&self) -> bool {
        self.chats.is_empty() && self.watchers.is_empty()
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
        screens.show(1, vec![one, two, one]);
        screens.show(2, vec![two]);
        assert_eq!((screens.watchers(one), screens.watchers(two)), (&[1][..], &[1, 2][..]));
        screens.show(1, vec![one]);
        assert_eq!((screens.watchers(one), screens.watchers(two)), (&[1][..], &[2][..]));
        screens.hide(1, one);
        screens.hide(1, two);
        screens.clear(2);
        assert!(screens.is_bare());
    }
}
