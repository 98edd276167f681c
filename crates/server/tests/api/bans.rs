//! `/chats/{id}/bans`: who is put out and does not come in again.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Chat, Person, TestServer, a_chat_in_order, draft, json_keys};

fn ban_of(chat: &Chat, person: &Person) -> String {
    format!("/chats/{chat}/bans/{}", person.id())
}

async fn tries_to_join(person: &Person, chat: &Chat) -> Answer {
    person.bare(Method::POST, &format!("/chats/{chat}/join")).await
}

#[tokio::test]
async fn who_is_banned_is_out_at_once_and_stays_out() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    let (mut phone, mut laptop, mut others) = (eve.connects().await, eve.connects().await, bob.connects().await);
    let ban = ada.bans(&eve, &chat).await;
    assert_eq!(json_keys(&ban), ["banned_by", "created_at", "reason", "until", "user"]);
    assert_eq!((&ban["user"], &ban["banned_by"]), (&eve.summary(), &json!(ada.id())));
    assert_eq!((&ban["reason"], &ban["until"]), (&Value::Null, &Value::Null));
    ada.says(&chat, "without eve").await;
    for socket in [&mut phone, &mut laptop] {
        let farewell = json!({"type": "chat.removed", "chat_id": chat.id, "data": {"reason": "banned"}});
        assert_eq!(socket.hears_until_now().await, [farewell]);
    }
    let left = json!({"type": "member.left", "chat_id": chat.id, "seq": 5, "data": {"user_id": eve.id(), "reason": "banned"}});
    assert_eq!(others.next_event().await, left);
    tries_to_join(&eve, &chat).await.is_problem(403, "banned");
    eve.get(&format!("/chats/{chat}/messages")).await.is_problem(403, "not_a_member");
    eve.post(&format!("/chats/{chat}/messages"), draft("?")).await.is_problem(403, "not_a_member");
    assert_eq!(eve.looks_at(&chat).await["member_count"], 2, "it is the public chat that others see as well");
    ada.delete(&ban_of(&chat, &eve)).await.is(204);
    ada.delete(&ban_of(&chat, &eve)).await.is(204);
    eve.joins(&chat).await;
}

#[tokio::test]
async fn a_stale_device_learns_why_somebody_is_gone() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    let cursor = ada.head_of(&chat).await;
    ada.bans(&eve, &chat).await;
    let mut socket = bob.connects_knowing(json!({chat.id.clone(): cursor})).await;
    let left = json!({"user_id": eve.id(), "reason": "banned"});
    assert_eq!(socket.replayed(), [json!({"type": "member.left", "chat_id": chat.id, "seq": cursor + 1, "data": left})]);
    let socket = eve.connects_knowing(json!({chat.id.clone(): cursor})).await;
    assert_eq!(socket.welcome["chats"], json!([]));
}

#[tokio::test]
async fn somebody_outside_is_banned_without_anybody_hearing_of_it() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let chat = ada.creates(json!({"name": "locked", "password": "open sesame"})).await;
    let mut hers = ada.connects().await;
    ada.bans(&eve, &chat).await;
    hers.stays_silent().await;
    assert_eq!(ada.head_of(&chat).await, 2);
    let knows = json!({"password": "open sesame"});
    eve.post(&format!("/chats/{chat}/join"), knows).await.is_problem(403, "banned");
    tries_to_join(&eve, &chat).await.is_problem(403, "banned");
}

#[tokio::test]
async fn a_ban_ends_when_it_was_said_to() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    let until = json!({"reason": " spam ", "until": "2999-01-01T00:00:00Z"});
    let ban = ada.put(&ban_of(&chat, &eve), until).await.is(200);
    assert_eq!((&ban["reason"], &ban["until"]), (&json!("spam"), &json!("2999-01-01T00:00:00Z")));
    tries_to_join(&eve, &chat).await.is_problem(403, "banned");
    server.stored("update bans set until = now() returning 'over'").await;
    assert_eq!(ada.get(&format!("/chats/{chat}/bans")).await.is(200)["items"], json!([]));
    tries_to_join(&eve, &chat).await.is(200);
    for wrong in [json!({"until": "2001-01-01T00:00:00Z"}), json!({"until": "tomorrow"}), json!({"until": 7})] {
        assert_eq!(ada.put(&ban_of(&chat, &eve), wrong).await.refused_fields(), ["until"]);
    }
    assert_eq!(ada.put(&ban_of(&chat, &eve), json!({"reason": "x".repeat(201)})).await.refused_fields(), ["reason"]);
    eve.says(&chat, "still here").await;
}

#[tokio::test]
async fn moderators_ban_members_and_see_the_list_page_by_page() {
    let server = TestServer::start().await;
    let ([ada, bob, cleo, dan, eve], chat) = a_chat_in_order(&server).await;
    for above in [&ada, &bob, &cleo] {
        bob.bare(Method::PUT, &ban_of(&chat, above)).await.is_problem(403, "forbidden");
    }
    ada.bare(Method::PUT, &ban_of(&chat, &ada)).await.is_problem(409, "owner_must_transfer");
    bob.bans(&dan, &chat).await;
    bob.bans(&eve, &chat).await;
    let list = format!("/chats/{chat}/bans");
    let first = bob.get(&format!("{list}?limit=1")).await.is(200);
    assert_eq!(first["items"][0]["user"], eve.summary());
    let second = bob.get(&format!("{list}?limit=1&cursor={}", first["next_cursor"].as_str().expect("more"))).await.is(200);
    assert_eq!((&second["items"][0]["user"], &second["next_cursor"]), (&dan.summary(), &Value::Null));
    bob.put(&format!("{list}/{}", Uuid::now_v7()), json!({})).await.is_problem(404, "user_not_found");
}

#[tokio::test]
async fn nobody_else_bans_or_sees_who_is_banned() {
    let server = TestServer::with(&[("limits.app.bans_max", "1")]).await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    for (person, chat, status, code) in
        [(&bob, &chat, 403, "forbidden"), (&eve, &chat, 403, "not_a_member"), (&eve, &private, 404, "chat_not_found")]
    {
        person.get(&format!("/chats/{chat}/bans")).await.is_problem(status, code);
        person.bare(Method::PUT, &ban_of(chat, &eve)).await.is_problem(status, code);
        person.delete(&ban_of(chat, &eve)).await.is_problem(status, code);
    }
    ada.bans(&eve, &chat).await;
    ada.bans(&eve, &chat).await;
    ada.bare(Method::PUT, &ban_of(&chat, &bob)).await.is_problem(409, "limit_reached");
    bob.says(&chat, "not one too many").await;
}
