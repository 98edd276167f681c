//! Members: who is in a chat, and how far they have read.

use dialogo_domain::{Action, ChatId, Member, Notifications, Number, ReadPosition, Role, UserId, Visibility};
use uuid::Uuid;

use crate::page::{page_rows_max, rows_wanted};
use crate::row::{join_user, member, owner, user_columns};
use crate::{Error, Keyset, Result, Slice, Store};

impl Store {
    /// The members of a chat that `me` is in, in the order of joining.
    pub async fn members(&self, me: UserId, chat_id: ChatId, after: Option<&Keyset>, limit: i64) -> Result<Slice<Member>> {
        const SQL: &str = concat!(
            "select ",
            user_columns!(),
            ", c.owner_id, m.joined_at, m.is_moderator, m.muted_until, m.joined_at::text as sort_key \
             from (select m.chat_id, m.user_id, m.joined_at, m.is_moderator, m.muted_until \
                   from members m \
                   where m.chat_id = $1 and m.departure is null and (m.joined_at, m.user_id) > ($3::text::timestamptz, $4::uuid) \
                   order by m.joined_at, m.user_id \
                   limit ",
            page_rows_max!(),
            ") m \
             join chats c on c.id = m.chat_id ",
            join_user!("m.user_id"),
            "where c.deleted_at is null \
             and exists (select 1 from members x where x.chat_id = $1 and x.user_id = $2 and x.departure is null) \
             order by m.joined_at, m.user_id \
             limit $5"
        );
        let (after_key, after_id) = Keyset::or_earliest(after);
        let rows = self.rows(SQL, &[&chat_id.as_uuid(), &me.as_uuid(), &after_key, &after_id, &rows_wanted(limit)]).await?;
        if rows.is_empty() {
            self.require_membership(me, chat_id).await?;
        }
        let rows = rows.iter().map(|row| Ok((member(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("user_id")? })));
        Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
    }

    /// Moves the read position of `me` to `number`, never past the latest message, and back only if that is asked for.
    pub async fn mark_read(&self, me: UserId, chat_id: ChatId, number: Number, may_go_back: bool) -> Result<ReadPosition> {
        const SQL: &str = "update members m set read_number = greatest(case when $4 then 0 else m.read_number end, least($3, c.message_count)) \
                           from chats c \
                           where m.chat_id = $1 and m.user_id = $2 and m.departure is null and c.id = m.chat_id and c.deleted_at is null \
                           returning m.read_number, c.message_count, m.unread_mentions";
        let Some(row) = self.row(SQL, &[&chat_id.as_uuid(), &me.as_uuid(), &number.0, &may_go_back]).await? else {
            return Err(self.why_not_a_member(me, chat_id).await);
        };
        let mentions = match row.try_get::<_, i64>("unread_mentions")? {
            0 if !may_go_back => 0,
            _ => self.count_mentions(me, chat_id).await?,
        };
        Ok(ReadPosition::of(Number(row.try_get("read_number")?), row.try_get("message_count")?, mentions))
    }

    /// Counts the mentions that are left unread. The member's row is locked first: what is told to them meanwhile is either seen here, or added
    /// to what is written here.
    async fn count_mentions(&self, me: UserId, chat_id: ChatId) -> Result<i64> {
        const LOCK: &str = "select 1 from members where chat_id = $1 and user_id = $2 for no key update";
        const COUNT: &str = "update members m set unread_mentions = ( \
                                 select count(*) from mentions n where n.chat_id = $1 and n.user_id = any(array[$2, $3]) \
                                 and n.author_id <> $2 and n.number > m.read_number) \
                             where m.chat_id = $1 and m.user_id = $2 \
                             returning m.unread_mentions";
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            let (lock, count) = tokio::try_join!(transaction.prepare_cached(LOCK), transaction.prepare_cached(COUNT))?;
            transaction.execute(&lock, &[&chat_id.as_uuid(), &me.as_uuid()]).await?;
            let row = transaction.query_one(&count, &[&chat_id.as_uuid(), &me.as_uuid(), &Uuid::nil()]).await?;
            transaction.commit().await?;
            Ok(row.try_get("unread_mentions")?)
        })
        .await
    }

    /// Sets what of a chat `me` wants to be told of.
    pub async fn set_notifications(&self, me: UserId, chat_id: ChatId, level: Notifications) -> Result<()> {
        const SQL: &str = "update members m set notifications = $3 \
                           from chats c \
                           where m.chat_id = $1 and m.user_id = $2 and m.departure is null and c.id = m.chat_id and c.deleted_at is null";
        if self.execute(SQL, &[&chat_id.as_uuid(), &me.as_uuid(), &level.as_str()]).await? == 0 {
            return Err(self.why_not_a_member(me, chat_id).await);
        }
        Ok(())
    }

    /// What `me` is in a chat.
    pub async fn role(&self, me: UserId, chat_id: ChatId) -> Result<Role> {
        const SQL: &str = "select c.owner_id, m.is_moderator from members m join chats c on c.id = m.chat_id \
                           where m.chat_id = $1 and m.user_id = $2 and m.departure is null and c.deleted_at is null";
        match self.row(SQL, &[&chat_id.as_uuid(), &me.as_uuid()]).await? {
            Some(row) => Ok(Role::of(me, owner(&row)?, row.try_get("is_moderator")?)),
            None => Err(self.why_not_a_member(me, chat_id).await),
        }
    }

    /// Refuses whoever may not do it to anybody there.
    pub(crate) async fn require_right(&self, me: UserId, chat_id: ChatId, action: Action) -> Result<()> {
        if self.role(me, chat_id).await?.may(action) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Refuses whoever is not in the chat.
    pub async fn require_membership(&self, me: UserId, chat_id: ChatId) -> Result<()> {
        const SQL: &str = "select 1 from members m join chats c on c.id = m.chat_id \
                           where m.chat_id = $1 and m.user_id = $2 and m.departure is null and c.deleted_at is null";
        match self.row(SQL, &[&chat_id.as_uuid(), &me.as_uuid()]).await? {
            Some(_) => Ok(()),
            None => Err(self.why_not_a_member(me, chat_id).await),
        }
    }

    /// A public chat may be known to outsiders, a private one does not exist for them, even if they may ask to be let in.
    pub(crate) async fn why_not_a_member(&self, me: UserId, chat_id: ChatId) -> Error {
        match self.chat(me, chat_id).await {
            Ok(chat) if chat.visibility == Visibility::Private => Error::ChatNotFound,
            Ok(_) => Error::NotAMember,
            Err(error) => error,
        }
    }
}
