//! Making, reading and comparing a password's hash, in the form in which it is stored (PHC).

use std::cell::RefCell;

use anyhow::{Context, anyhow};
use argon2::password_hash::phc::{self, Output, ParamsString, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use dialogo_domain::{Password, PasswordHash};

use super::Verdict;
use crate::Result;

const ALGORITHM: Algorithm = Algorithm::Argon2id;
const VERSION: Version = Version::V0x13;

thread_local! {
    /// What the hashes of a thread are made in, one after the other: taken anew for each it would be thousands of page faults, and memory that glibc may keep.
    static MEMORY: RefCell<Vec<Block>> = const { RefCell::new(Vec::new()) };
}

/// A hash of the password under a fresh salt.
pub fn make(params: &Params, password: &Password) -> Result<PasswordHash> {
    let salt = salt()?;
    let hash = output(&Argon2::new(ALGORITHM, VERSION, params.clone()), password, &salt)?;
    stored(params, salt, hash)
}

/// A hash with these parameters that no password has.
pub fn dummy(params: &Params) -> Result<PasswordHash> {
    let hash = Output::new(&crate::tokens::random_bytes()?).map_err(anyhow::Error::from)?;
    stored(params, salt()?, hash)
}

/// Compares, with the parameters of the hash.
pub fn verify(wanted: &Params, claimed: &Password, hash: &PasswordHash) -> Result<Verdict> {
    let hash = phc::PasswordHash::new(hash.as_str()).map_err(anyhow::Error::from).context("a stored password hash is not in PHC form")?;
    let matches = is_of(claimed, &hash).context("a stored password hash cannot be verified")?;
    Ok(if matches { Verdict::Match { outdated: is_outdated(&hash, wanted) } } else { Verdict::Mismatch })
}

fn salt() -> Result<Salt> {
    let random = crate::tokens::random_bytes()?;
    Ok(Salt::new(&random[..argon2::RECOMMENDED_SALT_LEN]).map_err(anyhow::Error::from)?)
}

fn stored(params: &Params, salt: Salt, hash: Output) -> Result<PasswordHash> {
    let params = ParamsString::try_from(params).map_err(anyhow::Error::from)?;
    let (algorithm, version) = (ALGORITHM.ident(), Some(VERSION.into()));
    Ok(PasswordHash::new(phc::PasswordHash { algorithm, version, params, salt: Some(salt), hash: Some(hash) }.to_string()))
}

fn is_of(claimed: &Password, hash: &phc::PasswordHash) -> anyhow::Result<bool> {
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else { return Err(anyhow!("it has no salt or no hash")) };
    let algorithm = Algorithm::try_from(hash.algorithm.as_str())?;
    let version = hash.version.map(Version::try_from).transpose()?.unwrap_or_default();
    let argon2 = Argon2::new(algorithm, version, Params::try_from(hash)?);
    // Comparing two `Output` takes the same time whatever they are.
    Ok(output(&argon2, claimed, salt)? == *expected)
}

fn output(argon2: &Argon2<'_>, password: &Password, salt: &Salt) -> anyhow::Result<Output> {
    let mut bytes = [0; Output::MAX_LENGTH];
    let bytes = bytes.get_mut(..argon2.params().output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)).context("a hash that is too long")?;
    MEMORY.with_borrow_mut(|memory| {
        memory.resize(argon2.params().block_count(), Block::new());
        argon2.hash_password_into_with_memory(password.expose().as_bytes(), salt, bytes, memory).context("argon2")
    })?;
    Ok(Output::new(bytes)?)
}

fn is_outdated(hash: &phc::PasswordHash, wanted: &Params) -> bool {
    let Ok(params) = Params::try_from(hash) else { return true };
    hash.algorithm.as_str() != "argon2id"
        || hash.version != Some(19)
        || params.m_cost() < wanted.m_cost()
        || params.t_cost() < wanted.t_cost()
        || params.p_cost() < wanted.p_cost()
}
