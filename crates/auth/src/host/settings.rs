//! What is set about the host application whose word counts.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// The application that dialogo is embedded in, and by whose tokens its people come in. Without an issuer there is none.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostSettings {
    /// Who signs: the `iss` of its tokens.
    pub issuer: Option<String>,
    /// For whom: the `aud` of those that are meant for us.
    pub audience: Option<String>,
    /// By which algorithms.
    pub algorithms: Algorithms,
    /// The secret that it shares with us, for HS256.
    pub secret: Option<SecretString>,
    /// A file with its public key: PEM, JWK or JWKS.
    pub public_key_file: Option<String>,
    /// Where its public keys are (JWKS).
    pub jwks_url: Option<String>,
    /// Between two looks there for a key that is not known.
    pub jwks_refresh_secs: u32,
    /// After so long its keys are looked up again.
    pub jwks_max_age_secs: u32,
    /// How far its clock may be from ours.
    pub leeway_secs: u32,
    /// How old a token may be.
    pub token_age_secs_max: u32,
    /// Whether each token is good once only.
    pub single_use: bool,
    /// How long a session lives that began by one, however much it is used.
    pub session_secs_max: u32,
    /// Whether people get an account when they first come.
    pub provision: bool,
    /// Whether people may register, and log in by a password, beside.
    pub local_passwords: bool,
    /// The claim that is a username for whoever gets an account.
    pub username_claim: Option<String>,
    /// The claim with the name to show.
    pub display_name_claim: Option<String>,
    /// The claim with an emoji, or with one or two letters.
    pub avatar_claim: Option<String>,
}

/// A signature algorithm of JWS (RFC 7518, RFC 8037).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "their names are the standard's")]
pub enum HostAlgorithm {
    HS256,
    RS256,
    ES256,
    #[serde(rename = "EdDSA")]
    EdDsa,
}

/// Some of them: a list, which the environment can only write as one text with commas.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Written")]
pub struct Algorithms(pub Vec<HostAlgorithm>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Items(Vec<String>),
}

impl TryFrom<Written> for Algorithms {
    type Error = serde::de::value::Error;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        use serde::de::IntoDeserializer;
        let items = match written {
            Written::Text(text) => text.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect(),
            Written::Items(items) => items,
        };
        let read = |item: String| HostAlgorithm::deserialize(IntoDeserializer::<Self::Error>::into_deserializer(item));
        items.into_iter().map(read).collect::<Result<_, _>>().map(Self)
    }
}
