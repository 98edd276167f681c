//! Keeping people out of a chat, and letting them in again.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, AuditAction, AuditDetail, Ban, BanReason, ChatId, Departure, UserId};
use jiff::Timestamp;
use tokio_postgres::types::ToSql;

use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::member_deeds::depart;
use super::removal_deed;
use super::request_deeds::forget_waiting;
use super::statements::{execute, require_room, row};
use crate::audit::Act;
use crate::bans::{ban, ban_columns};
use crate::row::user_columns;
use crate::{Error, Result};

/// Keeps somebody out of a chat, and removes them from it if they are in it. Of whoever is banned already, reason and end are replaced.
#[derive(Debug)]
pub struct BanUser {
    /// Who asks.
    pub by: UserId,
    /// From which chat.
    pub chat_id: ChatId,
    /// Who is to stay out.
    pub user_id: UserId,
    /// Why.
    pub reason: Option<BanReason>,
    /// Until when; none: for good.
    pub until: Option<Timestamp>,
    /// Whether what they wrote there goes as well.
    pub removal: Option<Removal>,
    /// How many people may be banned from one chat.
    pub bans_max: i64,
}

/// Which messages of somebody are to be deleted.
#[derive(Clone, Copy, Debug)]
pub struct Removal {
    /// Those sent since then; none: all of them.
    pub since: Option<Timestamp>,
}

impl Deed for BanUser {
    type Answer = Ban;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], users: vec![self.user_id], everywhere: false }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Ban>> {
        let chat = lock(transaction, self.by, self.chat_id).await?;
        let theirs = chat.require_to(transaction, Action::Ban, self.user_id).await?;
        self.make_room(transaction).await?;
        let answer = self.put(transaction).await?;
        let detail = AuditDetail { until: self.until, ..AuditDetail::default() };
        Act::in_chat(self.chat_id, self.by, AuditAction::MemberBanned).to(self.user_id).with(detail).write(transaction).await?;
        let mut committed = match theirs {
            Some(_) => depart(transaction, self.chat_id, self.user_id, Departure::Banned).await?.committed,
            None => vec![],
        };
        committed.extend(forget_waiting(transaction, self.chat_id, self.user_id).await?);
        if let Some(removal) = self.removal {
            chat.require(Action::DeleteMessage)?;
            Act::in_chat(self.chat_id, self.by, AuditAction::MessagesRemoved).to(self.user_id).write(transaction).await?;
            removal_deed::begin(transaction, self.by, self.chat_id, self.user_id, removal).await?;
        }
        Ok(Done { answer, committed })
    }
}

impl BanUser {
    /// Forgets the bans that are over, and refuses one too many.
    async fn make_room(&self, transaction: &Transaction<'_>) -> Result<()> {
        const FORGET: &str = "delete from bans where chat_id = $1 and until <= now()";
        const COUNT: &str = "select count(*) from (select 1 from bans where chat_id = $1 and user_id <> $2 limit $3) b";
        let (chat_id, user_id) = (self.chat_id.as_uuid(), self.user_id.as_uuid());
        execute(transaction, FORGET, &[&chat_id]).await?;
        require_room(transaction, COUNT, &[&chat_id, &user_id, &self.bans_max], self.bans_max, "bans").await
    }

    async fn put(&self, transaction: &Transaction<'_>) -> Result<Ban> {
        const SQL: &str = concat!(
            "with b as ( \
                 insert into bans (chat_id, user_id, banned_by, reason, until) select $1, u.id, $3, $4, $5 from users u where u.id = $2 \
                 on conflict (chat_id, user_id) do update \
                 set banned_by = excluded.banned_by, reason = excluded.reason, until = excluded.until \
                 returning user_id, banned_by, reason, created_at, until) \
             select ",
            ban_columns!(),
            ", ",
            user_columns!(),
            " from b join users u on u.id = $2"
        );
        let reason = self.reason.as_ref().map(BanReason::as_str);
        let (chat_id, user_id, by) = (self.chat_id.as_uuid(), self.user_id.as_uuid(), self.by.as_uuid());
        let parameters: [&(dyn ToSql + Sync); 5] = [&chat_id, &user_id, &by, &reason, &self.until];
        ban(&row(transaction, SQL, &parameters).await?.ok_or(Error::UserNotFound)?)
    }
}

/// Lets somebody come in again. Of whoever is not banned, nothing changes.
#[derive(Debug)]
pub struct UnbanUser {
    /// Who asks.
    pub by: UserId,
    /// Into which chat.
    pub chat_id: ChatId,
    /// Who may come in again.
    pub user_id: UserId,
}

impl Deed for UnbanUser {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched::default()
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        const SQL: &str = "delete from bans where chat_id = $1 and user_id = $2";
        lock(transaction, self.by, self.chat_id).await?.require(Action::Ban)?;
        if execute(transaction, SQL, &[&self.chat_id.as_uuid(), &self.user_id.as_uuid()]).await? > 0 {
            Act::in_chat(self.chat_id, self.by, AuditAction::MemberUnbanned).to(self.user_id).write(transaction).await?;
        }
        Ok(Done { answer: (), committed: vec![] })
    }
}

/// Refuses whoever is banned from the chat.
pub async fn require_no_ban(transaction: &Transaction<'_>, chat_id: ChatId, user_id: UserId) -> Result<()> {
    const SQL: &str = "select 1 from bans where chat_id = $1 and user_id = $2 and (until is null or until > now())";
    match row(transaction, SQL, &[&chat_id.as_uuid(), &user_id.as_uuid()]).await? {
        Some(_) => Err(Error::Banned),
        None => Ok(()),
    }
}
