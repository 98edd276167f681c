//! `/chats/{id}/scheduled` and `/users/me/scheduled`: messages that are sent later, once.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::failed_commits::POISON;
use crate::files::{fetch, place_of, uploads};
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
    let wish = later(&server, "one", 60);
    let one = ada.post(&path, wish.clone()).await.is(201);
    ada.post(&path, later(&server, "two", 60)).await.is_problem(409, "limit_reached");
    assert_eq!(ada.post(&path, wish).await.is(201), one, "asked again, it is no further one");
    ada.delete(&format!("/users/me/scheduled/{}", Uuid::now_v7())).await.is_problem(404, "message_not_found");
}

#[tokio::test]
async fn one_that_fails_through_our_own_fault_holds_up_nobody_and_is_sent_when_that_is_over() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let path = format!("/chats/{chat}/scheduled");
    for (body, secs) in [("poison", 60), ("behind", 61)] {
        ada.post(&path, later(&server, body, secs)).await.is(201);
    }
    server.stored(POISON).await;
    let mut socket = ada.connects().await;
    server.passes(62);
    assert_eq!(socket.next_event().await["data"]["body"], "behind");
    let list = ada.get("/users/me/scheduled").await.is(200);
    assert_eq!((&list["items"][0]["body"], &list["items"][0]["failure"]), (&json!("poison"), &Value::Null));
    server.stored("drop trigger poison on messages").await;
    server.passes(61);
    assert_eq!(socket.next_event().await["data"]["body"], "poison");
    assert_eq!(ada.reads(&chat).await.len(), 2);
}

#[tokio::test]
async fn its_files_are_kept_for_it_alone_until_it_is_sent() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let path = format!("/chats/{chat}/scheduled");
    let files = [uploads(&ada, &chat, "b.txt", "b").await, uploads(&ada, &chat, "a.txt", "a").await];
    let mut wish = later(&server, "", 48 * 3_600);
    wish["attachments"] = json!([files[0]["id"], files[1]["id"]]);
    bob.post(&path, wish.clone()).await.is_problem(422, "invalid_fields");
    let scheduled = ada.post(&path, wish.clone()).await.is(201);
    assert_eq!(scheduled["attachments"], json!(files));
    assert_eq!(ada.post(&path, wish.clone()).await.is(201), scheduled, "asked again");
    for path in [format!("/chats/{chat}/messages"), path.clone()] {
        let mut other = later(&server, "mine", 60);
        other["attachments"] = json!([files[1]["id"]]);
        assert_eq!(ada.post(&path, other).await.refused_fields(), ["attachments"]);
    }
    server.passes(30 * 3_600);
    server.keeps_house().await;
    let [ada, bob] = [ada.logs_in_again().await, bob.logs_in_again().await];
    assert_eq!(fetch(&ada, &place_of(&files[0]), &[]).await.status, 200, "longer than any that nothing waits for");
    bob.get(&place_of(&files[0])).await.is_problem(404, "file_not_found");
    server.passes(18 * 3_600 + 1);
    let sent = loop {
        if let Some(sent) = bob.logs_in_again().await.reads(&chat).await.pop() {
            break sent;
        }
    };
    assert_eq!((&sent["client_id"], &sent["attachments"]), (&wish["client_id"], &json!(files)));
    assert_eq!(fetch(&bob.logs_in_again().await, &place_of(&files[0]), &[]).await.status, 200);
}

#[tokio::test]
async fn the_files_of_one_that_is_taken_back_or_was_refused_are_free_again() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let path = format!("/chats/{chat}/scheduled");
    let file = uploads(&bob, &chat, "a.txt", "a").await;
    for is_refused in [true, false] {
        let mut wish = later(&server, "with a file", 60);
        wish["attachments"] = json!([file["id"]]);
        let scheduled = bob.post(&path, wish).await.is(201);
        if is_refused {
            ada.removes(&bob, &chat).await;
            server.passes(61);
            while bob.get("/users/me/scheduled").await.is(200)["items"][0]["failure"] != "not_a_member" {}
            bob.joins(&chat).await;
        }
        bob.delete(&format!("/users/me/scheduled/{}", scheduled["id"].as_str().expect("an id"))).await.is(204);
    }
    let mut now = draft("at once");
    now["attachments"] = json!([file["id"]]);
    assert_eq!(bob.post(&format!("/chats/{chat}/messages"), now).await.is(201)["attachments"], json!([file]));
}
