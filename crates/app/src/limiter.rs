//! How much one person may do: so much at once, then so much a second.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use dialogo_domain::UserId;
use governor::clock::Clock as _;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::{Error, Result};

/// A limit, as it is told to those who meet it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What it is about.
    pub name: &'static str,
    /// So much …
    pub quota: u32,
    /// … in so long.
    pub window: Duration,
}

/// One limit for each person. Cheap to clone.
#[derive(Clone)]
pub struct Limiter {
    limit: Limit,
    people: Arc<DefaultKeyedRateLimiter<UserId>>,
}

impl Limiter {
    pub fn new(name: &'static str, per_sec: u32, burst: u32) -> Self {
        let [per_sec, burst] = [per_sec, burst].map(|n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN));
        let limit = Limit { name, quota: burst.get(), window: Duration::from_secs(burst.get().div_ceil(per_sec.get()).into()) };
        Self { limit, people: Arc::new(RateLimiter::keyed(Quota::per_second(per_sec).allow_burst(burst))) }
    }

    /// Lets one more pass, or says when the next may come.
    pub fn admit(&self, user_id: UserId) -> Result<()> {
        self.people.check_key(&user_id).map_err(|not_until| Error::RateLimited {
            retry_after: not_until.wait_time_from(self.people.clock().now()),
            limit: Some(self.limit),
        })
    }

    /// Forgets those who have done nothing for a while.
    pub fn forgets(&self) {
        self.people.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_meets_a_limit_is_told_which() {
        let limiter = Limiter::new("messages", 20, 2);
        let (one, other) = (UserId::generate(), UserId::generate());
        assert!(limiter.admit(one).is_ok() && limiter.admit(one).is_ok());
        let Err(Error::RateLimited { limit, .. }) = limiter.admit(one) else { unreachable!("there were two") };
        assert_eq!(limit, Some(Limit { name: "messages", quota: 2, window: Duration::from_secs(1) }));
        assert!(limiter.admit(other).is_ok());
    }
}
