//! A host application that signs tokens, by a library that is not ours.

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{Answer, TestServer};

/// Who signs.
pub const ISSUER: &str = "https://shop.example";
/// For whom.
pub const AUDIENCE: &str = "the chat";

enum Key {
    Shared(String),
    Rsa(Box<RsaKeyPair>),
    Ec(EcdsaKeyPair),
    Ed(Ed25519KeyPair),
}

/// The application, with one key.
pub struct Host {
    /// What the key is called.
    pub kid: Option<String>,
    key: Key,
}

impl Host {
    /// With a secret that it shares.
    pub fn sharing(secret: &str) -> Self {
        Self { kid: None, key: Key::Shared(secret.to_owned()) }
    }

    /// With a new key for this algorithm.
    pub fn signing_by(algorithm: &str) -> Self {
        let key = match algorithm {
            "RS256" => Key::Rsa(Box::new(RsaKeyPair::generate(KeySize::Rsa2048).expect("a key"))),
            "ES256" => Key::Ec(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key")),
            "EdDSA" => Key::Ed(Ed25519KeyPair::generate().expect("a key")),
            other => unreachable!("{other}"),
        };
        Self { kid: None, key }
    }

    /// The same, under a name.
    pub fn called(mut self, kid: &str) -> Self {
        self.kid = Some(kid.to_owned());
        self
    }

    pub fn algorithm(&self) -> &'static str {
        match self.key {
            Key::Shared(_) => "HS256",
            Key::Rsa(_) => "RS256",
            Key::Ec(_) => "ES256",
            Key::Ed(_) => "EdDSA",
        }
    }

    /// The public key as PEM.
    pub fn pem(&self) -> String {
        let der = match &self.key {
            Key::Shared(_) => unreachable!("it is secret"),
            Key::Rsa(key) => key.public_key().as_der().expect("DER").as_ref().to_vec(),
            Key::Ec(key) => key.public_key().as_der().expect("DER").as_ref().to_vec(),
            Key::Ed(key) => key.public_key().as_der().expect("DER").as_ref().to_vec(),
        };
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    }

    /// The public key as JWK.
    pub fn jwk(&self) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut jwk = match &self.key {
            Key::Shared(secret) => json!({"kty": "oct", "k": text(secret.as_bytes())}),
            Key::Rsa(key) => {
                let key = key.public_key();
                let [n, e] = [key.modulus(), key.exponent()].map(|number| text(number.big_endian_without_leading_zero()));
                json!({"kty": "RSA", "n": n, "e": e})
            }
            Key::Ec(key) => {
                let (x, y) = key.public_key().as_ref()[1..].split_at(32);
                json!({"kty": "EC", "crv": "P-256", "x": text(x), "y": text(y)})
            }
            Key::Ed(key) => json!({"kty": "OKP", "crv": "Ed25519", "x": text(key.public_key().as_ref())}),
        };
        jwk["kid"] = json!(self.kid);
        jwk["use"] = json!("sig");
        jwk["alg"] = json!(self.algorithm());
        jwk
    }

    /// The header of its tokens.
    pub fn header(&self) -> Value {
        let mut header = json!({"alg": self.algorithm(), "typ": "JWT"});
        if let Some(kid) = &self.kid {
            header["kid"] = json!(kid);
        }
        header
    }

    /// What it says of somebody at this moment.
    pub fn claims(server: &TestServer, subject: &str) -> Value {
        let now = server.now().as_second();
        json!({"iss": ISSUER, "aud": AUDIENCE, "sub": subject, "iat": now, "exp": now + 60, "preferred_username": subject, "name": subject})
    }

    /// A token with this header and these claims, whatever they say.
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let signed = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
        let signature = match &self.key {
            Key::Shared(secret) => {
                let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length");
                mac.update(signed.as_bytes());
                mac.finalize().into_bytes().to_vec()
            }
            Key::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).expect("signed");
                signature
            }
            Key::Ec(key) => key.sign(&SystemRandom::new(), signed.as_bytes()).expect("signed").as_ref().to_vec(),
            Key::Ed(key) => key.sign(signed.as_bytes()).as_ref().to_vec(),
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// A good token for somebody.
    pub fn token(&self, server: &TestServer, subject: &str) -> String {
        self.sign(&self.header(), &Self::claims(server, subject))
    }

    /// Sends somebody to the chat.
    pub async fn sends(&self, server: &TestServer, subject: &str) -> Answer {
        Self::brings(server, &self.token(server, subject)).await
    }

    /// Somebody comes with this token.
    pub async fn brings(server: &TestServer, token: &str) -> Answer {
        server.anyone().post("/auth/host", json!({"token": token})).await
    }
}
