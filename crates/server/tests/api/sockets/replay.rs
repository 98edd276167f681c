//! Coming back with cursors: everything that was missed, once and in order, and then what is live.

use serde_json::{Value, json};

use crate::support::{Chat, Socket, TestServer, bodies, saying};

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().expect("a type")).collect()
}

fn seqs(events: &[Value]) -> Vec<i64> {
    events.iter().map(|event| event["seq"].as_i64().expect("a seq")).collect()
}

fn head(socket: &Socket, chat: &Chat) -> Value {
    let chats = socket.welcome["chats"].as_array().expect("chats");
    chats.iter().find(|head| head["id"] == chat.id.as_str()).expect("the chat")["seq"].clone()
}

#[tokio::test]
async fn what_was_missed_is_told_in_order_up_to_the_head() {
    let server = TestServer::start().await;
    let [ada, bob, eve, joe] = server.users(["ada", "bob", "eve", "joe"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    let cursor = ada.head_of(&chat).await;
    let first = ada.says(&chat, "one").await;
    joe.joins(&chat).await;
    let second = eve.says(&chat, "two").await;
    eve.leaves(&chat).await;
    ada.patch("/users/me", json!({"display_name": "Countess"})).await.is(200);
    let now = ada.patch(&format!("/chats/{chat}"), json!({"name": "renamed"})).await.is(200);

    let mut socket = bob.connects_knowing(json!({chat.id.clone(): cursor})).await;
    let told = socket.replayed();
    assert_eq!(kinds(&told), ["message.created", "member.joined", "message.created", "member.left", "member.updated", "chat.updated"]);
    assert_eq!(seqs(&told), (cursor + 1..=cursor + 6).collect::<Vec<_>>());
    assert_eq!(head(&socket, &chat), cursor + 6);
    assert!(told.iter().all(|event| event["chat_id"] == chat.id.as_str()));
    assert_eq!(told[0]["data"]["id"], first["id"]);
    assert_eq!(told[0]["data"]["author"]["display_name"], "Countess", "a replay is the present state");
    assert_eq!(told[1]["data"]["user"], joe.summary());
    assert_eq!(told[2]["data"], second);
    assert_eq!(told[3]["data"], json!({"user_id": eve.id(), "reason": "left"}));
    assert_eq!(told[5]["data"], now);

    ada.says(&chat, "live").await;
    assert_eq!(socket.hears("message.created").await["seq"], cursor + 7, "counting goes on at the head");
}

#[tokio::test]
async fn who_has_missed_nothing_is_told_nothing() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let (chat, unknown) = (ada.creates_chat("general").await, ada.creates_chat("not named").await);
    ada.chatters(&unknown, 3).await;
    let mut socket = ada.connects_knowing(json!({chat.id.clone(): ada.head_of(&chat).await})).await;
    assert_eq!(socket.replayed(), Vec::<Value>::new());
    assert_eq!(head(&socket, &unknown), 5, "a chat without a cursor is in the welcome, and loaded by REST");
}

#[tokio::test]
async fn each_chat_is_caught_up_from_its_own_cursor() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let (one, two) = (ada.creates_chat("one").await, ada.creates_chat("two").await);
    ada.chatters(&one, 5).await;
    ada.chatters(&two, 5).await;
    let mut socket = ada.connects_knowing(json!({one.id.clone(): 5, two.id.clone(): 2})).await;
    let told = socket.replayed();
    let of = |chat: &Chat| -> Vec<i64> { seqs(&told.iter().filter(|e| e["chat_id"] == chat.id.as_str()).cloned().collect::<Vec<_>>()) };
    assert_eq!((of(&one), of(&two)), (vec![6, 7], (3..=7).collect()));
}

#[tokio::test]
async fn five_hundred_changes_are_told_and_one_more_is_a_reset() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let (chat, other) = (ada.creates_chat("general").await, ada.creates_chat("other").await);
    ada.says(&other, "hello").await;
    let mut sender = ada.connects().await;
    let mut last = 0;
    for n in 1..=500 {
        last = sender.commands(saying(&chat, uuid::Uuid::now_v7(), &n.to_string())).await;
    }
    sender.answer_to(last).await;
    let mut socket = ada.connects_knowing(json!({chat.id.clone(): 2, other.id.clone(): 2})).await;
    let told: Vec<Value> = socket.replayed().into_iter().filter(|event| event["chat_id"] == chat.id.as_str()).collect();
    assert_eq!(bodies(&told), (1..=500).map(|n| n.to_string()).collect::<Vec<_>>());

    sender.says(&chat, "one more").await;
    let mut socket = ada.connects_knowing(json!({chat.id.clone(): 2, other.id.clone(): 2})).await;
    let told = socket.replayed();
    assert_eq!(told.iter().filter(|event| event["type"] == "message.created").count(), 1, "the other chat is told as ever");
    let reset = told.iter().find(|event| event["type"] == "chat.reset").expect("a reset");
    assert_eq!(*reset, json!({"type": "chat.reset", "chat_id": chat.id, "data": {"seq": 503}}));
    ada.says(&chat, "live").await;
    assert_eq!(socket.hears("message.created").await["seq"], 504);
}

#[tokio::test]
async fn a_cursor_from_the_future_is_a_reset() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    for cursor in [3, i64::MAX] {
        let mut socket = ada.connects_knowing(json!({chat.id.clone(): cursor})).await;
        assert_eq!(socket.replayed(), [json!({"type": "chat.reset", "chat_id": chat.id, "data": {"seq": 2}})]);
    }
}

#[tokio::test]
async fn a_chat_that_one_was_thrown_out_of_meanwhile_is_absent() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (kept, lost, deleted) = (ada.creates_chat("kept").await, ada.creates_chat("lost").await, ada.creates_chat("deleted").await);
    for chat in [&kept, &lost, &deleted] {
        bob.joins(chat).await;
    }
    ada.removes(&bob, &lost).await;
    ada.says(&lost, "he is gone").await;
    ada.delete(&format!("/chats/{deleted}")).await.is(204);
    let mut socket = bob.connects_knowing(json!({kept.id.clone(): 3, lost.id.clone(): 3, deleted.id.clone(): 3})).await;
    assert_eq!(socket.replayed(), Vec::<Value>::new());
    assert_eq!(socket.welcome["chats"].as_array().map(Vec::len), Some(1));
    assert_eq!(head(&socket, &kept), 3);
}

#[tokio::test]
async fn coming_and_going_while_others_talk_misses_nothing_and_hears_nothing_twice() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut sender = ada.connects().await;
    let talk = async {
        let mut last = 0;
        for n in 1..=400 {
            last = sender.commands(saying(&chat, uuid::Uuid::now_v7(), &n.to_string())).await;
            if n % 20 == 0 {
                sender.answer_to(last).await;
            }
        }
        last
    };
    let listen = async {
        let (mut heard, mut cursor) = (Vec::new(), 3);
        while cursor < 403 {
            let mut socket = bob.connects_knowing(json!({chat.id.clone(): cursor})).await;
            let mut events = socket.replayed();
            if cursor + i64::try_from(events.len()).expect("few") < 403 {
                events.push(socket.next_event().await);
            }
            cursor = events.last().map_or(cursor, |event| event["seq"].as_i64().expect("a seq"));
            heard.extend(events);
            socket.closes().await;
        }
        heard
    };
    let (_, heard) = tokio::join!(talk, listen);
    assert_eq!(seqs(&heard), (4..=403).collect::<Vec<_>>());
}
