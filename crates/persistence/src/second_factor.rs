//! Second factors: what an authenticator app shares with us, and which of its codes were used.

use dialogo_domain::UserId;
use jiff::Timestamp;

use crate::{Result, Store};

/// A second factor as it is stored.
#[derive(Clone)]
pub struct SecondFactor {
    /// What the codes are made of.
    pub secret: Vec<u8>,
    /// Whether log-ins ask for it: it was confirmed by a code.
    pub is_on: bool,
    /// How many recovery codes are left.
    pub recovery_codes_left: i64,
}

impl Store {
    /// Keeps a secret that is to be confirmed, instead of another one that was not. False if one is in use.
    pub async fn begin_second_factor(&self, user_id: UserId, secret: &[u8]) -> Result<bool> {
        const SQL: &str = "insert into second_factors as f (user_id, secret) values ($1, $2) \
                           on conflict (user_id) do update set secret = excluded.secret where f.confirmed_at is null";
        Ok(self.execute(SQL, &[&user_id.as_uuid(), &secret]).await? == 1)
    }

    /// The user's second factor.
    pub async fn second_factor(&self, user_id: UserId) -> Result<Option<SecondFactor>> {
        const SQL: &str = "select secret, confirmed_at is not null as is_on, cardinality(recovery_sha256)::bigint as codes_left \
                           from second_factors where user_id = $1";
        let Some(row) = self.row(SQL, &[&user_id.as_uuid()]).await? else { return Ok(None) };
        Ok(Some(SecondFactor {
            secret: row.try_get("secret")?,
            is_on: row.try_get("is_on")?,
            recovery_codes_left: row.try_get("codes_left")?,
        }))
    }

    /// Begins to ask for it at log-ins. False if it was confirmed before.
    pub async fn confirm_second_factor(&self, user_id: UserId, step: i64, recovery_sha256: &[[u8; 32]], now: Timestamp) -> Result<bool> {
        const SQL: &str = "update second_factors set confirmed_at = $4, last_step = $2, recovery_sha256 = $3 \
                           where user_id = $1 and confirmed_at is null";
        let hashes: Vec<&[u8]> = recovery_sha256.iter().map(<[u8; 32]>::as_slice).collect();
        Ok(self.execute(SQL, &[&user_id.as_uuid(), &step, &hashes, &now]).await? == 1)
    }

    /// Uses the code of a step up, and those of all steps before. False if it was used before.
    pub async fn spend_step(&self, user_id: UserId, step: i64) -> Result<bool> {
        const SQL: &str = "update second_factors set last_step = $2 where user_id = $1 and last_step < $2 and confirmed_at is not null";
        Ok(self.execute(SQL, &[&user_id.as_uuid(), &step]).await? == 1)
    }

    /// Uses a recovery code up. False if there is none of this hash.
    pub async fn spend_recovery_code(&self, user_id: UserId, sha256: &[u8; 32]) -> Result<bool> {
        const SQL: &str = "update second_factors set recovery_sha256 = array_remove(recovery_sha256, $2) \
                           where user_id = $1 and $2 = any(recovery_sha256)";
        Ok(self.execute(SQL, &[&user_id.as_uuid(), &sha256.as_slice()]).await? == 1)
    }

    /// Log-ins do without from now on.
    pub async fn end_second_factor(&self, user_id: UserId) -> Result<()> {
        const SQL: &str = "delete from second_factors where user_id = $1";
        self.execute(SQL, &[&user_id.as_uuid()]).await.map(drop)
    }
}
