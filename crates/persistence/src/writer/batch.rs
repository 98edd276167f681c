//! One transaction for all messages that wait together.
//!
//! Two round trips: the chats are locked and the drafts judged; then the counters move, the messages go in, and all is committed. The
//! judging statement starts after the locks are held, so it sees every membership that was committed before.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::ClientWrapper;
use dialogo_domain::{Change, ChatEvent, ChatId, Message, MessageId, Number, Seq, UserSummary};
use jiff::Timestamp;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::doubt::{TransactionId, transaction_id};
use super::post::PostKey;
use super::{Committed, Post, Posted};
use crate::row::{message, message_columns, user_columns, user_summary};
use crate::{Error, Result};

type Parameter<'a> = &'a (dyn ToSql + Sync);

/// What came of a batch: an outcome for each post, in order, and what to announce.
pub struct Stored {
    pub outcomes: Vec<Result<Posted>>,
    pub committed: Vec<Committed>,
}

/// A chat of the batch, locked.
struct Counters {
    seq: i64,
    message_count: i64,
    is_private: bool,
}

/// What the database says of one draft.
struct Judgement {
    author: UserSummary,
    is_member: bool,
    reply_stands: bool,
    stored: Option<Posted>,
    now: Timestamp,
}

pub async fn store(client: &mut ClientWrapper, posts: &[Post], id: &mut Option<TransactionId>) -> Result<Stored> {
    let (lock, judge, advance, insert) = tokio::try_join!(
        client.prepare_cached(LOCK),
        client.prepare_cached(JUDGE),
        client.prepare_cached(ADVANCE),
        client.prepare_cached(INSERT)
    )?;
    let transaction = client.transaction().await?;
    let columns = DraftColumns::of(posts);
    let (to_lock, to_judge): ([Parameter; 1], [Parameter; 4]) =
        ([&columns.chats], [&columns.chats, &columns.authors, &columns.client_ids, &columns.replies]);
    let (number, locked, judged) =
        tokio::try_join!(transaction_id(&transaction), transaction.query(&lock, &to_lock), transaction.query(&judge, &to_judge))?;
    *id = Some(number);
    let mut chats = locked.iter().map(counters).collect::<Result<HashMap<_, _>>>()?;
    let judgements = judged.iter().map(judgement).collect::<Result<Vec<_>>>()?;
    if judgements.len() != posts.len() {
        // An author who does not exist: nobody who is logged in.
        return Err(Error::UserNotFound);
    }
    let outcomes = decide(posts, judgements, &mut chats);
    let fresh: Vec<&Message> =
        outcomes.iter().filter_map(|outcome| outcome.as_ref().ok()).filter(|p| !p.duplicate).map(|p| &p.message).collect();
    if !fresh.is_empty() {
        let rows = MessageColumns::of(&fresh);
        let moved = Moved::of(&fresh, &chats);
        let to_advance: [Parameter; 4] = [&moved.chats, &moved.seqs, &moved.counts, &rows.created_at];
        let to_insert: [Parameter; 9] = [
            &rows.chats,
            &rows.numbers,
            &rows.ids,
            &rows.authors,
            &rows.client_ids,
            &rows.bodies,
            &rows.replies,
            &rows.seqs,
            &rows.created_at,
        ];
        tokio::try_join!(transaction.execute(&advance, &to_advance), transaction.execute(&insert, &to_insert))?;
    }
    transaction.commit().await?;
    let committed = fresh.into_iter().map(announcement).collect();
    Ok(Stored { outcomes, committed })
}

/// The chats in one order for everybody, so that two nodes cannot wait for each other.
const LOCK: &str = "select id, seq, message_count, visibility = 'private' as is_private \
                    from chats where id = any($1) and deleted_at is null order by id for no key update";

/// The laterals with a limit make the planner look each draft up by index: it takes an array for ten rows and would scan otherwise.
const JUDGE: &str = concat!(
    "select ",
    user_columns!(),
    ", m.there is not null as is_member, d.reply_to is null or r.there is not null as reply_stands, now() as now, ",
    message_columns!(),
    " from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as d(chat_id, author_id, client_id, reply_to, place) \
     cross join lateral (select * from users where id = d.author_id limit 1) u \
     left join lateral (select 1 as there from members \
                        where chat_id = d.chat_id and user_id = d.author_id and departure is null limit 1) m on true \
     left join lateral (select 1 as there from messages where id = d.reply_to and chat_id = d.chat_id limit 1) r on true \
     left join lateral (select * from messages \
                        where chat_id = d.chat_id and author_id = d.author_id and client_id = d.client_id limit 1) s on true \
     order by d.place"
);

const ADVANCE: &str = "update chats c set seq = d.seq, message_count = d.message_count, last_message_at = $4 \
                       from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as d(id, seq, message_count) where c.id = d.id";

const INSERT: &str = "insert into messages (chat_id, number, id, author_id, client_id, body, reply_to, seq, changed_seq, created_at) \
                      select chat_id, number, id, author_id, client_id, body, reply_to, seq, seq, $9 \
                      from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::bigint[]) \
                      as d(chat_id, number, id, author_id, client_id, body, reply_to, seq)";

/// Gives each draft its place, or the reason why it has none. Pure: the counters and judgements are all it knows.
fn decide(posts: &[Post], judgements: Vec<Judgement>, chats: &mut HashMap<ChatId, Counters>) -> Vec<Result<Posted>> {
    let mut earlier: HashMap<PostKey, Posted> = HashMap::new();
    posts
        .iter()
        .zip(judgements)
        .map(|(post, judgement)| {
            let chat = chats.get_mut(&post.chat_id).ok_or(Error::ChatNotFound)?;
            if !judgement.is_member {
                return Err(if chat.is_private { Error::ChatNotFound } else { Error::NotAMember });
            }
            if let Some(stored) = judgement.stored.as_ref().or_else(|| earlier.get(&post.key())) {
                return if post.is_same_as(&stored.message) { Ok(stored.clone()) } else { Err(Error::ClientIdReused) };
            }
            if !judgement.reply_stands {
                return Err(Error::ReplyNotFound);
            }
            chat.seq += 1;
            chat.message_count += 1;
            let message = place(post, judgement, chat);
            let posted = Posted { born_seq: message.seq, message, duplicate: false };
            earlier.insert(post.key(), Posted { duplicate: true, ..posted.clone() });
            Ok(posted)
        })
        .collect()
}

fn place(post: &Post, judgement: Judgement, chat: &Counters) -> Message {
    Message {
        id: MessageId::generate(),
        chat_id: post.chat_id,
        seq: Seq(chat.seq),
        number: Number(chat.message_count),
        author: judgement.author,
        body: post.draft.body.clone(),
        client_id: post.draft.client_id,
        reply_to: post.draft.reply_to,
        created_at: judgement.now,
        edited_at: None,
        deleted_at: None,
    }
}

fn announcement(message: &Message) -> Committed {
    Committed::Event(ChatEvent { chat_id: message.chat_id, seq: message.seq, change: Change::MessageCreated(message.clone()) })
}

fn counters(row: &Row) -> Result<(ChatId, Counters)> {
    let counters =
        Counters { seq: row.try_get("seq")?, message_count: row.try_get("message_count")?, is_private: row.try_get("is_private")? };
    Ok((row.try_get::<_, Uuid>("id")?.into(), counters))
}

fn judgement(row: &Row) -> Result<Judgement> {
    let stored = match row.try_get::<_, Option<Uuid>>("message_id")? {
        Some(_) => Some(Posted { message: message(row)?, born_seq: Seq(row.try_get("born_seq")?), duplicate: true }),
        None => None,
    };
    Ok(Judgement {
        author: user_summary(row)?,
        is_member: row.try_get("is_member")?,
        reply_stands: row.try_get("reply_stands")?,
        stored,
        now: row.try_get("now")?,
    })
}

/// What the drafts ask for, column by column.
struct DraftColumns {
    chats: Vec<Uuid>,
    authors: Vec<Uuid>,
    client_ids: Vec<Uuid>,
    replies: Vec<Option<Uuid>>,
}

impl DraftColumns {
    fn of(posts: &[Post]) -> Self {
        Self {
            chats: posts.iter().map(|post| post.chat_id.as_uuid()).collect(),
            authors: posts.iter().map(|post| post.author_id.as_uuid()).collect(),
            client_ids: posts.iter().map(|post| post.draft.client_id.as_uuid()).collect(),
            replies: posts.iter().map(|post| post.draft.reply_to.map(MessageId::as_uuid)).collect(),
        }
    }
}

/// The messages to insert, column by column.
struct MessageColumns<'a> {
    chats: Vec<Uuid>,
    numbers: Vec<i64>,
    ids: Vec<Uuid>,
    authors: Vec<Uuid>,
    client_ids: Vec<Uuid>,
    bodies: Vec<&'a str>,
    replies: Vec<Option<Uuid>>,
    seqs: Vec<i64>,
    created_at: Option<Timestamp>,
}

impl<'a> MessageColumns<'a> {
    fn of(messages: &[&'a Message]) -> Self {
        Self {
            chats: messages.iter().map(|message| message.chat_id.as_uuid()).collect(),
            numbers: messages.iter().map(|message| message.number.0).collect(),
            ids: messages.iter().map(|message| message.id.as_uuid()).collect(),
            authors: messages.iter().map(|message| message.author.id.as_uuid()).collect(),
            client_ids: messages.iter().map(|message| message.client_id.as_uuid()).collect(),
            bodies: messages.iter().map(|message| message.body.as_str()).collect(),
            replies: messages.iter().map(|message| message.reply_to.map(MessageId::as_uuid)).collect(),
            seqs: messages.iter().map(|message| message.seq.0).collect(),
            created_at: messages.first().map(|message| message.created_at),
        }
    }
}

/// The chats whose counters move, column by column.
struct Moved {
    chats: Vec<Uuid>,
    seqs: Vec<i64>,
    counts: Vec<i64>,
}

impl Moved {
    fn of(messages: &[&Message], chats: &HashMap<ChatId, Counters>) -> Self {
        let written: HashSet<ChatId> = messages.iter().map(|message| message.chat_id).collect();
        let (mut ids, mut seqs, mut counts) = (vec![], vec![], vec![]);
        for (id, counters) in chats.iter().filter(|(id, _)| written.contains(id)) {
            ids.push(id.as_uuid());
            seqs.push(counters.seq);
            counts.push(counters.message_count);
        }
        Self { chats: ids, seqs, counts }
    }
}
