//! How much is too much: frames, commands, connections.

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

use crate::support::{Socket, TestServer, Wire, saying, upgrade};

/// A `ping` of exactly this many bytes.
fn ping_of(bytes: usize) -> String {
    let frame = json!({"type": "ping", "id": 1, "padding": ""}).to_string();
    frame.replace("\"padding\":\"\"", &format!("\"padding\":\"{}\"", "x".repeat(bytes - frame.len())))
}

#[tokio::test]
async fn a_frame_has_64_kib_and_not_a_byte_more() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let mut socket = ada.connects().await;
    socket.sends_text(&ping_of(65_536)).await;
    assert_eq!(socket.answer_to(1).await["type"], "pong");
    socket.sends_text(&ping_of(65_537)).await;
    assert_eq!(socket.is_closed().await, 4106);
}

#[tokio::test]
async fn the_longest_body_fits_into_a_frame_however_it_is_written() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    let frame = |id: u64, crab: &str, characters: usize| {
        let (chat, client_id, body) = (&chat.id, Uuid::now_v7(), crab.repeat(characters));
        format!(r#"{{"type":"message.send","id":{id},"chat_id":"{chat}","data":{{"client_id":"{client_id}","body":"{body}"}}}}"#)
    };
    for (id, crab) in (1..).step_by(2).zip(["🦀", r"\ud83e\udd80"]) {
        socket.sends_text(&frame(id, crab, 4_000)).await;
        assert_eq!(socket.answer_to(id).await["type"], "ack");
        socket.sends_text(&frame(id + 1, crab, 4_001)).await;
        let error = socket.answer_to(id + 1).await;
        assert_eq!((&error["data"]["code"], &error["data"]["errors"][0]["field"]), (&json!("invalid_fields"), &json!("body")));
    }
    assert_eq!(ada.head_of(&chat).await, 4, "what is refused takes no seq");
    let stored = ada.reads(&chat).await;
    assert!(stored.iter().all(|message| message["body"] == "🦀".repeat(4_000)));
}

#[tokio::test]
async fn before_hello_a_frame_has_4_kib() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let hello = json!({"type": "hello", "id": 1, "data": {"token": ada.access_token()}, "padding": ""}).to_string();
    let padded = |bytes: usize| hello.replace("\"padding\":\"\"", &format!("\"padding\":\"{}\"", "x".repeat(bytes - hello.len())));
    let mut socket = server.visitor().await;
    socket.sends_text(&padded(4_096)).await;
    assert_eq!(socket.answer_to(1).await["type"], "welcome");
    let mut socket = server.visitor().await;
    socket.sends_text(&padded(4_097)).await;
    assert_eq!(socket.is_closed().await, 4106);
}

#[tokio::test]
async fn an_announced_giant_is_closed_on_its_header() {
    let server = TestServer::start().await;
    for announced in [1 << 63, u64::MAX >> 1, 1 << 40, 65_537, 4_097] {
        let mut wire = Wire::upgraded(server.base()).await;
        wire.sends_frame(0x81, announced, b"").await;
        let code = wire.is_closed_with().await;
        // The most significant bit must be 0 (RFC 6455, 5.2): such a length is a protocol error as well as too large.
        assert!(code == 4106 || (announced >> 63 == 1 && code == 1002), "{announced}: {code}");
    }
}

#[tokio::test]
async fn fragments_are_summed_up() {
    let server = TestServer::start().await;
    let mut wire = Wire::upgraded(server.base()).await;
    wire.sends_frame(0x01, 4_000, &[b'x'; 4_000]).await;
    wire.sends_frame(0x00, 4_000, &[]).await;
    assert_eq!(wire.is_closed_with().await, 4106);
}

#[tokio::test]
async fn a_flood_of_commands_is_refused_in_order_and_then_closed() {
    let settings = [("limits.websocket.commands_per_sec", "1"), ("limits.websocket.commands_burst", "5")];
    let server = TestServer::with(&settings).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut flood, mut other) = (ada.connects().await, bob.connects().await);
    for n in 0..5 {
        flood.says(&chat, &n.to_string()).await;
    }
    for n in 5..200 {
        flood.commands(saying(&chat, Uuid::now_v7(), &n.to_string())).await;
    }
    assert_eq!(flood.is_closed().await, 4004);
    let answered = flood.answers_so_far();
    let errors: Vec<_> = answered.iter().filter(|answer| answer["type"] == "error").collect();
    assert!(!errors.is_empty(), "nothing was refused before the end");
    for error in errors {
        assert_eq!(error["data"]["code"], "rate_limited");
        assert!(error["data"]["retry_after_ms"].as_u64().is_some_and(|ms| ms > 0), "{error}");
    }
    let stored = ada.reads(&chat).await;
    let numbers: Vec<i64> = stored.iter().map(|message| message["body"].as_str().expect("a body").parse().expect("a number")).collect();
    assert!(numbers.is_sorted() && numbers.len() >= 5, "{numbers:?}");
    other.says(&chat, "others are not affected").await;
}

#[tokio::test]
async fn pings_and_fragments_count_too() {
    let settings = [("limits.websocket.commands_per_sec", "1"), ("limits.websocket.commands_burst", "5")];
    let server = TestServer::with(&settings).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = bob.creates_chat("general").await;
    let mut other = bob.connects().await;
    for control in [Message::Ping(vec![].into()), Message::Pong(vec![].into())] {
        let mut socket = ada.connects().await;
        for _ in 0..10_000 {
            socket.sends_raw(control.clone()).await;
        }
        assert_eq!(socket.is_closed().await, 4004);
    }
    let mut wire = Wire::upgraded(server.base()).await;
    wire.sends_frame(0x01, 0, b"").await;
    let empty = [0x00, 0x80, 0, 0, 0, 0];
    wire.sends(&empty.repeat(100_000)).await;
    assert_eq!(wire.is_closed_with().await, 4004);
    other.says(&chat, "and others talk on").await;
}

#[tokio::test]
async fn the_seventeenth_connection_of_a_user_is_refused_and_the_others_live() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let mut sockets = Vec::new();
    for _ in 0..16 {
        sockets.push(ada.connects().await);
    }
    let mut refused = server.visitor().await;
    let error = refused.asks(json!({"type": "hello", "data": {"token": ada.access_token()}})).await;
    assert_eq!((&error["type"], &error["data"]["code"]), (&json!("error"), &json!("too_many_connections")));
    assert_eq!(refused.is_closed().await, 4108);
    bob.connects().await;
    for socket in &mut sockets {
        assert_eq!(socket.asks(json!({"type": "ping"})).await["type"], "pong");
    }
    sockets.pop().expect("a socket").closes().await;
    ada.connects().await;
}

#[tokio::test]
async fn strangers_of_one_address_are_limited_until_they_say_hello() {
    let server = TestServer::with(&[("limits.hub.strangers_per_address_max", "3")]).await;
    let ada = server.user("ada").await;
    let known = ada.connects().await;
    let mut strangers = Vec::new();
    for _ in 0..3 {
        strangers.push(server.visitor().await);
    }
    assert_eq!(Socket::open_with(upgrade(server.base())).await.err(), Some(429));
    strangers[0].hello(&ada, json!({})).await;
    server.visitor().await.closes().await;
    known.closes().await;
}
