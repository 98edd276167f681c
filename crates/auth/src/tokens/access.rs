//! Access tokens: JWTs (RFC 9068 `at+jwt`) signed with HS256.

use std::fmt;
use std::sync::{Arc, Once};

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dialogo_domain::{SessionId, UserId};
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::crypto::aws_lc;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::refresh::{RefreshClaims, RefreshKey};
use crate::{AuthSettings, Error, JwtSecret, Result};

/// Issuer and audience: our tokens are for ourselves.
pub(crate) const US: &str = "dialogo";
const TYPE: &str = "at+jwt";
/// How far the clocks of two nodes may be apart.
const LEEWAY_SECS: i64 = 5;
/// Ours have about 400 bytes; nothing longer is worth decoding.
const TOKEN_BYTES_MAX: usize = 1_024;
/// Keeps the key for refresh tokens apart from the one that signs.
const REFRESH_KEY_LABEL: &[u8] = b"dialogo refresh token v1";
/// Makes the name of a key (`kid`), which tells nothing of it.
const NAME_LABEL: &[u8] = b"dialogo key name v1";

/// Issues and checks tokens. Cheap to clone.
#[derive(Clone)]
pub struct Tokens(Arc<Keys>);

struct Keys {
    current: Key,
    /// What was signed with it before the change is still good.
    previous: Option<Key>,
    /// The header of those who named no key yet, which the current one signed.
    nameless: Header,
    validation: Validation,
    access_ttl: SignedDuration,
    refresh_ttl: SignedDuration,
}

/// What an access token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessClaims {
    /// Who.
    pub user_id: UserId,
    /// By which log-in.
    pub session_id: SessionId,
    /// Until when.
    pub expires_at: Timestamp,
}

/// An access token, ready to be handed out. Its `Debug` does not show it.
#[derive(Clone)]
pub struct AccessToken {
    /// The JWT.
    pub text: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: UserId,
    sid: SessionId,
    // Integers only: jsonwebtoken's own checks would round `1e300`, and read the system's clock instead of ours.
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// A secret, and what is made of it.
struct Key {
    header: Header,
    sign: EncodingKey,
    verify: DecodingKey,
    refresh: RefreshKey,
}

impl Key {
    fn of(secret: &JwtSecret) -> Self {
        let name = URL_SAFE_NO_PAD.encode(&derived(secret, NAME_LABEL)[..8]);
        Self {
            header: header(Some(name)),
            sign: EncodingKey::from_secret(secret.as_bytes()),
            verify: DecodingKey::from_secret(secret.as_bytes()),
            refresh: RefreshKey::new(derived(secret, REFRESH_KEY_LABEL)),
        }
    }
}

impl Keys {
    fn key_of(&self, header: &Header) -> Option<&Key> {
        if *header == self.nameless {
            return Some(&self.current);
        }
        [Some(&self.current), self.previous.as_ref()].into_iter().flatten().find(|key| key.header == *header)
    }
}

impl Tokens {
    /// Tokens signed with this secret, living as long as the settings say. Those that the previous one signed are good too.
    pub fn new(secret: &JwtSecret, previous: Option<&JwtSecret>, settings: &AuthSettings) -> Self {
        install_crypto();
        Self(Arc::new(Keys {
            current: Key::of(secret),
            previous: previous.map(Key::of),
            nameless: header(None),
            validation: validation(),
            access_ttl: SignedDuration::from_secs(settings.access_ttl_secs.into()),
            refresh_ttl: SignedDuration::from_secs(settings.refresh_ttl_secs.into()),
        }))
    }

    /// A new access token for a session.
    pub fn issue_access(&self, user_id: UserId, session_id: SessionId, now: Timestamp) -> Result<AccessToken> {
        let issued_at = now.as_second();
        let exp = issued_at.saturating_add(self.0.access_ttl.as_secs());
        let expires_at = Timestamp::from_second(exp).context("the access token would outlive the calendar")?;
        let claims = Claims { iss: US.to_owned(), aud: US.to_owned(), sub: user_id, sid: session_id, iat: issued_at, nbf: issued_at, exp };
        let text = jsonwebtoken::encode(&self.0.current.header, &claims, &self.0.current.sign).context("signing an access token")?;
        Ok(AccessToken { text, expires_at })
    }

    /// What an access token says, if it is ours and its time has come and is not over. Whether the session still lives is not known here.
    pub fn verify_access(&self, token: &str, now: Timestamp) -> Result<AccessClaims> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(Error::InvalidToken("too long"));
        }
        // No key of the sender's choice, no extension that we would have to understand: exactly a header that we write.
        let header = jsonwebtoken::decode_header(token).map_err(|_| Error::InvalidToken("form"))?;
        let key = self.0.key_of(&header).ok_or(Error::InvalidToken("header"))?;
        let token = jsonwebtoken::decode::<Claims>(token, &key.verify, &self.0.validation)
            .map_err(|_| Error::InvalidToken("form, algorithm, signature, issuer or audience"))?;
        let Claims { sub, sid, iat, nbf, exp, .. } = token.claims;
        let now = now.as_second();
        if iat.max(nbf) > now.saturating_add(LEEWAY_SECS) {
            // Ours, and made before our clock was set back: as with one that is too old, a renewal helps.
            return Err(Error::ExpiredToken);
        }
        if exp <= now {
            return Err(Error::ExpiredToken);
        }
        let expires_at = Timestamp::from_second(exp).map_err(|_| Error::InvalidToken("exp"))?;
        Ok(AccessClaims { user_id: sub, session_id: sid, expires_at })
    }

    /// The refresh token of a session's generation.
    pub fn refresh_token(&self, claims: RefreshClaims) -> String {
        self.0.current.refresh.seal(claims)
    }

    /// What a refresh token says, if we issued it. Whether it is the one that is good now, the store knows.
    pub fn read_refresh_token(&self, token: &str) -> Option<RefreshClaims> {
        self.0.current.refresh.open(token).or_else(|| self.0.previous.as_ref()?.refresh.open(token))
    }

    /// Until when a session lives that was refreshed now.
    pub fn refresh_expires_at(&self, now: Timestamp) -> Timestamp {
        now.saturating_add(self.0.refresh_ttl).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccessToken([redacted] until {})", self.expires_at)
    }
}

/// jsonwebtoken's own reading of the times is off: we check them ourselves, against the time that is passed in.
fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_issuer(&[US]);
    validation.set_audience(&[US]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp", "nbf"]);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation
}

fn header(kid: Option<String>) -> Header {
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some(TYPE.to_owned());
    header.kid = kid;
    header
}

/// What is made of a secret for one purpose.
fn derived(secret: &JwtSecret, label: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(label);
    mac.finalize().into_bytes().into()
}

/// Once a process: without a provider jsonwebtoken panics at its first token.
pub(crate) fn install_crypto() {
    static ONCE: Once = Once::new();
    // An `Err` says that the program installed another one before us, which is its right.
    ONCE.call_once(|| {
        aws_lc::DEFAULT_PROVIDER.install_default().ok();
    });
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;
