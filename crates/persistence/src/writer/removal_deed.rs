//! Deleting all that somebody wrote in a chat: decided at once, done a little at a time.

use deadpool_postgres::Transaction;
use dialogo_domain::{Change, ChatId, Number, UserId};
use uuid::Uuid;

use super::ban_deeds::Removal;
use super::deed::{Deed, Done};
use super::doubt::Touched;
use super::message_deeds::changed;
use super::report_deeds::answer_reports;
use super::statements::{execute, rows};
use super::tombstones::erase;
use crate::Result;
use crate::row::{message, message_columns, message_fields, user_columns};

/// Messages of one step: some milliseconds, so that nobody's message waits long behind it, and a small part of a mailbox.
const STEP: usize = 50;

/// Decides that what somebody wrote so far goes; of two that were decided at the same message, the longer one. What is stored of that is found by [`Store::removals`](crate::Store::removals) until all is done.
pub async fn begin(transaction: &Transaction<'_>, by: UserId, chat_id: ChatId, author_id: UserId, removal: Removal) -> Result<()> {
    const SQL: &str = "insert into removals (chat_id, author_id, up_to_number, since, decided_by) \
                       select c.id, $2, c.message_count, coalesce($3, '-infinity'::timestamptz), $4 from chats c where c.id = $1 \
                       on conflict on constraint removals_pkey do update set \
                       since = least(removals.since, excluded.since), decided_by = excluded.decided_by, next_client_id = excluded.next_client_id";
    execute(transaction, SQL, &[&chat_id.as_uuid(), &author_id.as_uuid(), &removal.since, &by.as_uuid()]).await.map(drop)
}

/// Does one step of it.
#[derive(Clone, Copy, Debug)]
pub struct RemoveMessages {
    /// In which chat.
    pub chat_id: ChatId,
    /// Whose messages.
    pub author_id: UserId,
    /// The last message that was there when it was decided.
    pub up_to: Number,
}

impl Deed for RemoveMessages {
    type Answer = ();

    fn touched(&self) -> Touched {
        Touched { chats: vec![self.chat_id], ..Touched::default() }
    }

    async fn perform(&self, transaction: &Transaction<'_>) -> Result<Done<()>> {
        const LOCK: &str = "select 1 from chats where id = $1 and deleted_at is null for no key update";
        // The index by `client_id` leads through the messages of one person, and no others. The last one of a step is looked at once more.
        const SQL: &str = concat!(
            "select r.decided_by, s.deleted_at is null and s.number <= r.up_to_number and s.created_at >= r.since as goes, ",
            message_columns!(),
            ", ",
            user_columns!(),
            " from removals r cross join lateral (select ",
            message_fields!(),
            " from messages s where s.chat_id = r.chat_id and s.author_id = r.author_id and s.client_id >= r.next_client_id \
              order by s.client_id limit 50) s \
              join users u on u.id = s.author_id where r.chat_id = $1 and r.author_id = $2 and r.up_to_number = $3 order by s.client_id"
        );
        let (chat_id, author_id) = (self.chat_id.as_uuid(), self.author_id.as_uuid());
        if execute(transaction, LOCK, &[&chat_id]).await? == 0 {
            return self.goes_on(transaction, None).await.map(|()| Done { answer: (), committed: vec![] });
        }
        let rows = rows(transaction, SQL, &[&chat_id, &author_id, &self.up_to.0]).await?;
        let (mut going, mut by) = (Vec::new(), None);
        for row in &rows {
            if row.try_get("goes")? {
                going.push(message(row)?);
                by = Some(row.try_get::<_, Uuid>("decided_by")?);
            }
        }
        let next = if rows.len() < STEP { None } else { rows.last().map(|row| row.try_get("client_id")).transpose()? };
        self.goes_on(transaction, next).await?;
        let Some(by) = by else { return Ok(Done { answer: (), committed: vec![] }) };
        let gone = erase(transaction, self.chat_id, &going).await?;
        let news = answer_reports(transaction, by.into(), &gone).await?;
        let events = gone.into_iter().flat_map(|message| changed(message, Change::MessageDeleted).committed);
        Ok(Done { answer: (), committed: events.chain(news).collect() })
    }
}

impl RemoveMessages {
    /// Notes where the next step begins, or that there is none.
    async fn goes_on(self, transaction: &Transaction<'_>, next: Option<Uuid>) -> Result<()> {
        const NEXT: &str = "update removals set next_client_id = $4 where chat_id = $1 and author_id = $2 and up_to_number = $3";
        const DONE: &str = "delete from removals where chat_id = $1 and author_id = $2 and up_to_number = $3";
        let (chat_id, author_id) = (self.chat_id.as_uuid(), self.author_id.as_uuid());
        match next {
            Some(next) => execute(transaction, NEXT, &[&chat_id, &author_id, &self.up_to.0, &next]).await?,
            None => execute(transaction, DONE, &[&chat_id, &author_id, &self.up_to.0]).await?,
        };
        Ok(())
    }
}
