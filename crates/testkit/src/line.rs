//! The line's lock, for tests that take it away: written down once more, so that a change of it is noticed.

/// The advisory lock of the line.
const LINE_LOCK: i64 = 0x6469_616c_6f67_6f01;

/// Ends the connection that holds the line's lock, and yields its process once that has ended.
pub const END_LINE_HOLDER: &str = "select pid, pg_terminate_backend(pid, 10000) from pg_locks \
                                   where locktype = 'advisory' and granted and objsubid = 1 \
                                   and (classid::bigint << 32 | objid::bigint) = x'6469616c6f676f01'::bigint \
                                   and database = (select oid from pg_database where datname = current_database())";

/// Takes the line's lock for the session that runs this, from whoever holds it. Whoever lost it may be back before the session comes to ask,
/// and loses it again.
pub fn steal_line() -> String {
    format!("do $$ begin while not pg_try_advisory_lock({LINE_LOCK}) loop perform 1 from ({END_LINE_HOLDER}) ended; end loop; end $$")
}
