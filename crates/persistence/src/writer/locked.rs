//! A chat held still while somebody acts in it, and whether they may.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, ChatId, Pace, PasswordHash, Role, UserId, admit_unmuted};
use jiff::Timestamp;
use tokio_postgres::Row;

use super::statements::row;
use crate::row::{owner, pace};
use crate::{Error, Result};

/// A chat whose row is locked until the transaction ends, and what the one who asks is in it.
pub struct Locked {
    /// Only those who are in it know of it.
    pub is_private: bool,
    pub is_direct: bool,
    pub password_hash: Option<PasswordHash>,
    pub role: Option<Role>,
    pub pace: Pace,
    /// In a direct chat: whether one of the two has blocked the other.
    pub is_blocked: bool,
    muted_until: Option<Timestamp>,
    now: Timestamp,
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

    /// The same, if they may say something at this moment.
    pub fn require_voice(&self) -> Result<Role> {
        let role = self.require_member()?;
        if self.is_blocked {
            return Err(Error::Blocked);
        }
        self.pace.admit(role, self.muted_until, self.now)?;
        Ok(role)
    }

    /// The same, unless they are muted. Where only moderators write, others may do what this asks for.
    pub fn require_unmuted(&self) -> Result<()> {
        self.require_member()?;
        Ok(admit_unmuted(self.muted_until, self.now)?)
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
        let place = place_of(transaction, self.chat_id, user_id).await?;
        Ok(place.map(|place| Role::of(user_id, self.owner, place.is_moderator)))
    }
}

/// Why somebody in the chat may not do it.
fn refusal(action: Action) -> Error {
    if Role::Moderator.may(action) { Error::Forbidden } else { Error::NotTheOwner }
}

/// Locks the chat, and only then looks at the membership, which cannot change any more.
pub async fn lock(transaction: &Transaction<'_>, by: UserId, chat_id: ChatId) -> Result<Locked> {
    const SQL: &str = "select visibility <> 'public' as is_private, visibility = 'direct' as is_direct, password_hash, owner_id, \
                       posting, slow_mode_secs, now() as now \
                       from chats where id = $1 and deleted_at is null for no key update";
    let row = row(transaction, SQL, &[&chat_id.as_uuid()]).await?.ok_or(Error::ChatNotFound)?;
    let owner = owner(&row)?;
    let place = place_of(transaction, chat_id, by).await?;
    Ok(Locked {
        is_private: row.try_get("is_private")?,
        is_direct: row.try_get("is_direct")?,
        password_hash: row.try_get::<_, Option<String>>("password_hash")?.map(PasswordHash::new),
        role: place.map(|place| Role::of(by, owner, place.is_moderator)),
        pace: pace(&row)?,
        is_blocked: place.is_some_and(|place| place.is_blocked),
        muted_until: place.and_then(|place| place.muted_until),
        now: row.try_get("now")?,
        chat_id,
        owner,
        by,
    })
}

/// What is kept of a member.
#[derive(Clone, Copy)]
struct Place {
    is_moderator: bool,
    is_blocked: bool,
    muted_until: Option<Timestamp>,
}

async fn place_of(transaction: &Transaction<'_>, chat_id: ChatId, user_id: UserId) -> Result<Option<Place>> {
    const SQL: &str = "select is_moderator, is_blocked, muted_until from members where chat_id = $1 and user_id = $2 and departure is null";
    let row = row(transaction, SQL, &[&chat_id.as_uuid(), &user_id.as_uuid()]).await?;
    let place = |row: Row| {
        let (is_moderator, is_blocked) = (row.try_get("is_moderator")?, row.try_get("is_blocked")?);
        Ok(Place { is_moderator, is_blocked, muted_until: row.try_get("muted_until")? })
    };
    row.map(place).transpose()
}
