//! Searching messages, newest first.
//!
//! First the newest messages of all are looked through, which fills a page with what is frequent. Then the index names the blocks of 32
//! messages that may hold the rest, and those are looked through, the newest first. What is found is always what the messages say now.

mod blocks;
mod index;
mod walk;
mod window;
mod words;

use std::collections::BTreeSet;

use dialogo_domain::{Message, MessageSearch, UserId};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::row::{join_user, message, message_columns, user_columns};
use crate::{Keyset, Result, Slice, Store};

use self::window::Window;

/// The chats that the user `$1` is in.
macro_rules! mine {
    () => {
        "with mine as materialized (select m.chat_id from members m join chats c on c.id = m.chat_id \
                                    where m.user_id = $1 and m.departure is null and c.deleted_at is null) "
    };
}
/// Whether the column is one of them. `is true` keeps it from becoming a join: the planner takes what an index finds for a few rows, and would
/// go through all chats for each of them, where this looks it up in a hash table.
macro_rules! is_mine {
    ($chat_id:literal) => {
        concat!("(", $chat_id, " in (select chat_id from mine)) is true ")
    };
}
use {is_mine, mine};

/// After how many texts others have a turn.
const TEXTS_AT_ONCE: usize = 64;

/// A search under way: what was found so far, and how much is wanted.
struct Hunt<'a> {
    store: &'a Store,
    me: Uuid,
    search: &'a MessageSearch,
    window: Window,
    wanted: usize,
    found: BTreeSet<Uuid>,
}

impl Store {
    /// Up to `limit` messages that are looked for in the chats of the user, the newest first. There may be fewer although there are more:
    /// a page ends too when it has cost enough.
    pub async fn search_messages(&self, me: UserId, search: &MessageSearch, after: Option<&Keyset>, limit: i64) -> Result<Slice<Message>> {
        let limit = usize::try_from(limit).unwrap_or(0);
        let window = Window::of(search, after.map(|keyset| keyset.id));
        // One more than asked for tells whether there is more.
        let mut hunt = Hunt { store: self, me: me.as_uuid(), search, window, wanted: limit + 1, found: BTreeSet::new() };
        let unseen = hunt.run().await?;
        let mut ids: Vec<Uuid> = hunt.found.into_iter().rev().take_while(|id| unseen.is_none_or(|unseen| *id > unseen)).collect();
        let has_more = ids.len() > limit;
        ids.truncate(limit);
        let next = if has_more { ids.last().copied() } else { unseen.map(window::behind) };
        let items = self.found_messages(me, search, &ids).await?;
        Ok(Slice { items, next: next.map(|id| Keyset { key: String::new(), id }) })
    }

    /// The messages of these ids that are still looked for: they may have changed meanwhile, and so may the chats that one is in.
    async fn found_messages(&self, me: UserId, search: &MessageSearch, ids: &[Uuid]) -> Result<Vec<Message>> {
        const SQL: &str = concat!(
            mine!(),
            "select ",
            message_columns!(),
            ", ",
            user_columns!(),
            " from messages s ",
            join_user!("s.author_id"),
            "where s.id = any($2) and s.deleted_at is null and ",
            is_mine!("s.chat_id"),
            "order by s.id desc"
        );
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.rows(SQL, &[&me.as_uuid(), &ids]).await?;
        let messages = rows.iter().map(message).collect::<Result<Vec<_>>>()?;
        Ok(messages.into_iter().filter(|message| search.finds(message.body.as_str(), !message.attachments.is_empty())).collect())
    }
}

impl Hunt<'_> {
    /// Looks until enough is found. Yields the newest id from which on down nobody has looked, unless all has been seen.
    async fn run(&mut self) -> Result<Option<Uuid>> {
        let Some(unseen) = self.walk().await? else { return Ok(None) };
        if self.is_enough_above(unseen) {
            return Ok(Some(unseen));
        }
        self.window.before = window::behind(unseen);
        self.search_blocks().await
    }

    fn is_enough_above(&self, id: Uuid) -> bool {
        self.found.iter().rev().take_while(|found| **found > id).take(self.wanted).count() == self.wanted
    }

    /// The oldest message that can be on the page by now.
    fn oldest_wanted(&self) -> Uuid {
        self.found.iter().rev().nth(self.wanted - 1).copied().unwrap_or(self.window.from)
    }

    /// Keeps those of the rows (`id`, `body`, `has_file`) that are looked for.
    async fn keep(&mut self, rows: &[Row]) -> Result<()> {
        for some in rows.chunks(TEXTS_AT_ONCE) {
            for row in some {
                if self.search.finds(row.try_get("body")?, row.try_get("has_file")?) {
                    self.found.insert(row.try_get("id")?);
                }
            }
            tokio::task::yield_now().await;
        }
        Ok(())
    }
}
