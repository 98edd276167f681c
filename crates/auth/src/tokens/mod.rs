//! Tokens: the short-lived access token, the refresh token that gets new ones, and the code of an invitation.

mod access;
mod invitation;
mod refresh;

use anyhow::Context;

use crate::Result;

pub use self::access::{AccessClaims, AccessToken, Tokens};
pub(crate) use self::access::{US, install_crypto};
pub use self::invitation::InvitationCode;
pub use self::refresh::RefreshClaims;

/// 256 random bits of the operating system.
pub(crate) fn random_bytes() -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).context("the system gives no random numbers")?;
    Ok(bytes)
}
