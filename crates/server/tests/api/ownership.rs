//! `PUT /chats/{id}/owner`: a chat always has exactly one owner.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::TestServer;

#[tokio::test]
async fn an_owner_leaves_only_after_handing_over() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    ada.bare(Method::POST, &format!("/chats/{chat}/leave")).await.is_problem(409, "owner_must_transfer");
    let handed_over = ada.put(&format!("/chats/{chat}/owner"), json!({"user_id": bob.id()})).await.is(200);
    assert_eq!((&handed_over["owner_id"], &handed_over["seq"]), (&json!(bob.id()), &json!(4)));
    ada.patch(&format!("/chats/{chat}"), json!({"name": "mine"})).await.is_problem(403, "not_the_owner");
    bob.patch(&format!("/chats/{chat}"), json!({"name": "mine"})).await.is(200);
    ada.leaves(&chat).await;
    let members = bob.get(&format!("/chats/{chat}/members")).await.is(200);
    assert_eq!((members["items"].as_array().map(Vec::len), &members["items"][0]["role"]), (Some(1), &json!("owner")));
}

#[tokio::test]
async fn one_owns_a_limited_number_of_chats() {
    let server = TestServer::with(&[("limits.app.chats_owned_max", "2")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (first, _) = (ada.creates_chat("one").await, ada.creates_chat("two").await);
    ada.post("/chats", json!({"name": "three"})).await.is_problem(409, "limit_reached");
    // Nor by way of somebody else; chats of others, and direct ones, do not count.
    let theirs = bob.creates_chat("three").await;
    ada.joins(&theirs).await;
    ada.bare(Method::PUT, &format!("/users/{}/chat", bob.id())).await.is(200);
    bob.put(&format!("/chats/{theirs}/owner"), json!({"user_id": ada.id()})).await.is_problem(409, "limit_reached");
    ada.bare(Method::DELETE, &format!("/chats/{first}")).await.is(204);
    bob.put(&format!("/chats/{theirs}/owner"), json!({"user_id": ada.id()})).await.is(200);
}

#[tokio::test]
async fn the_change_of_hands_is_heard_by_all() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut one, mut other) = (ada.connects().await, bob.connects().await);
    let chat_now = ada.put(&format!("/chats/{chat}/owner"), json!({"user_id": bob.id()})).await.is(200);
    for socket in [&mut one, &mut other] {
        let event = socket.next_event().await;
        assert_eq!(event, json!({"type": "chat.updated", "chat_id": chat.id, "seq": 4, "data": chat_now}));
    }
}

#[tokio::test]
async fn only_the_owner_hands_over_and_only_to_a_member() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    let to = |user: &str| json!({"user_id": user});
    bob.put(&format!("/chats/{chat}/owner"), to(bob.id())).await.is_problem(403, "not_the_owner");
    eve.put(&format!("/chats/{chat}/owner"), to(eve.id())).await.is_problem(403, "not_a_member");
    eve.put(&format!("/chats/{private}/owner"), to(eve.id())).await.is_problem(404, "chat_not_found");
    ada.put(&format!("/chats/{chat}/owner"), to(eve.id())).await.is_problem(404, "user_not_found");
    ada.put(&format!("/chats/{chat}/owner"), to(&Uuid::now_v7().to_string())).await.is_problem(404, "user_not_found");
    for wrong in [json!({}), json!({"user_id": null}), json!({"user_id": "nonsense"}), json!({"user_id": [bob.id()]})] {
        assert_eq!(ada.put(&format!("/chats/{chat}/owner"), wrong).await.refused_fields(), ["user_id"]);
    }
    assert_eq!(ada.looks_at(&chat).await["owner_id"], ada.id());
}

#[tokio::test]
async fn handing_over_while_the_heir_leaves_never_ends_without_an_owner() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    for _ in 0..20 {
        let chat = ada.creates_chat("general").await;
        bob.joins(&chat).await;
        let (transfer, leave) = (format!("/chats/{chat}/owner"), format!("/chats/{chat}/leave"));
        let acts = [0, 1].map(async |act| {
            if act == 0 { ada.put(&transfer, json!({"user_id": bob.id()})).await } else { bob.bare(Method::POST, &leave).await }
        });
        let answers = join_all(acts).await;
        let members = ada.get(&format!("/chats/{chat}/members")).await.is(200)["items"].as_array().expect("items").clone();
        let owners: Vec<&Value> = members.iter().filter(|member| member["role"] == "owner").collect();
        assert_eq!(owners.len(), 1, "{members:?}");
        assert_eq!(answers.iter().filter(|answer| answer.status < 300).count(), 1, "{answers:?}");
    }
}
