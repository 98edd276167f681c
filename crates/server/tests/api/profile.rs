//! `/users/me` and `/users/{id}`: who one is, and what one can change.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{PASSWORD, TestServer, json_keys};

#[tokio::test]
async fn one_sees_oneself_and_of_others_what_everyone_may_know() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    assert_eq!(ada.get("/users/me").await.is(200), ada.signed_in["user"]);
    assert_eq!(bob.get(&format!("/users/{}", ada.id())).await.is(200), ada.summary());
    for id in [Uuid::now_v7().to_string(), "nonsense".to_owned()] {
        bob.get(&format!("/users/{id}")).await.is_problem(404, "user_not_found");
    }
}

#[tokio::test]
async fn a_rename_works_without_a_password() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let renamed = ada.patch("/users/me", json!({"username": "Countess"})).await.is(200);
    assert_eq!(renamed["username"], "countess");
    assert_eq!(renamed["display_name"], "ada", "the rest stays");
    server.anyone().post("/auth/login", json!({"username": "countess", "password": PASSWORD})).await.is(200);
    server.anyone().post("/auth/login", json!({"username": "ada", "password": PASSWORD})).await.is_problem(401, "invalid_credentials");
}

#[tokio::test]
async fn display_name_and_avatar_change_and_the_avatar_can_go() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let changed = ada.patch("/users/me", json!({"display_name": "  Ada   L. ", "avatar": "🦀"})).await.is(200);
    assert_eq!((&changed["display_name"], &changed["avatar"]), (&json!("Ada L."), &json!("🦀")));
    let unchanged = ada.patch("/users/me", json!({})).await.is(200);
    assert_eq!(unchanged, changed);
    let plain = ada.patch("/users/me", json!({"avatar": null})).await.is(200);
    assert_eq!(plain["avatar"], Value::Null);
    assert_eq!(json_keys(&plain), ["avatar", "created_at", "display_name", "id", "is_admin", "username"]);
}

#[tokio::test]
async fn a_taken_name_is_refused_and_ones_own_is_not() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    bob.patch("/users/me", json!({"username": "ADA"})).await.is_problem(409, "username_taken");
    ada.patch("/users/me", json!({"username": "Ada"})).await.is(200);
}

#[tokio::test]
async fn every_wrong_field_of_a_change_is_named() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    for (body, fields) in [
        (json!({"username": null, "display_name": null}), vec!["display_name", "username"]),
        (json!({"username": "", "display_name": " \u{200b}", "avatar": "ABC"}), vec!["avatar", "display_name", "username"]),
        (json!({"username": 1, "display_name": [], "avatar": {}}), vec!["avatar", "display_name", "username"]),
        (json!({"username": "a\0da", "display_name": "a\0", "avatar": "\0"}), vec!["avatar", "display_name", "username"]),
    ] {
        assert_eq!(ada.patch("/users/me", body.clone()).await.refused_fields(), fields, "{body}");
    }
    assert_eq!(ada.get("/users/me").await.is(200), ada.signed_in["user"]);
}

#[tokio::test]
async fn what_is_not_ones_own_to_change_stays() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let before = server.stored("select u::text from users u").await;
    let body = json!({"role": "admin", "id": Uuid::now_v7(), "password_hash": "x", "password": "x", "created_at": "1999-01-01T00:00:00Z"});
    assert_eq!(ada.patch("/users/me", body).await.is(200), ada.signed_in["user"]);
    assert_eq!(server.stored("select u::text from users u").await, before);
}

#[tokio::test]
async fn everyone_in_ones_chats_hears_of_a_change_and_nobody_else() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, elsewhere) = (ada.creates_chat("general").await, eve.creates_chat("elsewhere").await);
    bob.joins(&chat).await;
    let (mut hears, mut does_not) = (bob.connects().await, eve.connects().await);
    let head = ada.head_of(&chat).await;
    ada.patch("/users/me", json!({"display_name": "Countess"})).await.is(200);
    let event = hears.hears("member.updated").await;
    assert_eq!((&event["chat_id"], &event["seq"]), (&json!(chat.id), &json!(head + 1)));
    assert_eq!(json_keys(&event["data"]), ["joined_at", "muted_until", "role", "user"]);
    assert_eq!((&event["data"]["user"]["display_name"], &event["data"]["role"]), (&json!("Countess"), &json!("owner")));
    does_not.stays_silent().await;
    assert_eq!(eve.head_of(&elsewhere).await, 2, "what is not concerned does not move");
}

#[tokio::test]
async fn old_messages_show_the_new_name() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    ada.says(&chat, "hello").await;
    ada.patch("/users/me", json!({"display_name": "Countess"})).await.is(200);
    assert_eq!(ada.reads(&chat).await[0]["author"]["display_name"], "Countess");
}
