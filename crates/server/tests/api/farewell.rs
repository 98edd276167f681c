//! `DELETE /users/me`.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, Person, TestServer, sent};

async fn deletes(person: &Person, password: &str) -> Answer {
    sent(person.request(Method::DELETE, "/users/me").json(&json!({"password": password}))).await
}

#[tokio::test]
async fn s84_a_deleted_account_is_out_everywhere_and_leaves_no_name() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = bob.says(&chat, "what I said").await;
    let direct = bob.put(&format!("/users/{}/chat", ada.id()), json!({})).await.is(200)["id"].clone();
    for place in [chat.id.as_str(), direct.as_str().expect("an id")] {
        bob.put(&format!("/chats/{place}/draft"), json!({"body": "begun"})).await.is(200);
    }
    let elsewhere = bob.logs_in_again().await;
    let (mut hers, mut his) = (ada.connects().await, elsewhere.connects().await);
    let known = ada.head_of(&chat).await;

    deletes(&bob, "not my password").await.is_problem(403, "wrong_password");
    deletes(&bob, PASSWORD).await.is(204);
    assert_eq!(server.stored("select count(*)::text from drafts").await, ["0"]);
    assert_eq!(his.is_closed().await, 4103);
    for session in [&bob, &elsewhere] {
        session.get("/users/me").await.is_problem(401, "session_ended");
        let refresh = json!({"refresh_token": session.refresh_token()});
        server.anyone().post("/auth/refresh", refresh).await.is_problem(401, "session_ended");
    }
    server.anyone().post("/auth/login", json!({"username": "bob", "password": PASSWORD})).await.is_problem(401, "invalid_credentials");

    for _ in ["in the chat", "in the direct one"] {
        let renamed = hers.hears("member.updated").await;
        assert_eq!(renamed["data"]["user"]["display_name"], "Deleted account");
    }
    let left = hers.hears("member.left").await;
    assert_eq!((&left["chat_id"], &left["data"]["user_id"]), (&json!(chat.id), &json!(bob.id())));
    let stale = ada.connects_knowing(json!({&chat.id: known})).await.next_event().await;
    assert_eq!(stale["type"], "member.left", "a device that was away learns of it");
    let message = &ada.reads(&chat).await[0];
    assert_eq!((&message["body"], &message["author"]["id"]), (&said["body"], &json!(bob.id())));
    assert_eq!(message["author"]["display_name"], "Deleted account");
    assert!(!message.to_string().contains("bob"), "{message}");
    assert_eq!(ada.looks_at(&chat).await["member_count"], 1);
}

#[tokio::test]
async fn nobody_brings_a_deleted_account_back_and_its_name_is_free() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    deletes(&bob, PASSWORD).await.is(204);
    ada.post(&format!("/chats/{chat}/members"), json!({"user_id": bob.id()})).await.is_problem(404, "user_not_found");
    ada.put(&format!("/users/{}/chat", bob.id()), json!({})).await.is_problem(404, "user_not_found");
    for text in ["bob", "deleted"] {
        assert_eq!(ada.get(&format!("/users?search={text}")).await.is(200)["items"], Value::Array(vec![]), "{text}");
    }
    let other = server.user("bob").await;
    assert_ne!(other.id(), bob.id());
    let name = ada.get(&format!("/users/{}", bob.id())).await.is(200)["username"].as_str().expect("a name").to_owned();
    let registration = json!({"username": name, "password": PASSWORD});
    assert_eq!(server.anyone().post("/auth/register", registration).await.refused_fields(), ["username"]);
}

#[tokio::test]
async fn whoever_owns_a_chat_hands_it_over_or_deletes_it_first() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    deletes(&ada, PASSWORD).await.is_problem(409, "owner_must_transfer");
    ada.looks_at(&chat).await;
    ada.delete(&format!("/chats/{chat}")).await.is(204);
    deletes(&ada, PASSWORD).await.is(204);
}
