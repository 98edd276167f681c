//! The code in the link of an invitation: random, and of no form but its length.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::random_bytes;
use crate::Result;

/// 128 bits: beyond guessing (OWASP ASVS 5.0 11.5.1).
const BYTES: usize = 16;

/// What lets somebody in. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationCode([u8; BYTES]);

impl InvitationCode {
    /// A code that nobody knows yet.
    pub fn generate() -> Result<Self> {
        let random = random_bytes()?;
        Ok(Self(std::array::from_fn(|at| random[at])))
    }

    /// The code that a text is, if it can be one of ours.
    pub fn read(text: &str) -> Option<Self> {
        // Nothing longer is decoded.
        let text = Some(text).filter(|text| text.len() == (BYTES * 4).div_ceil(3))?;
        Some(Self(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?))
    }

    /// The code as a link carries it.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What may be stored of it. Without a salt: there is nothing to guess.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationCode([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_and_no_two_are_the_same() {
        let [one, other] = [(); 2].map(|()| InvitationCode::generate().expect("random numbers"));
        assert_eq!(InvitationCode::read(&one.text()), Some(one.clone()));
        assert_ne!(one, other);
        assert_ne!(one.sha256(), other.sha256());
        assert_eq!(one.text().len(), 22);
        assert!(!format!("{one:?}").contains(&one.text()));
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        let text = InvitationCode([7; BYTES]).text();
        for wrong in ["", &text[1..], &format!("{text}A"), &format!("{text}=="), &"😀".repeat(22), &"+".repeat(22)] {
            assert_eq!(InvitationCode::read(wrong), None, "{wrong:?}");
        }
    }
}
