//! The store and the writer against a real PostgreSQL.

mod accounts;
mod activity;
mod catching_up;
mod chats;
mod doubt;
mod editing;
mod given_up;
mod history;
mod indexing;
mod line;
mod membership;
mod neighbours;
mod posting;
mod queue;
mod references;
mod relay;
mod replayed_state;
mod scheduled;
mod searching;
mod sessions;
mod support;
