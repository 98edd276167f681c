//! Messages: the history, read by number.

use std::cmp::Reverse;

use dialogo_domain::{ChatId, Message, MessageId, Number, UserId};

use crate::row::{join_user, message_columns, message_fields, message_if_any, user_columns};
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

/// One side of a place in the history: from which number on to read, and how many messages.
#[derive(Clone, Copy)]
struct Side {
    number: i64,
    limit: i64,
}

impl Side {
    /// What to ask for, nothing if not this side: one row more than wanted tells whether there are more.
    fn asks(side: Option<Self>) -> (i64, i64) {
        side.map_or((0, 0), |side| (side.number, side.limit.saturating_add(1)))
    }

    /// Takes away the one row too many, which is the farthest, if it came.
    fn has_more(side: Option<Self>, nearest_first: &mut Vec<Message>) -> bool {
        let wanted = side.and_then(|side| usize::try_from(side.limit).ok()).unwrap_or(0);
        let has_more = nearest_first.len() > wanted;
        nearest_first.truncate(wanted);
        has_more
    }
}

impl HistoryAt {
    /// What lies before this place, and what from it on.
    fn sides(self, limit: i64) -> (Option<Side>, Option<Side>) {
        match self {
            Self::Newest => (Some(Side { number: i64::MAX, limit }), None),
            Self::Before(number) => (Some(Side { number: number.0.saturating_sub(1), limit }), None),
            Self::After(number) => (None, Some(Side { number: number.0.saturating_add(1), limit })),
            Self::Around(number) => {
                let before = limit / 2;
                (Some(Side { number: number.0.saturating_sub(1), limit: before }), Some(Side { number: number.0, limit: limit - before }))
            }
        }
    }
}

/// Where the member `$2` of the chat `$1` reads.
macro_rules! readable {
    () => {
        "where m.chat_id = $1 and m.user_id = $2 and m.departure is null and c.deleted_at is null"
    };
}

impl Store {
    /// Up to `limit` messages for the member `me`, oldest first, and whether the chat has others before and after them.
    pub async fn messages(&self, me: UserId, chat_id: ChatId, at: HistoryAt, limit: i64) -> Result<HistoryPage> {
        // For a member at least one row, perhaps without a message.
        const SQL: &str = concat!(
            "select c.message_count, ",
            message_columns!(),
            ", ",
            user_columns!(),
            " from members m \
             join chats c on c.id = m.chat_id \
             left join lateral (\
             (select ",
            message_fields!(),
            " from messages s where s.chat_id = $1 and s.number <= $3 order by s.number desc limit $4) \
             union all \
             (select ",
            message_fields!(),
            " from messages s where s.chat_id = $1 and s.number >= $5 order by s.number limit $6)\
             ) s on true \
             left ",
            join_user!("s.author_id"),
            readable!()
        );
        let (older, newer) = at.sides(limit);
        let ((up_to, older_rows), (from, newer_rows)) = (Side::asks(older), Side::asks(newer));
        let rows = self.rows(SQL, &[&chat_id.as_uuid(), &me.as_uuid(), &up_to, &older_rows, &from, &newer_rows]).await?;
        let Some(first) = rows.first() else { return Err(self.why_not_a_member(me, chat_id).await) };
        let count: i64 = first.try_get("message_count")?;
        let found = rows.iter().filter_map(|row| message_if_any(row).transpose()).collect::<Result<Vec<_>>>()?;
        let (mut before, mut after): (Vec<_>, Vec<_>) = found.into_iter().partition(|message| older.is_some() && message.number.0 <= up_to);
        before.sort_unstable_by_key(|message| Reverse(message.number));
        after.sort_unstable_by_key(|message| message.number);
        let (more_before, more_after) = (Side::has_more(older, &mut before), Side::has_more(newer, &mut after));
        Ok(HistoryPage {
            messages: before.into_iter().rev().chain(after).collect(),
            has_before: more_before || matches!(at, HistoryAt::After(number) if number.0.min(count) > 0),
            has_after: more_after || matches!(at, HistoryAt::Before(number) if number.0 <= count),
        })
    }

    /// One message for the member `me`, if the chat has it.
    pub async fn message(&self, me: UserId, chat_id: ChatId, id: MessageId) -> Result<Option<Message>> {
        const SQL: &str = concat!(
            "select ",
            message_columns!(),
            ", ",
            user_columns!(),
            " from members m \
             join chats c on c.id = m.chat_id \
             left join messages s on s.id = $3 and s.chat_id = m.chat_id \
             left ",
            join_user!("s.author_id"),
            readable!()
        );
        match self.row(SQL, &[&chat_id.as_uuid(), &me.as_uuid(), &id.as_uuid()]).await? {
            Some(row) => message_if_any(&row),
            None => Err(self.why_not_a_member(me, chat_id).await),
        }
    }
}
