//! Sessions: seen, ended, refreshed and stolen.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestServer, json_keys};

async fn refreshes(server: &TestServer, token: &str) -> Answer {
    server.anyone().post("/auth/refresh", json!({"refresh_token": token})).await
}

/// Later than any repeated refresh is forgiven.
fn grace_passes(server: &TestServer) {
    server.clock.advance(Duration::from_secs(11));
}

#[tokio::test]
async fn ones_sessions_are_listed_with_the_present_one_marked() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let body = json!({"username": "ada", "password": crate::support::PASSWORD, "device": "phone"});
    let phone = Person::of(&server.anyone(), server.anyone().post("/auth/login", body).await.is(200));
    let sessions = phone.get("/auth/sessions").await.is(200);
    let items = sessions.as_array().or(sessions["items"].as_array()).expect("a list").clone();
    assert_eq!(items.len(), 2);
    assert_eq!(json_keys(&items[0]), ["created_at", "current", "device", "expires_at", "id", "last_used_at"]);
    let find = |id: &str| items.iter().find(|session| session["id"] == id).expect("the session").clone();
    assert_eq!(find(phone.session_id())["current"], true);
    assert_eq!(find(phone.session_id())["device"], "phone");
    assert_eq!(find(ada.session_id())["current"], false);
    assert_eq!(find(ada.session_id())["device"], Value::Null);
}

/// Where the session is looked up while the answer is read, it decides all the same, and first.
#[tokio::test]
async fn an_ended_session_reads_nothing() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    ada.says(&chat, "hello").await;
    ada.post("/auth/logout", json!({})).await.is(204);
    let elsewhere = uuid::Uuid::now_v7();
    for path in [
        "/users/me/chats".to_owned(),
        "/users/me/chats?cursor=wrong".to_owned(),
        format!("/chats/{chat}/messages"),
        format!("/chats/{chat}/messages?limit=wrong"),
        format!("/chats/{elsewhere}/messages"),
        format!("/chats/{chat}"),
    ] {
        ada.get(&path).await.is_problem(401, "session_ended");
    }
}

#[tokio::test]
async fn the_sessions_of_others_do_not_exist() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let listed = bob.get("/auth/sessions").await;
    assert!(!listed.text.contains(ada.session_id()));
    let theirs = bob.delete(&format!("/auth/sessions/{}", ada.session_id())).await.is_problem(404, "session_not_found");
    let random = bob.delete(&format!("/auth/sessions/{}", uuid::Uuid::now_v7())).await.is_problem(404, "session_not_found");
    assert_eq!(theirs, random);
    bob.delete("/auth/sessions/nonsense").await.is_problem(404, "session_not_found");
    ada.get("/users/me").await.is(200);
}

#[tokio::test]
async fn logging_out_ends_the_session_and_its_sockets_at_once() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let other = ada.logs_in_again().await;
    let (mut first, mut second, mut others) = (ada.connects().await, ada.connects().await, other.connects().await);
    ada.bare(reqwest::Method::POST, "/auth/logout").await.is(204);
    assert_eq!((first.is_closed().await, second.is_closed().await), (4102, 4102));
    ada.get("/users/me").await.is_problem(401, "session_ended");
    refreshes(&server, ada.refresh_token()).await.is_problem(401, "session_ended");
    others.stays_silent().await;
}

#[tokio::test]
async fn a_session_can_be_ended_from_another_device() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let (lost, kept) = (ada.logs_in_again().await, ada.logs_in_again().await);
    let (mut lost_socket, mut kept_socket) = (lost.connects().await, kept.connects().await);
    ada.delete(&format!("/auth/sessions/{}", lost.session_id())).await.is(204);
    assert_eq!(lost_socket.is_closed().await, 4102);
    lost.get("/users/me").await.is_problem(401, "session_ended");
    kept_socket.stays_silent().await;

    ada.delete("/auth/sessions").await.is(204);
    assert_eq!(kept_socket.is_closed().await, 4102);
    kept.get("/users/me").await.is_problem(401, "session_ended");
    ada.get("/users/me").await.is(200);
}

#[tokio::test]
async fn a_refresh_gives_a_new_pair_for_the_same_session() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let renewed = refreshes(&server, ada.refresh_token()).await.is(200);
    assert_eq!(json_keys(&renewed), json_keys(&ada.signed_in));
    assert_eq!(renewed["session_id"], ada.session_id());
    assert_ne!(renewed["refresh_token"], ada.refresh_token());
    Person::of(&server.anyone(), renewed).get("/users/me").await.is(200);
}

#[tokio::test]
async fn a_refresh_that_is_repeated_soon_gets_the_same_successor() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let first = refreshes(&server, ada.refresh_token()).await.is(200);
    server.clock.advance(Duration::from_secs(9));
    let again = refreshes(&server, ada.refresh_token()).await.is(200);
    assert_eq!(first["refresh_token"], again["refresh_token"]);
    refreshes(&server, first["refresh_token"].as_str().expect("a token")).await.is(200);
}

#[tokio::test]
async fn twenty_refreshes_at_once_have_one_successor() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let answers = join_all((0..20).map(|_| refreshes(&server, ada.refresh_token()))).await;
    let tokens: Vec<Value> = answers.into_iter().map(|answer| answer.is(200)["refresh_token"].clone()).collect();
    assert!(tokens.iter().all(|token| *token == tokens[0]));
    assert_ne!(tokens[0], ada.refresh_token());
}

#[tokio::test]
async fn a_stolen_refresh_token_ends_the_session_and_its_sockets() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let mut socket = ada.connects().await;
    let successor = refreshes(&server, ada.refresh_token()).await.is(200);
    grace_passes(&server);
    refreshes(&server, ada.refresh_token()).await.is_problem(401, "session_ended");
    assert_eq!(socket.is_closed().await, 4102);
    let heir = Person::of(&server.anyone(), successor);
    refreshes(&server, heir.refresh_token()).await.is_problem(401, "session_ended");
    heir.get("/users/me").await.is_problem(401, "session_ended");
}

#[tokio::test]
async fn a_refresh_token_of_two_generations_ago_is_stolen_even_within_the_grace() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let second = refreshes(&server, ada.refresh_token()).await.is(200);
    refreshes(&server, second["refresh_token"].as_str().expect("a token")).await.is(200);
    refreshes(&server, ada.refresh_token()).await.is_problem(401, "session_ended");
}

#[tokio::test]
async fn what_is_no_refresh_token_refreshes_nothing() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    for token in ["", "nonsense", ada.access_token(), &format!("{}A", ada.refresh_token()), "a\0b"] {
        refreshes(&server, token).await.is_problem(401, "invalid_token");
    }
    assert_eq!(server.anyone().post("/auth/refresh", json!({})).await.refused_fields(), ["refresh_token"]);
    assert_eq!(server.anyone().post("/auth/refresh", json!({"refresh_token": 7})).await.refused_fields(), ["refresh_token"]);
}

#[tokio::test]
async fn a_session_that_is_not_used_ends_by_itself() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    server.clock.advance(Duration::from_secs(30 * 24 * 3_600 + 1));
    refreshes(&server, ada.refresh_token()).await.is_problem(401, "session_ended");
}

#[tokio::test]
async fn the_database_holds_no_token() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let renewed = refreshes(&server, ada.refresh_token()).await.is(200);
    let stored = server.stored("select s::text from sessions s union all select u::text from users u").await.join("\n");
    for token in [ada.refresh_token(), ada.access_token(), renewed["refresh_token"].as_str().expect("a token")] {
        assert!(!stored.contains(token) && !stored.contains(&token[4..30]), "{stored}");
    }
}
