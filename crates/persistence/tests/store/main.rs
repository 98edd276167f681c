//! The store and the writer against a real PostgreSQL.

mod accounts;
mod catching_up;
mod chats;
mod doubt;
mod editing;
mod history;
mod line;
mod membership;
mod posting;
mod relay;
mod replayed_state;
mod sessions;
mod support;
