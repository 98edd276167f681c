//! Joining, leaving and being removed.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, AuditAction, Change, ChatEvent, ChatId, Departure, Member, MyChat, PasswordHash, Seq, UserId};

use super::Committed;
use super::ban_deeds::require_no_ban;
use super::chat_deeds::read_my_chat;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::invitation_deeds::withdraw_invitations;
use super::locked::lock;
use super::request_deeds::forget_waiting;
use super::statements::{execute, one_row};
use crate::audit::Act;
use crate::row::{member, user_columns};
use crate::{Error, Result};

/// Joins a chat whose password, if it has one, was checked.
#[derive(Debug)]
pub struct JoinChat {
    /// Who joins.
    pub by: UserId,
    /// Which chat.
    pub chat_id: ChatId,
    /// What the password was checked against. If the chat has another by now, nothing happens: [`Error::PasswordChanged`].
    pub checked: Option<PasswordHash>,
}

impl Deed for JoinChat {
    type Answer = MyChat;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], users: vec![self.by], everywhere: false }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<MyChat>> {
        let chat = lock(transaction, self.by, self.chat_id).await?;
        if chat.role.is_some() {
            let answer = read_my_chat(transaction, self.by, self.chat_id).await?;
            return Ok(Done { answer, committed: vec![] });
        }
        if chat.is_private {
            return Err(Error::ChatNotFound);
        }
        require_no_ban(transaction, self.chat_id, self.by).await?;
        if chat.password_hash.is_some() && chat.password_hash != self.checked {
            return Err(Error::PasswordChanged);
        }
        enter(transaction, self.chat_id, self.by).await
    }
}

/// Leaves a chat; its owner hands it over first, and a direct one is never left.
#[derive(Debug)]
pub struct LeaveChat {
    /// Who leaves.
    pub by: UserId,
    /// Which chat.
    pub chat_id: ChatId,
}

impl Deed for LeaveChat {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], users: vec![self.by], everywhere: false }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        let chat = lock(transaction, self.by, self.chat_id).await?;
        let role = chat.require_member()?;
        if chat.is_direct {
            return Err(Error::DirectChat);
        }
        if !role.may(Action::Leave) {
            return Err(Error::OwnerMustTransfer);
        }
        depart(transaction, self.chat_id, self.by, Departure::Left).await
    }
}

/// Removes a member from a chat, by someone who stands above.
#[derive(Debug)]
pub struct RemoveMember {
    /// Who asks.
    pub by: UserId,
    /// Which chat.
    pub chat_id: ChatId,
    /// Who is to go.
    pub user_id: UserId,
}

impl Deed for RemoveMember {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], users: vec![self.user_id], everywhere: false }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        lock(transaction, self.by, self.chat_id).await?.require_to(transaction, Action::Remove, self.user_id).await?;
        Act::in_chat(self.chat_id, self.by, AuditAction::MemberRemoved).to(self.user_id).write(transaction).await?;
        depart(transaction, self.chat_id, self.user_id, Departure::Removed).await
    }
}

/// Begins a membership: whoever asks has seen to it that it may.
pub async fn enter(transaction: &Transaction<'_>, chat_id: ChatId, user_id: UserId) -> Result<Done<MyChat>> {
    let seq = advance(transaction, chat_id, 1).await?;
    insert(transaction, chat_id, user_id, seq).await?;
    let mine = read_my_chat(transaction, user_id, chat_id).await?;
    let event = member_event(transaction, chat_id, user_id, seq, Change::MemberJoined).await?;
    let joined = Committed::Joined { event, user_id, chat: Box::new(mine.clone()) };
    let answered = forget_waiting(transaction, chat_id, user_id).await?;
    Ok(Done { answer: mine, committed: [joined].into_iter().chain(answered).collect() })
}

/// Ends a membership, and with it what the member has kept and made there for themselves, and their invitations.
pub async fn depart(transaction: &Transaction<'_>, chat_id: ChatId, user_id: UserId, reason: Departure) -> Result<Done<()>> {
    // That the draft is gone is a later state of it, should they come back.
    const SQL: &str = "update members set departure = $3, changed_seq = $4, draft_at = case when draft_at is not null \
                       then greatest(date_trunc('milliseconds', clock_timestamp()), draft_at + interval '1 millisecond') end \
                       where chat_id = $1 and user_id = $2 and departure is null";
    // Behind the update, which waits for whoever is writing one of them at this moment.
    const OWN: [&str; 2] =
        ["delete from drafts where chat_id = $1 and user_id = $2", "delete from bookmarks where chat_id = $1 and user_id = $2"];
    let departure = match reason {
        Departure::Removed => "removed",
        Departure::Banned => "banned",
        Departure::Left | Departure::Deleted => "left",
    };
    let seq = advance(transaction, chat_id, -1).await?;
    if execute(transaction, SQL, &[&chat_id.as_uuid(), &user_id.as_uuid(), &departure, &seq.0]).await? == 0 {
        return Err(Error::UserNotFound);
    }
    for own in OWN {
        execute(transaction, own, &[&chat_id.as_uuid(), &user_id.as_uuid()]).await?;
    }
    withdraw_invitations(transaction, chat_id, user_id).await?;
    let event = ChatEvent { chat_id, seq, change: Change::MemberLeft { user_id, reason } };
    Ok(Done { answer: (), committed: vec![Committed::Departed { event, user_id }] })
}

/// Takes the chat's next `seq` while its member count changes by `members`.
pub async fn advance(transaction: &Transaction<'_>, chat_id: ChatId, members: i64) -> Result<Seq> {
    const SQL: &str = "update chats set seq = seq + 1, member_count = member_count + $2 where id = $1 returning seq";
    Ok(Seq(one_row(transaction, SQL, &[&chat_id.as_uuid(), &members]).await?.try_get("seq")?))
}

/// Makes the user a member, who has read what was said so far; one who was there before comes back.
pub async fn insert(transaction: &Transaction<'_>, chat_id: ChatId, user_id: UserId, seq: Seq) -> Result<()> {
    const SQL: &str = "insert into members (chat_id, user_id, joined_seq, changed_seq, read_number) \
                       select $1, $2, $3, $3, message_count from chats where id = $1 \
                       on conflict (chat_id, user_id) do update set departure = null, is_moderator = false, joined_at = excluded.joined_at, \
                       joined_seq = excluded.joined_seq, changed_seq = excluded.changed_seq, read_number = excluded.read_number, unread_mentions = 0";
    execute(transaction, SQL, &[&chat_id.as_uuid(), &user_id.as_uuid(), &seq.0]).await?;
    Ok(())
}

/// The event that a change of the member is.
pub async fn member_event(
    transaction: &Transaction<'_>,
    chat_id: ChatId,
    user_id: UserId,
    seq: Seq,
    change: fn(Member) -> Change,
) -> Result<ChatEvent> {
    Ok(ChatEvent { chat_id, seq, change: change(read_member(transaction, chat_id, user_id).await?) })
}

/// Somebody's place in the chat, as it is inside the transaction.
pub async fn read_member(transaction: &Transaction<'_>, chat_id: ChatId, user_id: UserId) -> Result<Member> {
    const SQL: &str = concat!(
        "select ",
        user_columns!(),
        ", c.owner_id, m.joined_at, m.is_moderator, m.muted_until from members m join chats c on c.id = m.chat_id join users u on u.id = m.user_id \
         where m.chat_id = $1 and m.user_id = $2"
    );
    member(&one_row(transaction, SQL, &[&chat_id.as_uuid(), &user_id.as_uuid()]).await?)
}
