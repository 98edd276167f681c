//! `PATCH /chats/{id}/members/{user_id}`: moderators, and what they may do.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Person, TestServer, a_chat_in_order, place};

async fn roles(reader: &Person, chat: &Chat) -> Vec<(String, String)> {
    let members = reader.get(&format!("/chats/{chat}/members")).await.is(200)["items"].as_array().expect("items").clone();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    members.iter().map(|member| (text(&member["user"]["username"]), text(&member["role"]))).collect()
}

fn pairs(pairs: [(&str, &str); 3]) -> Vec<(String, String)> {
    pairs.map(|(name, role)| (name.to_owned(), role.to_owned())).to_vec()
}

#[tokio::test]
async fn the_owner_appoints_and_all_hear_of_it_once() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    let (mut hers, mut his) = (ada.connects().await, bob.connects().await);
    let member = ada.appoints(&bob, &chat).await;
    assert_eq!((&member["user"], &member["role"]), (&bob.summary(), &json!("moderator")));
    for socket in [&mut hers, &mut his] {
        assert_eq!(socket.next_event().await, json!({"type": "member.updated", "chat_id": chat.id, "seq": 5, "data": member}));
    }
    ada.appoints(&bob, &chat).await;
    assert_eq!(ada.head_of(&chat).await, 5, "what is so already takes no seq");
    hers.stays_silent().await;
    assert_eq!(roles(&eve, &chat).await, pairs([("ada", "owner"), ("bob", "moderator"), ("eve", "member")]));
    assert_eq!(bob.get("/users/me/chats").await.is(200)["items"][0]["role"], "moderator");
    let dismissed = ada.patch(&place(&chat, &bob), json!({"role": "member"})).await.is(200);
    assert_eq!(his.next_event().await["data"], dismissed);
    assert_eq!(dismissed["role"], "member");
}

#[tokio::test]
async fn a_stale_device_learns_of_the_role() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let cursor = ada.head_of(&chat).await;
    let member = ada.appoints(&bob, &chat).await;
    let mut socket = bob.connects_knowing(json!({chat.id.clone(): cursor})).await;
    assert_eq!(socket.replayed(), [json!({"type": "member.updated", "chat_id": chat.id, "seq": cursor + 1, "data": member})]);
}

#[tokio::test]
async fn only_the_owner_appoints_and_only_members() {
    let server = TestServer::start().await;
    let ([ada, bob, cleo, dan, eve], chat) = a_chat_in_order(&server).await;
    let private = ada.creates_private_chat("private").await;
    let moderator = || json!({"role": "moderator"});
    for person in [&bob, &dan] {
        for target in [&ada, &bob, &cleo, &dan, &eve] {
            person.patch(&place(&chat, target), moderator()).await.is_problem(403, "not_the_owner");
        }
    }
    eve.patch(&place(&chat, &eve), moderator()).await.is_problem(403, "not_a_member");
    eve.patch(&place(&private, &eve), moderator()).await.is_problem(404, "chat_not_found");
    ada.patch(&place(&chat, &ada), moderator()).await.is_problem(409, "owner_must_transfer");
    ada.patch(&place(&chat, &eve), moderator()).await.is_problem(404, "user_not_found");
    ada.patch(&format!("/chats/{chat}/members/{}", Uuid::now_v7()), moderator()).await.is_problem(404, "user_not_found");
    for wrong in [json!({}), json!({"role": null}), json!({"role": "owner"}), json!({"role": ["member"]})] {
        assert_eq!(ada.patch(&place(&chat, &bob), wrong).await.refused_fields(), ["role"]);
    }
    assert_eq!(ada.head_of(&chat).await, 7, "what was refused takes no seq");
}

#[tokio::test]
async fn a_moderator_removes_members_and_nobody_who_does_not_stand_below() {
    let server = TestServer::start().await;
    let ([ada, bob, cleo, dan, eve], chat) = a_chat_in_order(&server).await;
    for above in [&ada, &bob, &cleo] {
        bob.delete(&place(&chat, above)).await.is_problem(403, "forbidden");
    }
    bob.delete(&place(&chat, &eve)).await.is_problem(404, "user_not_found");
    let mut socket = dan.connects().await;
    bob.removes(&dan, &chat).await;
    assert_eq!(socket.next_event().await["type"], "chat.removed");
    ada.removes(&cleo, &chat).await;
    bob.patch(&format!("/chats/{chat}"), json!({"name": "mine"})).await.is_problem(403, "not_the_owner");
    bob.delete(&format!("/chats/{chat}")).await.is_problem(403, "not_the_owner");
}

#[tokio::test]
async fn a_moderator_deletes_any_message_and_edits_only_their_own() {
    let server = TestServer::start().await;
    let ([ada, bob, _, dan, _], chat) = a_chat_in_order(&server).await;
    let (hers, his) = (ada.says(&chat, "hers").await, dan.says(&chat, "his").await);
    bob.patch(&crate::support::path_of(&his), json!({"body": "mine"})).await.is_problem(403, "forbidden");
    bob.erases(&his).await;
    bob.erases(&hers).await;
    dan.delete(&crate::support::path_of(&bob.says(&chat, "theirs").await)).await.is_problem(403, "forbidden");
}

#[tokio::test]
async fn a_role_ends_with_the_membership_and_with_becoming_the_owner() {
    let server = TestServer::start().await;
    let [ada, bob, cleo] = server.users(["ada", "bob", "cleo"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    cleo.joins(&chat).await;
    ada.appoints(&bob, &chat).await;
    bob.leaves(&chat).await;
    assert_eq!(bob.joins(&chat).await["role"], "member");
    ada.appoints(&bob, &chat).await;
    ada.put(&format!("/chats/{chat}/owner"), json!({"user_id": bob.id()})).await.is(200);
    assert_eq!(roles(&ada, &chat).await, pairs([("ada", "member"), ("cleo", "member"), ("bob", "owner")]));
    bob.put(&format!("/chats/{chat}/owner"), json!({"user_id": ada.id()})).await.is(200);
    assert_eq!(roles(&ada, &chat).await, pairs([("ada", "owner"), ("cleo", "member"), ("bob", "member")]));
}
