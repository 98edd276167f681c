//! Frames that nobody should send: one clear answer each, or a close with a code, and never a dead server.

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::support::{TestServer, Wire};

#[tokio::test]
async fn a_frame_without_a_payload_does_not_end_the_server() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let mut others = bob.connects().await;
    for kind in ["message.send", "read", "sync", "authenticate", "focus"] {
        let mut socket = ada.connects().await;
        for frame in [json!({"type": kind}), json!({"type": kind, "data": null}), json!({"type": kind, "data": {}})] {
            let answer = socket.asks(frame.clone()).await;
            assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!("invalid_fields")), "{frame}");
            assert!(answer["data"]["errors"].as_array().is_some_and(|errors| !errors.is_empty()), "{answer}");
        }
        socket.sends_raw(Message::text("")).await;
        assert_eq!(socket.next_answer().await["data"]["code"], "bad_frame");
        assert_eq!(socket.asks(json!({"type": "ping"})).await["type"], "pong");
    }
    assert_eq!(others.asks(json!({"type": "ping"})).await["type"], "pong");
    server.anyone().get("//health/live").await.is(200);
}

#[tokio::test]
async fn what_is_no_frame_gets_one_error_and_the_socket_lives() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let deep = format!(r#"{{"type":"ping","id":1,"data":{}{}}}"#, "[".repeat(129), "]".repeat(129));
    let brackets = "[".repeat(60_000);
    let frames = [
        "nonsense",
        "[]",
        "null",
        "7",
        "\"ping\"",
        "{",
        "{}",
        r#"{"id":3}"#,
        r#"{"type":5,"id":3}"#,
        r#"{"type":null,"id":3}"#,
        r#"{"type":"ping","id":1} trailing"#,
        r#"{"type":"ping","id":1e999}"#,
        r#"{"type":"\ud800","id":1}"#,
        r#"{"type":"ping","id":3,"data":[]}"#,
        r#"{"type":"ping","id":3,"data":"x"}"#,
        &deep,
        &brackets,
    ];
    for frame in frames {
        let mut socket = ada.connects().await;
        socket.sends_text(frame).await;
        let error = socket.next_answer().await;
        assert_eq!((&error["type"], &error["data"]["code"]), (&json!("error"), &json!("bad_frame")), "{frame:.60}: {error}");
        assert!(error["data"]["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{error}");
        assert_eq!(error["data"]["retry_after_ms"], Value::Null);
        let re = if frame.contains("\"id\":3") { json!(3) } else { Value::Null };
        assert_eq!(error["re"], re, "{frame:.60}");
        socket.sends(&json!({"type": "ping", "id": 99})).await;
        assert_eq!(socket.next_answer().await, json!({"type": "pong", "re": 99}), "one error for one frame");
        socket.closes().await;
    }
}

#[tokio::test]
async fn a_bad_request_number_is_named() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let mut socket = ada.connects().await;
    for id in ["null", "1.5", "-1", "9007199254740993", "\"1\"", "[]"] {
        socket.sends_text(&format!(r#"{{"type":"ping","id":{id}}}"#)).await;
        let error = socket.next_answer().await;
        assert_eq!((&error["re"], &error["data"]["code"]), (&Value::Null, &json!("invalid_fields")), "{id}: {error}");
        assert_eq!(error["data"]["errors"][0]["field"], "id");
    }
}

#[tokio::test]
async fn an_id_is_told_back_as_it_came() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let mut socket = ada.connects().await;
    for id in [0, 1, 7, 7, 9_007_199_254_740_991_u64] {
        socket.sends(&json!({"type": "ping", "id": id})).await;
        assert_eq!(socket.next_answer().await, json!({"type": "pong", "re": id}));
    }
}

#[tokio::test]
async fn an_unknown_type_is_said_to_be_unknown_and_unknown_fields_are_ignored() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    for kind in ["message.sent", "joinRoom", "", "PING", "message.created"] {
        let answer = socket.asks(json!({"type": kind, "data": {"x": 1}})).await;
        assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!("unknown_type")), "{kind}");
    }
    let later = json!({"type": "message.send", "chat_id": chat.id, "later": [1], "data": {
        "client_id": uuid::Uuid::now_v7(), "body": "hello", "reply_to": null, "author_id": "someone else", "seq": 0, "later": {},
    }});
    assert_eq!(socket.asks(later).await["data"]["seq"], 3);
    assert_eq!(ada.reads(&chat).await[0]["author"], ada.summary());
}

#[tokio::test]
async fn ten_bad_frames_in_a_row_close_and_nine_do_not() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let mut socket = ada.connects().await;
    for _ in 0..2 {
        for _ in 0..9 {
            socket.sends_text("nonsense").await;
            assert_eq!(socket.next_answer().await["data"]["code"], "bad_frame");
        }
        assert_eq!(socket.asks(json!({"type": "ping"})).await["type"], "pong");
    }
    for _ in 0..10 {
        socket.sends_text("nonsense").await;
    }
    assert_eq!(socket.is_closed().await, 4105);
}

#[tokio::test]
async fn a_binary_frame_closes() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let mut socket = ada.connects().await;
    socket.sends_raw(Message::binary(b"{\"type\":\"ping\",\"id\":1}".to_vec())).await;
    assert_eq!(socket.is_closed().await, 4105);
    let mut visitor = server.visitor().await;
    visitor.sends_raw(Message::binary(vec![])).await;
    assert_eq!(visitor.is_closed().await, 4105);
}

#[tokio::test]
async fn what_breaks_the_protocol_below_is_closed_and_others_talk_on() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let mut healthy = ada.connects().await;
    let masked = |first: u8, length: u8| vec![first, 0x80 | length, 0, 0, 0, 0];
    let broken: [(&str, Vec<u8>, &[u16]); 8] = [
        ("a reserved bit", masked(0xc1, 0), &[1002]),
        ("a reserved opcode", masked(0x83, 0), &[1002]),
        ("a reserved control opcode", masked(0x8b, 0), &[1002]),
        ("no mask", b"\x81\x02{}".to_vec(), &[1002]),
        ("a ping of 126 bytes", vec![0x89, 0xfe, 0, 126, 0, 0, 0, 0], &[1002]),
        ("a fragmented ping", masked(0x09, 0), &[1002]),
        ("bytes that are not UTF-8", [masked(0x81, 2), vec![0xff, 0xfe]].concat(), &[1007, 1002, 4105]),
        ("a continuation of nothing", masked(0x80, 0), &[1002]),
    ];
    for (name, bytes, codes) in broken {
        let mut wire = Wire::upgraded(server.base()).await;
        wire.sends(&bytes).await;
        let code = wire.is_closed_with().await;
        assert!(codes.contains(&code), "{name}: {code}");
    }
    assert_eq!(healthy.asks(json!({"type": "ping"})).await["type"], "pong");
}
