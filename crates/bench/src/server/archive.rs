//! Messages by the million, put into the database in bulk.

use anyhow::{Context, Result, ensure};
use uuid::Uuid;

use super::Database;
use crate::wire::ChatKey;

/// What stands in the way of a fast fill, and how it is made again.
struct Obstacle {
    drop: String,
    make: String,
}

/// Puts so many messages into a chat that has none, by its members in turn. Each says something else: a word that nearly all say, one of a
/// hundred, one of ten thousand.
pub fn fill_chat(database: &Database, chat: &ChatKey, messages: u64) -> Result<()> {
    const SQL: &str = "
        with authors as (
            select array_agg(user_id) as ids
            from members
            where chat_id = $1
        ),
        chat as (
            select seq
            from chats
            where id = $1
        )
        insert into messages (chat_id, number, id, author_id, client_id, body, seq, changed_seq, created_at)
        select
            $1, n,
            -- As the server makes them: the time in milliseconds, then chance (RFC 9562, version 7).
            overlay(gen_random_uuid()::text placing
                regexp_replace(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'), '^(.{8})', '\\1-') || '-7' from 1 for 15)::uuid,
            ids[1 + n % cardinality(ids)], gen_random_uuid(),
            'Message ' || n || ' meadow' || n * 7919 % 100 || ' lantern' || n * 104729 % 10000 || ' of the archive, long enough for a line',
            seq + n, seq + n, at
        from authors, chat, generate_series(1, $2::bigint) as n,
            lateral (select now() - interval '1 second' * ($2::bigint - n) as at) as moment";
    const COUNT: &str = "
        update chats
        set seq = seq + $2, message_count = $2, last_message_at = now()
        where id = $1 and message_count = 0";
    let id = Uuid::try_parse_ascii(chat).context("a chat's id")?;
    let messages = i64::try_from(messages)?;
    database.execute(SQL, &[&id, &messages])?;
    ensure!(database.execute(COUNT, &[&id, &messages])? == 1, "a chat had messages before");
    Ok(())
}

/// Does something with the indexes and constraints of `messages`, and the foreign keys to it, away, and makes them again.
pub fn without_indexes(database: &Database, fill: impl FnOnce() -> Result<()>) -> Result<()> {
    let obstacles = obstacles(database)?;
    obstacles.iter().try_for_each(|obstacle| database.batch(&obstacle.drop))?;
    // Bulk, not load: what is lost in a crash is filled again.
    database.batch("set synchronous_commit = off; set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 2")?;
    fill()?;
    obstacles.iter().rev().try_for_each(|obstacle| database.batch(&obstacle.make))?;
    database.batch("reset synchronous_commit")
}

/// Foreign keys, also other tables', before what they hang on; indexes that belong to a constraint go with it.
fn obstacles(database: &Database) -> Result<Vec<Obstacle>> {
    const CONSTRAINTS: &str = "
        select
            format('alter table %s drop constraint %I', conrelid::regclass, conname),
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint
        where 'messages'::regclass in (conrelid, confrelid) and contype in ('f', 'p', 'u')
        order by contype, conname";
    const INDEXES: &str = "
        select format('drop index %I', relname), pg_get_indexdef(indexrelid)
        from pg_index
        join pg_class on pg_class.oid = indexrelid
        where indrelid = 'messages'::regclass
        and not exists (select from pg_constraint where conindid = indexrelid)";
    let mut rows = database.rows(CONSTRAINTS)?;
    rows.extend(database.rows(INDEXES)?);
    Ok(rows.iter().map(|row| Obstacle { drop: row.get(0), make: row.get(1) }).collect())
}
