//! Wrong guesses about one thing by one guesser: a few are free, then each costs twice the wait of the one before.

use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::memory::Memory;
use crate::{Error, Result};

/// How guessing slows down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuessLimits {
    /// Wrong guesses without a wait.
    pub free: u32,
    /// The wait after the first that is not free; it doubles with each one.
    pub delay_secs: u32,
    /// The longest wait.
    pub delay_secs_max: u32,
    /// After this long without a guess, all is forgotten.
    pub forget_after_secs: u32,
    /// How many guessers are remembered.
    pub remembered_max: usize,
}

/// Who guessed how often. Keys may be anything, such as (user, chat).
pub struct Guesses {
    limits: GuessLimits,
    memory: Mutex<Memory<Guesser>>,
}

#[derive(Clone, Copy, Default)]
struct Guesser {
    wrong: u32,
    latest: Option<Timestamp>,
    barred_until: Option<Timestamp>,
}

impl Guesses {
    /// Nobody has guessed yet.
    pub fn new(limits: GuessLimits) -> Self {
        let memory = Mutex::new(Memory::new(limits.remembered_max));
        Self { limits, memory }
    }

    /// Lets a guess through, counted as wrong until it is taken back or right, or says how long to wait.
    ///
    /// Counted before it is checked, so that guesses at the same time are not all the first one. A guess that is not let through does not count.
    pub fn admit(&self, key: &impl Hash, now: Timestamp) -> Result<()> {
        self.admit_with(self.limits.free, key, now)
    }

    /// The guess was right: all wrong ones before are forgiven.
    pub fn right(&self, key: &impl Hash) {
        self.memory().forget(key);
    }

    /// The guess was never checked (the database was away): it does not count.
    pub fn taken_back(&self, key: &impl Hash) {
        if let Some(guesser) = self.memory().known(key) {
            guesser.wrong = guesser.wrong.saturating_sub(1);
            guesser.barred_until = None;
        }
    }

    /// As `admit`, with another number of free guesses.
    pub(super) fn admit_with(&self, free: u32, key: &impl Hash, now: Timestamp) -> Result<()> {
        let mut memory = self.memory();
        let guesser = memory.of(key, now);
        if guesser
            .latest
            .is_some_and(|latest| now.duration_since(latest) >= SignedDuration::from_secs(self.limits.forget_after_secs.into()))
        {
            *guesser = Guesser::default();
        }
        if let Some(wait) = guesser.barred_until.map(|until| until.duration_since(now)).filter(SignedDuration::is_positive) {
            return Err(Error::Throttled { retry_after: wait.unsigned_abs() });
        }
        guesser.wrong = guesser.wrong.saturating_add(1);
        guesser.latest = Some(now);
        guesser.barred_until = guesser.wrong.checked_sub(free).filter(|n| *n > 0).and_then(|n| now.checked_add(self.delay(n)).ok());
        Ok(())
    }

    /// The wait after the `n`-th guess that is not free.
    fn delay(&self, n: u32) -> Duration {
        let doubled = 1_u64.checked_shl(n - 1).unwrap_or(u64::MAX).saturating_mul(self.limits.delay_secs.into());
        Duration::from_secs(doubled.min(self.limits.delay_secs_max.into()))
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory<Guesser>> {
        // What a panicking thread left is whole: each change is one assignment.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guesses() -> Guesses {
        Guesses::new(GuessLimits { free: 3, delay_secs: 2, delay_secs_max: 10, forget_after_secs: 100, remembered_max: 10 })
    }

    fn at(secs: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(secs)
    }

    fn wait(guesses: &Guesses, now: Timestamp) -> Option<u64> {
        match guesses.admit(&"ada", now) {
            Err(Error::Throttled { retry_after }) => Some(retry_after.as_secs()),
            _ => None,
        }
    }

    #[test]
    fn a_few_are_free_and_then_the_wait_doubles_up_to_its_greatest() {
        let guesses = guesses();
        assert!((0..4).all(|_| wait(&guesses, at(0)).is_none()), "the fourth is the first that costs a wait");
        let mut now = 0;
        for expected in [2, 4, 8, 10, 10] {
            assert_eq!(wait(&guesses, at(now)), Some(expected));
            assert_eq!(wait(&guesses, at(now)), Some(expected), "asking again does not make it longer");
            now += i64::try_from(expected).expect("small");
            assert_eq!(wait(&guesses, at(now)), None, "waiting exactly that long is enough");
        }
    }

    #[test]
    fn a_right_guess_or_time_wipes_the_slate() {
        let guesses = guesses();
        assert!((0..4).all(|_| wait(&guesses, at(0)).is_none()));
        assert!(wait(&guesses, at(1)).is_some());
        guesses.right(&"ada");
        assert!((0..4).all(|_| wait(&guesses, at(1)).is_none()));
        assert!((0..4).all(|_| wait(&guesses, at(101)).is_none()));
    }

    #[test]
    fn what_was_never_checked_does_not_count() {
        let guesses = guesses();
        for _ in 0..50 {
            assert_eq!(wait(&guesses, at(0)), None);
            guesses.taken_back(&"ada");
        }
    }

    #[test]
    fn one_guesser_does_not_slow_down_another() {
        let guesses = guesses();
        assert!((0..4).all(|_| wait(&guesses, at(0)).is_none()));
        assert!(wait(&guesses, at(0)).is_some());
        assert!(guesses.admit(&"bob", at(0)).is_ok());
    }
}
