//! A password as typed, kept out of every log.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::Invalid;

const CHARS_MIN: usize = 8;
const CHARS_MAX: usize = 128;

/// A password as typed: any characters, 8 to 128 of them (NIST SP 800-63B: length, no composition rules), never trimmed or cut.
#[derive(Clone, Debug)]
pub struct Password(SecretString);

impl Password {
    /// The text as an account's password, or why it cannot be one.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        Self::of_length(text, CHARS_MIN)
    }

    /// The text as a chat's password. People share these aloud, so only the upper bound is ours; how strong it is, is the owner's choice.
    pub fn parse_for_chat(text: &str) -> Result<Self, Invalid> {
        if text.is_empty() { Err(Invalid::Blank) } else { Self::of_length(text, 1) }
    }

    /// The text to compare a stored hash with: whatever someone claims, bounded only so that it costs no more than a real one.
    pub fn claimed(text: &str) -> Option<Self> {
        Self::of_length(text, 0).ok()
    }

    /// The password itself, for hashing.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    fn of_length(text: &str, chars_min: usize) -> Result<Self, Invalid> {
        crate::text::bounded(text, CHARS_MAX)?;
        if text.chars().count() < chars_min {
            return Err(Invalid::TooShort(chars_min));
        }
        Ok(Self(SecretString::from(text)))
    }
}

/// What a password is checked against: an argon2id hash in PHC form, kept out of every log.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// A hash in PHC form (`$argon2id$v=19$…`).
    pub fn new(phc: String) -> Self {
        Self(phc)
    }

    /// The PHC form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_the_only_rule() {
        assert!(Password::parse("1234567").is_err());
        assert!(Password::parse("        ").is_ok());
        assert!(Password::parse(&"🦀".repeat(128)).is_ok());
        assert!(Password::parse(&"a".repeat(129)).is_err());
    }

    #[test]
    fn debug_does_not_tell() {
        let password = Password::parse("correct horse").map(|p| format!("{p:?}"));
        assert!(password.is_ok_and(|text| !text.contains("horse")));
    }
}
