//! Accounts: registering, logging in, and what one can change about oneself.

use std::net::IpAddr;

use dialogo_auth::{RegistrationMode, Verdict};
use dialogo_domain::{DisplayName, Password, PasswordHash, User, UserId, UserSummary, Username};
use dialogo_hub::{CloseCode, Ended};
use dialogo_persistence::{Credentials, DeleteAccount, NewAccount, ProfileChange, UpdateProfile};

use crate::{App, Caller, Error, Result, SignedIn};

/// An account to be registered.
#[derive(Debug)]
pub struct Registration {
    /// The unique name.
    pub username: Username,
    /// The name to show.
    pub display_name: DisplayName,
    /// The password.
    pub password: Password,
    /// What one calls the device.
    pub device: Option<String>,
    /// The code of an invitation into a chat, where only the invited may register.
    pub invitation: Option<String>,
}

/// Someone who claims to have an account. Nothing of it is valid before it is checked, so that all failures look alike.
pub struct Login {
    /// The name as typed.
    pub username: String,
    /// The password as typed.
    pub password: String,
    /// A code of the second factor, as typed.
    pub code: Option<String>,
    /// What one calls the device.
    pub device: Option<String>,
}

impl App {
    /// Registers an account and logs it in.
    pub async fn register(&self, registration: Registration, peer: IpAddr) -> Result<SignedIn> {
        let Registration { username, display_name, password, device, invitation } = registration;
        self.require_passwords()?;
        self.refuse_weak(&password, &username, &display_name, "password").await?;
        self.inner.throttle.admit_registration(peer, self.inner.clock.now())?;
        let id = UserId::generate();
        self.require_welcome(id, invitation.as_deref()).await?;
        let password_hash = self.inner.passwords.hash(&password).await?;
        let account = NewAccount { id, username, display_name, password_hash };
        let user = self.inner.store.insert_account(&account).await?;
        self.begin_session(user, device, None).await
    }

    /// Whether somebody may register. An invitation stays good: coming in by it is what uses it up.
    async fn require_welcome(&self, newcomer: UserId, invitation: Option<&str>) -> Result<()> {
        match self.inner.registration {
            RegistrationMode::Open => Ok(()),
            RegistrationMode::Closed => Err(Error::RegistrationClosed),
            RegistrationMode::Invited => {
                let code = invitation.ok_or(Error::InvitationRequired)?;
                self.look_up_invitation(newcomer, code).await.map(drop)
            }
        }
    }

    /// Logs in. A wrong name, a wrong password and a text that can be neither take the same time and give the same answer.
    pub async fn log_in(&self, login: Login, peer: IpAddr) -> Result<SignedIn> {
        self.require_passwords()?;
        let attempt = self.inner.throttle.admit_login(&login.username, peer, self.inner.clock.now())?;
        match self.check_both(&login).await {
            Ok(Some(user)) => {
                attempt.succeeded();
                self.begin_session(user, login.device, None).await
            }
            // Dropping the attempt lets it count.
            Ok(None) => Err(Error::InvalidCredentials),
            Err(error @ Error::WrongCode) => Err(error),
            Err(error) => {
                attempt.was_not_checked();
                Err(error)
            }
        }
    }

    /// How many password hashes were computed so far: for whoever watches what log-ins cost.
    pub fn password_hashes(&self) -> u64 {
        self.inner.passwords.hashes_computed()
    }

    /// The code of the second factor is looked at after the password: nobody else learns whether there is one.
    async fn check_both(&self, login: &Login) -> Result<Option<User>> {
        let Some(user) = self.check(login).await? else { return Ok(None) };
        self.require_second_factor(user.summary.id, login.code.as_deref()).await?;
        Ok(Some(user))
    }

    async fn check(&self, login: &Login) -> Result<Option<User>> {
        let credentials = match Username::parse(&login.username) {
            Ok(username) => self.inner.store.credentials(&username).await?,
            Err(_) => None,
        };
        let hash = credentials.as_ref().and_then(|credentials| credentials.password_hash.as_ref());
        let verdict = self.inner.passwords.verify(&login.password, hash).await?;
        let Some(credentials) = credentials else { return Ok(None) };
        match verdict {
            Verdict::Mismatch => return Ok(None),
            Verdict::Match { outdated: true } => self.rehash(&credentials, &login.password).await,
            Verdict::Match { outdated: false } => {}
        }
        Ok(Some(credentials.user))
    }

    /// Stores the password under today's parameters. Logging in does not depend on it.
    async fn rehash(&self, credentials: &Credentials, password: &str) {
        let Some(password) = Password::claimed(password) else { return };
        let stored = async {
            let new = self.inner.passwords.hash(&password).await?;
            self.inner.store.replace_password_hash(credentials.user.summary.id, credentials.password_hash.as_ref(), &new).await?;
            Result::Ok(())
        };
        if let Err(error) = stored.await {
            tracing::warn!(%error, "a password hash could not be renewed; the next log-in tries again");
        }
    }

    /// The caller's account.
    pub async fn me(&self, caller: &Caller) -> Result<User> {
        Ok(self.inner.store.user(caller.user_id).await?)
    }

    /// What everyone may know of a person.
    pub async fn user(&self, _caller: &Caller, id: UserId) -> Result<UserSummary> {
        Ok(self.inner.store.user(id).await?.summary)
    }

    /// Changes the caller's profile. Everyone in the caller's chats hears of it.
    pub async fn update_profile(&self, caller: &Caller, change: ProfileChange) -> Result<User> {
        if change.username.is_none() && change.display_name.is_none() && change.avatar.is_none() {
            return self.me(caller).await;
        }
        let user = self.perform(caller, UpdateProfile { user_id: caller.user_id, change }).await?;
        self.inner.house.deleted.notify_one();
        Ok(user)
    }

    /// Changes the caller's password, and ends all other sessions.
    pub async fn change_password(&self, caller: &Caller, current: &str, new: Password) -> Result<()> {
        self.require_passwords()?;
        let Credentials { user, password_hash } = self.inner.store.credentials_of(caller.user_id).await?.ok_or(Error::SessionEnded)?;
        self.refuse_weak(&new, &user.summary.username, &user.summary.display_name, "new_password").await?;
        self.verify_own(caller, current, password_hash.as_ref()).await?;
        let new = self.inner.passwords.hash(&new).await?;
        let (app, caller) = (self.clone(), *caller);
        Self::to_the_end(async move { app.store_password(&caller, password_hash.as_ref(), &new).await }).await
    }

    /// Deletes the caller's account: whoever owns a chat hands it over first. All sessions end, and what was written stays under no name.
    pub async fn delete_account(&self, caller: &Caller, password: &str) -> Result<()> {
        let Credentials { password_hash: checked, .. } =
            self.inner.store.credentials_of(caller.user_id).await?.ok_or(Error::SessionEnded)?;
        self.verify_own(caller, password, checked.as_ref()).await?;
        let (app, caller) = (self.clone(), *caller);
        Self::to_the_end(async move {
            let deed = DeleteAccount { user_id: caller.user_id, checked, now: app.inner.clock.now() };
            if !app.perform(&caller, deed).await? {
                return Err(Error::WrongPassword);
            }
            app.inner.hub.end_sessions(Ended::All(caller.user_id), CloseCode::AccountGone).await;
            app.inner.house.deleted.notify_one();
            Ok(())
        })
        .await
    }

    /// Whether this is the caller's own password, or a token of the host application where there is none; guesses slow down.
    pub(crate) async fn verify_own(&self, caller: &Caller, proof: &str, hash: Option<&PasswordHash>) -> Result<()> {
        self.inner.own_guesses.admit(&caller.user_id, self.inner.clock.now())?;
        match self.is_proof(caller, proof, hash).await {
            Ok(true) => {
                self.inner.own_guesses.right(&caller.user_id);
                Ok(())
            }
            Ok(false) => Err(Error::WrongPassword),
            Err(error) => {
                self.inner.own_guesses.taken_back(&caller.user_id);
                Err(error)
            }
        }
    }

    async fn is_proof(&self, caller: &Caller, proof: &str, hash: Option<&PasswordHash>) -> Result<bool> {
        match hash {
            Some(hash) => Ok(matches!(self.inner.passwords.verify(proof, Some(hash)).await?, Verdict::Match { .. })),
            None => self.is_vouched_for(caller, proof).await,
        }
    }

    async fn store_password(&self, caller: &Caller, checked: Option<&PasswordHash>, new: &PasswordHash) -> Result<()> {
        if !self.inner.store.replace_password_hash(caller.user_id, checked, new).await? {
            // It was changed since it was checked.
            return Err(Error::WrongPassword);
        }
        self.end_others(caller).await
    }

    async fn refuse_weak(&self, password: &Password, username: &Username, display_name: &DisplayName, field: &'static str) -> Result<()> {
        if self.inner.passwords.is_weak(password, username, display_name).await? {
            return Err(Error::field(
                field,
                "weak_password",
                "this password would be guessed in no time; take a longer or less common one",
            ));
        }
        Ok(())
    }
}
