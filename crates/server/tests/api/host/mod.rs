//! Signing in by the word of a host application.

mod keys;
mod people;
mod tokens;

use crate::support::{AUDIENCE, ISSUER, TestServer};

/// What it shares with the server.
const SECRET: &str = "q7Zs0v-LkX3bT9wRn4eHc8UyPf1GmAdJ";

/// A server that believes a host application, and these settings.
async fn believing(settings: &[(&str, &str)]) -> TestServer {
    TestServer::with(&[&[("auth.host.issuer", ISSUER), ("auth.host.audience", AUDIENCE)], settings].concat()).await
}

/// A server that shares a secret with it.
async fn sharing(settings: &[(&str, &str)]) -> TestServer {
    believing(&[&[("auth.host.algorithms", "HS256"), ("auth.host.secret", SECRET)], settings].concat()).await
}
