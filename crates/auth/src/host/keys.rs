//! The keys of a host application. Each is for one algorithm, so that none passes for another's (RFC 8725, 3.1).

use anyhow::{Context, ensure};
use jsonwebtoken::jwk::{AlgorithmParameters, CommonParameters, EllipticCurve, Jwk, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Header};
use serde::Deserialize;
use serde_json::Value;

use super::settings::HostAlgorithm;
use crate::JwtSecret;

/// More are nobody's: what lies beyond is not looked at.
const KEYS_MAX: usize = 100;
/// A point of the curve P-256, not compressed.
const P256_POINT_BYTES: usize = 65;

/// A key, and what it is for.
#[derive(Clone)]
pub struct HostKey {
    name: Option<String>,
    pub algorithm: Algorithm,
    pub verify: DecodingKey,
}

/// All keys of which we know.
pub struct KeySet(Vec<HostKey>);

impl KeySet {
    /// The one that is shared with us.
    pub fn of_secret(secret: &JwtSecret) -> Self {
        Self(vec![HostKey { name: None, algorithm: Algorithm::HS256, verify: DecodingKey::from_secret(secret.as_bytes()) }])
    }

    /// Those of a file: PEM, or JSON with one key or several.
    pub fn of_file(text: &str, allowed: &[HostAlgorithm]) -> anyhow::Result<Self> {
        let keys = if text.trim_start().starts_with('{') { Self::of_json(text.as_bytes(), allowed)? } else { Self::of_pem(text, allowed) };
        ensure!(!keys.0.is_empty(), "no public key for one of auth.host.algorithms");
        Ok(keys)
    }

    /// Those of a JWKS, or of a single JWK (RFC 7517). What we do not understand is somebody else's key.
    pub fn of_json(json: &[u8], allowed: &[HostAlgorithm]) -> anyhow::Result<Self> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Set { keys: Vec<Value> },
            One(Value),
        }
        let keys = match serde_json::from_slice(json).context("not a JWKS")? {
            Written::Set { keys } => keys,
            Written::One(key) => vec![key],
        };
        let known = keys.into_iter().take(KEYS_MAX).filter_map(|key| of_jwk(&serde_json::from_value(key).ok()?));
        Ok(Self(known.filter(|key| is_allowed(key, allowed)).collect()))
    }

    fn of_pem(text: &str, allowed: &[HostAlgorithm]) -> Self {
        let pem = text.as_bytes();
        let kinds = [
            (Algorithm::RS256, DecodingKey::from_rsa_pem(pem)),
            (Algorithm::ES256, DecodingKey::from_ec_pem(pem)),
            (Algorithm::EdDSA, DecodingKey::from_ed_pem(pem)),
        ];
        let read = kinds.into_iter().filter_map(|(algorithm, key)| Some(HostKey { name: None, algorithm, verify: key.ok()? }));
        Self(read.filter(|key| is_of_its_curve(key) && is_allowed(key, allowed)).collect())
    }

    /// The key that a token says it was signed with. A name only chooses among ours; without one there has to be a single key for the algorithm.
    pub fn key(&self, header: &Header) -> Option<&HostKey> {
        let is_named = |key: &HostKey| key.name.is_none() || header.kid.is_none() || key.name == header.kid;
        let mut fitting = self.0.iter().filter(|key| key.algorithm == header.alg && is_named(key));
        let key = fitting.next()?;
        fitting.next().is_none().then_some(key)
    }
}

fn is_allowed(key: &HostKey, allowed: &[HostAlgorithm]) -> bool {
    let of = |algorithm: &HostAlgorithm| match algorithm {
        HostAlgorithm::HS256 => Algorithm::HS256,
        HostAlgorithm::RS256 => Algorithm::RS256,
        HostAlgorithm::ES256 => Algorithm::ES256,
        HostAlgorithm::EdDsa => Algorithm::EdDSA,
    };
    allowed.iter().any(|algorithm| of(algorithm) == key.algorithm)
}

fn of_jwk(jwk: &Jwk) -> Option<HostKey> {
    // Never a symmetric one: whoever may read where it lies could sign.
    let algorithm = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => Algorithm::RS256,
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => Algorithm::ES256,
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => Algorithm::EdDSA,
        _ => return None,
    };
    let CommonParameters { public_key_use, key_operations, key_algorithm, key_id, .. } = &jwk.common;
    let signs = public_key_use.as_ref().is_none_or(|purpose| *purpose == PublicKeyUse::Signature)
        && key_operations.as_ref().is_none_or(|operations| operations.contains(&KeyOperations::Verify))
        && key_algorithm.is_none_or(|name| name.to_string() == format!("{algorithm:?}"));
    let key = HostKey { name: key_id.clone(), algorithm, verify: DecodingKey::from_jwk(jwk).ok()? };
    (signs && is_of_its_curve(&key)).then_some(key)
}

fn is_of_its_curve(key: &HostKey) -> bool {
    key.algorithm != Algorithm::ES256 || key.verify.try_get_as_bytes().is_ok_and(|point| point.len() == P256_POINT_BYTES)
}
