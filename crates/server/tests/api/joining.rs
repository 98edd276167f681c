//! `POST /chats/{id}/join` and `leave`, and the passwords of chats.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Answer, Chat, Person, TestServer};

async fn tries(person: &Person, chat: &Chat, password: &str) -> Answer {
    person.post(&format!("/chats/{chat}/join"), json!({"password": password})).await
}

#[tokio::test]
async fn joining_without_a_body_works() {
    let server = TestServer::start().await;
    let [ada, bob, eve, joe] = server.users(["ada", "bob", "eve", "joe"]).await;
    let chat = ada.creates_chat("general").await;
    ada.says(&chat, "before").await;
    let mine = bob.bare(Method::POST, &format!("/chats/{chat}/join")).await.is(200);
    for (key, value) in [("role", json!("member")), ("member_count", json!(2)), ("read_number", json!(1)), ("unread", json!(0))] {
        assert_eq!(mine[key], value, "{key}");
    }
    assert_eq!(mine["last_message"]["body"], "before");
    eve.raw(Method::POST, &format!("/chats/{chat}/join"), "").await.is(200);
    joe.post(&format!("/chats/{chat}/join"), json!({"password": null})).await.is(200);
    assert_eq!(bob.reads(&chat).await.len(), 1);
}

#[tokio::test]
async fn joining_again_changes_nothing() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates(json!({"name": "locked", "password": "open sesame"})).await;
    tries(&bob, &chat, "open sesame").await.is(200);
    let before = ada.looks_at(&chat).await;
    bob.bare(Method::POST, &format!("/chats/{chat}/join")).await.is(200);
    tries(&bob, &chat, "wrong").await.is(200);
    assert_eq!(ada.looks_at(&chat).await, before);
}

#[tokio::test]
async fn a_locked_chat_opens_to_its_password_only() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates(json!({"name": "locked", "password": "open sesame"})).await;
    assert_eq!((&chat.json["has_password"], chat.json.get("password")), (&json!(true), None));
    bob.bare(Method::POST, &format!("/chats/{chat}/join")).await.is_problem(403, "chat_password_required");
    for wrong in ["", "sesame", "open sesame ", "Open sesame", "a\0b"] {
        let answer = tries(&bob, &chat, wrong).await;
        assert!([403, 422].contains(&answer.status), "{wrong:?}: {}", answer.text);
    }
    assert_eq!(ada.looks_at(&chat).await["member_count"], 1);
    // The longest wait that guessing costs.
    server.clock.advance(Duration::from_mins(5));
    tries(&bob, &chat, "open sesame").await.is(200);
}

#[tokio::test]
async fn a_chats_password_is_hashed_on_every_path_that_writes_it() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates(json!({"name": "locked", "password": "open sesame"})).await;
    let hashes = async || server.stored("select coalesce(password_hash, 'none') from chats").await;
    assert!(hashes().await[0].starts_with("$argon2id$"), "created: {:?}", hashes().await);

    ada.patch(&format!("/chats/{chat}"), json!({"password": "close sesame"})).await.is(200);
    assert!(hashes().await[0].starts_with("$argon2id$"), "changed: {:?}", hashes().await);
    tries(&bob, &chat, "open sesame").await.is_problem(403, "wrong_chat_password");
    tries(&bob, &chat, "close sesame").await.is(200);
    bob.leaves(&chat).await;

    ada.patch(&format!("/chats/{chat}"), json!({"name": "renamed"})).await.is(200);
    tries(&bob, &chat, "close sesame").await.is(200);
    bob.leaves(&chat).await;

    ada.patch(&format!("/chats/{chat}"), json!({"password": null})).await.is(200);
    assert_eq!(hashes().await, ["none"]);
    bob.joins(&chat).await;
    bob.leaves(&chat).await;

    ada.patch(&format!("/chats/{chat}"), json!({"password": "shut again"})).await.is(200);
    assert!(hashes().await[0].starts_with("$argon2id$"), "set later: {:?}", hashes().await);
    bob.bare(Method::POST, &format!("/chats/{chat}/join")).await.is_problem(403, "chat_password_required");
}

#[tokio::test]
async fn a_changed_password_throws_nobody_out() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    ada.patch(&format!("/chats/{chat}"), json!({"password": "close sesame"})).await.is(200);
    bob.says(&chat, "still here").await;
}

#[tokio::test]
async fn guessing_a_chats_password_slows_down_for_the_guesser_alone() {
    let server = TestServer::with_default_limits(&[]).await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates(json!({"name": "locked", "password": "open sesame"})).await;
    let mut wait = None;
    for _ in 0..10 {
        let answer = tries(&eve, &chat, "wrong").await;
        if answer.status == 429 {
            wait = Some(answer.header("retry-after").parse::<u64>().expect("whole seconds"));
            answer.is_problem(429, "rate_limited");
            break;
        }
        answer.is_problem(403, "wrong_chat_password");
    }
    tries(&bob, &chat, "open sesame").await.is(200);
    tries(&eve, &chat, "open sesame").await.is_problem(429, "rate_limited");
    server.clock.advance(Duration::from_secs(wait.expect("nobody guesses ten times at once")));
    tries(&eve, &chat, "open sesame").await.is(200);
}

#[tokio::test]
async fn s48_many_who_guess_once_each_are_slowed_down_together() {
    let settings = [("limits.app.chat_password_guesses_of_all.free", "10"), ("limits.login.registrations_burst", "100")];
    let server = TestServer::with_default_limits(&settings).await;
    let ada = server.user("ada").await;
    let chat = ada.creates(json!({"name": "locked", "password": "open sesame"})).await;
    let mut waits = Vec::new();
    for n in 0..20 {
        let eve = server.user(&format!("eve{n}")).await;
        let mut answer = tries(&eve, &chat, "wrong").await;
        while answer.status == 429 {
            let wait: u64 = answer.header("retry-after").parse().expect("whole seconds");
            waits.push(wait);
            server.passes(wait);
            answer = tries(&eve, &chat, "wrong").await;
        }
        let told = answer.is_problem(403, "wrong_chat_password");
        assert!(!told.to_string().contains("sesame"), "{told}");
    }
    assert!(waits.len() >= 5 && waits.is_sorted() && waits.first() < waits.last(), "the waits grow: {waits:?}");
}

#[tokio::test]
async fn nobody_joins_what_they_cannot_see() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let private = ada.creates(json!({"name": "private", "visibility": "private", "password": "open sesame"})).await;
    for id in [private.id.clone(), Uuid::now_v7().to_string()] {
        for body in [json!({}), json!({"password": "wrong"}), json!({"password": "open sesame"})] {
            bob.post(&format!("/chats/{id}/join"), body).await.is_problem(404, "chat_not_found");
        }
    }
}

#[tokio::test]
async fn leaving_ends_what_a_member_may_do() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    bob.says(&chat, "bye").await;
    bob.leaves(&chat).await;
    for path in ["messages", "members"] {
        bob.get(&format!("/chats/{chat}/{path}")).await.is_problem(403, "not_a_member");
    }
    bob.post(&format!("/chats/{chat}/messages"), crate::support::draft("?")).await.is_problem(403, "not_a_member");
    bob.put(&format!("/chats/{chat}/read"), json!({"number": 1})).await.is_problem(403, "not_a_member");
    bob.bare(Method::POST, &format!("/chats/{chat}/leave")).await.is_problem(403, "not_a_member");
    assert_eq!(ada.looks_at(&chat).await["member_count"], 1);
    assert_eq!(bob.joins(&chat).await["last_message"]["body"], "bye", "whoever comes back finds what they said");
}

#[tokio::test]
async fn fifty_joins_at_once_make_one_member() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    let answers = futures_util::future::join_all((0..50).map(|_| bob.joins(&chat))).await;
    assert!(answers.iter().all(|mine| mine["joined_at"] == answers[0]["joined_at"]));
    let seen = ada.looks_at(&chat).await;
    assert_eq!((&seen["member_count"], &seen["seq"]), (&json!(2), &json!(3)));
}
