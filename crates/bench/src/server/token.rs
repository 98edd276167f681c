//! Access tokens for accounts that never logged in: ten thousand log-ins would take minutes.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;
use uuid::Uuid;

/// Longer than any run.
const LIFE_SECS: u64 = 86_400;

/// Signs tokens with a secret that the server knows too.
#[derive(Debug)]
pub struct Mint {
    secret: String,
}

impl Mint {
    /// With a new secret.
    pub fn new() -> Self {
        let bytes: [u8; 48] = rand::random();
        Self { secret: URL_SAFE_NO_PAD.encode(bytes) }
    }

    /// For the server's settings.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// The token of a session.
    pub fn token(&self, user: Uuid, session: Uuid) -> Result<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock")?.as_secs();
        let header = json!({"typ": "at+jwt", "alg": "HS256"});
        let claims =
            json!({"iss": "dialogo", "aud": "dialogo", "sub": user, "sid": session, "iat": now, "nbf": now, "exp": now + LIFE_SECS});
        let encode = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", encode(&header), encode(&claims));
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).context("a key")?;
        mac.update(text.as_bytes());
        Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())))
    }
}
