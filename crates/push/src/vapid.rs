//! The key by which push services know us (VAPID, RFC 8292), and what is signed with it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

/// Of `{"typ":"JWT","alg":"ES256"}`.
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";
/// RFC 8292, 2: not more than 24 hours. Half of it, for clocks that differ.
const LIFE: SignedDuration = SignedDuration::from_hours(12);

/// The key. Its `Debug` does not show it.
pub struct VapidKey {
    private: SigningKey,
    public: String,
}

/// That a key is none, for whoever starts the server.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not the private key of a VAPID pair: 32 bytes in base64url, as `npx web-push generate-vapid-keys` writes one")]
pub struct BadKey(String);

impl VapidKey {
    /// The key that this text is; `origin` is the setting's name, for the error.
    pub fn parse(text: &SecretString, origin: &str) -> Result<Self, BadKey> {
        let bytes = URL_SAFE_NO_PAD.decode(text.expose_secret().trim().trim_end_matches('=')).unwrap_or_default();
        let private = SigningKey::from_slice(&bytes).map_err(|_| BadKey(origin.to_owned()))?;
        let public = URL_SAFE_NO_PAD.encode(private.verifying_key().to_encoded_point(false));
        Ok(Self { private, public })
    }

    /// What browsers subscribe with: an uncompressed point in base64url.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// The `Authorization` for a push service of this origin.
    pub fn authorization(&self, origin: &str, contact: Option<&str>, now: Timestamp) -> String {
        let expires_at = now.saturating_add(LIFE).map_or(i64::MAX, Timestamp::as_second);
        let mut claims = json!({"aud": origin, "exp": expires_at});
        if let Some(contact) = contact {
            claims["sub"] = contact.into();
        }
        let signed = format!("{HEADER}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature: Signature = self.private.sign(signed.as_bytes());
        format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(signature.to_bytes()), self.public)
    }
}

impl std::fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VapidKey").field("public", &self.public).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The private key of RFC 8292's own tool chain, as an example of the form.
    const KEY: &str = "RS0WdYWWo1HajXg3NZR1olzCf31i-ZBGDkFyCs7j1jw";

    #[test]
    fn a_key_is_32_bytes_of_base64url_and_others_are_refused_by_name() {
        let key = VapidKey::parse(&KEY.into(), "X").expect("a key");
        assert_eq!(URL_SAFE_NO_PAD.decode(key.public()).expect("base64url").len(), 65);
        assert!(!format!("{key:?}").contains(KEY));
        for bad in ["", "abc", "not base64!", &"A".repeat(43), &format!("{KEY}{KEY}")] {
            let refusal = VapidKey::parse(&bad.into(), "DIALOGO__PUSH__VAPID_PRIVATE_KEY").expect_err(bad).to_string();
            assert!(refusal.starts_with("DIALOGO__PUSH__VAPID_PRIVATE_KEY "), "{refusal}");
        }
    }

    #[test]
    fn the_header_is_what_it_says() {
        assert_eq!(URL_SAFE_NO_PAD.decode(HEADER).expect("base64url"), br#"{"typ":"JWT","alg":"ES256"}"#);
    }
}
