//! So many at once, then one every so often (GCRA: one timestamp of state).

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The state: when it would be full again. The fresh one is full since ever.
#[derive(Clone, Copy)]
pub(super) struct Bucket(Timestamp);

impl Default for Bucket {
    fn default() -> Self {
        Self(Timestamp::MIN)
    }
}

/// What a bucket holds, and how fast it fills.
#[derive(Clone, Copy)]
pub(super) struct Rate {
    pub burst: u32,
    pub every: SignedDuration,
}

impl Bucket {
    /// Takes one, or says how long until there is one.
    pub fn take(&mut self, rate: Rate, now: Timestamp) -> Result<(), Duration> {
        let full_at = self.0.max(now).saturating_add(rate.every).unwrap_or(Timestamp::MAX);
        let holds = rate.every.saturating_mul(i32::try_from(rate.burst).unwrap_or(i32::MAX));
        let missing = full_at.duration_since(now.saturating_add(holds).unwrap_or(Timestamp::MAX));
        if missing.is_positive() {
            return Err(missing.unsigned_abs());
        }
        self.0 = full_at;
        Ok(())
    }

    /// Puts one back.
    pub fn put_back(&mut self, rate: Rate) {
        self.0 = self.0.saturating_sub(rate.every).unwrap_or(Timestamp::MIN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { burst: 3, every: SignedDuration::from_secs(10) };

    fn at(secs: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(secs)
    }

    #[test]
    fn a_burst_passes_and_then_one_every_so_often() {
        let mut bucket = Bucket::default();
        assert!((0..3).all(|_| bucket.take(RATE, at(0)).is_ok()));
        assert_eq!(bucket.take(RATE, at(0)), Err(Duration::from_secs(10)));
        assert_eq!(bucket.take(RATE, at(9)), Err(Duration::from_secs(1)));
        assert_eq!(bucket.take(RATE, at(10)), Ok(()), "waiting exactly that long is enough");
        assert_eq!(bucket.take(RATE, at(10)), Err(Duration::from_secs(10)));
        assert!((0..3).all(|_| bucket.take(RATE, at(1_000)).is_ok()));
    }

    #[test]
    fn what_is_put_back_can_be_taken_again() {
        let mut bucket = Bucket::default();
        assert!((0..3).all(|_| bucket.take(RATE, at(0)).is_ok()));
        bucket.put_back(RATE);
        assert_eq!(bucket.take(RATE, at(0)), Ok(()));
        assert!(bucket.take(RATE, at(0)).is_err());
    }

    #[test]
    fn a_lifted_limit_lets_everything_pass() {
        let mut bucket = Bucket::default();
        let lifted = Rate { burst: u32::MAX, every: SignedDuration::from_secs(3_600) };
        assert!((0..10_000).all(|_| bucket.take(lifted, at(0)).is_ok()));
    }
}
