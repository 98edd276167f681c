//! Signing in by the word of a host application.

use std::net::IpAddr;

use dialogo_auth::{Error as Refused, HostClaims, HostTokens};
use dialogo_domain::{Avatar, DisplayName, User, UserId, Username};
use dialogo_persistence::{Identified, NewIdentity, ProfileChange, UpdateProfile};
use sha2::{Digest, Sha256};

use crate::app::within;
use crate::{App, Caller, Error, Result, SignedIn};

/// What those are called whose host application says nothing that could be a name.
const NAMELESS: &str = "user";

impl App {
    /// Logs in whom the host application vouches for. Who comes for the first time gets an account, never somebody else's.
    pub async fn sign_in_by_host(&self, token: &str, device: Option<String>, peer: IpAddr) -> Result<SignedIn> {
        let host = self.inner.host.as_ref().ok_or(Error::HostSignInOff)?;
        let now = self.inner.clock.now();
        let attempt = self.inner.throttle.admit_token(peer, now)?;
        let claims = match self.believe(host, token).await {
            Ok(claims) => claims,
            // Dropping the attempt lets it count.
            Err(error @ (Error::InvalidToken | Error::TokenExpired)) => return Err(error),
            Err(error) => {
                attempt.was_not_checked();
                return Err(error);
            }
        };
        attempt.succeeded();
        let app = self.clone();
        let ends_at = host.session_ends_at(now);
        let provisions = host.provisions();
        // A token may be good for one time only: what it pays for is done to the end.
        Self::to_the_end(async move {
            let user = app.person(&claims, provisions).await?;
            // First whether they may come in: the profile of somebody who is suspended stays as it is.
            let signed_in = app.begin_session(user, device, Some(ends_at)).await?;
            Ok(SignedIn { user: app.as_the_host_says(signed_in.user, &claims).await, ..signed_in })
        })
        .await
    }

    /// Whether the host application vouches for the caller: what a password is for those who have none.
    pub(crate) async fn is_vouched_for(&self, caller: &Caller, token: &str) -> Result<bool> {
        let Some(host) = &self.inner.host else { return Ok(false) };
        let claims = match self.believe(host, token).await {
            Err(Error::InvalidToken | Error::TokenExpired) => return Ok(false),
            believed => believed?,
        };
        let known = self.inner.store.identified(&claims.issuer, &claims.subject).await?;
        Ok(known.is_some_and(|known| known.user.summary.id == caller.user_id))
    }

    /// Where people come in by the host application alone there are no passwords.
    pub(crate) fn require_passwords(&self) -> Result<()> {
        if self.inner.host.as_ref().is_none_or(HostTokens::allows_passwords) { Ok(()) } else { Err(Error::PasswordsOff) }
    }

    async fn believe(&self, host: &HostTokens, token: &str) -> Result<HostClaims> {
        let claims = host.verify(token, self.inner.clock.now()).await.inspect_err(|error| {
            if let Refused::InvalidToken(check) = error {
                // Whoever sets up a host application looks for this line.
                tracing::info!(check, "a token of the host application was refused");
            }
        })?;
        if let Some(token_id) = claims.token_id.as_ref().filter(|_| host.is_single_use()) {
            let name: [u8; 32] = Sha256::digest(format!("{}\n{token_id}", claims.issuer)).into();
            if !self.inner.store.spend_host_token(&name, claims.expires_at).await? {
                return Err(Error::InvalidToken);
            }
        }
        Ok(claims)
    }

    async fn person(&self, claims: &HostClaims, provisions: bool) -> Result<User> {
        if let Some(user) = self.known(claims).await? {
            return Ok(user);
        }
        if !provisions {
            return Err(Error::NoAccount);
        }
        match self.provision(claims).await? {
            Some(user) => Ok(user),
            // They have come twice at once.
            None => self.known(claims).await?.ok_or(Error::NoAccount),
        }
    }

    async fn known(&self, claims: &HostClaims) -> Result<Option<User>> {
        match self.inner.store.identified(&claims.issuer, &claims.subject).await? {
            Some(Identified { is_deleted: true, .. }) => Err(Error::AccountGone),
            known => Ok(known.map(|known| known.user)),
        }
    }

    async fn provision(&self, claims: &HostClaims) -> Result<Option<User>> {
        let id = UserId::generate();
        for username in names(claims.username.as_deref(), id) {
            let display_name = display_name(claims).unwrap_or_else(|| DisplayName::from(&username));
            let new = NewIdentity { id, issuer: &claims.issuer, subject: &claims.subject, username, display_name };
            match self.inner.store.insert_identity(&new).await {
                Err(dialogo_persistence::Error::UsernameTaken) => {}
                inserted => return Ok(inserted?),
            }
        }
        Err(Error::UsernameTaken)
    }

    /// Their name and symbol are those that the host application says. Signing in does not depend on it.
    async fn as_the_host_says(&self, user: User, claims: &HostClaims) -> User {
        let display_name = display_name(claims).filter(|name| *name != user.summary.display_name);
        let avatar = claims.avatar.as_deref().and_then(|text| Avatar::parse(text).ok());
        let avatar = avatar.filter(|avatar| user.summary.avatar.as_ref() != Some(avatar)).map(Some);
        if display_name.is_none() && avatar.is_none() {
            return user;
        }
        let change = ProfileChange { username: None, display_name, avatar };
        let deed = UpdateProfile { user_id: user.summary.id, change };
        match within(self.commit_timeout(), self.inner.writer.perform(deed)).await {
            Ok(changed) => {
                self.inner.house.deleted.notify_one();
                changed
            }
            Err(error) => {
                tracing::warn!(%error, "a profile is not as the host application says; the next sign-in tries again");
                user
            }
        }
    }
}

fn display_name(claims: &HostClaims) -> Option<DisplayName> {
    DisplayName::parse(claims.display_name.as_deref()?).ok()
}

/// What somebody may be called here, the best first: the name there, with an ending if it is taken, and one that nobody has in the end.
fn names(called: Option<&str>, id: UserId) -> impl Iterator<Item = Username> {
    let wished = called.and_then(Username::suggested);
    let base = wished.clone().or_else(|| Username::parse(NAMELESS).ok());
    let unique = format!("{:08x}", id.as_uuid().as_u64_pair().1 & 0xffff_ffff);
    let endings = (2..=5).map(|n| n.to_string()).chain([unique]);
    wished.into_iter().chain(endings.filter_map(move |ending| base.as_ref()?.with_ending(&ending)))
}
