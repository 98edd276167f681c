//! `POST /chats/{id}/members`: somebody is brought into a chat by name.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Chat, Person, TestServer};

async fn adds(by: &Person, person: &Person, chat: &Chat) -> Answer {
    by.post(&format!("/chats/{chat}/members"), json!({"user_id": person.id()})).await
}

#[tokio::test]
async fn who_is_brought_into_a_private_chat_is_in_it_on_every_socket() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates(json!({"name": "private", "visibility": "private", "password": "open sesame"})).await;
    ada.says(&chat, "before").await;
    let (mut hers, mut his) = (ada.connects().await, bob.connects().await);
    let member = adds(&ada, &bob, &chat).await.is(200);
    assert_eq!((&member["user"], &member["role"]), (&bob.summary(), &json!("member")));
    assert_eq!(hers.next_event().await, json!({"type": "member.joined", "chat_id": chat.id, "seq": 4, "data": member}));
    let added = his.next_event().await;
    assert_eq!((&added["type"], &added["data"]["unread"], &added["data"]["seq"]), (&json!("chat.added"), &json!(0), &json!(4)));
    assert_eq!(adds(&ada, &bob, &chat).await.is(200), member);
    assert_eq!(ada.head_of(&chat).await, 4, "whoever is in it stays in it");
    let mut stale = ada.connects_knowing(json!({chat.id.clone(): 3})).await;
    assert_eq!(stale.replayed()[0]["data"], member);
    ada.appoints(&bob, &chat).await;
    adds(&bob, &eve, &chat).await.is(200);
    eve.says(&chat, "hello").await;
}

#[tokio::test]
async fn only_who_keeps_order_brings_people_in() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    adds(&bob, &eve, &chat).await.is_problem(403, "forbidden");
    adds(&eve, &eve, &chat).await.is_problem(403, "not_a_member");
    adds(&eve, &eve, &private).await.is_problem(404, "chat_not_found");
    let path = format!("/chats/{chat}/members");
    ada.post(&path, json!({"user_id": Uuid::now_v7()})).await.is_problem(404, "user_not_found");
    for wrong in [json!({}), json!({"user_id": "nonsense"}), json!({"user_id": Value::Null})] {
        assert_eq!(ada.post(&path, wrong).await.refused_fields(), ["user_id"]);
    }
    assert_eq!(ada.looks_at(&chat).await["member_count"], 2);
}

#[tokio::test]
async fn the_banned_and_those_who_have_blocked_one_stay_out() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    ada.bans(&eve, &chat).await;
    adds(&ada, &eve, &chat).await.is_problem(403, "banned");
    bob.bare(Method::PUT, &format!("/users/me/blocks/{}", ada.id())).await.is(204);
    adds(&ada, &bob, &chat).await.is_problem(403, "blocked");
    assert_eq!(ada.head_of(&chat).await, 2);
}
