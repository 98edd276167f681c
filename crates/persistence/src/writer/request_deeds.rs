//! Asking to be let into a private chat, and the answer.

use deadpool_postgres::Transaction;
use dialogo_domain::{Action, AuditAction, ChatId, JoinMessage, JoinRequest, Member, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use super::Committed;
use super::ban_deeds::require_no_ban;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::locked::lock;
use super::member_deeds::{enter, read_member};
use super::statements::{execute, one_row, require_room, row};
use crate::audit::Act;
use crate::join_requests::{join_request, join_request_columns};
use crate::row::user_columns;
use crate::{Error, Result};

/// Asks to be let in. Of whoever waits already, nothing changes.
#[derive(Debug)]
pub struct AskToJoin {
    /// Who asks.
    pub by: UserId,
    /// Into which chat.
    pub chat_id: ChatId,
    /// What they say.
    pub message: Option<JoinMessage>,
    /// Whoever was declined since then does not ask again yet.
    pub declined_since: Timestamp,
    /// How many chats one may have asked.
    pub most: i64,
}

impl Deed for AskToJoin {
    type Answer = JoinRequest;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<JoinRequest>> {
        let chat = lock(transaction, self.by, self.chat_id).await?;
        if chat.role.is_some() {
            return Err(Error::AlreadyAMember);
        }
        if !takes_requests(transaction, self.chat_id).await? {
            return Err(if chat.is_private { Error::ChatNotFound } else { Error::Forbidden });
        }
        require_no_ban(transaction, self.chat_id, self.by).await?;
        let committed = if self.waits(transaction).await? { vec![] } else { vec![self.put(transaction).await?] };
        Ok(Done { answer: self.read(transaction).await?, committed })
    }
}

impl AskToJoin {
    /// Whether there is such a request already. One that was declined stands in the way of another for a while.
    async fn waits(&self, transaction: &Transaction<'_>) -> Result<bool> {
        const FORGET: &str = "delete from join_requests where chat_id = $1 and user_id = $2 and declined_at <= $3";
        const KNOWN: &str = "select declined_at from join_requests where chat_id = $1 and user_id = $2";
        let (forget, known) = (transaction.prepare_cached(FORGET).await?, transaction.prepare_cached(KNOWN).await?);
        let (chat_id, by) = (self.chat_id.as_uuid(), self.by.as_uuid());
        transaction.execute(&forget, &[&chat_id, &by, &self.declined_since]).await?;
        match transaction.query_opt(&known, &[&chat_id, &by]).await? {
            None => Ok(false),
            Some(row) if row.try_get::<_, Option<Timestamp>>("declined_at")?.is_none() => Ok(true),
            Some(_) => Err(Error::RequestDeclined),
        }
    }

    async fn put(&self, transaction: &Transaction<'_>) -> Result<Committed> {
        const COUNT: &str = "select count(*) from (select 1 from join_requests where user_id = $1 limit $2) r";
        const SQL: &str = "insert into join_requests (chat_id, user_id, message) values ($1, $2, $3)";
        require_room(transaction, COUNT, &[&self.by.as_uuid(), &self.most], self.most, "requests to join").await?;
        let message = self.message.as_ref().map(JoinMessage::as_str);
        execute(transaction, SQL, &[&self.chat_id.as_uuid(), &self.by.as_uuid(), &message]).await?;
        recount(transaction, self.chat_id).await
    }

    async fn read(&self, transaction: &Transaction<'_>) -> Result<JoinRequest> {
        const SQL: &str = concat!(
            "select ",
            join_request_columns!(),
            ", ",
            user_columns!(),
            " from join_requests r join chats c on c.id = r.chat_id join users u on u.id = r.user_id \
             where r.chat_id = $1 and r.user_id = $2"
        );
        join_request(&one_row(transaction, SQL, &[&self.chat_id.as_uuid(), &self.by.as_uuid()]).await?)
    }
}

/// Asks no longer. Of whoever does not wait, nothing changes.
#[derive(Debug)]
pub struct WithdrawRequest {
    /// Who asked.
    pub by: UserId,
    /// Which chat.
    pub chat_id: ChatId,
}

impl Deed for WithdrawRequest {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        let chat = lock(transaction, self.by, self.chat_id).await?;
        let told = forget_waiting(transaction, self.chat_id, self.by).await?;
        // Whoever may not see the chat does not learn from this that it is there.
        if told.is_none() && chat.is_private && chat.role.is_none() && !takes_requests(transaction, self.chat_id).await? {
            return Err(Error::ChatNotFound);
        }
        Ok(Done { answer: (), committed: told.into_iter().collect() })
    }
}

/// Whether the chat is a private one that can be asked.
async fn takes_requests(transaction: &Transaction<'_>, chat_id: ChatId) -> Result<bool> {
    const SQL: &str = "select 1 from chats where id = $1 and visibility = 'private' and join_requests";
    Ok(row(transaction, SQL, &[&chat_id.as_uuid()]).await?.is_some())
}

/// Lets somebody in who asked. Whoever is in the chat already stays in it.
#[derive(Debug)]
pub struct AcceptRequest {
    /// Who answers.
    pub by: UserId,
    /// Into which chat.
    pub chat_id: ChatId,
    /// Who asked.
    pub user_id: UserId,
}

impl Deed for AcceptRequest {
    type Answer = Member;

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], users: vec![self.user_id], everywhere: false }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<Member>> {
        const SQL: &str = "select 1 from join_requests where chat_id = $1 and user_id = $2 and declined_at is null";
        let (chat_id, user_id) = (self.chat_id, self.user_id);
        let chat = lock(transaction, self.by, chat_id).await?;
        chat.require(Action::Invite)?;
        let mut committed = vec![];
        if chat.role_of(transaction, user_id).await?.is_none() {
            row(transaction, SQL, &[&chat_id.as_uuid(), &user_id.as_uuid()]).await?.ok_or(Error::RequestNotFound)?;
            require_no_ban(transaction, chat_id, user_id).await?;
            Act::in_chat(chat_id, self.by, AuditAction::RequestAccepted).to(user_id).write(transaction).await?;
            committed = enter(transaction, chat_id, user_id).await?.committed;
        }
        Ok(Done { answer: read_member(transaction, chat_id, user_id).await?, committed })
    }
}

/// Does not let somebody in who asked.
#[derive(Debug)]
pub struct DeclineRequest {
    /// Who answers.
    pub by: UserId,
    /// Into which chat.
    pub chat_id: ChatId,
    /// Who asked.
    pub user_id: UserId,
    /// What time it is.
    pub now: Timestamp,
}

impl Deed for DeclineRequest {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        const SQL: &str = "update join_requests set declined_at = $3 where chat_id = $1 and user_id = $2 and declined_at is null";
        lock(transaction, self.by, self.chat_id).await?.require(Action::Invite)?;
        if execute(transaction, SQL, &[&self.chat_id.as_uuid(), &self.user_id.as_uuid(), &self.now]).await? == 0 {
            return Err(Error::RequestNotFound);
        }
        Act::in_chat(self.chat_id, self.by, AuditAction::RequestDeclined).to(self.user_id).write(transaction).await?;
        Ok(Done { answer: (), committed: vec![recount(transaction, self.chat_id).await?] })
    }
}

/// Forgets a request that waits, since its answer is given: somebody is in the chat, or kept out of it.
pub async fn forget_waiting(transaction: &Transaction<'_>, chat_id: ChatId, user_id: UserId) -> Result<Option<Committed>> {
    const SQL: &str = "delete from join_requests where chat_id = $1 and user_id = $2 and declined_at is null";
    match execute(transaction, SQL, &[&chat_id.as_uuid(), &user_id.as_uuid()]).await? {
        0 => Ok(None),
        _ => recount(transaction, chat_id).await.map(Some),
    }
}

/// Counts who waits, for those who may let them in.
pub async fn recount(transaction: &Transaction<'_>, chat_id: ChatId) -> Result<Committed> {
    const COUNT: &str = "update chats set requests_waiting = \
                         (select count(*) from join_requests r where r.chat_id = $1 and r.declined_at is null) \
                         where id = $1 returning requests_waiting, owner_id";
    const MODERATORS: &str = "select user_id from members where chat_id = $1 and is_moderator and departure is null";
    let (count, moderators) = (transaction.prepare_cached(COUNT).await?, transaction.prepare_cached(MODERATORS).await?);
    let row = transaction.query_one(&count, &[&chat_id.as_uuid()]).await?;
    let owner = row.try_get::<_, Option<Uuid>>("owner_id")?.map(UserId::from);
    let moderators = transaction.query(&moderators, &[&chat_id.as_uuid()]).await?;
    let user_id = |row: &Row| Ok::<_, Error>(row.try_get::<_, Uuid>("user_id")?.into());
    let keepers = owner.into_iter().map(Ok).chain(moderators.iter().map(user_id)).collect::<Result<_>>()?;
    Ok(Committed::Requests { chat_id, keepers, waiting: row.try_get("requests_waiting")? })
}

/// What somebody has to know who may let people in from now on: nothing, if nobody waits.
pub async fn news_of_waiting(transaction: &Transaction<'_>, chat_id: ChatId) -> Result<Option<Committed>> {
    let news = recount(transaction, chat_id).await?;
    Ok(Some(news).filter(|news| !matches!(news, Committed::Requests { waiting: 0, .. })))
}
