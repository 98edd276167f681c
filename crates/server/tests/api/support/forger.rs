//! Someone who knows our secret, or does not, and writes tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

use super::Person;
use super::server::JWT_SECRET;

/// Writes JWTs, by hand: no library of ours decides what can be written.
pub struct Forger {
    /// The header of a good token.
    pub header: Value,
    /// The claims of a good token.
    pub claims: Value,
}

impl Forger {
    /// Takes a good token as the pattern.
    pub fn of(person: &Person) -> Self {
        let mut parts = person.access_token().split('.').map(|part| {
            let bytes = URL_SAFE_NO_PAD.decode(part).expect("base64url");
            serde_json::from_slice(&bytes)
        });
        let mut next = || parts.next().expect("three parts").expect("JSON");
        Self { header: next(), claims: next() }
    }

    /// A token with a good signature.
    pub fn sign(header: &Value, claims: &Value) -> String {
        let signed = written(header, claims);
        let mut mac = Hmac::<Sha256>::new_from_slice(JWT_SECRET.as_bytes()).expect("a key of any length");
        mac.update(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    /// A token without a signature.
    pub fn unsigned(header: &Value, claims: &Value) -> String {
        format!("{}.", written(header, claims))
    }
}

fn written(header: &Value, claims: &Value) -> String {
    [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".")
}
