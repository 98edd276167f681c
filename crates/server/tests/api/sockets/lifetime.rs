//! How long a socket lives: tokens, heartbeats, endings.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;
use uuid::Uuid;

use crate::support::{Chat, Person, Socket, TestServer, Wire, saying};

async fn renewed(server: &TestServer, person: &Person) -> Person {
    let body = json!({"refresh_token": person.refresh_token()});
    Person::of(&server.anyone(), server.anyone().post("/auth/refresh", body).await.is(200))
}

async fn authenticates(socket: &mut Socket, person: &Person) -> Value {
    socket.asks(json!({"type": "authenticate", "data": {"token": person.access_token()}})).await
}

#[tokio::test]
async fn an_expired_token_stops_sending_on_a_living_socket() {
    let server = TestServer::with_running_clock(&[("auth.access_ttl_secs", "3")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    socket.says(&chat, "while it is good").await;
    let mut sent = 0;
    // Talks on and on until the server does not listen any more.
    let talk = async {
        loop {
            let id = socket.commands(saying(&chat, Uuid::now_v7(), "and on")).await;
            sent += 1;
            match socket.answer_or_close(id).await {
                Ok(answer) => assert_eq!(answer["type"], "ack"),
                Err(code) => break code,
            }
        }
    };
    assert_eq!(timeout(Duration::from_secs(30), talk).await.expect("the server listens for ever"), 4101);
    let warned = socket.replayed().into_iter().filter(|event| event["type"] == "token.expiring").collect::<Vec<_>>();
    assert_eq!(warned, [json!({"type": "token.expiring", "data": {"expires_at": ada.signed_in["access_expires_at"]}})]);
    let again = renewed(&server, &ada).await;
    let stored = again.head_of(&chat).await - 3;
    assert!(stored == sent || stored == sent - 1, "{stored} of {sent}: only the last one's answer may have been cut off");
    let mut late = server.visitor().await;
    late.commands(json!({"type": "hello", "data": {"token": ada.access_token()}})).await;
    assert_eq!(late.is_closed().await, 4101);
}

#[tokio::test]
async fn a_fresh_token_prolongs_a_living_socket() {
    let server = TestServer::with_running_clock(&[("auth.access_ttl_secs", "3")]).await;
    let mut ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    // Each warning comes at half of a life or later: after four, the first life is over.
    for _ in 0..4 {
        let warning = socket.hears("token.expiring").await;
        assert_eq!(warning["data"]["expires_at"], ada.signed_in["access_expires_at"]);
        ada = renewed(&server, &ada).await;
        let ack = authenticates(&mut socket, &ada).await;
        assert_eq!((&ack["type"], &ack["data"]), (&json!("ack"), &json!({"expires_at": ada.signed_in["access_expires_at"]})));
    }
    socket.says(&chat, "still here").await;
}

#[tokio::test]
async fn another_users_token_closes_and_changes_nothing() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let mut socket = ada.connects().await;
    assert_eq!(authenticates(&mut socket, &bob).await["data"]["code"], "invalid_token");
    assert_eq!(socket.is_closed().await, 4100);
}

#[tokio::test]
async fn a_token_that_is_not_good_is_refused_and_the_old_one_goes_on() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let ended = ada.logs_in_again().await;
    ended.bare(reqwest::Method::POST, "/auth/logout").await.is(204);
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    for (token, code) in [("nonsense", "invalid_token"), (ada.refresh_token(), "invalid_token"), (ended.access_token(), "session_ended")] {
        let answer = socket.asks(json!({"type": "authenticate", "data": {"token": token}})).await;
        assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!(code)));
    }
    socket.says(&chat, "still ada").await;
    server.passes(901);
    assert_eq!(authenticates(&mut socket, &ada).await["data"]["code"], "token_expired");
}

#[tokio::test]
async fn a_socket_belongs_to_the_session_of_its_latest_token() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let other = ada.logs_in_again().await;
    let mut socket = ada.connects().await;
    assert_eq!(authenticates(&mut socket, &other).await["type"], "ack");
    ada.bare(reqwest::Method::POST, "/auth/logout").await.is(204);
    assert_eq!(socket.asks(json!({"type": "ping"})).await["type"], "pong");
    other.bare(reqwest::Method::POST, "/auth/logout").await.is(204);
    assert_eq!(socket.is_closed().await, 4102);
}

/// As protocol.md has it, in a way of our own.
fn digest(chats: &[(&Chat, i64)]) -> String {
    let sum = chats.iter().map(|(chat, seq)| crc32fast::hash(format!("{chat}:{seq}").as_bytes())).fold(0, u32::wrapping_add);
    format!("{sum:08x}")
}

#[tokio::test]
async fn a_quiet_socket_hears_what_it_should_know_by_now() {
    let server = TestServer::with(&[("limits.websocket.heartbeat_secs", "1")]).await;
    let ada = server.user("ada").await;
    let (one, two) = (ada.creates_chat("one").await, ada.creates_chat("two").await);
    let mut socket = ada.connects().await;
    assert_eq!(socket.welcome["heartbeat_secs"], 1);
    assert_eq!(socket.next_event().await, json!({"type": "heartbeat", "data": {"digest": digest(&[(&one, 2), (&two, 2)])}}));
    ada.says(&one, "hello").await;
    socket.hears("message.created").await;
    assert_eq!(socket.hears("heartbeat").await["data"]["digest"], digest(&[(&two, 2), (&one, 3)]));
    let three = ada.creates_chat("three").await;
    ada.delete(&format!("/chats/{two}")).await.is(204);
    socket.hears("chat.added").await;
    socket.hears("chat.removed").await;
    assert_eq!(socket.hears("heartbeat").await["data"]["digest"], digest(&[(&one, 3), (&three, 2)]));
}

#[tokio::test]
async fn a_client_that_is_gone_without_a_word_is_noticed() {
    let server = TestServer::with(&[("limits.websocket.heartbeat_secs", "1")]).await;
    let ada = server.user("ada").await;
    let mut wire = Wire::upgraded(server.base()).await;
    let hello = json!({"type": "hello", "id": 1, "data": {"token": ada.access_token()}}).to_string();
    wire.sends_frame(0x81, hello.len() as u64, hello.as_bytes()).await;
    // Answers none of the pings that come.
    assert_eq!(wire.is_closed_with().await, 4002);
}

#[tokio::test]
async fn a_client_that_closes_is_answered_and_its_place_is_free() {
    let server = TestServer::with(&[("limits.hub.connections_per_user_max", "1")]).await;
    let ada = server.user("ada").await;
    for _ in 0..20 {
        ada.connects().await.closes().await;
    }
}
