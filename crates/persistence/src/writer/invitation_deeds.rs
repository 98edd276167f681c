//! Invitations by link: making one, taking it back, and coming in by it.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, AuditAction, AuditDetail, ChatId, Invitation, InvitationId, MyChat, PasswordHash, UserId};
use jiff::Timestamp;
use tokio_postgres::types::ToSql;

use super::ban_deeds::require_no_ban;
use super::chat_deeds::read_my_chat;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::member_deeds::enter;
use super::statements::{execute, one_row, require_room, row};
use crate::audit::Act;
use crate::invitations::{invitation, invitation_columns};
use crate::row::user_columns;
use crate::{Error, Result};

/// Makes an invitation.
#[derive(Debug)]
pub struct CreateInvitation {
    /// Who asks.
    pub by: UserId,
    /// Into which chat.
    pub chat_id: ChatId,
    /// What is kept of the code.
    pub code_sha256: [u8; 32],
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// How many people may come in by it; none: any number.
    pub max_uses: Option<i64>,
    /// Whether it lets in without the chat's password.
    pub skip_password: bool,
    /// What time it is.
    pub now: Timestamp,
    /// How many invitations a chat may have that are good at the same time.
    pub most: i64,
}

impl Deed for CreateInvitation {
    type Answer = Invitation;

    fn touched(&self) -> Touched {
        Touched::default()
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Invitation>> {
        let chat = lock(transaction, self.by, self.chat_id).await?;
        chat.require(Action::Invite)?;
        if self.skip_password {
            chat.require(Action::SkipPassword)?;
        }
        self.make_room(transaction).await?;
        let answer = self.put(transaction).await?;
        write_down(transaction, self.chat_id, self.by, AuditAction::InvitationCreated, answer.id).await?;
        Ok(Done { answer, committed: vec![] })
    }
}

impl CreateInvitation {
    /// Forgets those that are over or used up, and refuses one too many.
    async fn make_room(&self, transaction: &Transaction<'_>) -> Result<()> {
        const FORGET: &str = "delete from invitations where chat_id = $1 and (expires_at <= $2 or uses >= max_uses)";
        const COUNT: &str = "select count(*) from (select 1 from invitations where chat_id = $1 limit $2) i";
        execute(transaction, FORGET, &[&self.chat_id.as_uuid(), &self.now]).await?;
        require_room(transaction, COUNT, &[&self.chat_id.as_uuid(), &self.most], self.most, "invitations").await
    }

    async fn put(&self, transaction: &Transaction<'_>) -> Result<Invitation> {
        const SQL: &str = concat!(
            "with i as ( \
                 insert into invitations (id, chat_id, created_by, code_sha256, skip_password, max_uses, expires_at) \
                 values ($1, $2, $3, $4, $5, $6, $7) \
                 returning id, created_at, expires_at, uses, max_uses, skip_password) \
             select ",
            invitation_columns!(),
            ", ",
            user_columns!(),
            " from i join users u on u.id = $3"
        );
        let (id, chat_id, by) = (InvitationId::generate().as_uuid(), self.chat_id.as_uuid(), self.by.as_uuid());
        let code = self.code_sha256.as_slice();
        let parameters: [&(dyn ToSql + Sync); 7] = [&id, &chat_id, &by, &code, &self.skip_password, &self.max_uses, &self.expires_at];
        invitation(&one_row(transaction, SQL, &parameters).await?)
    }
}

/// Takes an invitation back, whoever made it.
#[derive(Debug)]
pub struct RevokeInvitation {
    /// Who asks.
    pub by: UserId,
    /// Into which chat it leads.
    pub chat_id: ChatId,
    /// Which one.
    pub id: InvitationId,
}

impl Deed for RevokeInvitation {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched::default()
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        const SQL: &str = "delete from invitations where id = $2 and chat_id = $1";
        lock(transaction, self.by, self.chat_id).await?.require(Action::Invite)?;
        if execute(transaction, SQL, &[&self.chat_id.as_uuid(), &self.id.as_uuid()]).await? == 0 {
            return Err(Error::InvitationNotFound);
        }
        write_down(transaction, self.chat_id, self.by, AuditAction::InvitationRevoked, self.id).await?;
        Ok(Done { answer: (), committed: vec![] })
    }
}

async fn write_down(transaction: &Transaction<'_>, chat_id: ChatId, by: UserId, action: AuditAction, id: InvitationId) -> Result<()> {
    let detail = AuditDetail { invitation_id: Some(id), ..AuditDetail::default() };
    Act::in_chat(chat_id, by, action).with(detail).write(transaction).await
}

/// Comes in by an invitation. Whoever is in the chat already stays in it, and uses nothing up.
#[derive(Debug)]
pub struct AcceptInvitation {
    /// Who comes in.
    pub by: UserId,
    /// Where the invitation leads.
    pub chat_id: ChatId,
    /// What is kept of the code.
    pub code_sha256: [u8; 32],
    /// What the password was checked against, if it takes one. If the chat has another by now, nothing happens: [`Error::PasswordChanged`].
    pub checked: Option<PasswordHash>,
    /// What time it is.
    pub now: Timestamp,
}

impl Deed for AcceptInvitation {
    type Answer = MyChat;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], users: vec![self.by], everywhere: false }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<MyChat>> {
        // The count is spent in the transaction that makes the member: with it, it happens or does not.
        const SPEND: &str = "update invitations set uses = uses + 1 \
                             where chat_id = $1 and code_sha256 = $2 and expires_at > $3 and (max_uses is null or uses < max_uses) \
                             returning skip_password";
        let chat = match lock(transaction, self.by, self.chat_id).await {
            Err(Error::ChatNotFound) => Err(Error::InvitationNotFound),
            held => held,
        }?;
        if chat.role.is_some() {
            return Ok(Done { answer: read_my_chat(transaction, self.by, self.chat_id).await?, committed: vec![] });
        }
        require_no_ban(transaction, self.chat_id, self.by).await?;
        let spent = row(transaction, SPEND, &[&self.chat_id.as_uuid(), &self.code_sha256.as_slice(), &self.now]).await?;
        let skip_password: bool = spent.ok_or(Error::InvitationNotFound)?.try_get("skip_password")?;
        if !skip_password && chat.password_hash.is_some() && chat.password_hash != self.checked {
            return Err(Error::PasswordChanged);
        }
        enter(transaction, self.chat_id, self.by).await
    }
}

/// Ends the invitations that somebody has made: who may invite no more lets nobody in by a link of before either, not even themselves.
pub async fn withdraw_invitations(transaction: &Transaction<'_>, chat_id: ChatId, creator: UserId) -> Result<()> {
    const SQL: &str = "delete from invitations where chat_id = $1 and created_by = $2";
    execute(transaction, SQL, &[&chat_id.as_uuid(), &creator.as_uuid()]).await?;
    Ok(())
}
