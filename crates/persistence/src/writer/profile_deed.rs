//! Changing one's profile, which everyone in one's chats hears of.

use deadpool_postgres::Transaction;
use dialogo_domain::{Avatar, Change, ChatEvent, DisplayName, FileId, Seq, User, UserId, Username};
use uuid::Uuid;

use super::Committed;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::statements::{execute, row};
use crate::row::{account_columns, member, user, user_columns};
use crate::{Error, Result};

/// What to change of a profile; `None` leaves a thing as it is.
#[derive(Clone, Debug, Default)]
pub struct ProfileChange {
    /// The new unique name.
    pub username: Option<Username>,
    /// The new name to show.
    pub display_name: Option<DisplayName>,
    /// The new picture, or `Some(None)` for none any more.
    pub avatar: Option<Option<Avatar>>,
}

/// Changes a profile.
#[derive(Debug)]
pub struct UpdateProfile {
    /// Whose.
    pub user_id: UserId,
    /// What to change.
    pub change: ProfileChange,
}

impl Deed for UpdateProfile {
    type Answer = User;

    fn touched(&self) -> Touched {
        Touched { users: vec![self.user_id], everywhere: true, ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<User>> {
        const SQL: &str = concat!(
            "update users u set username = coalesce($2, u.username), username_skeleton = coalesce($3, u.username_skeleton), \
             display_name = coalesce($4, u.display_name), avatar = case when $5 then $6 else u.avatar end \
             where u.id = $1 and u.deleted_at is null returning ",
            account_columns!()
        );
        let ProfileChange { username, display_name, avatar } = &self.change;
        if let Some(avatar) = avatar {
            exchange_picture(transaction, self.user_id, avatar.as_ref().and_then(Avatar::picture_id)).await?;
        }
        let row = row(
            transaction,
            SQL,
            &[
                &self.user_id.as_uuid(),
                &username.as_ref().map(Username::as_str),
                &username.as_ref().map(Username::skeleton),
                &display_name.as_ref().map(DisplayName::as_str),
                &avatar.is_some(),
                &avatar.as_ref().and_then(Option::as_ref).map(Avatar::as_str),
            ],
        )
        .await?
        .ok_or(Error::UserNotFound)?;
        let committed = tell_chats(transaction, self.user_id).await?;
        Ok(Done { answer: user(&row)?, committed })
    }
}

/// The picture until now is to be erased, and the next one is not any more. One that is named nowhere was given up meanwhile.
pub async fn exchange_picture(transaction: &Transaction<'_>, user_id: UserId, next: Option<FileId>) -> Result<()> {
    const OLD: &str = "select avatar from users where id = $1 for no key update";
    const LET_GO: &str = "insert into objects_to_erase (id, due_at) values ($1, '-infinity') on conflict do nothing";
    const KEEP: &str = "delete from objects_to_erase where id = $1 and due_at <> '-infinity'";
    let old = row(transaction, OLD, &[&user_id.as_uuid()]).await?.ok_or(Error::UserNotFound)?;
    if let Some(old) = old.try_get::<_, Option<String>>("avatar")?.map(Avatar::stored).as_ref().and_then(Avatar::picture_id) {
        execute(transaction, LET_GO, &[&old.as_uuid()]).await?;
    }
    let Some(next) = next else { return Ok(()) };
    match execute(transaction, KEEP, &[&next.as_uuid()]).await? {
        1 => Ok(()),
        _ => Err(Error::PictureGone),
    }
}

/// Each chat of the user takes a `seq` for the change of this member.
pub async fn tell_chats(transaction: &Transaction<'_>, user_id: UserId) -> Result<Vec<Committed>> {
    // Locked in the order of their ids, as everyone locks chats; found by `any`, since for a join the planner might read all of them.
    const LOCK: &str = "select id from chats \
                        where id = any(array(select chat_id from members where user_id = $1 and departure is null)) \
                        and deleted_at is null order by id for no key update";
    const ADVANCE: &str = "update chats set seq = seq + 1 where id = any($1)";
    const STAMP: &str = concat!(
        "update members m set changed_seq = c.seq from chats c, users u \
         where m.user_id = $1 and m.chat_id = any($2) and c.id = m.chat_id and u.id = m.user_id \
         returning m.chat_id, m.changed_seq, m.joined_at, m.is_moderator, m.muted_until, c.owner_id, ",
        user_columns!()
    );
    let (lock, advance, stamp) =
        tokio::try_join!(transaction.prepare_cached(LOCK), transaction.prepare_cached(ADVANCE), transaction.prepare_cached(STAMP))?;
    let rows = transaction.query(&lock, &[&user_id.as_uuid()]).await?;
    let chats = rows.iter().map(|row| row.try_get("id")).collect::<std::result::Result<Vec<Uuid>, _>>()?;
    transaction.execute(&advance, &[&chats]).await?;
    let rows = transaction.query(&stamp, &[&user_id.as_uuid(), &chats]).await?;
    rows.iter()
        .map(|row| {
            Ok(Committed::Event(ChatEvent {
                chat_id: row.try_get::<_, Uuid>("chat_id")?.into(),
                seq: Seq(row.try_get("changed_seq")?),
                change: Change::MemberUpdated(member(row)?),
            }))
        })
        .collect()
}
