//! Catching up: what changed in a user's chats after the cursors that a client holds.

use std::collections::{HashMap, HashSet};

use dialogo_domain::{Change, ChatEvent, ChatId, Departure, Notifications, Number, Seq, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::reports::open_reports;
use crate::row::{chat, chat_columns, join_user, member, message, message_columns, notifications, user_columns};
use crate::store::Parameters;
use crate::{Error, Result, Store};

/// More changes than this in one chat are not replayed: a page of history is cheaper for both sides.
const CHANGES_PER_CHAT_MAX: i64 = 500;
/// More changes than this over all chats are not replayed, so that a client's return costs a bounded amount of memory.
const CHANGES_MAX: i64 = 5_000;
/// More bytes of messages than this are not replayed: what a replay takes in memory while its client reads is what a mailbox may take.
const BYTES_MAX: i64 = 1024 * 1024;
/// So few changes are within [`BYTES_MAX`] whatever they say: a body has at most 4,000 characters of 4 bytes, and 20 attachments of 800 bytes;
/// each of its reactions, of which there are 20 unless the settings say otherwise, names at most a hundred people.
const CHANGES_NOT_WEIGHED: i64 = BYTES_MAX / (4_000 * 4 + 20 * 800 + 20 * 100 * 39);

/// Which of the user's chats a client asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them, known to the client or not (`hello`).
    Everything,
    /// Only those that it named (`sync`).
    Named,
}

/// Where a chat stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which chat.
    pub id: ChatId,
    /// The `seq` of its latest change.
    pub seq: Seq,
    /// How many messages it has.
    pub message_count: i64,
    /// How far the user has read.
    pub read_number: Number,
    /// What the user wants to be told of.
    pub notifications: Notifications,
    /// How many messages after that mention the user.
    pub unread_mentions: i64,
    /// How many people wait for the user, or others, to let them in.
    pub requests_waiting: i64,
    /// How many reported messages wait for the user, or others, to decide.
    pub reports_open: i64,
    /// When the user has last changed what they have begun to write.
    pub draft_at: Option<Timestamp>,
}

/// What a client has to hear to stand where its user's chats stand.
#[derive(Clone, Debug)]
pub struct CatchUp {
    /// Where the chats stand. Nothing in `changes` is beyond.
    pub chats: Vec<Head>,
    /// The rows that changed after the cursors, as they are now, in the order of their latest change in each chat.
    pub changes: Vec<ChatEvent>,
    /// Chats of which too much changed, with their heads: to be loaded afresh.
    pub resets: Vec<(ChatId, Seq)>,
    /// Chats that the client named and the user is not in.
    pub gone: Vec<ChatId>,
}

/// Where a user's chats stand, those of them that are named, or all.
pub(crate) const HEADS: &str = concat!(
    "select c.id, c.seq, c.message_count, m.read_number, m.unread_mentions, m.notifications, m.draft_at, \
     case when m.is_moderator or c.owner_id = m.user_id then c.requests_waiting else 0 end as requests_waiting, \
     case when m.is_moderator or c.owner_id = m.user_id then ",
    open_reports!(),
    " else 0 end as reports_open from members m join chats c on c.id = m.chat_id \
     where m.user_id = $1 and m.departure is null and c.deleted_at is null \
     and ($2::uuid[] is null or c.id = any($2)) \
     order by c.id"
);

impl Store {
    /// What changed after `cursors`.
    ///
    /// The heads are read first and bound what is read after them. A row that changes in between gets a `seq` beyond its chat's head and is
    /// left out here: whoever is attached before asking hears of it live.
    pub async fn catch_up(&self, user_id: UserId, cursors: &HashMap<ChatId, Seq>, scope: Scope) -> Result<CatchUp> {
        let named: Option<Vec<Uuid>> = (scope == Scope::Named).then(|| cursors.keys().map(|id| id.as_uuid()).collect());
        let rows = self.rows(HEADS, &[&user_id.as_uuid(), &named]).await?;
        self.catch_up_to(rows.iter().map(head).collect::<Result<_>>()?, cursors).await
    }

    /// What changed after `cursors` in the user's chats, which stand as `chats` has it.
    pub async fn catch_up_to(&self, chats: Vec<Head>, cursors: &HashMap<ChatId, Seq>) -> Result<CatchUp> {
        let gone = cursors.keys().filter(|id| !chats.iter().any(|head| head.id == **id)).copied().collect();
        let (spans, mut resets) = spans(&chats, cursors);
        let spans = self.light(spans, &mut resets).await?;
        let changes = self.changes(&spans).await?;
        Ok(CatchUp { chats, changes, resets, gone })
    }

    /// Leaves out, as resets, the chats with which a replay would be too heavy: the light ones first.
    async fn light(&self, spans: Vec<Span>, resets: &mut Vec<(ChatId, Seq)>) -> Result<Vec<Span>> {
        const SQL: &str = "select d.chat_id, sum(octet_length(s.body) + coalesce(octet_length(s.reactions::text), 0) \
                                                + coalesce(octet_length(s.attachments::text), 0)) as bytes \
                           from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as d(chat_id, cursor, head) \
                           join messages s on s.chat_id = d.chat_id and s.changed_seq > d.cursor and s.changed_seq <= d.head \
                           group by d.chat_id order by bytes";
        if spans.iter().map(|span| span.head - span.cursor).sum::<i64>() <= CHANGES_NOT_WEIGHED {
            return Ok(spans);
        }
        let (ids, cursors, heads) = columns(&spans);
        let (mut total, mut heavy) = (0, HashSet::new());
        for row in self.rows(SQL, &[&ids, &cursors, &heads]).await? {
            total += row.try_get::<_, i64>("bytes")?;
            if total > BYTES_MAX {
                heavy.insert(ChatId::from(row.try_get::<_, Uuid>("chat_id")?));
            }
        }
        let (heavy, light): (Vec<Span>, Vec<Span>) = spans.into_iter().partition(|span| heavy.contains(&span.chat_id));
        resets.extend(heavy.into_iter().map(|span| (span.chat_id, Seq(span.head))));
        Ok(light)
    }

    async fn changes(&self, spans: &[Span]) -> Result<Vec<ChatEvent>> {
        const MESSAGES: &str = concat!(
            "select s.seq > d.cursor as is_new, ",
            message_columns!(),
            ", ",
            user_columns!(),
            " from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as d(chat_id, cursor, head) \
             join messages s on s.chat_id = d.chat_id and s.changed_seq > d.cursor and s.changed_seq <= d.head ",
            join_user!("s.author_id")
        );
        const MEMBERS: &str = concat!(
            "select m.chat_id, m.changed_seq, m.joined_at, m.is_moderator, m.muted_until, m.joined_seq > d.cursor as is_new, m.departure, c.owner_id, ",
            user_columns!(),
            " from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as d(chat_id, cursor, head) \
             join members m on m.chat_id = d.chat_id and m.changed_seq > d.cursor and m.changed_seq <= d.head \
             join chats c on c.id = m.chat_id ",
            join_user!("m.user_id")
        );
        const CHATS: &str = concat!(
            "select ",
            chat_columns!(),
            ", c.settings_seq as changed_seq \
             from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as d(chat_id, cursor, head) \
             join chats c on c.id = d.chat_id and c.settings_seq > d.cursor and c.settings_seq <= d.head"
        );
        if spans.is_empty() {
            return Ok(vec![]);
        }
        let (ids, cursors, heads) = columns(spans);
        let parameters: Parameters<'_> = &[&ids, &cursors, &heads];
        let [messages, members, chats] = self.rows_of_all([(MESSAGES, parameters), (MEMBERS, parameters), (CHATS, parameters)]).await?;
        let messages = messages.iter().map(message_event);
        let others = members.iter().map(member_event).chain(chats.iter().map(chat_event));
        let mut changes = messages.chain(others).collect::<Result<Vec<_>>>()?;
        changes.sort_by_key(|event| (event.chat_id, event.seq));
        Ok(changes)
    }
}

pub(crate) fn head(row: &Row) -> Result<Head> {
    Ok(Head {
        id: row.try_get::<_, Uuid>("id")?.into(),
        seq: Seq(row.try_get("seq")?),
        message_count: row.try_get("message_count")?,
        read_number: Number(row.try_get("read_number")?),
        unread_mentions: row.try_get("unread_mentions")?,
        notifications: notifications(row.try_get("notifications")?)?,
        requests_waiting: row.try_get("requests_waiting")?,
        reports_open: row.try_get("reports_open")?,
        draft_at: row.try_get("draft_at")?,
    })
}

/// The changes to replay of one chat: after `cursor`, up to `head`.
#[derive(Debug, PartialEq, Eq)]
struct Span {
    chat_id: ChatId,
    cursor: i64,
    head: i64,
}

/// The spans, column by column.
fn columns(spans: &[Span]) -> (Vec<Uuid>, Vec<i64>, Vec<i64>) {
    let mut columns = (Vec::with_capacity(spans.len()), Vec::with_capacity(spans.len()), Vec::with_capacity(spans.len()));
    for span in spans {
        columns.0.push(span.chat_id.as_uuid());
        columns.1.push(span.cursor);
        columns.2.push(span.head);
    }
    columns
}

/// Decides what is replayed and what is to be loaded afresh: few changes first, as long as the bounds allow.
/// A cursor that no client can have (negative, or from the future, as after a restored backup) is a reset too.
fn spans(chats: &[Head], cursors: &HashMap<ChatId, Seq>) -> (Vec<Span>, Vec<(ChatId, Seq)>) {
    let behind = |head: &Head| cursors.get(&head.id).map(|cursor| head.seq.0.saturating_sub(cursor.0));
    let mut known: Vec<(&Head, i64)> = chats.iter().filter_map(|head| Some((head, behind(head)?))).filter(|(_, n)| *n != 0).collect();
    known.sort_by_key(|(_, changes)| *changes);
    let (mut spans, mut resets, mut total) = (vec![], vec![], 0);
    for (head, changes) in known {
        let possible = changes > 0 && changes <= head.seq.0;
        if possible && changes <= CHANGES_PER_CHAT_MAX && total + changes <= CHANGES_MAX {
            total += changes;
            spans.push(Span { chat_id: head.id, cursor: head.seq.0 - changes, head: head.seq.0 });
        } else {
            resets.push((head.id, head.seq));
        }
    }
    (spans, resets)
}

fn message_event(row: &Row) -> Result<ChatEvent> {
    let message = message(row)?;
    let (chat_id, seq) = (message.chat_id, message.seq);
    // A tombstone is told even to those who never knew the message, so that its number is no hole.
    let change = match message.deleted_at {
        Some(_) => Change::MessageDeleted(message),
        None if row.try_get("is_new")? => Change::MessageCreated(message),
        None => Change::MessageUpdated(message),
    };
    Ok(ChatEvent { chat_id, seq, change })
}

fn member_event(row: &Row) -> Result<ChatEvent> {
    let member = member(row)?;
    let change = match row.try_get::<_, Option<&str>>("departure")? {
        Some(departure) => Change::MemberLeft { user_id: member.user.id, reason: departure_of(departure)? },
        None if row.try_get("is_new")? => Change::MemberJoined(member),
        None => Change::MemberUpdated(member),
    };
    Ok(ChatEvent { chat_id: row.try_get::<_, Uuid>("chat_id")?.into(), seq: Seq(row.try_get("changed_seq")?), change })
}

fn chat_event(row: &Row) -> Result<ChatEvent> {
    let chat = chat(row)?;
    Ok(ChatEvent { chat_id: chat.id, seq: Seq(row.try_get("changed_seq")?), change: Change::ChatUpdated(chat) })
}

fn departure_of(text: &str) -> Result<Departure> {
    match text {
        "left" => Ok(Departure::Left),
        "removed" => Ok(Departure::Removed),
        "banned" => Ok(Departure::Banned),
        other => Err(Error::Internal(anyhow::anyhow!("members.departure holds {other:?}"))),
    }
}

#[cfg(test)]
mod tests;
