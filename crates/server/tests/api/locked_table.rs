//! Somebody locks a table: what needs it waits for a while and is refused, and what does not goes on.

use futures_util::future::join_all;
use serde_json::json;
use uuid::Uuid;

use crate::support::{TestServer, bodies, saying};

const FEW_AND_IMPATIENT: [(&str, &str); 4] = [
    ("database.pool_size", "2"),
    ("database.wait_timeout_secs", "1"),
    ("database.operation_timeout_secs", "1"),
    ("limits.app.commit_timeout_secs", "2"),
];

#[tokio::test]
async fn while_messages_are_locked_they_are_refused_and_everything_else_goes_on() {
    let server = TestServer::with(&FEW_AND_IMPATIENT).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut sender, mut listener) = (ada.connects().await, bob.connects().await);
    let session = server.session().await;
    session.runs("begin; lock table messages").await;

    let client_id = Uuid::now_v7();
    let id = sender.commands(saying(&chat, client_id, "patience")).await;
    // More than the pool has connections; none of them is there for the writer.
    let reads = join_all((0..6).map(async |_| ada.get(&format!("/chats/{chat}/messages")).await.is_problem(503, "unavailable")));
    let (refused, _) = tokio::join!(sender.answer_to(id), reads);
    assert_eq!(refused["data"]["code"], "unavailable", "{refused}");
    assert!(refused["data"]["retry_after_ms"].as_u64().is_some_and(|ms| ms > 0), "{refused}");
    let refused = listener.asks(json!({"type": "sync", "data": {"cursors": {chat.id.clone(): 1}}})).await;
    assert_eq!(refused["data"]["code"], "unavailable", "{refused}");
    assert_eq!(sender.asks(json!({"type": "ping"})).await["type"], "pong");
    for _ in 0..3 {
        ada.get("/users/me").await.is(200);
        ada.patch(&format!("/chats/{chat}"), json!({"description": Uuid::now_v7()})).await.is(200);
        listener.hears("chat.updated").await;
    }

    session.runs("commit").await;
    while sender.asks(saying(&chat, client_id, "patience")).await["type"] != "ack" {}
    assert_eq!(listener.hears("message.created").await["data"]["body"], "patience");
    listener.stays_silent().await;
    assert_eq!(bodies(&ada.reads(&chat).await), ["patience"]);
}

#[tokio::test]
async fn a_request_has_one_deadline_for_all_that_it_asks() {
    let patient = [("database.wait_timeout_secs", "1000"), ("database.operation_timeout_secs", "1000")];
    let server = TestServer::with(&patient).await;
    let ada = server.user("ada").await;
    let session = server.session().await;
    session.runs("begin; lock table sessions").await;
    let (read, written) = tokio::join!(ada.get("/users/me"), ada.post("/chats", json!({"name": "general"})));
    for answer in [read, written] {
        assert_eq!(answer.header("retry-after"), "1");
        answer.is_problem(503, "unavailable");
    }
    session.runs("commit").await;
    ada.creates_chat("general").await;
}

#[tokio::test]
async fn what_finds_no_room_in_the_line_is_told_when_to_try_again() {
    let server = TestServer::with(&[("database.writer_queue_max", "1")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = ada.connects().await;
    let (session, watcher) = (server.session().await, server.session().await);
    session.runs("begin; lock table messages").await;
    let under_way = socket.commands(saying(&chat, Uuid::now_v7(), "under way")).await;
    watcher.sees("select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')").await;
    let waiting = socket.commands(saying(&chat, Uuid::now_v7(), "waiting")).await;
    let refused = socket.asks(saying(&chat, Uuid::now_v7(), "too much")).await;
    assert_eq!(refused["data"]["code"], "busy", "{refused}");
    assert!(refused["data"]["retry_after_ms"].as_u64().is_some_and(|ms| ms > 0), "{refused}");
    let refused = bob.post(&format!("/chats/{chat}/messages"), json!({"client_id": Uuid::now_v7(), "body": "too much"})).await;
    assert!(refused.header("retry-after").parse::<u64>().expect("whole seconds") >= 1);
    refused.is_problem(503, "busy");
    session.runs("commit").await;
    for id in [under_way, waiting] {
        assert_eq!(socket.answer_to(id).await["type"], "ack");
    }
    assert_eq!(bodies(&ada.reads(&chat).await), ["under way", "waiting"]);
}
