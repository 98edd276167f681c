//! Reading and comparing a password's hash as it is stored.

use anyhow::Context;
use argon2::password_hash::{Error as HashError, PasswordVerifier, phc};
use argon2::{Argon2, Params};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use dialogo_domain::{Password, PasswordHash};

use super::Verdict;
use crate::Result;

/// A hash with these parameters that no password has.
pub fn dummy(params: &Params) -> Result<PasswordHash> {
    let random = crate::tokens::random_bytes()?;
    let (salt, hash) = (STANDARD_NO_PAD.encode(&random[..16]), STANDARD_NO_PAD.encode(random));
    Ok(PasswordHash::new(format!("$argon2id$v=19$m={},t={},p={}${salt}${hash}", params.m_cost(), params.t_cost(), params.p_cost())))
}

/// Compares, with the parameters of the hash.
pub fn verify(argon2: &Argon2<'_>, claimed: &Password, hash: &PasswordHash) -> Result<Verdict> {
    let hash = phc::PasswordHash::new(hash.as_str()).map_err(anyhow::Error::from).context("a stored password hash is not in PHC form")?;
    match argon2.verify_password(claimed.expose().as_bytes(), &hash) {
        Ok(()) => Ok(Verdict::Match { outdated: is_outdated(&hash, argon2.params()) }),
        Err(HashError::PasswordInvalid) => Ok(Verdict::Mismatch),
        Err(e) => Err(anyhow::Error::from(e).context("a stored password hash cannot be verified").into()),
    }
}

fn is_outdated(hash: &phc::PasswordHash, wanted: &Params) -> bool {
    let Ok(params) = Params::try_from(hash) else { return true };
    hash.algorithm.as_str() != "argon2id"
        || hash.version != Some(19)
        || params.m_cost() < wanted.m_cost()
        || params.t_cost() < wanted.t_cost()
        || params.p_cost() < wanted.p_cost()
}
