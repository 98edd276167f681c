//! Tokens of a host application, which says who somebody is (RFC 7519, RFC 8725).

mod claims;
mod keys;
mod remote;
mod settings;

use std::sync::Arc;

use anyhow::{Context, ensure};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Header, Validation};

use self::claims::Claims;
pub use self::claims::HostClaims;
use self::keys::{HostKey, KeySet};
use self::remote::RemoteKeys;
pub use self::settings::{Algorithms, HostAlgorithm, HostSettings};
use crate::tokens::{US, install_crypto};
use crate::{AuthSettings, Error, JwtSecret, Result};

/// With claims about groups and rights they have a few KB; nothing longer is worth decoding.
const TOKEN_BYTES_MAX: usize = 16 * 1024;
/// Clocks that are further apart are wrong.
const LEEWAY_SECS_MAX: u32 = 300;

/// Believes the tokens of one host application. Cheap to clone.
#[derive(Clone)]
pub struct HostTokens(Arc<Inner>);

struct Inner {
    issuer: String,
    audience: String,
    keys: Keys,
    settings: HostSettings,
}

enum Keys {
    Given(KeySet),
    Remote(RemoteKeys),
}

impl HostTokens {
    /// What the settings say of a host application; nothing if there is none.
    pub fn new(settings: &AuthSettings) -> anyhow::Result<Option<Self>> {
        let host = &settings.host;
        let sources = [host.secret.is_some(), host.public_key_file.is_some(), host.jwks_url.is_some()];
        let sources = sources.into_iter().filter(|is_set| *is_set).count();
        let Some(issuer) = host.issuer.clone() else {
            ensure!(sources == 0 && host.audience.is_none(), "auth.host.issuer is not set, but other things of auth.host are");
            ensure!(host.local_passwords, "without auth.host.issuer nobody could come in: auth.host.local_passwords has to be true");
            return Ok(None);
        };
        ensure!(issuer != US, "auth.host.issuer cannot be `{US}`, which is ours");
        let audience = host.audience.clone().context("auth.host.audience is not set: a token for others must not let in here")?;
        ensure!(sources == 1, "one of auth.host.secret, auth.host.public_key_file and auth.host.jwks_url is needed, and only one");
        ensure!(host.leeway_secs <= LEEWAY_SECS_MAX, "auth.host.leeway_secs cannot be more than {LEEWAY_SECS_MAX}");
        ensure!(host.session_secs_max > 0, "auth.host.session_secs_max cannot be 0");
        install_crypto();
        Ok(Some(Self(Arc::new(Inner { issuer, audience, keys: Keys::of(settings)?, settings: host.clone() }))))
    }

    /// What a token says, if the host application signed it, for us, not long ago, and its time is not over.
    pub async fn verify(&self, token: &str, now: Timestamp) -> Result<HostClaims> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(Error::InvalidToken("too long"));
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| Error::InvalidToken("form"))?;
        if is_strange(&header) {
            return Err(Error::InvalidToken("header"));
        }
        let key = self.key(&header, now).await?;
        let token = jsonwebtoken::decode::<Claims>(token, &key.verify, &self.validation(&key))
            .map_err(|_| Error::InvalidToken("form, signature, issuer or audience"))?;
        token.claims.checked(&self.0.issuer, &self.0.settings, now)
    }

    /// When a session ends at the latest that begins now.
    pub fn session_ends_at(&self, now: Timestamp) -> Timestamp {
        now.saturating_add(SignedDuration::from_secs(self.0.settings.session_secs_max.into())).unwrap_or(Timestamp::MAX)
    }

    /// Whether each token is good once only.
    pub fn is_single_use(&self) -> bool {
        self.0.settings.single_use
    }

    /// Whether people get an account when they first come.
    pub fn provisions(&self) -> bool {
        self.0.settings.provision
    }

    /// Whether people may register, and log in by a password, beside.
    pub fn allows_passwords(&self) -> bool {
        self.0.settings.local_passwords
    }

    async fn key(&self, header: &Header, now: Timestamp) -> Result<HostKey> {
        match &self.0.keys {
            Keys::Given(keys) => keys.key(header).cloned().ok_or(Error::InvalidToken("key")),
            Keys::Remote(keys) => keys.key(header, now).await,
        }
    }

    /// jsonwebtoken's own reading of the times is off: we check them ourselves, against the time that is passed in.
    fn validation(&self, key: &HostKey) -> Validation {
        let mut validation = Validation::new(key.algorithm);
        validation.set_issuer(&[&self.0.issuer]);
        validation.set_audience(&[&self.0.audience]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation
    }
}

impl Keys {
    fn of(settings: &AuthSettings) -> anyhow::Result<Self> {
        let host = &settings.host;
        let algorithms = &host.algorithms.0;
        ensure!(!algorithms.is_empty(), "auth.host.algorithms is empty");
        let is_shared = algorithms.contains(&HostAlgorithm::HS256);
        ensure!(
            is_shared == host.secret.is_some() && (!is_shared || algorithms.len() == 1),
            "auth.host.algorithms: HS256 goes with auth.host.secret and nothing else, all others with public keys"
        );
        if let Some(secret) = &host.secret {
            let secret = JwtSecret::chosen(secret, "auth.host.secret")?;
            let ours = [&settings.jwt_secret, &settings.jwt_secret_previous].into_iter().flatten();
            for ours in ours {
                let ours = JwtSecret::chosen(ours, "auth.jwt_secret")?;
                ensure!(ours.as_bytes() != secret.as_bytes(), "auth.host.secret cannot be the secret of our own tokens");
            }
            return Ok(Self::Given(KeySet::of_secret(&secret)));
        }
        if let Some(path) = &host.public_key_file {
            let text = std::fs::read_to_string(path).with_context(|| format!("auth.host.public_key_file: cannot read {path}"))?;
            return Ok(Self::Given(KeySet::of_file(&text, algorithms).with_context(|| format!("auth.host.public_key_file: {path}"))?));
        }
        let url = host.jwks_url.as_deref().unwrap_or_default();
        Ok(Self::Remote(RemoteKeys::new(url, host)?))
    }
}

/// A key of the sender's choice, something that we would have to understand, or a token of another kind.
fn is_strange(header: &Header) -> bool {
    let brings = [header.jku.is_some(), header.jwk.is_some(), header.x5u.is_some(), header.x5c.is_some()];
    let means = [header.crit.is_some(), header.cty.is_some(), header.enc.is_some(), header.zip.is_some()];
    let is_another = header.typ.as_ref().is_some_and(|kind| !kind.eq_ignore_ascii_case("JWT"));
    is_another || brings.into_iter().chain(means).any(|is| is)
}

#[cfg(test)]
mod tests;
