//! `read`: how far one has read, on all devices.

use serde_json::json;

use crate::support::TestServer;

#[tokio::test]
async fn what_is_read_on_one_device_is_read_on_all() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    ada.chatters(&chat, 3).await;
    let (mut phone, mut laptop, mut hers) = (bob.connects().await, bob.connects().await, ada.connects().await);
    let answer = phone.asks(json!({"type": "read", "chat_id": chat.id, "data": {"number": 2}})).await;
    assert_eq!((&answer["type"], &answer["data"]), (&json!("ack"), &json!({"read_number": 2, "unread": 1})));
    let told = json!({"type": "read.updated", "chat_id": chat.id, "data": {"read_number": 2, "unread": 1}});
    assert_eq!(laptop.next_event().await, told);
    hers.stays_silent().await;
    bob.put(&format!("/chats/{chat}/read"), json!({"number": 3})).await.is(200);
    assert_eq!(laptop.next_event().await["data"], json!({"read_number": 3, "unread": 0}));
    assert_eq!(bob.connects().await.welcome["chats"][0]["read_number"], 3);
    assert_eq!(ada.head_of(&chat).await, 6, "reading is nobody else's business and takes no seq");
}

#[tokio::test]
async fn a_wrong_read_position_is_named_and_the_socket_lives() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    for number in [json!(-1), json!(1.5), json!("1"), json!(null)] {
        let answer = socket.asks(json!({"type": "read", "chat_id": chat.id, "data": {"number": number}})).await;
        assert_eq!(answer["data"]["errors"][0]["field"], "number", "{answer}");
    }
    let answer = socket.asks(json!({"type": "read", "chat_id": chat.id, "data": {"number": 99}})).await;
    assert_eq!(answer["data"], json!({"read_number": 0, "unread": 0}));
}
