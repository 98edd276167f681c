//! What a member may do, changed by those who stand above.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, AuditAction, AuditDetail, Change, ChatEvent, ChatId, Member, Role, UserId};
use jiff::Timestamp;

use super::Committed;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::invitation_deeds::withdraw_invitations;
use super::locked::lock;
use super::member_deeds::{advance, read_member};
use super::report_deeds::news_of_open;
use super::request_deeds::news_of_waiting;
use super::statements::execute;
use crate::audit::Act;
use crate::{Error, Result};

/// What to change of a member; `None` leaves a thing as it is.
#[derive(Clone, Debug, Default)]
pub struct MemberChange {
    /// Whether they are to be a moderator.
    pub is_moderator: Option<bool>,
    /// Until when they may only read, or `Some(None)` to let them write.
    pub muted_until: Option<Option<Timestamp>>,
}

/// Changes what a member may do. If it is so already, nothing changes.
#[derive(Debug)]
pub struct ChangeMember {
    /// Who asks.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Whom.
    pub user_id: UserId,
    /// What to change.
    pub change: MemberChange,
}

impl Deed for ChangeMember {
    type Answer = Member;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Member>> {
        const SQL: &str = "update members set is_moderator = $3, muted_until = $4, changed_seq = $5 where chat_id = $1 and user_id = $2";
        self.require(transaction).await?;
        let before = read_member(transaction, self.chat_id, self.user_id).await?;
        let was_moderator = before.role == Role::Moderator;
        let is_moderator = self.change.is_moderator.unwrap_or(was_moderator);
        let muted_until = self.change.muted_until.unwrap_or(before.muted_until);
        if (is_moderator, muted_until) == (was_moderator, before.muted_until) {
            return Ok(Done { answer: before, committed: vec![] });
        }
        let seq = advance(transaction, self.chat_id, 0).await?;
        let (chat_id, user_id) = (self.chat_id.as_uuid(), self.user_id.as_uuid());
        execute(transaction, SQL, &[&chat_id, &user_id, &is_moderator, &muted_until, &seq.0]).await?;
        if was_moderator && !is_moderator {
            withdraw_invitations(transaction, self.chat_id, self.user_id).await?;
        }
        let member = read_member(transaction, self.chat_id, self.user_id).await?;
        self.write_down(transaction, &before, &member).await?;
        let event = ChatEvent { chat_id: self.chat_id, seq, change: Change::MemberUpdated(member.clone()) };
        let mut committed = vec![Committed::Event(event)];
        if is_moderator && !was_moderator {
            committed.extend(news_of_waiting(transaction, self.chat_id).await?);
            committed.extend(news_of_open(transaction, self.chat_id, self.user_id).await?);
        }
        Ok(Done { answer: member, committed })
    }
}

impl ChangeMember {
    async fn write_down(&self, transaction: &Transaction<'_>, before: &Member, now: &Member) -> Result<()> {
        let act = |action| Act::in_chat(self.chat_id, self.by, action).to(self.user_id);
        if now.role != before.role {
            let detail = AuditDetail { role: Some(now.role), ..AuditDetail::default() };
            act(AuditAction::RoleChanged).with(detail).write(transaction).await?;
        }
        if now.muted_until != before.muted_until {
            let action = if now.muted_until.is_some() { AuditAction::MemberMuted } else { AuditAction::MemberUnmuted };
            let detail = AuditDetail { until: now.muted_until, ..AuditDetail::default() };
            act(action).with(detail).write(transaction).await?;
        }
        Ok(())
    }

    /// Refuses if whoever asks may not do all of it.
    async fn require(&self, transaction: &Transaction<'_>) -> Result<()> {
        let chat = lock(transaction, self.by, self.chat_id).await?;
        let deeds = [(Action::Appoint, self.change.is_moderator.is_some()), (Action::Mute, self.change.muted_until.is_some())];
        for (action, _) in deeds.into_iter().filter(|(_, is_asked)| *is_asked) {
            chat.require_to(transaction, action, self.user_id).await?.ok_or(Error::UserNotFound)?;
        }
        Ok(())
    }
}
