//! A chat held still while somebody acts in it, and whether they may.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, ChatId, PasswordHash, Role, UserId};

use crate::row::owner;
use crate::{Error, Result};

/// A chat whose row is locked until the transaction ends, and what the one who asks is in it.
pub struct Locked {
    /// Only those who are in it know of it.
    pub is_private: bool,
    pub is_direct: bool,
    pub password_hash: Option<PasswordHash>,
    pub role: Option<Role>,
    chat_id: ChatId,
    owner: Option<UserId>,
    by: UserId,
}

impl Locked {
    /// The role of whoever asks; for outsiders a private chat does not exist.
    pub fn require_member(&self) -> Result<Role> {
        self.role.ok_or(if self.is_private { Error::ChatNotFound } else { Error::NotAMember })
    }

    /// The same, if it allows the action.
    pub fn require(&self, action: Action) -> Result<Role> {
        let role = self.require_member()?;
        if role.may(action) { Ok(role) } else { Err(refusal(action)) }
    }

    /// What somebody else is here (nothing, if they are not in the chat), if whoever asks may do this to them.
    pub async fn require_to(&self, transaction: &Transaction<'_>, action: Action, other: UserId) -> Result<Option<Role>> {
        let role = self.require(action)?;
        if other == self.by && role == Role::Owner {
            return Err(Error::OwnerMustTransfer);
        }
        let theirs = self.role_of(transaction, other).await?;
        if role.may_to(action, theirs.unwrap_or(Role::Member)) { Ok(theirs) } else { Err(Error::Forbidden) }
    }

    /// What somebody is in the chat.
    pub async fn role_of(&self, transaction: &Transaction<'_>, user_id: UserId) -> Result<Option<Role>> {
        role_of(transaction, self.chat_id, user_id, self.owner).await
    }
}

/// Why somebody in the chat may not do it.
fn refusal(action: Action) -> Error {
    if Role::Moderator.may(action) { Error::Forbidden } else { Error::NotTheOwner }
}

/// Locks the chat, and only then looks at the membership, which cannot change any more.
pub async fn lock(transaction: &Transaction<'_>, by: UserId, chat_id: ChatId) -> Result<Locked> {
    const SQL: &str = "select visibility <> 'public' as is_private, visibility = 'direct' as is_direct, password_hash, owner_id \
                       from chats where id = $1 and deleted_at is null for no key update";
    let statement = transaction.prepare_cached(SQL).await?;
    let row = transaction.query_opt(&statement, &[&chat_id.as_uuid()]).await?.ok_or(Error::ChatNotFound)?;
    let owner = owner(&row)?;
    Ok(Locked {
        is_private: row.try_get("is_private")?,
        is_direct: row.try_get("is_direct")?,
        password_hash: row.try_get::<_, Option<String>>("password_hash")?.map(PasswordHash::new),
        role: role_of(transaction, chat_id, by, owner).await?,
        chat_id,
        owner,
        by,
    })
}

async fn role_of(transaction: &Transaction<'_>, chat_id: ChatId, user_id: UserId, owner: Option<UserId>) -> Result<Option<Role>> {
    const SQL: &str = "select is_moderator from members where chat_id = $1 and user_id = $2 and departure is null";
    let statement = transaction.prepare_cached(SQL).await?;
    let row = transaction.query_opt(&statement, &[&chat_id.as_uuid(), &user_id.as_uuid()]).await?;
    row.map(|row| Ok(Role::of(user_id, owner, row.try_get("is_moderator")?))).transpose()
}
