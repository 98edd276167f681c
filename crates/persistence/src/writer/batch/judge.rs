//! What the database says of the drafts: who may write, what was stored before.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::ClientWrapper;
use dialogo_domain::{ChatId, Seq, UserId, UserSummary};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use super::Parameter;
use crate::Result;
use crate::row::{message, message_columns, user_columns, user_summary};
use crate::writer::post::PostKey;
use crate::writer::{Post, Posted};

/// A statement of its own, though it is sent together with the one that locks the chats: it begins when the locks are held, so it sees every
/// membership that was committed before, and none can change after it. In one statement with the locks it would see what was before it waited.
///
/// Each draft and author is looked up by an index: the planner takes an array for ten rows, and might scan a table to join it with them.
/// The places, of which there may be many, come with the first row alone.
pub const JUDGE: &str = concat!(
    "select p.chat_id, ",
    user_columns!(),
    ", m.is_blocked, m.is_moderator, m.muted_until, m.posted_at, \
     case when p.place = 1 then ( \
         select array_agg(d.place) from unnest($3::uuid[], $4::uuid[], $5::uuid[]) with ordinality as d(chat_id, author_id, client_id, place) \
         where (select true from messages where chat_id = d.chat_id and author_id = d.author_id and client_id = d.client_id)) end as stored \
     from unnest($1::uuid[], $2::uuid[]) with ordinality as p(chat_id, author_id, place) \
     left join lateral (select * from users where id = p.author_id limit 1) u on true \
     left join lateral (select is_blocked, is_moderator, muted_until, posted_at, departure from members \
                        where chat_id = any(array[p.chat_id]) and user_id = any(array[p.author_id]) limit 1) m on m.departure is null"
);

/// The messages of those drafts that were stored before. The locks on their chats keep them as they were judged.
const STORED: &str = concat!(
    "select ",
    user_columns!(),
    ", ",
    message_columns!(),
    " from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as d(chat_id, author_id, client_id) \
     cross join lateral (select * from messages \
                         where chat_id = d.chat_id and author_id = d.author_id and client_id = d.client_id limit 1) s \
     join lateral (select * from users where id = s.author_id limit 1) u on true"
);

/// Someone who wants to write into a chat.
pub struct Author {
    pub user: UserSummary,
    /// None if they are not in it.
    pub place: Option<Place>,
}

/// What is kept of a member that matters for writing.
pub struct Place {
    /// In a direct chat: whether one of the two has blocked the other.
    pub is_blocked: bool,
    pub is_moderator: bool,
    pub muted_until: Option<Timestamp>,
    /// Their latest message, if the chat was slow then.
    pub posted_at: Option<Timestamp>,
}

impl Place {
    fn of(row: &Row) -> Result<Option<Self>> {
        // Null if they are not a member.
        let Some(is_blocked) = row.try_get("is_blocked")? else { return Ok(None) };
        let (is_moderator, muted_until, posted_at) = (row.try_get("is_moderator")?, row.try_get("muted_until")?, row.try_get("posted_at")?);
        Ok(Some(Self { is_blocked, is_moderator, muted_until, posted_at }))
    }
}

pub struct Verdicts {
    authors: HashMap<(ChatId, UserId), Author>,
    stored: HashMap<PostKey, Posted>,
    replies_to_nothing: HashSet<i64>,
}

impl Verdicts {
    /// Reads what [`JUDGE`] says, and what was stored before, if that is anything.
    pub async fn read(client: &ClientWrapper, questions: &Questions, judged: &[Row], replies_to_nothing: HashSet<i64>) -> Result<Self> {
        let mut verdicts = Self { authors: HashMap::with_capacity(judged.len()), stored: HashMap::new(), replies_to_nothing };
        for row in judged {
            // Null if there is no such user.
            if row.try_get::<_, Option<Uuid>>("user_id")?.is_some() {
                let author = Author { user: user_summary(row)?, place: Place::of(row)? };
                verdicts.authors.insert((row.try_get::<_, Uuid>("chat_id")?.into(), author.user.id), author);
            }
            if let Some(places) = row.try_get::<_, Option<Vec<i64>>>("stored")? {
                verdicts.stored = questions.stored(client, &places).await?;
            }
        }
        Ok(verdicts)
    }

    /// The author of a draft; `None` if there is no such user.
    pub fn author(&self, post: &Post) -> Option<&Author> {
        self.authors.get(&(post.chat_id, post.author_id))
    }

    /// What an earlier try of the same draft has stored.
    pub fn stored(&self, key: &PostKey) -> Option<&Posted> {
        self.stored.get(key)
    }

    pub fn is_reply_to_nothing(&self, place: usize) -> bool {
        i64::try_from(place).is_ok_and(|place| self.replies_to_nothing.contains(&place))
    }
}

/// What is asked about the drafts, column by column.
pub struct Questions {
    /// Each author once in each chat.
    pair_chats: Vec<Uuid>,
    pair_authors: Vec<Uuid>,
    /// Each draft, in order.
    chats: Vec<Uuid>,
    authors: Vec<Uuid>,
    client_ids: Vec<Uuid>,
}

impl Questions {
    pub fn of(posts: &[Post]) -> Self {
        let pairs: HashSet<(ChatId, UserId)> = posts.iter().map(|post| (post.chat_id, post.author_id)).collect();
        Self {
            pair_chats: pairs.iter().map(|(chat_id, _)| chat_id.as_uuid()).collect(),
            pair_authors: pairs.iter().map(|(_, author_id)| author_id.as_uuid()).collect(),
            chats: posts.iter().map(|post| post.chat_id.as_uuid()).collect(),
            authors: posts.iter().map(|post| post.author_id.as_uuid()).collect(),
            client_ids: posts.iter().map(|post| post.draft.client_id.as_uuid()).collect(),
        }
    }

    /// The chats to lock: each at least once.
    pub fn to_lock(&self) -> Parameter<'_> {
        &self.pair_chats
    }

    /// The parameters of [`JUDGE`].
    pub fn parameters(&self) -> [Parameter<'_>; 5] {
        [&self.pair_chats, &self.pair_authors, &self.chats, &self.authors, &self.client_ids]
    }

    /// The stored messages of the drafts at `places`, which count from 1.
    async fn stored(&self, client: &ClientWrapper, places: &[i64]) -> Result<HashMap<PostKey, Posted>> {
        let at = |column: &[Uuid]| -> Vec<Uuid> {
            places.iter().filter_map(|place| column.get(usize::try_from(place - 1).ok()?)).copied().collect()
        };
        let statement = client.prepare_cached(STORED).await?;
        let rows = client.query(&statement, &[&at(&self.chats), &at(&self.authors), &at(&self.client_ids)]).await?;
        rows.iter()
            .map(|row| {
                let posted = Posted { message: message(row)?, born_seq: Seq(row.try_get("born_seq")?), duplicate: true };
                Ok(((posted.message.chat_id, posted.message.author.id, posted.message.client_id), posted))
            })
            .collect()
    }
}
