//! A token bucket as one instant (GCRA): time comes in as a value.

use std::time::Duration;

use tokio::time::Instant;

/// So many a second in the long run, so many at once.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    interval: Duration,
    tolerance: Duration,
}

/// What is left of a rate.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    rate: Rate,
    /// When the next one would be due if all came evenly.
    due: Instant,
}

impl Rate {
    /// A rate; both numbers are at least one.
    pub fn new(per_sec: u32, burst: u32) -> Self {
        let interval = Duration::from_secs(1) / per_sec.max(1);
        Self { interval, tolerance: interval * (burst.max(1) - 1) }
    }
}

impl Bucket {
    /// A full bucket.
    pub fn new(rate: Rate, now: Instant) -> Self {
        Self { rate, due: now }
    }

    /// Takes one, or says how long to wait until there is one.
    pub fn take(&mut self, now: Instant) -> Result<(), Duration> {
        let due = self.due.max(now);
        let wait = due.saturating_duration_since(now).saturating_sub(self.rate.tolerance);
        if !wait.is_zero() {
            return Err(wait);
        }
        self.due = due + self.rate.interval;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_the_rest_waits_its_turn() {
        let now = Instant::now();
        let mut bucket = Bucket::new(Rate::new(20, 40), now);
        assert_eq!((0..100).filter(|_| bucket.take(now).is_ok()).count(), 40);
        assert_eq!(bucket.take(now), Err(Duration::from_millis(50)));
        assert_eq!(bucket.take(now + Duration::from_millis(50)), Ok(()));
        assert_eq!(bucket.take(now + Duration::from_millis(50)), Err(Duration::from_millis(50)));
    }

    #[test]
    fn a_rest_fills_the_bucket_and_no_more_than_that() {
        let start = Instant::now();
        let mut bucket = Bucket::new(Rate::new(20, 40), start);
        let later = start + Duration::from_hours(1);
        assert_eq!((0..100).filter(|_| bucket.take(later).is_ok()).count(), 40);
    }

    #[test]
    fn in_the_long_run_the_rate_holds() {
        let start = Instant::now();
        let mut bucket = Bucket::new(Rate::new(20, 40), start);
        let passed = (0..30_000).filter(|ms| bucket.take(start + Duration::from_millis(*ms)).is_ok()).count();
        assert!((630..=640).contains(&passed), "{passed}");
    }
}
