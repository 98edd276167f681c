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
    assert_eq!((&answer["type"], &answer["data"]), (&json!("ack"), &json!({"read_number": 2, "unread": 1, "unread_mentions": 0})));
    let told = json!({"type": "read.updated", "chat_id": chat.id, "data": {"read_number": 2, "unread": 1, "unread_mentions": 0, "mark_unread": false}});
    assert_eq!(laptop.next_event().await, told);
    hers.stays_silent().await;
    bob.put(&format!("/chats/{chat}/read"), json!({"number": 3})).await.is(200);
    assert_eq!(laptop.next_event().await["data"], json!({"read_number": 3, "unread": 0, "unread_mentions": 0, "mark_unread": false}));
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
    assert_eq!(answer["data"], json!({"read_number": 0, "unread": 0, "unread_mentions": 0}));
}

#[tokio::test]
async fn what_was_read_is_unread_again_only_by_request_on_all_devices() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    ada.chatters(&chat, 3).await;
    let read = format!("/chats/{chat}/read");
    bob.put(&read, json!({"number": 3})).await.is(200);
    let (mut phone, mut laptop, mut hers) = (bob.connects().await, bob.connects().await, ada.connects().await);
    let answer = phone.asks(json!({"type": "read", "chat_id": chat.id, "data": {"number": 1, "mark_unread": true}})).await;
    assert_eq!(answer["data"], json!({"read_number": 1, "unread": 2, "unread_mentions": 0}));
    for socket in [&mut phone, &mut laptop] {
        assert_eq!(
            socket.hears("read.updated").await["data"],
            json!({"read_number": 1, "unread": 2, "unread_mentions": 0, "mark_unread": true})
        );
    }
    hers.stays_silent().await;
    // A device that still believes the old position says nothing that counts against it, and one that was away learns the new one.
    assert_eq!(bob.put(&read, json!({"number": 0})).await.is(200), json!({"read_number": 1, "unread": 2, "unread_mentions": 0}));
    assert_eq!(bob.connects().await.welcome["chats"][0]["read_number"], 1);
    assert_eq!(
        bob.put(&read, json!({"number": 99, "mark_unread": true})).await.is(200),
        json!({"read_number": 3, "unread": 0, "unread_mentions": 0})
    );
    assert_eq!(
        bob.put(&read, json!({"number": 0, "mark_unread": true})).await.is(200),
        json!({"read_number": 0, "unread": 3, "unread_mentions": 0})
    );
    bob.put(&read, json!({"number": 0, "mark_unread": "yes"})).await.is_problem(422, "invalid_fields");
    eve.put(&read, json!({"number": 0, "mark_unread": true})).await.is_problem(403, "not_a_member");
    ada.removes(&bob, &chat).await;
    bob.put(&read, json!({"number": 0, "mark_unread": true})).await.is_problem(403, "not_a_member");
}

#[tokio::test]
async fn what_one_wants_to_be_told_of_is_the_same_on_all_devices() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    let joined = bob.joins(&chat).await;
    assert_eq!(joined["notifications"], "all");
    let path = format!("/chats/{chat}/notifications");
    let (mut phone, mut laptop, mut hers) = (bob.connects().await, bob.connects().await, ada.connects().await);
    for level in ["none", "mentions"] {
        assert_eq!(bob.put(&path, json!({"level": level})).await.is(200), json!({"level": level}));
        for socket in [&mut phone, &mut laptop] {
            let told = json!({"type": "notifications.updated", "chat_id": chat.id, "data": {"level": level}});
            assert_eq!(socket.next_event().await, told);
        }
    }
    hers.stays_silent().await;
    assert_eq!(bob.get("/users/me/chats").await.is(200)["items"][0]["notifications"], "mentions");
    assert_eq!(ada.get("/users/me/chats").await.is(200)["items"][0]["notifications"], "all");
    // A device that was away learns it, and it still hears everything.
    let mut stale = bob.connects().await;
    assert_eq!(stale.welcome["chats"][0]["notifications"], "mentions");
    ada.says(&chat, "hello").await;
    stale.hears("message.created").await;
    for wrong in [json!({}), json!({"level": "loud"}), json!({"level": 1})] {
        bob.put(&path, wrong).await.is_problem(422, "invalid_fields");
    }
    eve.put(&path, json!({"level": "none"})).await.is_problem(403, "not_a_member");
    eve.put(&format!("/chats/{private}/notifications"), json!({"level": "none"})).await.is_problem(404, "chat_not_found");
    ada.removes(&bob, &chat).await;
    bob.put(&path, json!({"level": "none"})).await.is_problem(403, "not_a_member");
}
