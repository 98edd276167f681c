//! Messages: the history, read by number.

use dialogo_domain::{ChatId, Message, MessageId, Number, UserId};
use tokio_postgres::Row;

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

/// A part of a chat's history.
#[derive(Clone, Debug)]
pub struct HistoryPage {
    /// The messages, oldest first.
    pub messages: Vec<Message>,
    /// Whether the chat has messages before them.
    pub has_before: bool,
    /// Whether the chat has messages after them.
    pub has_after: bool,
}

/// What to read on each side of a place in the history: from which number on, and how many.
struct Sides {
    up_to: Option<(i64, i64)>,
    from: Option<(i64, i64)>,
}

impl Sides {
    fn of(at: HistoryAt, limit: i64) -> Self {
        match at {
            HistoryAt::Newest => Self { up_to: Some((i64::MAX, limit)), from: None },
            HistoryAt::Before(number) => Self { up_to: Some((number.0.saturating_sub(1), limit)), from: None },
            HistoryAt::After(number) => Self { up_to: None, from: Some((number.0.saturating_add(1), limit)) },
            HistoryAt::Around(number) => {
                let before = limit / 2;
                Self { up_to: Some((number.0.saturating_sub(1), before)), from: Some((number.0, limit - before)) }
            }
        }
    }
}

/// The rows of one side, the nearest first, and whether there are more beyond.
#[derive(Default)]
struct Side {
    rows: Vec<Row>,
    has_more: bool,
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
    pub async fn messages(&self, me: UserId, chat_id: ChatId, at: HistoryAt, limit: i64) -> Result<HistoryPage> {
        const UP_TO: &str = concat!(readable_messages!(), "and s.number <= $3 order by s.number desc limit $4");
        const FROM: &str = concat!(readable_messages!(), "and s.number >= $3 order by s.number limit $4");
        let Sides { up_to, from } = Sides::of(at, limit);
        let older = self.side(UP_TO, me, chat_id, up_to).await?;
        let newer = self.side(FROM, me, chat_id, from).await?;
        if older.rows.is_empty() && newer.rows.is_empty() {
            self.require_membership(me, chat_id).await?;
        }
        let count = match at {
            HistoryAt::Before(_) | HistoryAt::After(_) => self.message_count(chat_id).await?,
            HistoryAt::Newest | HistoryAt::Around(_) => 0,
        };
        let messages = older.rows.iter().rev().chain(&newer.rows).map(message).collect::<Result<_>>()?;
        Ok(HistoryPage {
            messages,
            has_before: older.has_more || matches!(at, HistoryAt::After(number) if number.0.min(count) > 0),
            has_after: newer.has_more || matches!(at, HistoryAt::Before(number) if number.0 <= count),
        })
    }

    async fn message_count(&self, chat_id: ChatId) -> Result<i64> {
        const SQL: &str = "select message_count from chats where id = $1";
        self.row(SQL, &[&chat_id.as_uuid()]).await?.map_or(Ok(0), |row| Ok(row.try_get("message_count")?))
    }

    async fn side(&self, sql: &str, me: UserId, chat_id: ChatId, side: Option<(i64, i64)>) -> Result<Side> {
        let Some((number, limit)) = side else { return Ok(Side::default()) };
        // One more than asked for tells whether there is more.
        let mut rows = self.rows(sql, &[&chat_id.as_uuid(), &me.as_uuid(), &number, &(limit + 1)]).await?;
        let limit = usize::try_from(limit).unwrap_or(0);
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        Ok(Side { rows, has_more })
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
