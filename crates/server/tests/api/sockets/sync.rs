//! `sync`: a gap on a living socket is repaired.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Socket, TestServer, bodies};

async fn syncs(socket: &mut Socket, cursors: Value) -> Value {
    socket.asks(json!({"type": "sync", "data": {"cursors": cursors}})).await
}

fn cursor(chat: &Chat, seq: i64) -> Value {
    json!({chat.id.clone(): seq})
}

#[tokio::test]
async fn a_gap_is_filled_and_the_ack_names_the_heads() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let (chat, other) = (ada.creates_chat("general").await, ada.creates_chat("other").await);
    ada.chatters(&chat, 3).await;
    ada.chatters(&other, 3).await;
    let mut socket = ada.connects().await;
    let ack = syncs(&mut socket, cursor(&chat, 3)).await;
    assert_eq!((&ack["type"], &ack["data"]), (&json!("ack"), &json!({"chats": [{"id": chat.id, "seq": 5}]})));
    assert_eq!(bodies(&socket.replayed()), ["2", "3"], "the rows come before the ack, and only those of the chat that was named");
    ada.says(&chat, "live").await;
    assert_eq!(socket.hears("message.created").await["seq"], 6);
    assert_eq!(syncs(&mut socket, cursor(&chat, 6)).await["data"]["chats"][0]["seq"], 6);
    assert_eq!(syncs(&mut socket, json!({})).await["data"], json!({"chats": []}));
    socket.stays_silent().await;
}

#[tokio::test]
async fn a_chat_that_is_not_ones_own_is_gone() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let private = ada.creates_private_chat("private").await;
    let mut socket = eve.connects().await;
    let nowhere = Uuid::now_v7().to_string();
    for id in [private.id.clone(), nowhere] {
        assert_eq!(syncs(&mut socket, json!({id.clone(): 0})).await["data"], json!({"chats": []}));
        assert_eq!(socket.replayed(), [json!({"type": "chat.removed", "chat_id": id, "data": {"reason": "removed"}})]);
    }
}

#[tokio::test]
async fn too_large_a_gap_is_a_reset_of_that_chat() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    assert_eq!(syncs(&mut socket, cursor(&chat, 99)).await["data"]["chats"][0]["seq"], 2);
    assert_eq!(socket.replayed(), [json!({"type": "chat.reset", "chat_id": chat.id, "data": {"seq": 2}})]);
}

#[tokio::test]
async fn wrong_cursors_are_named_and_the_socket_lives() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    for cursors in
        [json!([]), json!(null), json!({"nonsense": 1}), cursor(&chat, -1), json!({chat.id.clone(): "1"}), json!({chat.id.clone(): 1.5})]
    {
        let answer = syncs(&mut socket, cursors.clone()).await;
        assert_eq!(answer["data"]["errors"][0]["field"], "cursors", "{cursors}: {answer}");
    }
    socket.stays_silent().await;
}

#[tokio::test]
async fn syncing_while_others_talk_leaves_no_gap() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    let mut cursor = 3;
    let mut takes = |events: Vec<Value>| {
        for seq in events.iter().map(|event| event["seq"].as_i64().expect("a seq")) {
            // As protocol.md has it: what was on its way already is told again, is old by then, and ignored.
            if seq > cursor {
                assert_eq!(seq, cursor + 1, "a gap");
                cursor = seq;
            }
        }
        cursor
    };
    let talk = ada.chatters(&chat, 100);
    let sync = async {
        let mut cursor = 3;
        for _ in 0..30 {
            let ack = syncs(&mut socket, json!({chat.id.clone(): cursor})).await;
            let head = ack["data"]["chats"][0]["seq"].as_i64().expect("a seq");
            cursor = takes(socket.replayed());
            assert!(cursor >= head, "the rows reach the head");
        }
    };
    tokio::join!(talk, sync);
    assert_eq!(takes(socket.hears_until_now().await), 103);
}
