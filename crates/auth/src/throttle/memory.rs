//! A map that never holds more than so many entries: the longest untouched go first.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};

use jiff::Timestamp;

/// State per key. Keys are kept as keyed 64-bit hashes: of one size whatever a client sends, and nothing to read in a memory dump.
pub(super) struct Memory<T> {
    entries: HashMap<u64, (Timestamp, T)>,
    hasher: RandomState,
    entries_max: usize,
}

impl<T: Default> Memory<T> {
    pub fn new(entries_max: usize) -> Self {
        Self { entries: HashMap::new(), hasher: RandomState::new(), entries_max: entries_max.max(1) }
    }

    /// The state of a key, fresh if there is none.
    pub fn of(&mut self, key: &impl Hash, now: Timestamp) -> &mut T {
        let key = self.hasher.hash_one(key);
        if self.entries.len() >= self.entries_max && !self.entries.contains_key(&key) {
            self.forget_the_oldest();
        }
        let (touched, state) = self.entries.entry(key).or_insert_with(|| (now, T::default()));
        *touched = now;
        state
    }

    /// The state of a key that is there.
    pub fn known(&mut self, key: &impl Hash) -> Option<&mut T> {
        self.entries.get_mut(&self.hasher.hash_one(key)).map(|(_, state)| state)
    }

    pub fn forget(&mut self, key: &impl Hash) {
        self.entries.remove(&self.hasher.hash_one(key));
    }

    /// A quarter at once, so that the sorting is paid by very many insertions.
    fn forget_the_oldest(&mut self) {
        let mut touched: Vec<Timestamp> = self.entries.values().map(|(touched, _)| *touched).collect();
        let quarter = touched.len() / 4;
        let (_, limit, _) = touched.select_nth_unstable(quarter);
        let limit = *limit;
        self.entries.retain(|_, (touched, _)| *touched > limit);
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn it_never_holds_more_than_its_bound_and_keeps_the_latest() {
        let mut memory: Memory<u32> = Memory::new(100);
        for n in 0..10_000_i64 {
            *memory.of(&n, Timestamp::UNIX_EPOCH + SignedDuration::from_secs(n)) += 1;
            assert!(memory.entries.len() <= 100);
        }
        assert_eq!(memory.known(&9_999_i64), Some(&mut 1));
        assert_eq!(memory.known(&0_i64), None);
    }

    #[test]
    fn a_flood_within_one_moment_is_bounded_too() {
        let mut memory: Memory<u32> = Memory::new(10);
        for n in 0..1_000 {
            memory.of(&n, Timestamp::UNIX_EPOCH);
            assert!(memory.entries.len() <= 10);
        }
    }
}
