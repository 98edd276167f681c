//! The server from outside: HTTP and WebSocket, by clients that are not ours. One file for each part of the API; `support` is the harness.

#![expect(clippy::panic, reason = "a test that cannot go on says so")]

mod accounts;
mod bad_input;
mod bans;
mod chats;
mod command_line;
mod compression;
mod crate_directions;
mod cross_origin;
mod database_gone;
mod deploys;
mod descriptors;
mod direct;
mod discovery;
mod doubts;
mod editing;
mod failed_commits;
mod farewells;
mod files;
mod guessing;
mod health;
mod history;
mod joining;
mod kills;
mod locked_table;
mod logs;
mod members;
mod messages;
mod openapi;
mod ownership;
mod paging;
mod panics;
mod passwords;
mod profile;
mod reacting;
mod restarts;
mod roles;
mod scheduled;
mod searching;
mod security;
mod sessions;
mod sockets;
mod support;
mod tokens;
mod web;
