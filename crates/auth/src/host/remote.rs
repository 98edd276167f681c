//! Keys that lie with the host application: fetched by one at a time, kept, and looked up anew when one is missing.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, ensure};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::Header;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use tokio::sync::Semaphore;

use super::keys::{HostKey, KeySet};
use super::settings::{HostAlgorithm, HostSettings};
use crate::{Error, Result};

/// Below the 5 seconds in which every request is answered.
const FETCH_TIMEOUT: Duration = Duration::from_secs(3);
/// A key with its certificates has 5 KB; hosts have a handful.
const BYTES_MAX: usize = 256 * 1024;
/// While the host is away its last keys are believed, but not for ever: one that it took back is to end.
const STALE_MAX: SignedDuration = SignedDuration::from_hours(24);

/// The keys behind an address. Cheap to clone.
#[derive(Clone)]
pub struct RemoteKeys(Arc<Inner>);

struct Inner {
    client: Client,
    url: Url,
    allowed: Vec<HostAlgorithm>,
    refresh: SignedDuration,
    max_age: SignedDuration,
    memory: Mutex<Memory>,
    /// Who holds its permit fetches.
    door: Arc<Semaphore>,
}

#[derive(Default)]
struct Memory {
    fetched: Option<(Arc<KeySet>, Timestamp)>,
    tried_at: Option<Timestamp>,
}

impl RemoteKeys {
    /// Nothing is fetched yet.
    pub fn new(url: &str, settings: &HostSettings) -> anyhow::Result<Self> {
        let url = Url::parse(url).context("auth.host.jwks_url is no address")?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let is_local = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        ensure!(url.scheme() == "https" || (url.scheme() == "http" && is_local), "auth.host.jwks_url has to begin with https://");
        let client = Client::builder().redirect(Policy::none()).timeout(FETCH_TIMEOUT).build().context("no HTTP client")?;
        let secs = |secs: u32| SignedDuration::from_secs(secs.into());
        Ok(Self(Arc::new(Inner {
            client,
            url,
            allowed: settings.algorithms.0.clone(),
            refresh: secs(settings.jwks_refresh_secs),
            max_age: secs(settings.jwks_max_age_secs),
            memory: Mutex::default(),
            door: Arc::new(Semaphore::new(1)),
        })))
    }

    /// The key for this token. One that is not known is looked for, now and then.
    pub async fn key(&self, header: &Header, now: Timestamp) -> Result<HostKey> {
        if let Some(key) = self.known(self.0.max_age, now).and_then(|keys| keys.key(header).cloned()) {
            return Ok(key);
        }
        self.refresh(now).await?;
        let keys = self.known(STALE_MAX, now).ok_or(Error::KeysUnavailable)?;
        keys.key(header).cloned().ok_or(Error::InvalidToken("key"))
    }

    fn known(&self, age_max: SignedDuration, now: Timestamp) -> Option<Arc<KeySet>> {
        let memory = self.memory();
        let (keys, fetched_at) = memory.fetched.as_ref()?;
        (now.duration_since(*fetched_at).abs() < age_max).then(|| Arc::clone(keys))
    }

    /// Whoever waited for another's fetch has what it brought.
    async fn refresh(&self, now: Timestamp) -> Result<()> {
        let permit = Arc::clone(&self.0.door).acquire_owned().await.map_err(anyhow::Error::new)?;
        if !self.is_time_to_try(now) {
            return Ok(());
        }
        // By itself: somebody who goes away in the middle does not spoil it for others.
        let keys = self.clone();
        let work = tokio::spawn(async move {
            match keys.fetch().await {
                Ok(found) => keys.memory().fetched = Some((Arc::new(found), now)),
                Err(error) => tracing::warn!(error = format!("{error:#}"), "the keys of the host application did not come"),
            }
            drop(permit);
        });
        Ok(work.await.map_err(anyhow::Error::new)?)
    }

    fn is_time_to_try(&self, now: Timestamp) -> bool {
        let mut memory = self.memory();
        let is_time = memory.tried_at.is_none_or(|tried_at| now.duration_since(tried_at).abs() >= self.0.refresh);
        if is_time {
            memory.tried_at = Some(now);
        }
        is_time
    }

    async fn fetch(&self) -> anyhow::Result<KeySet> {
        let mut response = self.0.client.get(self.0.url.clone()).send().await?;
        ensure!(response.status() == StatusCode::OK, "it answers {}", response.status());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            ensure!(body.len() + chunk.len() <= BYTES_MAX, "it answers more than {BYTES_MAX} bytes");
            body.extend_from_slice(&chunk);
        }
        KeySet::of_json(&body, &self.0.allowed)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // What a panicking thread left is whole: each change is one assignment.
        self.0.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
