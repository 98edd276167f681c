//! Log-ins and registrations: by address, and by account and address together.

use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dialogo_domain::Username;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::bucket::{Bucket, Rate};
use super::guesses::{GuessLimits, Guesses};
use super::memory::Memory;
use crate::{Error, Result};

/// What a log-in or registration is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginLimits {
    /// Wrong passwords from one address, for whichever accounts, before it has to wait.
    pub address_failures_burst: u32,
    /// How often such an address gets another try.
    pub address_failure_every_secs: u32,
    /// Registrations from one address before it has to wait.
    pub registrations_burst: u32,
    /// How often such an address may register another account.
    pub registration_every_secs: u32,
    /// Wrong passwords for one account, from whichever addresses, before it counts as under attack.
    pub account_failures_burst: u32,
    /// How often such an account forgets one of them.
    pub account_failure_every_secs: u32,
    /// Wrong passwords for one account from one address.
    pub guesses: GuessLimits,
}

/// Who tried how often. Cheap to clone.
///
/// An account under attack is not locked: each address still gets its first try at once, so the owner gets in from an
/// address that has not failed, and only the free mistakes after that shrink to one.
#[derive(Clone)]
pub struct LoginThrottle(Arc<Inner>);

struct Inner {
    failures: Buckets,
    registrations: Buckets,
    accounts: Buckets,
    guesses: Guesses,
}

/// A log-in that was let through. It counts as a wrong password unless it is said to be something else.
#[must_use = "a log-in that succeeded, or was never checked, has to say so"]
pub struct Attempt {
    throttle: LoginThrottle,
    account: String,
    address: IpAddr,
    /// Whether it took one of what the account may fail; under attack there is none left to take.
    calm: bool,
}

impl LoginThrottle {
    /// Nobody has tried yet.
    pub fn new(limits: LoginLimits) -> Self {
        let remembered_max = limits.guesses.remembered_max;
        let buckets =
            |burst, every_secs: u32| Buckets::new(Rate { burst, every: SignedDuration::from_secs(every_secs.into()) }, remembered_max);
        Self(Arc::new(Inner {
            failures: buckets(limits.address_failures_burst, limits.address_failure_every_secs),
            registrations: buckets(limits.registrations_burst, limits.registration_every_secs),
            accounts: buckets(limits.account_failures_burst, limits.account_failure_every_secs),
            guesses: Guesses::new(limits.guesses),
        }))
    }

    /// Lets a log-in through to the password check, or says how long to wait. `account` is what was typed, whether there is such a user or not.
    pub fn admit_login(&self, account: &str, peer: IpAddr, now: Timestamp) -> Result<Attempt> {
        self.admit(format!("@{}", canonical(account)), network(peer), now)
    }

    fn admit(&self, account: String, address: IpAddr, now: Timestamp) -> Result<Attempt> {
        self.0.failures.take(&address, now)?;
        let calm = self.0.accounts.take(&account, now).is_ok();
        let guess =
            if calm { self.0.guesses.admit(&(&account, address), now) } else { self.0.guesses.admit_with(1, &(&account, address), now) };
        if let Err(error) = guess {
            self.0.failures.put_back(&address);
            if calm {
                self.0.accounts.put_back(&account);
            }
            return Err(error);
        }
        Ok(Attempt { throttle: self.clone(), account, address, calm })
    }

    /// As [`admit_login`](Self::admit_login), for a token that says itself whose it is: there is no account before it is checked.
    pub fn admit_token(&self, peer: IpAddr, now: Timestamp) -> Result<Attempt> {
        let address = network(peer);
        // Without the sign of what was typed: nobody types that.
        self.admit(format!("a token from {address}"), address, now)
    }

    /// Lets a registration through, or says how long to wait.
    pub fn admit_registration(&self, peer: IpAddr, now: Timestamp) -> Result<()> {
        self.0.registrations.take(&network(peer), now)
    }
}

impl Attempt {
    /// The password was right: the mistakes before it, at this account from this address, are forgiven.
    pub fn succeeded(self) {
        self.put_back();
        self.throttle.0.guesses.right(&(&self.account, self.address));
    }

    /// The password was never checked (we were busy, the database was away): this try does not count.
    pub fn was_not_checked(self) {
        self.put_back();
        self.throttle.0.guesses.taken_back(&(&self.account, self.address));
    }

    fn put_back(&self) {
        self.throttle.0.failures.put_back(&self.address);
        if self.calm {
            self.throttle.0.accounts.put_back(&self.account);
        }
    }
}

/// All spellings that reach one account are one account.
fn canonical(account: &str) -> String {
    Username::parse(account).map_or_else(|_| account.to_lowercase(), |username| username.to_string())
}

/// An IPv6 customer has a whole /64, so that counts as one address; IPv4 in IPv6 clothes counts as IPv4.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) & !u128::from(u64::MAX)).into()),
    }
}

struct Buckets {
    rate: Rate,
    memory: Mutex<Memory<Bucket>>,
}

impl Buckets {
    fn new(rate: Rate, remembered_max: usize) -> Self {
        Self { rate, memory: Mutex::new(Memory::new(remembered_max)) }
    }

    fn take(&self, key: &impl Hash, now: Timestamp) -> Result<()> {
        self.memory().of(key, now).take(self.rate, now).map_err(|retry_after| Error::Throttled { retry_after })
    }

    fn put_back(&self, key: &impl Hash) {
        if let Some(bucket) = self.memory().known(key) {
            bucket.put_back(self.rate);
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory<Bucket>> {
        // What a panicking thread left is whole: each change is one assignment.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[path = "login_tests.rs"]
mod tests;
