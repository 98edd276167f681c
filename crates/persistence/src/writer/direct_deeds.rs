//! Direct chats, of which each pair of people has one, and blocking.

use deadpool_postgres::Transaction;
use dialogo_domain::{Change, ChatId, MyChat, Seq, UserId};
use uuid::Uuid;

use super::Committed;
use super::chat_deeds::read_my_chat;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::member_deeds::{insert, member_event};
use super::statements::{execute, require_room, row};
use crate::{Error, Result};

/// Finds the direct chat of two people, or creates it.
#[derive(Debug)]
pub struct OpenDirectChat {
    /// Who asks.
    pub by: UserId,
    /// The other one.
    pub with: UserId,
}

impl Deed for OpenDirectChat {
    type Answer = MyChat;

    fn touched(&self) -> Touched {
        Touched { users: vec![self.by, self.with], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<MyChat>> {
        let pair = Pair::of(self.by, self.with)?;
        if let Some(id) = pair.chat(transaction).await? {
            return Ok(Done { answer: read_my_chat(transaction, self.by, id).await?, committed: vec![] });
        }
        if pair.is_blocked(transaction).await? {
            return Err(Error::Blocked);
        }
        self.create(transaction, pair).await
    }
}

impl OpenDirectChat {
    /// The creation is the first change, its people the second and the third.
    async fn create(&self, transaction: &Transaction<'_>, pair: Pair) -> Result<Done<MyChat>> {
        const CHAT: &str = "insert into chats (id, name, name_key, description, visibility, seq, settings_seq, member_count) \
                            select $1, '', '', '', 'direct', 3, 1, 2 from users where id = $2 and deleted_at is null";
        const DIRECT: &str = "insert into direct_chats (low_user_id, high_user_id, chat_id) values ($1, $2, $3)";
        let id = ChatId::generate();
        if execute(transaction, CHAT, &[&id.as_uuid(), &self.with.as_uuid()]).await? == 0 {
            return Err(Error::UserNotFound);
        }
        execute(transaction, DIRECT, &[&pair.low, &pair.high, &id.as_uuid()]).await?;
        let people = [(self.by, Seq(2)), (self.with, Seq(3))];
        for (user_id, seq) in people {
            insert(transaction, id, user_id, seq).await?;
        }
        let mut committed = Vec::with_capacity(people.len());
        for (user_id, seq) in people {
            let event = member_event(transaction, id, user_id, seq, Change::MemberJoined).await?;
            let chat = Box::new(read_my_chat(transaction, user_id, id).await?);
            committed.push(Committed::Joined { event, user_id, chat });
        }
        Ok(Done { answer: read_my_chat(transaction, self.by, id).await?, committed })
    }
}

/// Blocks a person, or no longer. In between neither writes to the other in their direct chat. Doing it again changes nothing.
#[derive(Debug)]
pub struct BlockUser {
    /// Who asks.
    pub by: UserId,
    /// Whom they do not want to hear from.
    pub user_id: UserId,
    /// Whether that begins or ends.
    pub blocks: bool,
    /// How many people one may block.
    pub blocks_max: i64,
}

impl Deed for BlockUser {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched::default()
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        const END: &str = "delete from blocks where user_id = $1 and blocked_id = $2";
        const KEEP: &str = "update members set is_blocked = $2 where chat_id = $1";
        let pair = Pair::of(self.by, self.user_id)?;
        if self.blocks {
            self.begin(transaction).await?;
        } else {
            execute(transaction, END, &[&self.by.as_uuid(), &self.user_id.as_uuid()]).await?;
        }
        if let Some(chat_id) = pair.chat(transaction).await? {
            let is_blocked = pair.is_blocked(transaction).await?;
            execute(transaction, KEEP, &[&chat_id.as_uuid(), &is_blocked]).await?;
        }
        Ok(Done { answer: (), committed: vec![] })
    }
}

impl BlockUser {
    async fn begin(&self, transaction: &Transaction<'_>) -> Result<()> {
        const COUNT: &str = "select count(*) from (select 1 from blocks where user_id = $1 and blocked_id <> $2 limit $3) b";
        const BEGIN: &str = "insert into blocks (user_id, blocked_id) select $1, u.id from users u where u.id = $2 \
                             on conflict (user_id, blocked_id) do update set created_at = blocks.created_at";
        let (by, user_id) = (self.by.as_uuid(), self.user_id.as_uuid());
        require_room(transaction, COUNT, &[&by, &user_id, &self.blocks_max], self.blocks_max, "blocks").await?;
        if execute(transaction, BEGIN, &[&by, &user_id]).await? == 0 { Err(Error::UserNotFound) } else { Ok(()) }
    }
}

/// Two people, in the order that does not depend on who asks.
#[derive(Clone, Copy)]
struct Pair {
    low: Uuid,
    high: Uuid,
}

impl Pair {
    fn of(one: UserId, other: UserId) -> Result<Self> {
        let (one, other) = (one.as_uuid(), other.as_uuid());
        if one == other { Err(Error::Oneself) } else { Ok(Self { low: one.min(other), high: one.max(other) }) }
    }

    async fn chat(self, transaction: &Transaction<'_>) -> Result<Option<ChatId>> {
        const SQL: &str = "select chat_id from direct_chats where low_user_id = $1 and high_user_id = $2";
        let row = row(transaction, SQL, &[&self.low, &self.high]).await?;
        row.map(|row| Ok(row.try_get::<_, Uuid>("chat_id")?.into())).transpose()
    }

    /// Whether one of them, whichever, has blocked the other.
    async fn is_blocked(self, transaction: &Transaction<'_>) -> Result<bool> {
        const SQL: &str = "select 1 from blocks where (user_id, blocked_id) in (($1, $2), ($2, $1)) limit 1";
        Ok(row(transaction, SQL, &[&self.low, &self.high]).await?.is_some())
    }
}
