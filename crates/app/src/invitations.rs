//! Invitations by link: who has the code comes in.

use dialogo_auth::InvitationCode;
use dialogo_domain::{ChatId, Invitation, InvitationId, InvitationPreview, MyChat, UserId};
use dialogo_persistence::{AcceptInvitation, CreateInvitation, Invited, RevokeInvitation};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::page::List;
use crate::{App, Caller, Error, Page, PageRequest, Result};

/// What an invitation is to be.
#[derive(Clone, Debug)]
pub struct InvitationWish {
    /// Until when it is good, if that was said.
    pub expires_at: Option<Timestamp>,
    /// How many people may come in by it; none: any number.
    pub max_uses: Option<u32>,
    /// Whether it lets in without the chat's password.
    pub skip_password: bool,
}

/// An invitation, and its code, which is told this once.
#[derive(Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewInvitation {
    /// The invitation.
    #[serde(flatten)]
    pub invitation: Invitation,
    /// What the link carries, behind a `#`.
    pub code: String,
}

impl App {
    /// Makes an invitation.
    pub async fn create_invitation(&self, caller: &Caller, chat_id: ChatId, wish: InvitationWish) -> Result<NewInvitation> {
        let (now, limits) = (self.inner.clock.now(), &self.inner.invitation_limits);
        let after = |hours: u32| now.checked_add(SignedDuration::from_hours(hours.into())).unwrap_or(Timestamp::MAX);
        let expires_at = wish.expires_at.unwrap_or(after(limits.hours));
        if expires_at <= now || expires_at > after(limits.hours_max) {
            let detail = format!("must be in the future, and within {} hours", limits.hours_max);
            return Err(Error::field("expires_at", "out_of_range", detail));
        }
        let code = InvitationCode::generate()?;
        let (max_uses, most) = (wish.max_uses.map(Into::into), limits.per_chat_max.into());
        let (by, code_sha256, skip_password) = (caller.user_id, code.sha256(), wish.skip_password);
        let deed = CreateInvitation { by, chat_id, code_sha256, expires_at, max_uses, skip_password, now, most };
        Ok(NewInvitation { invitation: self.perform(caller, deed).await?, code: code.text() })
    }

    /// The invitations to a chat that are good now, the latest first, for those who may invite.
    pub async fn invitations(&self, caller: &Caller, chat_id: ChatId, page: &PageRequest) -> Result<Page<Invitation>> {
        let name = format!("invitations to {chat_id}");
        let list = List { name: &name, user_id: caller.user_id };
        let (after, now) = (list.start(page)?, self.inner.clock.now());
        Ok(list.page(self.inner.store.invitations(caller.user_id, chat_id, now, after.as_ref(), page.limit.into()).await?))
    }

    /// Takes an invitation back.
    pub async fn revoke_invitation(&self, caller: &Caller, chat_id: ChatId, id: InvitationId) -> Result<()> {
        self.perform(caller, RevokeInvitation { by: caller.user_id, chat_id, id }).await
    }

    /// Where an invitation leads.
    pub async fn preview_invitation(&self, caller: &Caller, code: &str) -> Result<InvitationPreview> {
        Ok(self.invited(caller, code).await?.1.preview)
    }

    /// Comes in by an invitation, with the chat's password if that takes one.
    pub async fn accept_invitation(&self, caller: &Caller, code: &str, password: Option<&str>) -> Result<MyChat> {
        match self.try_to_accept(caller, code, password).await {
            // The owner set another one between the check and the joining: the second look decides.
            Err(Error::ChatPasswordChanged) => self.try_to_accept(caller, code, password).await,
            accepted => accepted,
        }
    }

    async fn try_to_accept(&self, caller: &Caller, code: &str, password: Option<&str>) -> Result<MyChat> {
        let (code_sha256, Invited { preview, password_hash: checked, .. }) = self.invited(caller, code).await?;
        let (by, chat_id, now) = (caller.user_id, preview.chat_id, self.inner.clock.now());
        if let Some(hash) = &checked {
            self.check_chat_password(by, chat_id, password.ok_or(Error::ChatPasswordRequired)?, hash).await?;
        }
        self.perform(caller, AcceptInvitation { by, chat_id, code_sha256, checked, now }).await
    }

    /// Looks a code up. Only those that lead nowhere count as guesses.
    async fn invited(&self, caller: &Caller, code: &str) -> Result<([u8; 32], Invited)> {
        let guesses = &self.inner.invitation_guesses;
        guesses.admit(&caller.user_id, self.inner.clock.now())?;
        let found = self.look_up_invitation(caller.user_id, code).await;
        if !matches!(found, Err(Error::InvitationNotFound)) {
            guesses.taken_back(&caller.user_id);
        }
        found
    }

    pub(crate) async fn look_up_invitation(&self, user_id: UserId, code: &str) -> Result<([u8; 32], Invited)> {
        let code_sha256 = InvitationCode::read(code).ok_or(Error::InvitationNotFound)?.sha256();
        let invited = self.inner.store.invited(user_id, &code_sha256, self.inner.clock.now()).await?;
        if invited.is_banned { Err(Error::Banned) } else { Ok((code_sha256, invited)) }
    }
}
