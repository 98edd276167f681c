//! The line's lock, for tests that take it away: written down once more, so that a change of it is noticed.

/// The advisory lock of the line.
pub const LINE_LOCK: i64 = 0x6469_616c_6f67_6f01;

/// Ends the connection that holds the line's lock, and yields its process once that has ended.
pub const END_LINE_HOLDER: &str = "select pid, pg_terminate_backend(pid, 10000) from pg_locks \
                                   where locktype = 'advisory' and granted and objsubid = 1 \
                                   and (classid::bigint << 32 | objid::bigint) = x'6469616c6f676f01'::bigint \
                                   and database = (select oid from pg_database where datname = current_database())";
