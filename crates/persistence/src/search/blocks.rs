//! Looking through the blocks of messages that the index names.

use dialogo_domain::{ChatId, Fit, SearchKey, UserId};
use uuid::Uuid;

use super::index::BLOCK;
use super::words::Inside;
use super::{Hunt, is_mine, mine};
use crate::Result;

/// Blocks that the index names at once, beside the one in each chat at which the page before ended. More than a page looks through.
const NAMED: i64 = 512;
/// Blocks looked through with one statement.
const AT_ONCE: usize = 16;
/// Blocks looked through for one page: words that stand in one block more often than in one message must not cost without bound.
const A_PAGE: usize = 384;

/// A block that may have what is looked for.
struct Named {
    chat_id: Uuid,
    block: i64,
    newest_id: Uuid,
}

impl Hunt<'_> {
    /// Looks through the blocks in the window until enough is found. Yields the newest id that was not looked at, unless there is none.
    pub async fn search_blocks(&mut self) -> Result<Option<Uuid>> {
        let named = self.named_blocks().await?;
        let mut looked_at = 0;
        for some in named.chunks(AT_ONCE) {
            // Every page gets further down, whatever it costs: behind the first block that lies in it as a whole.
            if self.is_enough_above(some[0].newest_id) || (looked_at >= A_PAGE && some[0].newest_id < self.window.before) {
                return Ok(Some(some[0].newest_id));
            }
            self.look_through(some).await?;
            looked_at += some.len();
        }
        Ok(None)
    }

    async fn named_blocks(&self) -> Result<Vec<Named>> {
        const SQL: &str = concat!(
            mine!(),
            "select chat_id, block, newest_id from search_blocks \
             where words @@ $2::text::tsquery and oldest_id < $3 and newest_id >= $4 and ($5::uuid is null or chat_id = $5) and ",
            is_mine!("chat_id"),
            "order by newest_id desc, chat_id \
             limit $6 + (select count(*) from mine)"
        );
        let keys = self.search.keys();
        let inside = self.store.words_with(&keys).await?;
        let (keys, chat_id) = (tsquery(&keys, &inside), self.search.chat_id.map(ChatId::as_uuid));
        let rows = self.store.rows(SQL, &[&self.me, &keys, &self.window.before, &self.window.from, &chat_id, &NAMED]).await?;
        let named = |row: &tokio_postgres::Row| {
            Ok(Named { chat_id: row.try_get("chat_id")?, block: row.try_get("block")?, newest_id: row.try_get("newest_id")? })
        };
        rows.iter().map(named).collect()
    }

    async fn look_through(&mut self, blocks: &[Named]) -> Result<()> {
        const SQL: &str = concat!(
            mine!(),
            "select s.id, s.body, s.attachments is not null as has_file \
             from unnest($2::uuid[], $3::bigint[]) as b(chat_id, block) \
             cross join lateral (select id, author_id, body, created_at, deleted_at, attachments from messages \
                                 where chat_id = b.chat_id and number > b.block * $4 and number <= (b.block + 1) * $4 offset 0) s \
             where ",
            is_mine!("b.chat_id"),
            "and s.id < $5 and s.id >= $6 and s.deleted_at is null \
             and ($7::uuid is null or s.author_id = $7) \
             and ($8::timestamptz is null or s.created_at >= $8) and ($9::timestamptz is null or s.created_at < $9)"
        );
        let (chats, numbers): (Vec<Uuid>, Vec<i64>) = blocks.iter().map(|block| (block.chat_id, block.block)).unzip();
        let (oldest, author_id) = (self.oldest_wanted(), self.search.author_id.map(UserId::as_uuid));
        let rows = self
            .store
            .rows(SQL, &[&self.me, &chats, &numbers, &BLOCK, &self.window.before, &oldest, &author_id, &self.search.from, &self.search.to])
            .await?;
        self.keep(&rows).await
    }
}

/// All the keys, in the language of `tsquery`: quoted, so that no character of them has a meaning there.
fn tsquery(keys: &[SearchKey], inside: &Inside) -> String {
    let wanted = |key: &SearchKey| match key.fit {
        Fit::Whole => quoted(&key.text),
        Fit::Prefix => format!("{}:*", quoted(&key.text)),
        Fit::Inside => {
            let others = inside.of(&key.text).map(quoted);
            format!("({})", std::iter::once(format!("{}:*", quoted(&key.text))).chain(others).collect::<Vec<_>>().join(" | "))
        }
    };
    keys.iter().map(wanted).collect::<Vec<_>>().join(" & ")
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', "''"))
}
