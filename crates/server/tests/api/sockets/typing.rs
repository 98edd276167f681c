//! Who is writing: told to those who look, and to nobody else.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Socket, TestServer};

fn typing(chat: &Chat) -> Value {
    json!({"type": "typing", "chat_id": chat.id})
}

async fn looks_at(socket: &mut Socket, chats: &[&Chat]) {
    let chat_ids: Vec<&str> = chats.iter().map(|chat| chat.id.as_str()).collect();
    assert_eq!(socket.asks(json!({"type": "focus", "data": {"chat_ids": chat_ids}})).await["type"], "ack");
}

/// What was on its way, but for who has come meanwhile.
async fn heard_by(socket: &mut Socket) -> Vec<Value> {
    let mut heard = socket.hears_until_now().await;
    heard.retain(|event| event["type"] != "presence");
    heard
}

async fn hears_typing(socket: &mut Socket) -> Value {
    loop {
        let event = socket.next_event().await;
        if event["type"] != "presence" {
            assert_eq!(event["type"], "typing", "{event}");
            return event;
        }
    }
}

async fn stays_silent(socket: &mut Socket) {
    assert_eq!(heard_by(socket).await, Vec::<Value>::new());
}

async fn types(socket: &mut Socket, chat: &Chat) {
    assert_eq!(socket.asks(typing(chat)).await["data"], json!({}));
}

#[tokio::test]
async fn those_who_look_hear_who_writes_and_others_do_not() {
    let server = TestServer::start().await;
    let [ada, bob, cyd] = server.users(["ada", "bob", "cyd"]).await;
    let (chat, other) = (ada.creates_chat("general").await, ada.creates_chat("other").await);
    for person in [&bob, &cyd] {
        person.joins(&chat).await;
        person.joins(&other).await;
    }
    let [mut hers, mut her_phone] = [ada.connects().await, ada.connects().await];
    let (mut looking, mut elsewhere, mut away) = (bob.connects().await, bob.connects().await, cyd.connects().await);
    looks_at(&mut her_phone, &[&chat]).await;
    looks_at(&mut looking, &[&other]).await;
    looks_at(&mut looking, &[&chat]).await;
    looks_at(&mut elsewhere, &[&other]).await;
    let head = ada.head_of(&chat).await;
    types(&mut hers, &chat).await;
    let told = json!({"type": "typing", "chat_id": chat.id, "data": {"user_id": ada.id(), "expires_in_ms": 6_000}});
    assert_eq!(hears_typing(&mut looking).await, told);
    for socket in [&mut her_phone, &mut elsewhere, &mut away] {
        stays_silent(socket).await;
    }
    assert_eq!(ada.head_of(&chat).await, head, "it takes no place in the order");
    looks_at(&mut away, &[&chat]).await;
    stays_silent(&mut away).await;
}

#[tokio::test]
async fn it_is_told_once_in_a_while_for_each_person_and_chat() {
    let server = TestServer::with(&[("limits.app.typing_every_ms", "3600000")]).await;
    let [ada, bob, cyd] = server.users(["ada", "bob", "cyd"]).await;
    let (chat, other) = (ada.creates_chat("general").await, ada.creates_chat("other").await);
    for person in [&bob, &cyd] {
        person.joins(&chat).await;
        person.joins(&other).await;
    }
    let (mut hers, mut her_phone, mut his, mut looking) =
        (ada.connects().await, ada.connects().await, bob.connects().await, cyd.connects().await);
    looks_at(&mut looking, &[&chat, &other]).await;
    for socket in [&mut hers, &mut her_phone] {
        for _ in 0..5 {
            types(socket, &chat).await;
        }
    }
    types(&mut his, &chat).await;
    types(&mut hers, &other).await;
    let heard = heard_by(&mut looking).await;
    let mut heard: Vec<_> = heard.iter().map(|event| (event["data"]["user_id"].as_str(), event["chat_id"].as_str())).collect();
    let mut expected = [(ada.id(), &chat), (bob.id(), &chat), (ada.id(), &other)];
    heard.sort_unstable();
    expected.sort_unstable_by_key(|(id, chat)| (*id, chat.id.clone()));
    assert_eq!(heard, expected.iter().map(|(id, chat)| (Some(*id), Some(chat.id.as_str()))).collect::<Vec<_>>());
}

#[tokio::test]
async fn outsiders_neither_tell_nor_hear() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    let (mut hers, mut looking, mut outside) = (ada.connects().await, bob.connects().await, eve.connects().await);
    looks_at(&mut looking, &[&chat]).await;
    looks_at(&mut outside, &[&chat, &private]).await;
    for (chat, code) in [(&chat, "not_a_member"), (&private, "chat_not_found")] {
        assert_eq!(outside.asks(typing(chat)).await["data"]["code"], code);
    }
    let nowhere = json!({"type": "typing", "chat_id": Uuid::now_v7()});
    assert_eq!(outside.asks(nowhere).await["data"]["code"], "chat_not_found");
    for chat in [&chat, &private] {
        types(&mut hers, chat).await;
    }
    hears_typing(&mut looking).await;
    stays_silent(&mut looking).await;
    stays_silent(&mut outside).await;
}

#[tokio::test]
async fn who_was_removed_hears_nothing_more_and_says_nothing_more() {
    let server = TestServer::with(&[("limits.app.typing_every_ms", "0")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut hers, mut his) = (ada.connects().await, bob.connects().await);
    looks_at(&mut hers, &[&chat]).await;
    looks_at(&mut his, &[&chat]).await;
    ada.removes(&bob, &chat).await;
    assert_eq!(heard_by(&mut hers).await[0]["type"], "member.left");
    assert_eq!(heard_by(&mut his).await[0]["type"], "chat.removed");
    types(&mut hers, &chat).await;
    assert_eq!(his.asks(typing(&chat)).await["data"]["code"], "not_a_member");
    stays_silent(&mut his).await;
    stays_silent(&mut hers).await;
    // It is on screen still.
    bob.joins(&chat).await;
    assert!(heard_by(&mut his).await.iter().any(|event| event["type"] == "chat.added"));
    types(&mut hers, &chat).await;
    hears_typing(&mut his).await;
}

#[tokio::test]
async fn a_stale_device_is_told_nothing_of_what_passed() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let head = ada.head_of(&chat).await;
    let mut hers = ada.connects().await;
    types(&mut hers, &chat).await;
    let mut back = bob.connects_knowing(json!({chat.id.clone(): head})).await;
    assert_eq!(back.replayed(), Vec::<Value>::new());
    stays_silent(&mut back).await;
}

#[tokio::test]
async fn between_those_of_whom_one_has_blocked_the_other_nothing_is_told() {
    let server = TestServer::with(&[("limits.app.typing_every_ms", "0")]).await;
    let [ada, bob, cyd] = server.users(["ada", "bob", "cyd"]).await;
    let chat = ada.creates_chat("general").await;
    for person in [&bob, &cyd] {
        person.joins(&chat).await;
    }
    let block = format!("/users/me/blocks/{}", bob.id());
    let mut sockets = [ada.connects().await, bob.connects().await, cyd.connects().await];
    for socket in &mut sockets {
        looks_at(socket, &[&chat]).await;
    }
    let [hers, his, cyds] = &mut sockets;
    ada.bare(reqwest::Method::PUT, &block).await.is(204);
    types(his, &chat).await;
    assert_eq!(hears_typing(cyds).await["data"]["user_id"], bob.id());
    types(hers, &chat).await;
    assert_eq!(hears_typing(cyds).await["data"]["user_id"], ada.id());
    stays_silent(hers).await;
    stays_silent(his).await;
    // Whoever connects afterwards is as apart, and no longer when the block is over.
    let mut again = bob.connects().await;
    looks_at(&mut again, &[&chat]).await;
    types(hers, &chat).await;
    stays_silent(&mut again).await;
    ada.delete(&block).await.is(204);
    types(hers, &chat).await;
    assert_eq!(hears_typing(&mut again).await["data"]["user_id"], ada.id());
}
