//! The words that the blocks have: where those are looked up that have what is looked for inside.
//!
//! The list may have words that no block has any more, and then they find nothing; those go little by little.

use std::collections::BTreeSet;

use deadpool_postgres::Transaction;
use dialogo_domain::{Fit, SearchKey, is_word_with_inside};

use crate::{Result, Store};

/// Words looked at for one key, whatever there is.
const LOOKED_AT: i64 = 2_000;
/// Words that one key stands for: those that are closest in length.
const KEPT: i64 = 200;
/// Whoever takes in words and whoever removes those of nobody take turns ("words" in ASCII): a word that is removed while a block is written that has it
/// would not be found by its inside.
const LOCK_KEY: i64 = 0x0077_6f72_6473;

/// Keys, and words that have them inside.
#[derive(Default)]
pub struct Inside(Vec<(String, String)>);

impl Inside {
    pub fn of(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(of, _)| of == key).map(|(_, word)| word.as_str())
    }
}

impl Store {
    /// The words that have one of these keys inside. Those that begin with it are found without.
    pub(super) async fn words_with(&self, keys: &[SearchKey]) -> Result<Inside> {
        const SQL: &str = "select k.key, w.word from unnest($1::text[]) as k(key) \
                           cross join lateral (select word from (select word from search_words where word like '%' || k.key || '%' limit $2) s \
                                               where not starts_with(word, k.key) order by length(word), word limit $3) w";
        let keys: Vec<&str> = keys.iter().filter(|key| key.fit == Fit::Inside).map(|key| key.text.as_str()).collect();
        if keys.is_empty() {
            return Ok(Inside::default());
        }
        let rows = self.rows(SQL, &[&keys, &LOOKED_AT, &KEPT]).await?;
        Ok(Inside(rows.iter().map(|row| Ok((row.try_get("key")?, row.try_get("word")?))).collect::<Result<_>>()?))
    }

    /// Removes the words that no block has any more among the next `limit` ones. Each time it goes on where it was, and begins again at the end.
    pub async fn forget_words(&self, limit: i64) -> Result<u64> {
        const TURN: &str = "select pg_advisory_xact_lock($1)";
        const SQL: &str = "with next as materialized (select word from search_words where word > (select word from search_words_seen where is_only) order by word limit $1), \
                           seen as (update search_words_seen set word = case when (select count(*) from next) < $1 then '' else (select max(word) from next) end where is_only) \
                           delete from search_words where word in \
                           (select word from next n where not exists (select from search_blocks where words @@ quote_literal(n.word)::tsquery))";
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            let (turn, forget) = tokio::try_join!(transaction.prepare_cached(TURN), transaction.prepare_cached(SQL))?;
            transaction.execute(&turn, &[&LOCK_KEY]).await?;
            let forgotten = transaction.execute(&forget, &[&limit]).await?;
            transaction.commit().await?;
            Ok(forgotten)
        })
        .await
    }
}

/// Adds the words among these keys.
pub async fn learn(transaction: &Transaction<'_>, keys: impl Iterator<Item = &String>) -> Result<()> {
    const TURN: &str = "select pg_advisory_xact_lock_shared($1)";
    const SQL: &str = "insert into search_words (word) select unnest($1::text[]) on conflict do nothing";
    // In one order, so that two who add the same never wait for each other in a circle.
    let words: Vec<&String> = keys.filter(|key| is_word_with_inside(key)).collect::<BTreeSet<_>>().into_iter().collect();
    if words.is_empty() {
        return Ok(());
    }
    let (turn, learn) = tokio::try_join!(transaction.prepare_cached(TURN), transaction.prepare_cached(SQL))?;
    transaction.execute(&turn, &[&LOCK_KEY]).await?;
    transaction.execute(&learn, &[&words]).await?;
    Ok(())
}
