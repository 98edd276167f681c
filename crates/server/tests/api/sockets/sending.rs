//! `message.send`: acknowledged once it is stored, in the order sent.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{TestServer, bodies, draft, json_keys, saying};

#[tokio::test]
async fn a_message_is_acknowledged_and_heard_by_everyone_and_every_device() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut phone, mut laptop, mut other) = (ada.connects().await, ada.connects().await, bob.connects().await);
    let ack = phone.asks(saying(&chat, Uuid::now_v7(), " hello ")).await;
    assert_eq!(json_keys(&ack), ["data", "re", "type"]);
    assert_eq!(json_keys(&ack["data"]), ["created_at", "duplicate", "message_id", "number", "seq"]);
    assert_eq!((&ack["data"]["seq"], &ack["data"]["number"], &ack["data"]["duplicate"]), (&json!(4), &json!(1), &json!(false)));
    let message = ada.reads(&chat).await[0].clone();
    assert_eq!(
        (&message["body"], &message["id"], &message["created_at"]),
        (&json!("hello"), &ack["data"]["message_id"], &ack["data"]["created_at"])
    );
    for socket in [&mut phone, &mut laptop, &mut other] {
        let event = socket.next_event().await;
        assert_eq!(event, json!({"type": "message.created", "chat_id": chat.id, "seq": 4, "data": message}));
    }
}

#[tokio::test]
async fn twenty_messages_from_one_socket_arrive_in_the_order_sent() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut sender, mut listener) = (ada.connects().await, bob.connects().await);
    let sent: Vec<String> = (1..=20).map(|n| format!("message {n}")).collect();
    let mut ids = Vec::new();
    for body in &sent {
        ids.push(sender.commands(saying(&chat, Uuid::now_v7(), body)).await);
    }
    for (at, id) in (1..).zip(ids) {
        let ack = sender.answer_to(id).await;
        assert_eq!((&ack["data"]["number"], &ack["data"]["seq"]), (&json!(at), &json!(at + 3)), "{ack}");
    }
    let heard = listener.hears_until_now().await;
    assert_eq!(bodies(&heard), sent);
    assert_eq!(heard.iter().map(|event| event["seq"].as_i64()).collect::<Vec<_>>(), (4..24).map(Some).collect::<Vec<_>>());
    assert_eq!(bodies(&ada.reads(&chat).await), sent);
}

#[tokio::test]
async fn what_was_sent_before_an_orderly_goodbye_is_stored() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    // Several, since the writer may be quick once.
    for name in ["one", "two", "three", "four"] {
        let chat = ada.creates_chat(name).await;
        let mut socket = ada.connects().await;
        for body in ["1", "2", "3", "4", "5"] {
            socket.commands(saying(&chat, Uuid::now_v7(), body)).await;
        }
        socket.closes().await;
        assert_eq!(bodies(&ada.reads(&chat).await), ["1", "2", "3", "4", "5"]);
    }
}

#[tokio::test]
async fn messages_to_two_chats_keep_their_order_too() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chats = [ada.creates_chat("one").await, ada.creates_chat("two").await];
    let mut socket = ada.connects().await;
    let mut last = 0;
    for n in 0..40 {
        last = socket.commands(saying(&chats[n % 2], Uuid::now_v7(), &n.to_string())).await;
    }
    socket.answer_to(last).await;
    let expected = |parity: usize| (0..20).map(|n| (2 * n + parity).to_string()).collect::<Vec<_>>();
    assert_eq!(bodies(&ada.reads(&chats[0]).await), expected(0));
    assert_eq!(bodies(&ada.reads(&chats[1]).await), expected(1));
}

#[tokio::test]
async fn a_repeated_client_id_is_answered_with_the_original() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut socket, mut other) = (ada.connects().await, ada.connects().await);
    let client_id = Uuid::now_v7();
    let mut original = socket.asks(saying(&chat, client_id, "hello")).await["data"].clone();
    original["duplicate"] = json!(true);
    assert_eq!(socket.asks(saying(&chat, client_id, "hello")).await["data"], original);
    assert_eq!(other.asks(saying(&chat, client_id, "hello")).await["data"], original, "from another device");
    let refused = socket.asks(saying(&chat, client_id, "something else")).await;
    assert_eq!((&refused["type"], &refused["data"]["code"]), (&json!("error"), &json!("client_id_reused")));
    let by_rest = ada.post(&format!("/chats/{chat}/messages"), json!({"body": "hello", "client_id": client_id})).await.is(200);
    assert_eq!(by_rest["id"], original["message_id"]);
    let mut bobs = bob.connects().await;
    assert_eq!(bobs.asks(saying(&chat, client_id, "mine")).await["data"]["duplicate"], false, "another person's is another");
    assert_eq!(bodies(&ada.reads(&chat).await), ["hello", "mine"]);
}

#[tokio::test]
async fn what_is_sent_by_rest_arrives_on_sockets() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut hers, mut his) = (ada.connects().await, bob.connects().await);
    let message = ada.says(&chat, "hello").await;
    for socket in [&mut hers, &mut his] {
        assert_eq!(socket.hears("message.created").await["data"], message);
    }
    ada.post(&format!("/chats/{chat}/messages"), draft(" ")).await.is_problem(422, "invalid_fields");
    his.stays_silent().await;
}

#[tokio::test]
async fn blank_and_wrong_messages_name_each_field_and_the_socket_lives() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let (chat, elsewhere) = (ada.creates_chat("general").await, ada.creates_chat("elsewhere").await);
    let foreign = ada.says(&elsewhere, "hello").await["id"].clone();
    let mut socket = ada.connects().await;
    let with = |data: Value| json!({"type": "message.send", "chat_id": chat.id, "data": data});
    let good_id = Uuid::now_v7();
    for (frame, fields) in [
        (with(json!({"client_id": good_id, "body": " \u{200b}"})), vec!["body"]),
        (with(json!({"client_id": good_id, "body": "a\0b"})), vec!["body"]),
        (with(json!({"client_id": good_id, "body": "a".repeat(4_001)})), vec!["body"]),
        (with(json!({"client_id": "x", "body": 7, "reply_to": []})), vec!["body", "client_id", "reply_to"]),
        (with(json!({"client_id": good_id, "body": "hi", "reply_to": foreign})), vec!["reply_to"]),
        (json!({"type": "message.send", "chat_id": 7}), vec!["body", "chat_id", "client_id"]),
    ] {
        let answer = socket.asks(frame.clone()).await;
        assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!("invalid_fields")), "{frame:.80}: {answer}");
        let errors = answer["data"]["errors"].as_array().cloned().unwrap_or_default();
        let mut named: Vec<_> = errors.iter().map(|error| error["field"].as_str().expect("a field").to_owned()).collect();
        named.sort();
        assert_eq!(named, fields, "{answer}");
    }
    assert_eq!(socket.says(&chat, &"🦀".repeat(4_000)).await["number"], 1);
    assert_eq!(ada.head_of(&chat).await, 3, "what is refused takes no seq");
}
