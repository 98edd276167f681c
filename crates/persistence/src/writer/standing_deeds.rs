//! What a member may do, changed by those who stand above.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, Change, ChatEvent, ChatId, Member, Role, UserId};

use super::Committed;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::member_deeds::{advance, read_member};
use crate::{Error, Result};

/// Makes a moderator of a member, or a member of a moderator. Of what somebody is already, nothing changes.
#[derive(Debug)]
pub struct AppointMember {
    /// Who asks.
    pub by: UserId,
    /// In which chat.
    pub chat_id: ChatId,
    /// Whom.
    pub user_id: UserId,
    /// Whether they are to be a moderator.
    pub is_moderator: bool,
}

impl Deed for AppointMember {
    type Answer = Member;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Member>> {
        const SQL: &str = "update members set is_moderator = $3, changed_seq = $4 where chat_id = $1 and user_id = $2";
        let chat = lock(transaction, self.by, self.chat_id).await?;
        let role = chat.require_to(transaction, Action::Appoint, self.user_id).await?.ok_or(Error::UserNotFound)?;
        if self.is_moderator == (role == Role::Moderator) {
            return Ok(Done { answer: read_member(transaction, self.chat_id, self.user_id).await?, committed: vec![] });
        }
        let seq = advance(transaction, self.chat_id, 0).await?;
        let statement = transaction.prepare_cached(SQL).await?;
        transaction.execute(&statement, &[&self.chat_id.as_uuid(), &self.user_id.as_uuid(), &self.is_moderator, &seq.0]).await?;
        let member = read_member(transaction, self.chat_id, self.user_id).await?;
        let event = ChatEvent { chat_id: self.chat_id, seq, change: Change::MemberUpdated(member.clone()) };
        Ok(Done { answer: member, committed: vec![Committed::Event(event)] })
    }
}
