//! `/chats/{id}/members`: who is there, and who is asked to go.

use serde_json::json;
use uuid::Uuid;

use crate::support::{TestServer, draft, json_keys};

#[tokio::test]
async fn members_are_listed_in_the_order_of_joining() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    eve.joins(&chat).await;
    bob.joins(&chat).await;
    let page = bob.get(&format!("/chats/{chat}/members")).await.is(200);
    assert_eq!(json_keys(&page), ["items", "next_cursor"]);
    let items = page["items"].as_array().expect("items");
    assert!(items.iter().all(|member| json_keys(member) == ["joined_at", "muted_until", "role", "user"]));
    let seen: Vec<_> = items.iter().map(|member| (member["user"].clone(), member["role"].clone())).collect();
    assert_eq!(seen, [(ada.summary(), json!("owner")), (eve.summary(), json!("member")), (bob.summary(), json!("member"))]);

    let first = bob.get(&format!("/chats/{chat}/members?limit=2")).await.is(200);
    let cursor = first["next_cursor"].as_str().expect("another page");
    let second = bob.get(&format!("/chats/{chat}/members?limit=2&cursor={cursor}")).await.is(200);
    assert_eq!(second["items"][0]["user"], bob.summary());
    assert_eq!((second["items"].as_array().map(Vec::len), &second["next_cursor"]), (Some(1), &json!(null)));
}

#[tokio::test]
async fn only_members_see_the_members() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    eve.get(&format!("/chats/{chat}/members")).await.is_problem(403, "not_a_member");
    eve.get(&format!("/chats/{private}/members")).await.is_problem(404, "chat_not_found");
}

#[tokio::test]
async fn a_removed_member_is_out_as_soon_as_whoever_did_it_is_told() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    ada.says(&chat, "goodbye").await;
    ada.removes(&bob, &chat).await;
    bob.get(&format!("/chats/{chat}/messages")).await.is_problem(403, "not_a_member");
    bob.post(&format!("/chats/{chat}/messages"), draft("?")).await.is_problem(403, "not_a_member");
    assert_eq!(bob.get("/users/me/chats").await.is(200)["items"], json!([]));
    ada.delete(&format!("/chats/{chat}/members/{}", bob.id())).await.is_problem(404, "user_not_found");
    let seen = ada.looks_at(&chat).await;
    assert_eq!((&seen["member_count"], &seen["seq"]), (&json!(1), &json!(5)), "a refused removal takes no seq");
}

#[tokio::test]
async fn a_member_removes_nobody_and_the_owner_never_themself() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    for victim in [&ada, &bob, &eve] {
        bob.delete(&format!("/chats/{chat}/members/{}", victim.id())).await.is_problem(403, "forbidden");
        eve.delete(&format!("/chats/{chat}/members/{}", victim.id())).await.is_problem(403, "not_a_member");
        eve.delete(&format!("/chats/{private}/members/{}", victim.id())).await.is_problem(404, "chat_not_found");
    }
    ada.delete(&format!("/chats/{chat}/members/{}", ada.id())).await.is_problem(409, "owner_must_transfer");
    for id in [Uuid::now_v7().to_string(), "nonsense".to_owned(), eve.id().to_owned()] {
        ada.delete(&format!("/chats/{chat}/members/{id}")).await.is_problem(404, "user_not_found");
    }
    assert_eq!(ada.looks_at(&chat).await["member_count"], 2);
}
