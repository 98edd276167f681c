//! Creating, changing, handing over and deleting chats.

use deadpool_postgres::Transaction;
use dialogo_domain::{
    Action, AuditAction, AuditDetail, Change, Chat, ChatDescription, ChatEvent, ChatId, ChatName, MyChat, NewChat, PasswordHash, Posting,
    Seq, UserId, Visibility,
};

use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::invitation_deeds::withdraw_invitations;
use super::locked::lock;
use super::member_deeds::member_event;
use super::report_deeds::news_of_open;
use super::request_deeds::news_of_waiting;
use super::statements::require_room;
use super::statements::{execute, one_row};
use super::{Committed, member_deeds};
use crate::audit::Act;
use crate::chats::MY_CHAT;
use crate::row::{chat, chat_columns, my_chat, posting_text, visibility_text};
use crate::{Error, Result};

/// Creates a chat with its owner as the first member.
#[derive(Debug)]
pub struct CreateChat {
    /// The owner.
    pub owner: UserId,
    /// The chat.
    pub chat: NewChat,
    /// What joining will be checked against.
    pub password_hash: Option<PasswordHash>,
    /// Chats that one person may own.
    pub owned_max: u32,
}

impl Deed for CreateChat {
    type Answer = MyChat;

    fn touched(&self) -> Touched {
        Touched { users: vec![self.owner], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<MyChat>> {
        // The creation is the first change, the owner's joining the second.
        const SQL: &str = "insert into chats (id, name, name_key, description, visibility, password_hash, owner_id, seq, settings_seq, member_count) \
                           values ($1, $2, $3, $4, $5, $6, $7, 2, 1, 1)";
        require_room_for_one_more(transaction, self.owner, self.owned_max).await?;
        let id = ChatId::generate();
        let NewChat { name, description, visibility } = &self.chat;
        let hash = self.password_hash.as_ref().map(PasswordHash::as_str);
        execute(
            transaction,
            SQL,
            &[
                &id.as_uuid(),
                &name.as_str(),
                &name.as_str().to_lowercase(),
                &description.as_str(),
                &visibility_text(*visibility),
                &hash,
                &self.owner.as_uuid(),
            ],
        )
        .await?;
        member_deeds::insert(transaction, id, self.owner, Seq(2)).await?;
        let mine = read_my_chat(transaction, self.owner, id).await?;
        let event = member_event(transaction, id, self.owner, Seq(2), Change::MemberJoined).await?;
        let joined = Committed::Joined { event, user_id: self.owner, chat: Box::new(mine.clone()) };
        Ok(Done { answer: mine, committed: vec![joined] })
    }
}

/// What to change of a chat; `None` leaves a thing as it is.
#[derive(Clone, Debug, Default)]
pub struct ChatChange {
    /// The new name.
    pub name: Option<ChatName>,
    /// The new description.
    pub description: Option<ChatDescription>,
    /// Who can find it from now on.
    pub visibility: Option<Visibility>,
    /// The new password's hash, or `Some(None)` for no password any more.
    pub password_hash: Option<Option<PasswordHash>>,
    /// Who may write from now on.
    pub posting: Option<Posting>,
    /// How long members wait between two messages from now on, in seconds.
    pub slow_mode_secs: Option<u32>,
    /// Whether a private chat can be found and asked from now on.
    pub join_requests: Option<bool>,
}

impl ChatChange {
    /// The names of the fields that are set.
    fn fields(&self) -> Vec<String> {
        let Self { name, description, visibility, password_hash, posting, slow_mode_secs, join_requests } = self;
        let fields = [
            ("name", name.is_some()),
            ("description", description.is_some()),
            ("visibility", visibility.is_some()),
            ("password", password_hash.is_some()),
            ("posting", posting.is_some()),
            ("slow_mode_secs", slow_mode_secs.is_some()),
            ("join_requests", join_requests.is_some()),
        ];
        fields.into_iter().filter(|(_, is_set)| *is_set).map(|(field, _)| field.to_owned()).collect()
    }
}

/// Changes a chat, by its owner.
#[derive(Debug)]
pub struct UpdateChat {
    /// Who asks.
    pub by: UserId,
    /// Which chat.
    pub chat_id: ChatId,
    /// What to change.
    pub change: ChatChange,
}

impl Deed for UpdateChat {
    type Answer = Chat;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Chat>> {
        const SQL: &str = concat!(
            "update chats c set name = coalesce($2, c.name), name_key = coalesce($3, c.name_key), description = coalesce($4, c.description), \
             visibility = coalesce($5, c.visibility), password_hash = case when $6 then $7 else c.password_hash end, \
             posting = coalesce($8, c.posting), slow_mode_secs = coalesce($9, c.slow_mode_secs), join_requests = coalesce($10, c.join_requests), \
             seq = c.seq + 1, settings_seq = c.seq + 1 \
             where c.id = $1 returning ",
            chat_columns!()
        );
        lock(transaction, self.by, self.chat_id).await?.require(Action::ChangeChat)?;
        let ChatChange { name, description, visibility, password_hash, posting, slow_mode_secs, join_requests } = &self.change;
        let slow_mode_secs = slow_mode_secs.map(|secs| i32::try_from(secs).unwrap_or(i32::MAX));
        let name_key = name.as_ref().map(|name| name.as_str().to_lowercase());
        let hash = password_hash.as_ref().and_then(Option::as_ref).map(PasswordHash::as_str);
        let row = one_row(
            transaction,
            SQL,
            &[
                &self.chat_id.as_uuid(),
                &name.as_ref().map(ChatName::as_str),
                &name_key,
                &description.as_ref().map(ChatDescription::as_str),
                &visibility.map(visibility_text),
                &password_hash.is_some(),
                &hash,
                &posting.map(posting_text),
                &slow_mode_secs,
                join_requests,
            ],
        )
        .await?;
        let detail = AuditDetail { changed: self.change.fields(), ..AuditDetail::default() };
        Act::in_chat(self.chat_id, self.by, AuditAction::ChatUpdated).with(detail).write(transaction).await?;
        Ok(updated(chat(&row)?))
    }
}

/// Hands a chat over to another member, by its owner.
#[derive(Debug)]
pub struct TransferChat {
    /// Who asks.
    pub by: UserId,
    /// Which chat.
    pub chat_id: ChatId,
    /// The owner to be.
    pub to: UserId,
    /// Chats that one person may own.
    pub owned_max: u32,
}

impl Deed for TransferChat {
    type Answer = Chat;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Chat>> {
        const SQL: &str = concat!(
            "update chats c set owner_id = $2, seq = c.seq + 1, settings_seq = c.seq + 1 where c.id = $1 returning ",
            chat_columns!()
        );
        // Should it be handed on again, its owner of now becomes a member like the one of before: roles follow from the new owner alone.
        const DISMISS: &str = "update members set is_moderator = false, muted_until = null where chat_id = $1 and user_id = $2";
        let held = lock(transaction, self.by, self.chat_id).await?;
        held.require(Action::HandOver)?;
        held.role_of(transaction, self.to).await?.ok_or(Error::UserNotFound)?;
        if self.to == self.by {
            return Ok(Done { answer: read_my_chat(transaction, self.by, self.chat_id).await?.chat, committed: vec![] });
        }
        require_room_for_one_more(transaction, self.to, self.owned_max).await?;
        let (change, dismiss) = (transaction.prepare_cached(SQL).await?, transaction.prepare_cached(DISMISS).await?);
        transaction.execute(&dismiss, &[&self.chat_id.as_uuid(), &self.to.as_uuid()]).await?;
        withdraw_invitations(transaction, self.chat_id, self.by).await?;
        let row = transaction.query_one(&change, &[&self.chat_id.as_uuid(), &self.to.as_uuid()]).await?;
        Act::in_chat(self.chat_id, self.by, AuditAction::OwnerChanged).to(self.to).write(transaction).await?;
        let mut done = updated(chat(&row)?);
        done.committed.extend(news_of_waiting(transaction, self.chat_id).await?);
        done.committed.extend(news_of_open(transaction, self.chat_id, self.to).await?);
        Ok(done)
    }
}

/// Deletes a chat for everyone, by its owner.
#[derive(Debug)]
pub struct DeleteChat {
    /// Who asks.
    pub by: UserId,
    /// Which chat.
    pub chat_id: ChatId,
}

impl Deed for DeleteChat {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        const SQL: &str = "update chats set deleted_at = now() where id = $1";
        lock(transaction, self.by, self.chat_id).await?.require(Action::DeleteChat)?;
        execute(transaction, SQL, &[&self.chat_id.as_uuid()]).await?;
        let detail = AuditDetail { chat_id: Some(self.chat_id), ..AuditDetail::default() };
        Act::on_server(Some(self.by), AuditAction::ChatDeleted).with(detail).write(transaction).await?;
        Ok(Done { answer: (), committed: vec![Committed::Deleted(self.chat_id)] })
    }
}

/// Nobody else creates or hands over a chat meanwhile: the line does one thing after the other.
async fn require_room_for_one_more(transaction: &Transaction<'_>, owner: UserId, owned_max: u32) -> Result<()> {
    const SQL: &str = "select count(*) from (select 1 from chats where owner_id = $1 and deleted_at is null limit $2) c";
    let most = i64::from(owned_max);
    require_room(transaction, SQL, &[&owner.as_uuid(), &most], most, "chats that one person owns").await
}

fn updated(chat: Chat) -> Done<Chat> {
    let event = ChatEvent { chat_id: chat.id, seq: chat.seq, change: Change::ChatUpdated(chat.clone()) };
    Done { answer: chat, committed: vec![Committed::Event(event)] }
}

/// The chat as its member sees it from inside the transaction.
pub async fn read_my_chat(transaction: &Transaction<'_>, me: UserId, chat_id: ChatId) -> Result<MyChat> {
    my_chat(&one_row(transaction, MY_CHAT, &[&me.as_uuid(), &chat_id.as_uuid()]).await?)
}
