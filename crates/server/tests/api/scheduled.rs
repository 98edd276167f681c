//! `/chats/{id}/scheduled` and `/users/me/scheduled`: messages that are sent later, once.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{TestServer, draft};

/// A draft that is to be sent so many seconds from now.
fn later(server: &TestServer, body: &str, secs: i64) -> Value {
    let mut draft = draft(body);
    let now = server.now();
    draft["send_at"] = json!((now + jiff::SignedDuration::from_secs(secs)).to_string());
    draft
}

#[tokio::test]
async fn it_is_sent_when_its_time_has_come_and_not_before() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    let path = format!("/chats/{chat}/scheduled");
    let second = ada.post(&path, later(&server, "second", 240)).await.is(201);
    let wish = later(&server, "first", 120);
    let first = ada.post(&path, wish.clone()).await.is(201);
    assert_eq!(ada.post(&path, wish.clone()).await.is(201), first, "asked again");
    assert_eq!(ada.get("/users/me/scheduled").await.is(200)["items"], json!([first, second]));
    assert_eq!(bob.get("/users/me/scheduled").await.is(200)["items"], json!([]));
    ada.says(&chat, "meanwhile").await;
    assert_eq!(socket.next_event().await["data"]["body"], "meanwhile");
    server.passes(121);
    let event = socket.next_event().await;
    assert_eq!((&event["data"]["body"], &event["data"]["client_id"]), (&json!("first"), &wish["client_id"]));
    assert_eq!(event["data"]["author"], ada.summary());
    server.passes(121);
    assert_eq!(socket.next_event().await["data"]["body"], "second");
    assert_eq!(ada.reads(&chat).await.len(), 3);
}

#[tokio::test]
async fn it_is_taken_back_before_its_time_by_its_author_alone() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    let scheduled = ada.post(&format!("/chats/{chat}/scheduled"), later(&server, "never", 60)).await.is(201);
    let path = format!("/users/me/scheduled/{}", scheduled["id"].as_str().expect("an id"));
    bob.delete(&path).await.is_problem(404, "message_not_found");
    ada.delete(&path).await.is(204);
    ada.delete(&path).await.is_problem(404, "message_not_found");
    assert_eq!(ada.get("/users/me/scheduled").await.is(200)["items"], json!([]));
}

#[tokio::test]
async fn one_who_may_not_write_there_any_more_learns_why_it_was_not_sent() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let scheduled = bob.post(&format!("/chats/{chat}/scheduled"), later(&server, "late", 60)).await.is(201);
    ada.removes(&bob, &chat).await;
    let other = bob.creates_chat("other").await;
    bob.post(&format!("/chats/{other}/scheduled"), later(&server, "in time", 61)).await.is(201);
    let mut socket = bob.connects().await;
    server.passes(62);
    assert_eq!(socket.next_event().await["data"]["body"], "in time", "one that fails keeps nobody up");
    let list = bob.get("/users/me/scheduled").await.is(200);
    let path = format!("/users/me/scheduled/{}", scheduled["id"].as_str().expect("an id"));
    assert_eq!((&list["items"][0]["id"], &list["items"][0]["failure"]), (&scheduled["id"], &json!("not_a_member")));
    assert!(ada.reads(&chat).await.is_empty());
    bob.delete(&path).await.is(204);
}

#[tokio::test]
async fn it_is_sent_by_the_server_that_comes_after_this_one() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut wish = draft("after the restart");
    wish["send_at"] = json!((server.now() + jiff::SignedDuration::from_secs(5)).to_string());
    ada.post(&format!("/chats/{chat}/scheduled"), wish).await.is(201);
    let database = server.stops().await;
    let server = TestServer::again(database, &[]).await;
    let ada = server.anyone().bearing(ada.access_token());
    server.passes(10);
    // The first message to come behind it tells that it has come.
    loop {
        let page = ada.get(&format!("/chats/{chat}/messages")).await.is(200);
        if page["items"].as_array().is_some_and(|items| !items.is_empty()) {
            assert_eq!(page["items"][0]["body"], "after the restart");
            break;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_is_too_late_too_far_away_or_too_much_is_refused() {
    let server = TestServer::with(&[("limits.app.scheduled_max", "1")]).await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let chat = ada.creates_private_chat("general").await;
    let path = format!("/chats/{chat}/scheduled");
    for secs in [0, -60, 400 * 86_400] {
        assert_eq!(ada.post(&path, later(&server, "when?", secs)).await.refused_fields(), ["send_at"]);
    }
    for wrong in [json!({}), json!({"body": "", "client_id": "x", "send_at": "tomorrow"})] {
        assert_eq!(ada.post(&path, wrong).await.refused_fields(), ["body", "client_id", "send_at"]);
    }
    eve.post(&path, later(&server, "hello", 60)).await.is_problem(404, "chat_not_found");
    ada.post(&path, later(&server, "one", 60)).await.is(201);
    ada.post(&path, later(&server, "two", 60)).await.is_problem(409, "limit_reached");
    ada.delete(&format!("/users/me/scheduled/{}", Uuid::now_v7())).await.is_problem(404, "message_not_found");
}
