//! Messages: the history, read by number.

use dialogo_domain::{ChatId, Message, MessageId, Number, UserId};

use crate::row::{message, message_columns, user_columns};
use crate::{Result, Store};

/// Where in the history to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryAt {
    /// The latest messages.
    Newest,
    /// Those right before this one.
    Before(Number),
    /// Those right after this one.
    After(Number),
    /// This one in the middle.
    Around(Number),
}

/// Messages `s` of the chat `$1` that its member `$2` may read.
macro_rules! readable_messages {
    () => {
        concat!(
            "select ",
            message_columns!(),
            ", ",
            user_columns!(),
            " from messages s join users u on u.id = s.author_id \
             where s.chat_id = $1 \
             and exists (select 1 from members m join chats c on c.id = m.chat_id \
                         where m.chat_id = $1 and m.user_id = $2 and m.departure is null and c.deleted_at is null) "
        )
    };
}

impl Store {
    /// Up to `limit` messages for the member `me`, oldest first, and whether the chat has others before and after them.
    pub async fn messages(&self, me: UserId, chat_id: ChatId, at: HistoryAt, limit: i64) -> Result<(Vec<Message>, bool, bool)> {
        const UP_TO: &str = concat!(readable_messages!(), "and s.number <= $3 order by s.number desc limit $4");
        const FROM: &str = concat!(readable_messages!(), "and s.number >= $3 order by s.number limit $4");
        let up_to = async |number: i64, limit: i64| self.rows(UP_TO, &[&chat_id.as_uuid(), &me.as_uuid(), &number, &limit]).await;
        let from = async |number: i64, limit: i64| self.rows(FROM, &[&chat_id.as_uuid(), &me.as_uuid(), &number, &limit]).await;
        // One more than asked for on each open side tells whether there is more.
        let (older, newer) = match at {
            HistoryAt::Newest => (up_to(i64::MAX, limit + 1).await?, vec![]),
            HistoryAt::Before(number) => (up_to(number.0.saturating_sub(1), limit + 1).await?, vec![]),
            HistoryAt::After(number) => (vec![], from(number.0.saturating_add(1), limit + 1).await?),
            HistoryAt::Around(number) => {
                let before = limit / 2;
                let sides = (up_to(number.0.saturating_sub(1), before + 1), from(number.0, limit - before + 1));
                tokio::try_join!(sides.0, sides.1)?
            }
        };
        if older.is_empty() && newer.is_empty() {
            self.require_membership(me, chat_id).await?;
        }
        let (older_max, newer_max) = match at {
            HistoryAt::Around(_) => (limit / 2, limit - limit / 2),
            _ => (limit, limit),
        };
        let more = |rows: usize, max: i64| i64::try_from(rows).is_ok_and(|rows| rows > max);
        let has_before = more(older.len(), older_max) || matches!(at, HistoryAt::After(number) if number.0 > 0);
        let has_after = more(newer.len(), newer_max) || matches!(at, HistoryAt::Before(_));
        let kept = |max: i64| usize::try_from(max).unwrap_or(0);
        let older = older.iter().take(kept(older_max)).rev();
        let rows = older.chain(newer.iter().take(kept(newer_max)));
        Ok((rows.map(message).collect::<Result<_>>()?, has_before, has_after))
    }

    /// One message for the member `me`, if the chat has it.
    pub async fn message(&self, me: UserId, chat_id: ChatId, id: MessageId) -> Result<Option<Message>> {
        const SQL: &str = concat!(readable_messages!(), "and s.id = $3");
        match self.row(SQL, &[&chat_id.as_uuid(), &me.as_uuid(), &id.as_uuid()]).await? {
            Some(row) => Ok(Some(message(&row)?)),
            None => self.require_membership(me, chat_id).await.map(|()| None),
        }
    }
}
