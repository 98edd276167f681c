//! The section `server`: where and for whom to listen.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use super::Network;

/// Where and for whom to listen. `config/default.toml` says what each means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config/default.toml describes each")]
pub struct ServerSettings {
    pub host: IpAddr,
    pub port: u16,
    pub workers: usize,
    pub public_url: Option<String>,
    #[serde(deserialize_with = "list")]
    pub allowed_origins: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub trusted_proxies: Vec<Network>,
    pub api_docs: ApiDocs,
}

/// Whether the API's documentation is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiDocs {
    /// To everyone.
    On,
    /// To nobody.
    Off,
    /// While the server listens on this machine only, and has no public address: to those who build something.
    Auto,
}

impl ServerSettings {
    /// The address to listen on.
    pub fn address(&self) -> SocketAddr {
        (self.host, self.port).into()
    }

    /// Whether the API's documentation is served.
    pub fn serves_api_docs(&self) -> bool {
        match self.api_docs {
            ApiDocs::On => true,
            ApiDocs::Off => false,
            ApiDocs::Auto => self.host.is_loopback() && self.public_url.is_none(),
        }
    }

    /// Whether people reach the server by https.
    pub fn is_public_by_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// A list, which the environment can only write as one text with commas.
fn list<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(source: D) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a list of texts, or one text with commas between the items")]
    enum Written {
        Text(String),
        Items(Vec<String>),
    }

    let parse = |item: &str| item.parse().map_err(serde::de::Error::custom);
    match Written::deserialize(source)? {
        Written::Text(text) => text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(parse).collect(),
        Written::Items(items) => items.iter().map(String::as_str).map(parse).collect(),
    }
}
