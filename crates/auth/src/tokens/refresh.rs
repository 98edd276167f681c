//! Refresh tokens: a session, a generation and a proof that we issued them. Nothing of them is stored.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dialogo_domain::SessionId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// Tells what it is to those who find one, and to secret scanners.
const PREFIX: &str = "dlr_";
/// Session id, generation, HMAC-SHA256.
const BYTES: usize = 16 + 8 + 32;

/// Which of a session's refresh tokens: the store knows the one generation that is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshClaims {
    /// The session that it keeps alive.
    pub session_id: SessionId,
    /// How many there were before it in that session.
    pub generation: i64,
}

/// Makes and reads refresh tokens. Its `Debug` does not show the key.
pub(super) struct RefreshKey([u8; 32]);

impl RefreshKey {
    pub fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// The token of these claims: always the same one, so a repeated refresh gets the same answer.
    pub fn seal(&self, claims: RefreshClaims) -> String {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend(claims.session_id.as_uuid().into_bytes());
        bytes.extend(claims.generation.to_be_bytes());
        let proof = self.proof(&bytes).finalize().into_bytes();
        bytes.extend(proof);
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What a token of ours says.
    pub fn open(&self, token: &str) -> Option<RefreshClaims> {
        // A token has one length: nothing longer is decoded.
        let encoded = token.strip_prefix(PREFIX).filter(|encoded| encoded.len() == (BYTES * 4).div_ceil(3))?;
        let bytes: [u8; BYTES] = URL_SAFE_NO_PAD.decode(encoded).ok()?.try_into().ok()?;
        let (session, rest) = bytes.split_first_chunk::<16>()?;
        let (generation, proof) = rest.split_first_chunk::<8>()?;
        self.proof(&bytes[..24]).verify_slice(proof).ok()?;
        let session_id = Uuid::from_bytes(*session).into();
        Some(RefreshClaims { session_id, generation: i64::from_be_bytes(*generation) })
    }

    fn proof(&self, claims: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(claims);
        mac
    }
}

impl fmt::Debug for RefreshKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RefreshKey([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: RefreshKey = RefreshKey([7; 32]);

    fn claims(generation: i64) -> RefreshClaims {
        RefreshClaims { session_id: SessionId::generate(), generation }
    }

    #[test]
    fn a_token_is_read_back_and_is_always_the_same() {
        let claims = claims(41);
        assert_eq!(KEY.open(&KEY.seal(claims)), Some(claims));
        assert_eq!(KEY.seal(claims), KEY.seal(claims));
        assert_ne!(KEY.seal(claims), KEY.seal(RefreshClaims { generation: 42, ..claims }));
    }

    #[test]
    fn what_we_did_not_issue_is_no_token() {
        let text = KEY.seal(claims(0));
        let cut = &text[..text.len() - 1];
        for wrong in ["", "dlr_", &text[4..], cut, &format!("{text}A"), &format!(" {text}"), &text.replace("dlr_", "DLR_"), "dlr_😀"] {
            assert_eq!(KEY.open(wrong), None, "{wrong:?}");
        }
        assert_eq!(RefreshKey([8; 32]).open(&text), None);
    }

    #[test]
    fn a_token_with_any_character_changed_is_no_token() {
        let text = KEY.seal(claims(3));
        for at in PREFIX.len()..text.len() {
            let other = if &text[at..=at] == "A" { "B" } else { "A" };
            let forged = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            assert_eq!(KEY.open(&forged), None, "{at}");
        }
    }
}
