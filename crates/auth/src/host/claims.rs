//! What a host application says of somebody.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::settings::HostSettings;
use crate::{Error, Result};

/// As `OpenID` Connect has it for `sub`; other names and ids are not longer either.
const TEXT_CHARS_MAX: usize = 255;

/// Somebody, as their host application calls them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostClaims {
    /// Which host application.
    pub issuer: String,
    /// Who it is there, for ever.
    pub subject: String,
    /// What this very token is called.
    pub token_id: Option<String>,
    /// Until when the token may come again.
    pub expires_at: Timestamp,
    /// What may become a username.
    pub username: Option<String>,
    /// The name to show.
    pub display_name: Option<String>,
    /// What stands for the person.
    pub avatar: Option<String>,
}

#[derive(Deserialize)]
pub struct Claims {
    iss: String,
    sub: String,
    exp: f64,
    nbf: Option<f64>,
    iat: Option<f64>,
    jti: Option<String>,
    #[serde(flatten)]
    others: HashMap<String, Value>,
}

impl Claims {
    /// Of this issuer, at this time.
    pub fn checked(self, issuer: &str, settings: &HostSettings, now: Timestamp) -> Result<HostClaims> {
        // An array of issuers would pass the library's check.
        if self.iss != issuer {
            return Err(Error::InvalidToken("iss"));
        }
        let is_text = |text: &str| !text.is_empty() && text.chars().count() <= TEXT_CHARS_MAX && !text.contains(char::is_control);
        if !is_text(&self.sub) || !self.jti.as_deref().is_none_or(is_text) {
            return Err(Error::InvalidToken("sub or jti"));
        }
        if settings.single_use && self.jti.is_none() {
            return Err(Error::InvalidToken("jti"));
        }
        let expires_at = self.check_times(settings, now)?;
        let text_of = |name: &Option<String>| Some(self.others.get(name.as_deref()?)?.as_str()?.to_owned());
        Ok(HostClaims {
            username: text_of(&settings.username_claim),
            display_name: text_of(&settings.display_name_claim),
            avatar: text_of(&settings.avatar_claim),
            issuer: self.iss,
            subject: self.sub,
            token_id: self.jti,
            expires_at,
        })
    }

    fn check_times(&self, settings: &HostSettings, now: Timestamp) -> Result<Timestamp> {
        let (now, leeway) = (now.as_second(), i64::from(settings.leeway_secs));
        let [nbf, iat] = [self.nbf, self.iat].map(|time| time.map(seconds).transpose());
        let (nbf, iat) = (nbf?, iat?);
        let end = seconds(self.exp)?.saturating_add(leeway);
        if [nbf, iat].into_iter().flatten().any(|time| time > now.saturating_add(leeway)) {
            return Err(Error::InvalidToken("nbf or iat"));
        }
        let age_max = i64::from(settings.token_age_secs_max);
        let is_old = match iat {
            _ if age_max == 0 => false,
            Some(iat) => now.saturating_sub(iat) > age_max.saturating_add(leeway),
            None => return Err(Error::InvalidToken("iat")),
        };
        if is_old || end <= now {
            return Err(Error::ExpiredToken);
        }
        Timestamp::from_second(end).map_err(|_| Error::InvalidToken("exp"))
    }
}

/// A `NumericDate`, which may have a fraction (RFC 7519, 2).
fn seconds(time: f64) -> Result<i64> {
    // As `Timestamp` ends, with room for the leeway.
    if !(0.0..250_000_000_000.0).contains(&time) {
        return Err(Error::InvalidToken("a time"));
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds above, and the fraction is not wanted")]
    Ok(time.floor() as i64)
}
