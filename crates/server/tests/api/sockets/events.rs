//! What is told to whom when a chat changes, frame by frame.

use serde_json::json;

use crate::support::TestServer;

#[tokio::test]
async fn a_new_chat_appears_on_all_of_the_creators_devices_and_nowhere_else() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (mut phone, mut laptop, mut other) = (ada.connects().await, ada.connects().await, bob.connects().await);
    let chat = ada.creates_chat("general").await;
    for socket in [&mut phone, &mut laptop] {
        assert_eq!(socket.next_event().await, json!({"type": "chat.added", "chat_id": chat.id, "data": chat.json}));
    }
    other.stays_silent().await;
}

#[tokio::test]
async fn every_change_of_a_chat_is_told_as_the_whole_chat() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    for (at, change) in (4..).zip([
        json!({"name": "renamed"}),
        json!({"description": "about"}),
        json!({"visibility": "private"}),
        json!({"password": "open sesame"}),
        json!({"password": null}),
    ]) {
        let now = ada.patch(&format!("/chats/{chat}"), change).await.is(200);
        assert_eq!(socket.next_event().await, json!({"type": "chat.updated", "chat_id": chat.id, "seq": at, "data": now}));
    }
    ada.patch(&format!("/chats/{chat}"), json!({"name": " "})).await.is_problem(422, "invalid_fields");
    ada.patch(&format!("/chats/{chat}"), json!({})).await.is(200);
    socket.stays_silent().await;
}

#[tokio::test]
async fn a_live_chats_seq_has_no_gap_whatever_happens() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    let mut sender = ada.connects().await;
    for round in 0..10 {
        sender.says(&chat, "over the socket").await;
        bob.says(&chat, "by REST").await;
        eve.joins(&chat).await;
        eve.patch("/users/me", json!({"display_name": format!("Eve {round}")})).await.is(200);
        eve.leaves(&chat).await;
        ada.patch(&format!("/chats/{chat}"), json!({"name": format!("round {round}")})).await.is(200);
        ada.put(&format!("/chats/{chat}/owner"), json!({"user_id": ada.id()})).await;
    }
    let latest = ada.head_of(&chat).await;
    let heard = socket.hears_until_now().await;
    let seqs: Vec<i64> = heard.iter().map(|event| event["seq"].as_i64().expect("a seq")).collect();
    assert_eq!(seqs, (4..=latest).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_is_built_from_events_is_what_is_read_afresh() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    let (mut members, mut messages, mut seen) = (2_i64, 0_i64, bob.looks_at(&chat).await);
    eve.joins(&chat).await;
    ada.says(&chat, "one").await;
    ada.patch(&format!("/chats/{chat}"), json!({"name": "renamed"})).await.is(200);
    eve.says(&chat, "two").await;
    ada.removes(&eve, &chat).await;
    ada.put(&format!("/chats/{chat}/owner"), json!({"user_id": bob.id()})).await.is(200);
    ada.says(&chat, "three").await;
    for event in socket.hears_until_now().await {
        match event["type"].as_str().expect("a type") {
            "member.joined" => members += 1,
            "member.left" => members -= 1,
            "message.created" => {
                messages += 1;
                seen["last_message_at"] = event["data"]["created_at"].clone();
            }
            "chat.updated" => {
                seen = event["data"].clone();
                (members, messages) = (seen["member_count"].as_i64().expect("a count"), seen["message_count"].as_i64().expect("a count"));
            }
            other => panic!("{other}"),
        }
        seen["seq"] = event["seq"].clone();
        (seen["member_count"], seen["message_count"]) = (members.into(), messages.into());
    }
    assert_eq!(seen, bob.looks_at(&chat).await);
}
