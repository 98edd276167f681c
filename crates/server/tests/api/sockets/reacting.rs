//! `reaction.add` and `reaction.remove`: acknowledged once committed, told to everyone, and replayed as the message that they made.

use serde_json::{Value, json};

use crate::support::{Chat, TestServer};

fn adding(chat: &Chat, message: &Value, emoji: &str) -> Value {
    json!({"type": "reaction.add", "chat_id": chat.id, "data": {"message_id": message["id"], "emoji": emoji}})
}

fn removing(chat: &Chat, message: &Value, emoji: &str) -> Value {
    json!({"type": "reaction.remove", "chat_id": chat.id, "data": {"message_id": message["id"], "emoji": emoji}})
}

#[tokio::test]
async fn a_reaction_is_acknowledged_and_heard_by_everyone_once() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "hello").await; // 4
    let (mut phone, mut laptop, mut other) = (ada.connects().await, ada.connects().await, bob.connects().await);
    for command in [adding(&chat, &said, "\u{2764}"), adding(&chat, &said, "❤️")] {
        let ack = phone.asks(command).await;
        assert_eq!((&ack["type"], &ack["data"]), (&json!("ack"), &json!({"message_id": said["id"], "seq": 5})));
    }
    assert_eq!(other.asks(adding(&chat, &said, "❤️")).await["data"]["seq"], 6);
    for _ in ["once", "again"] {
        assert_eq!(phone.asks(removing(&chat, &said, "❤️")).await["data"]["seq"], 7);
    }
    let told = |seq: i64, kind: &str, user: &str, users: &[&str]| {
        let mut message = said.clone();
        message["seq"] = json!(seq);
        message["reactions"] = json!([{"emoji": "❤️", "count": users.len(), "user_ids": users}]);
        json!({"type": kind, "chat_id": chat.id, "seq": seq, "data": {"user_id": user, "emoji": "❤️", "message": message}})
    };
    for socket in [&mut phone, &mut laptop, &mut other] {
        assert_eq!(socket.next_event().await, told(5, "reaction.added", ada.id(), &[ada.id()]));
        assert_eq!(socket.next_event().await, told(6, "reaction.added", bob.id(), &[ada.id(), bob.id()]));
        assert_eq!(socket.next_event().await, told(7, "reaction.removed", ada.id(), &[bob.id()]));
    }
    other.stays_silent().await;
}

#[tokio::test]
async fn a_device_that_was_away_is_told_the_message_as_it_is() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "hello").await;
    let cursor = ada.head_of(&chat).await;
    let mut hers = ada.connects().await;
    let mut his = bob.connects().await;
    hers.asks(adding(&chat, &said, "👍")).await;
    his.asks(adding(&chat, &said, "👍")).await;
    let new = hers.says(&chat, "and this").await;
    his.asks(adding(&chat, &json!({"id": new["message_id"]}), "🎉")).await;
    let now = bob.reads(&chat).await;
    let mut back = bob.connects_knowing(json!({chat.id.clone(): cursor})).await;
    let event = |kind: &str, message: &Value| json!({"type": kind, "chat_id": chat.id, "seq": message["seq"], "data": message});
    assert_eq!(back.replayed(), [event("message.updated", &now[0]), event("message.created", &now[1])]);
    assert_eq!(now[0]["reactions"], json!([{"emoji": "👍", "count": 2, "user_ids": [ada.id(), bob.id()]}]));
}

#[tokio::test]
async fn who_is_not_in_the_chat_hears_and_does_nothing() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "hello").await;
    let mut outside = eve.connects().await;
    let mut his = bob.connects().await;
    ada.removes(&bob, &chat).await;
    his.hears("chat.removed").await;
    let mut hers = ada.connects().await;
    hers.asks(adding(&chat, &said, "👍")).await;
    for socket in [&mut outside, &mut his] {
        for command in [adding(&chat, &said, "🎉"), removing(&chat, &said, "👍")] {
            let answer = socket.asks(command).await;
            assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!("not_a_member")));
        }
        socket.stays_silent().await;
    }
    let answer = hers.asks(adding(&chat, &said, "not an emoji")).await;
    assert_eq!((&answer["data"]["code"], &answer["data"]["errors"][0]["field"]), (&json!("invalid_fields"), &json!("emoji")));
}
