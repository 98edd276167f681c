//! `message.pin` and `message.unpin`: acknowledged once committed, told to everyone, and replayed as the message that they made.

use serde_json::{Value, json};

use crate::support::{Chat, TestServer};

fn pinning(chat: &Chat, message: &Value, kind: &str) -> Value {
    json!({"type": kind, "chat_id": chat.id, "data": {"message_id": message["id"]}})
}

#[tokio::test]
async fn a_pin_is_acknowledged_and_heard_by_everyone_once_and_replayed() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = bob.says(&chat, "hello").await; // 4
    let (mut hers, mut his, mut outside) = (ada.connects().await, bob.connects().await, eve.connects().await);
    for _ in ["once", "again"] {
        let ack = hers.asks(pinning(&chat, &said, "message.pin")).await;
        assert_eq!((&ack["type"], &ack["data"]["seq"], ack["data"]["pinned_at"].is_string()), (&json!("ack"), &json!(5), true));
    }
    let told = |message: &Value| json!({"type": "message.updated", "chat_id": chat.id, "seq": message["seq"], "data": message});
    let pinned = bob.reads(&chat).await.remove(0);
    let mut stale = bob.connects_knowing(json!({chat.id.clone(): 4})).await;
    assert_eq!(stale.replayed(), [told(&pinned)]);
    let ack = hers.asks(pinning(&chat, &said, "message.unpin")).await;
    assert_eq!(ack["data"], json!({"message_id": said["id"], "seq": 6, "pinned_at": null}));
    let unpinned = bob.reads(&chat).await.remove(0);
    for socket in [&mut hers, &mut his] {
        assert_eq!(socket.next_event().await, told(&pinned));
        assert_eq!(socket.next_event().await, told(&unpinned));
    }
    for (socket, code) in [(&mut his, "forbidden"), (&mut outside, "not_a_member")] {
        for kind in ["message.pin", "message.unpin"] {
            assert_eq!(socket.asks(pinning(&chat, &said, kind)).await["data"]["code"], code);
        }
        socket.stays_silent().await;
    }
    let mut back = bob.connects_knowing(json!({chat.id.clone(): 4})).await;
    assert_eq!(back.replayed(), [told(&unpinned)]);
}
