//! Sessions: what a log-in begins, a refresh prolongs and a log-out ends.

use dialogo_auth::RefreshClaims;
use dialogo_domain::{SessionId, User, UserId};
use dialogo_hub::{CloseCode, Ended};
use dialogo_persistence::{NewSession, Rotation};
use jiff::Timestamp;
use serde::Serialize;

use crate::{App, Error, Result};

/// The authenticated user of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub user_id: UserId,
    /// By which log-in.
    pub session_id: SessionId,
    /// Until when the access token is good.
    pub expires_at: Timestamp,
}

/// Whose access token it is, whether or not its session has ended.
#[derive(Clone, Copy, Debug)]
pub struct Bearer(Caller);

/// What one gets for logging in.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Who one is.
    pub user: User,
    /// The session.
    pub session_id: SessionId,
    /// For the `Authorization: Bearer` header and the first WebSocket frame.
    pub access_token: String,
    /// When the access token stops working.
    pub access_expires_at: Timestamp,
    /// Gets a new pair, once.
    pub refresh_token: String,
    /// When the session ends unless it is refreshed.
    pub refresh_expires_at: Timestamp,
}

/// A session of one's own.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Which session.
    pub id: SessionId,
    /// What one calls the device.
    pub device: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last refreshed.
    pub last_used_at: Timestamp,
    /// When it ends unless it is refreshed.
    pub expires_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl App {
    /// Whom this access token was given to. Whether the session still lives is not known here.
    pub fn identify(&self, access_token: &str) -> Result<Caller> {
        let claims = self.inner.tokens.verify_access(access_token, self.inner.clock.now())?;
        Ok(Caller { user_id: claims.user_id, session_id: claims.session_id, expires_at: claims.expires_at })
    }

    /// Who the bearer of this access token is. The session is looked up each time, so that an ended one ends at once.
    pub async fn authenticate(&self, access_token: &str) -> Result<Caller> {
        let caller = self.identify(access_token)?;
        self.require_live_session(&caller).await?;
        Ok(caller)
    }

    /// Who bears this access token, which is ours and good: enough for [`read_as`](Self::read_as), and for nothing else.
    pub fn bearer(&self, access_token: &str) -> Result<Bearer> {
        self.identify(access_token).map(Bearer)
    }

    /// Reads something for the bearer while the session is looked up, which saves the time of a query. When the session has ended nobody learns what came
    /// of it; so it must not change anything.
    pub async fn read_as<T, E: From<Error>>(
        &self,
        bearer: &Bearer,
        read: impl AsyncFnOnce(&Caller) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let (live, read) = tokio::join!(self.require_live_session(&bearer.0), read(&bearer.0));
        live?;
        read
    }

    async fn require_live_session(&self, caller: &Caller) -> Result<()> {
        let now = self.inner.clock.now();
        if self.inner.store.is_session_live(caller.session_id, caller.user_id, now).await? { Ok(()) } else { Err(Error::SessionEnded) }
    }

    /// Replaces a refresh token by the next one, with a new access token. One that was replaced before ends the session.
    pub async fn refresh(&self, token: &str) -> Result<SignedIn> {
        let claims = self.inner.tokens.read_refresh_token(token).ok_or(Error::InvalidToken)?;
        let app = self.clone();
        Self::to_the_end(async move { app.rotate(claims).await }).await
    }

    async fn rotate(&self, claims: RefreshClaims) -> Result<SignedIn> {
        let now = self.inner.clock.now();
        let expires_at = self.inner.tokens.refresh_expires_at(now);
        let RefreshClaims { session_id, generation } = claims;
        let rotation = self.inner.store.rotate_refresh_token(session_id, generation, now, self.inner.refresh_grace, expires_at).await?;
        match rotation {
            Rotation::Rotated { user_id, generation, expires_at } => {
                let user = self.inner.store.user(user_id).await?;
                self.sign_in(user, RefreshClaims { session_id, generation }, now, expires_at)
            }
            Rotation::Reused { user_id } => {
                tracing::warn!(%user_id, %session_id, "a replaced refresh token was used again: the session is ended");
                self.inner.hub.end_sessions(Ended::One(user_id, session_id), CloseCode::SessionEnded).await;
                Err(Error::SessionEnded)
            }
            Rotation::Ended => Err(Error::SessionEnded),
        }
    }

    /// Begins a session of this user, which may have an end however much it is used.
    pub(crate) async fn begin_session(&self, user: User, device: Option<String>, ends_at: Option<Timestamp>) -> Result<SignedIn> {
        let now = self.inner.clock.now();
        let expires_at = self.inner.tokens.refresh_expires_at(now);
        let expires_at = ends_at.map_or(expires_at, |ends_at| ends_at.min(expires_at));
        let session = NewSession { id: SessionId::generate(), user_id: user.summary.id, device, created_at: now, expires_at, ends_at };
        self.inner.store.insert_session(&session).await?;
        self.sign_in(user, RefreshClaims { session_id: session.id, generation: 0 }, now, expires_at)
    }

    fn sign_in(&self, user: User, claims: RefreshClaims, now: Timestamp, refresh_expires_at: Timestamp) -> Result<SignedIn> {
        let access = self.inner.tokens.issue_access(user.summary.id, claims.session_id, now)?;
        Ok(SignedIn {
            user,
            session_id: claims.session_id,
            access_token: access.text,
            access_expires_at: access.expires_at,
            refresh_token: self.inner.tokens.refresh_token(claims),
            refresh_expires_at,
        })
    }

    /// The caller's living sessions, the latest used first.
    pub async fn sessions(&self, caller: &Caller) -> Result<Vec<Session>> {
        let sessions = self.inner.store.sessions(caller.user_id, self.inner.clock.now()).await?;
        let mine = sessions.into_iter().map(|session| Session {
            current: session.id == caller.session_id,
            id: session.id,
            device: session.device,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            expires_at: session.expires_at,
        });
        Ok(mine.collect())
    }

    /// Ends the caller's session; its sockets close at once.
    pub async fn log_out(&self, caller: &Caller) -> Result<()> {
        self.end_session(caller, caller.session_id).await
    }

    /// Ends one of the caller's sessions; its sockets close at once.
    pub async fn end_session(&self, caller: &Caller, session_id: SessionId) -> Result<()> {
        let (app, user_id) = (self.clone(), caller.user_id);
        Self::to_the_end(async move {
            if !app.inner.store.end_session(user_id, session_id, app.inner.clock.now()).await? {
                return Err(Error::SessionNotFound);
            }
            app.inner.hub.end_sessions(Ended::One(user_id, session_id), CloseCode::SessionEnded).await;
            Ok(())
        })
        .await
    }

    /// Ends all of the caller's sessions but the present one; their sockets close at once.
    pub async fn end_other_sessions(&self, caller: &Caller) -> Result<()> {
        let (app, caller) = (self.clone(), *caller);
        Self::to_the_end(async move { app.end_others(&caller).await }).await
    }

    /// As [`end_other_sessions`](Self::end_other_sessions), for callers that go to the end themselves.
    pub(crate) async fn end_others(&self, caller: &Caller) -> Result<()> {
        self.inner.store.end_other_sessions(caller.user_id, caller.session_id, self.inner.clock.now()).await?;
        self.inner.hub.end_sessions(Ended::AllBut(caller.user_id, caller.session_id), CloseCode::SessionEnded).await;
        Ok(())
    }
}
