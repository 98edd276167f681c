//! Deleting one's account. What is left is that somebody wrote what was written.

use deadpool_postgres::Transaction;
use dialogo_domain::{AuditAction, Change, ChatEvent, Departure, DisplayName, PasswordHash, Seq, UserId, Username};
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::Committed;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::profile_deed::{exchange_picture, tell_chats};
use super::request_deeds::recount;
use super::statements::{execute, rows};
use crate::audit::Act;
use crate::sessions::END_ALL;
use crate::{Error, Result};

/// Deletes an account: its names and sessions and what it kept for itself are gone, and it is in no chat but the direct ones.
#[derive(Debug)]
pub struct DeleteAccount {
    /// Whose.
    pub user_id: UserId,
    /// What the password was checked against. If it is another by now, nothing happens.
    pub checked: Option<PasswordHash>,
    /// When its sessions end.
    pub now: Timestamp,
}

impl Deed for DeleteAccount {
    /// Whether the password was still the one that was checked.
    type Answer = bool;

    fn touched(&self) -> Touched {
        Touched { users: vec![self.user_id], everywhere: true, ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<bool>> {
        const OWNED: &str = "select 1 from members m join chats c on c.id = m.chat_id \
                             where m.user_id = $1 and m.departure is null and c.owner_id = $1 and c.deleted_at is null limit 1";
        if execute(transaction, OWNED, &[&self.user_id.as_uuid()]).await? > 0 {
            return Err(Error::OwnerMustTransfer);
        }
        exchange_picture(transaction, self.user_id, None).await?;
        if !self.forget_names(transaction).await? {
            return Ok(Done { answer: false, committed: vec![] });
        }
        self.forget_belongings(transaction).await?;
        let mut committed = tell_chats(transaction, self.user_id).await?;
        committed.extend(self.leave_all(transaction).await?);
        committed.extend(self.ask_no_longer(transaction).await?);
        Ok(Done { answer: true, committed })
    }
}

impl DeleteAccount {
    async fn forget_names(&self, transaction: &Transaction<'_>) -> Result<bool> {
        const SQL: &str = "update users set username = $3, username_skeleton = $4, display_name = $5, avatar = null, password_hash = '', \
                           last_seen_at = null, presence_hidden = true, quiet_from = null, quiet_to = null, quiet_zone = null, deleted_at = $6 \
                           where id = $1 and password_hash is not distinct from $2 and deleted_at is null";
        let (username, name) = (Username::of_deleted(self.user_id), DisplayName::of_deleted());
        let parameters: [&(dyn ToSql + Sync); 6] = [
            &self.user_id.as_uuid(),
            &self.checked.as_ref().map(PasswordHash::as_str),
            &username.as_str(),
            &username.skeleton(),
            &name.as_str(),
            &self.now,
        ];
        Ok(execute(transaction, SQL, &parameters).await? == 1)
    }

    async fn forget_belongings(&self, transaction: &Transaction<'_>) -> Result<()> {
        const ADMIN: &str = "delete from admins where user_id = $1";
        const OWN: [&str; 4] = [
            "delete from second_factors where user_id = $1",
            "with gone as (delete from scheduled_messages where author_id = $1 returning client_id) \
             update files set waits_for = null where waits_for = any(array(select client_id from gone)) and uploader_id = $1",
            "delete from bookmarks where user_id = $1",
            "delete from blocks where user_id = $1",
        ];
        execute(transaction, END_ALL, &[&self.user_id.as_uuid(), &self.now]).await?;
        if execute(transaction, ADMIN, &[&self.user_id.as_uuid()]).await? == 1 {
            Act::on_server(Some(self.user_id), AuditAction::AdminRevoked).to(self.user_id).write(transaction).await?;
        }
        for own in OWN {
            execute(transaction, own, &[&self.user_id.as_uuid()]).await?;
        }
        Ok(())
    }

    async fn ask_no_longer(&self, transaction: &Transaction<'_>) -> Result<Vec<Committed>> {
        const SQL: &str = "delete from join_requests where user_id = $1 returning chat_id";
        let mut committed = Vec::new();
        for row in rows(transaction, SQL, &[&self.user_id.as_uuid()]).await? {
            committed.push(recount(transaction, row.try_get::<_, Uuid>("chat_id")?.into()).await?);
        }
        Ok(committed)
    }

    /// Leaves all chats that can be left, which are locked by now, and begins to write nothing in any.
    async fn leave_all(&self, transaction: &Transaction<'_>) -> Result<Vec<Committed>> {
        const ADVANCE: &str = "update chats set seq = seq + 1, member_count = member_count - 1 \
                               where id = any(array(select chat_id from members where user_id = $1 and departure is null)) \
                               and deleted_at is null and visibility <> 'direct' returning id";
        const LEAVE: &str = "update members m set departure = 'left', changed_seq = c.seq from chats c \
                             where m.user_id = $1 and m.chat_id = any($2) and c.id = m.chat_id returning m.chat_id, m.changed_seq";
        // Behind the update, which waits for whoever is writing one at this moment.
        const DRAFTS: &str =
            "delete from drafts where chat_id = any(array(select chat_id from members where user_id = $1)) and user_id = $1";
        const INVITATIONS: &str = "delete from invitations where chat_id = any($2) and created_by = $1";
        let user_id = self.user_id.as_uuid();
        let left = rows(transaction, ADVANCE, &[&user_id]).await?;
        let chats = left.iter().map(|row| row.try_get("id")).collect::<std::result::Result<Vec<Uuid>, _>>()?;
        execute(transaction, INVITATIONS, &[&user_id, &chats]).await?;
        let left = rows(transaction, LEAVE, &[&user_id, &chats]).await?;
        execute(transaction, DRAFTS, &[&user_id]).await?;
        left.iter()
            .map(|row| {
                let change = Change::MemberLeft { user_id: self.user_id, reason: Departure::Left };
                let (chat_id, seq) = (row.try_get::<_, Uuid>("chat_id")?.into(), Seq(row.try_get("changed_seq")?));
                Ok(Committed::Departed { event: ChatEvent { chat_id, seq, change }, user_id: self.user_id })
            })
            .collect()
    }
}
