//! Passwords: hashed and verified with argon2id, a bounded number at a time, away from the threads that serve.

mod door;
mod hash;
mod strength;
mod threads;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::Params;
use dialogo_domain::{DisplayName, Password, PasswordHash, Username};

use self::door::Door;
use crate::{HashingLimits, PasswordSettings, Result};

/// Hashes and verifies passwords. Cheap to clone; all clones share one door.
#[derive(Clone)]
pub struct Passwords {
    params: Params,
    door: Door,
    /// What an unknown user's claim is compared with.
    dummy: PasswordHash,
    hashes: Arc<AtomicU64>,
}

/// What came of comparing a claimed password with a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is another password, or there is no such user.
    Mismatch,
    /// It is the password.
    Match {
        /// The hash is weaker than today's settings ask for: hash the password again and store that.
        outdated: bool,
    },
}

impl Passwords {
    /// Hashing with these parameters and limits.
    pub fn new(settings: &PasswordSettings, limits: &HashingLimits) -> Result<Self> {
        let params = Params::new(settings.memory_kib, settings.passes, settings.lanes, None)
            .map_err(|e| anyhow::anyhow!("auth.password: argon2 cannot work with these parameters: {e}"))?;
        let dummy = hash::dummy(&params)?;
        Ok(Self { params, door: Door::new(limits)?, dummy, hashes: Arc::default() })
    }

    /// A hash of the password under a fresh salt.
    pub async fn hash(&self, password: &Password) -> Result<PasswordHash> {
        let (params, password) = (self.params.clone(), password.clone());
        self.work(move || hash::make(&params, &password)).await
    }

    /// Whether the password falls to a few million guesses, those who know the person's names included. Looking takes up to some ten milliseconds.
    pub async fn is_weak(&self, password: &Password, username: &Username, display_name: &DisplayName) -> Result<bool> {
        let (password, username, display_name) = (password.clone(), username.clone(), display_name.clone());
        self.door.run_short(move || Ok(strength::is_weak(&password, &username, &display_name))).await
    }

    /// Compares what someone claims to be the password. `None`, for a user that does not exist, takes as long as `Some`.
    pub async fn verify(&self, claimed: &str, hash: Option<&PasswordHash>) -> Result<Verdict> {
        // Longer than any password: no hash needed, whoever it is about.
        let Some(claimed) = Password::claimed(claimed) else { return Ok(Verdict::Mismatch) };
        let known = hash.is_some();
        let (params, hash) = (self.params.clone(), hash.unwrap_or(&self.dummy).clone());
        let verdict = self.work(move || hash::verify(&params, &claimed, &hash)).await?;
        Ok(if known { verdict } else { Verdict::Mismatch })
    }

    /// How many hashes were computed so far, verifications included.
    pub fn hashes_computed(&self) -> u64 {
        self.hashes.load(Ordering::Relaxed)
    }

    async fn work<T: Send + 'static>(&self, hashing: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let hashes = Arc::clone(&self.hashes);
        self.door
            .run(move || {
                hashes.fetch_add(1, Ordering::Relaxed);
                hashing()
            })
            .await
    }
}

#[cfg(test)]
mod tests;
