//! Guessing passwords: nobody learns anything from it, and it slows down.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::json;

use crate::support::{Answer, PASSWORD, TestServer, sent};

async fn tries(server: &TestServer, username: &str, password: &str) -> Answer {
    server.anyone().post("/auth/login", json!({"username": username, "password": password})).await
}

#[tokio::test]
async fn nobody_learns_from_a_log_in_who_has_an_account() {
    let server = TestServer::start().await;
    server.user("ada").await;
    let gone = server.user("gone").await;
    sent(gone.request(reqwest::Method::DELETE, "/users/me").json(&json!({"password": PASSWORD}))).await.is(204);
    let attempts = [
        ("ada", "wrong"),
        ("gone", PASSWORD),
        ("nobody.here", "wrong"),
        ("", "wrong"),
        ("not a name", "wrong"),
        ("ada", ""),
        ("a\0da", PASSWORD),
    ];
    let mut answers = Vec::new();
    for (username, password) in attempts {
        let before = server.hashes_computed();
        let answer = tries(&server, username, password).await;
        assert_eq!(server.hashes_computed() - before, 1, "{username:?}: each costs exactly one hash");
        let mut headers: Vec<_> = answer.headers.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        headers.retain(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
        headers.sort_by(|a, b| a.0.cmp(&b.0));
        answers.push((headers, answer.is_problem(401, "invalid_credentials")));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
}

#[tokio::test]
async fn guessing_slows_down_and_waiting_as_long_as_told_is_enough() {
    let server = TestServer::with_default_limits(&[]).await;
    server.user("ada").await;
    let mut waits = Vec::new();
    while waits.len() < 4 {
        let answer = tries(&server, "ada", "wrong").await;
        if answer.status == 401 {
            continue;
        }
        let wait: u64 = answer.header("retry-after").parse().expect("whole seconds");
        answer.is_problem(429, "rate_limited");
        waits.push(wait);
        server.clock.advance(Duration::from_secs(wait));
    }
    assert!(waits.is_sorted_by(|a, b| a < b), "the wait grows: {waits:?}");
    tries(&server, "ada", PASSWORD).await.is(200);
}

#[tokio::test]
async fn a_claimed_address_is_no_address() {
    let server = TestServer::with_default_limits(&[]).await;
    server.user("ada").await;
    let mut statuses = Vec::new();
    for n in 0..10 {
        let request = server.anyone().request(reqwest::Method::POST, "/auth/login").json(&json!({"username": "ada", "password": "wrong"}));
        let claimed = request.header("x-forwarded-for", format!("203.0.113.{n}")).header("forwarded", format!("for=203.0.113.{n}"));
        statuses.push(claimed.send().await.expect("an answer").status().as_u16());
    }
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[tokio::test]
async fn one_password_tried_on_many_names_is_stopped() {
    let server = TestServer::with_default_limits(&[]).await;
    let mut statuses = Vec::new();
    for n in 0..50 {
        statuses.push(tries(&server, &format!("user{n}"), "tulip").await.status);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
}

/// A log-in as a proxy passes it on.
async fn tries_from(server: &TestServer, addresses: &str, password: &str) -> Answer {
    let request = server.anyone().request(reqwest::Method::POST, "/auth/login").json(&json!({"username": "ada", "password": password}));
    sent(request.header("x-forwarded-for", addresses)).await
}

#[tokio::test]
async fn an_account_under_attack_opens_to_its_owner_elsewhere() {
    let server = TestServer::with_default_limits(&[("server.trusted_proxies", "127.0.0.1")]).await;
    server.user("ada").await;
    let mut answers = Vec::new();
    for n in 0..10 {
        // Whatever the attacker claims stands before what our proxy has seen.
        answers.push(tries_from(&server, &format!("198.51.100.{n}, 203.0.113.6"), "wrong").await.status);
    }
    assert!(answers.contains(&429), "{answers:?}");
    tries_from(&server, "203.0.113.6", PASSWORD).await.is_problem(429, "rate_limited");
    tries_from(&server, "198.51.100.7", PASSWORD).await.is(200);
}

#[tokio::test]
async fn more_log_ins_than_can_wait_are_told_to_come_back() {
    let settings = [
        ("auth.password.memory_kib", "19456"),
        ("auth.password.passes", "2"),
        ("limits.hashing.at_once", "1"),
        ("limits.hashing.waiting_max", "2"),
    ];
    let server = TestServer::with(&settings).await;
    server.user("ada").await;
    let answers = join_all((0..50).map(|_| tries(&server, "ada", PASSWORD))).await;
    let (welcome, busy): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert!(!welcome.is_empty() && !busy.is_empty(), "{} of fifty got in", welcome.len());
    for answer in busy {
        assert!(answer.header("retry-after").parse::<u64>().expect("whole seconds") >= 1);
        answer.is_problem(503, "busy");
    }
}
