//! The second factor of log-ins: setting it up, asking for it, ending it.

use dialogo_auth::{RecoveryCode, TotpSecret};
use dialogo_domain::UserId;
use dialogo_persistence::SecondFactor;
use serde::Serialize;

use crate::{App, Caller, Error, Result};

/// So many recovery codes one gets.
const RECOVERY_CODES: usize = 10;

/// Whether log-ins ask for a second factor.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorState {
    /// Whether they do.
    pub is_on: bool,
    /// How many recovery codes are left.
    pub recovery_codes_left: i64,
}

/// What an authenticator app has to know.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedSecret {
    /// As one types it (base32).
    pub secret: String,
    /// As apps read it (`otpauth:`).
    pub uri: String,
    /// The same as a QR code, row by row: `1` is dark, `0` light. Around it belongs a light margin as wide as four of them.
    pub qr_code: Vec<String>,
}

/// Each lets in once without the app. They are told this once.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub recovery_codes: Vec<String>,
}

impl App {
    /// Whether the caller's log-ins ask for a second factor.
    pub async fn second_factor(&self, caller: &Caller) -> Result<SecondFactorState> {
        let state = |factor: SecondFactor| SecondFactorState { is_on: factor.is_on, recovery_codes_left: factor.recovery_codes_left };
        let none = SecondFactorState { is_on: false, recovery_codes_left: 0 };
        Ok(self.inner.store.second_factor(caller.user_id).await?.map_or(none, state))
    }

    /// Gives the caller a secret for an authenticator app, for the password. It counts once it is confirmed.
    pub async fn begin_second_factor(&self, caller: &Caller, password: &str) -> Result<SharedSecret> {
        let credentials = self.inner.store.credentials_of(caller.user_id).await?.ok_or(Error::SessionEnded)?;
        self.verify_own(caller, password, credentials.password_hash.as_ref()).await?;
        let secret = TotpSecret::generate()?;
        if !self.inner.store.begin_second_factor(caller.user_id, secret.as_bytes()).await? {
            return Err(Error::SecondFactorOn);
        }
        let username = &credentials.user.summary.username;
        Ok(SharedSecret { secret: secret.text(), uri: secret.uri(username)?, qr_code: secret.qr_code(username)? })
    }

    /// Asks for it at log-ins from now on, since the caller's app has shown that it knows the secret.
    pub async fn confirm_second_factor(&self, caller: &Caller, code: &str) -> Result<RecoveryCodes> {
        let now = self.inner.clock.now();
        let factor = self.inner.store.second_factor(caller.user_id).await?.ok_or(Error::WrongCode)?;
        self.inner.own_guesses.admit(&caller.user_id, now)?;
        let step = TotpSecret::stored(&factor.secret)?.step_of(code, now)?.ok_or(Error::WrongCode)?;
        self.inner.own_guesses.right(&caller.user_id);
        let codes = (0..RECOVERY_CODES).map(|_| RecoveryCode::generate()).collect::<std::result::Result<Vec<_>, _>>()?;
        let hashes: Vec<_> = codes.iter().map(RecoveryCode::sha256).collect();
        if !self.inner.store.confirm_second_factor(caller.user_id, step, &hashes, now).await? {
            return Err(Error::SecondFactorOn);
        }
        Ok(RecoveryCodes { recovery_codes: codes.iter().map(|code| code.text().to_owned()).collect() })
    }

    /// Log-ins do without from now on. It takes a code: whoever has found a session open has none.
    pub async fn end_second_factor(&self, caller: &Caller, code: &str) -> Result<()> {
        self.require_second_factor(caller.user_id, Some(code)).await?;
        Ok(self.inner.store.end_second_factor(caller.user_id).await?)
    }

    /// Whether this code lets in whoever knows the password. Only they get here, so that slowing down all guesses at an account locks nobody else out.
    pub(crate) async fn require_second_factor(&self, user_id: UserId, code: Option<&str>) -> Result<()> {
        let Some(factor) = self.inner.store.second_factor(user_id).await?.filter(|factor| factor.is_on) else { return Ok(()) };
        let code = code.ok_or(Error::SecondFactorRequired)?;
        self.inner.own_guesses.admit(&user_id, self.inner.clock.now())?;
        match self.spend_code(user_id, &factor, code).await {
            Ok(true) => {
                self.inner.own_guesses.right(&user_id);
                Ok(())
            }
            Ok(false) => Err(Error::WrongCode),
            Err(error) => {
                self.inner.own_guesses.taken_back(&user_id);
                Err(error)
            }
        }
    }

    async fn spend_code(&self, user_id: UserId, factor: &SecondFactor, code: &str) -> Result<bool> {
        let spent = match TotpSecret::stored(&factor.secret)?.step_of(code, self.inner.clock.now())? {
            Some(step) => self.inner.store.spend_step(user_id, step).await?,
            None => self.inner.store.spend_recovery_code(user_id, &RecoveryCode::sha256_of(code)).await?,
        };
        Ok(spent)
    }
}
