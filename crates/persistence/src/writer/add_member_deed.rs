//! Bringing somebody into a chat by name.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, ChatId, Member, UserId};

use super::ban_deeds::require_no_ban;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::member_deeds::{enter, read_member};
use super::statements::row;
use crate::{Error, Result};

/// Makes somebody a member, without a password. Whoever is in the chat already stays in it; whoever is banned, or has blocked the one who
/// asks, stays out.
#[derive(Debug)]
pub struct AddMember {
    /// Who asks.
    pub by: UserId,
    /// Into which chat.
    pub chat_id: ChatId,
    /// Who is to be in it.
    pub user_id: UserId,
}

impl Deed for AddMember {
    type Answer = Member;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], users: vec![self.user_id], everywhere: false }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Member>> {
        let (chat_id, user_id) = (self.chat_id, self.user_id);
        let chat = lock(transaction, self.by, chat_id).await?;
        chat.require(Action::Invite)?;
        if chat.role_of(transaction, user_id).await?.is_some() {
            return Ok(Done { answer: read_member(transaction, chat_id, user_id).await?, committed: vec![] });
        }
        self.require_willing(transaction).await?;
        require_no_ban(transaction, chat_id, user_id).await?;
        let committed = enter(transaction, chat_id, user_id).await?.committed;
        Ok(Done { answer: read_member(transaction, chat_id, user_id).await?, committed })
    }
}

impl AddMember {
    /// Refuses if there is nobody, or somebody who does not want to hear from the one who asks.
    async fn require_willing(&self, transaction: &Transaction<'_>) -> Result<()> {
        const SQL: &str = "select exists (select 1 from blocks b where b.user_id = u.id and b.blocked_id = $2) as is_blocked \
                           from users u where u.id = $1 and u.deleted_at is null";
        let row = row(transaction, SQL, &[&self.user_id.as_uuid(), &self.by.as_uuid()]).await?.ok_or(Error::UserNotFound)?;
        if row.try_get("is_blocked")? { Err(Error::Blocked) } else { Ok(()) }
    }
}
