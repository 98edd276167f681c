//! The first frame, and what it is answered with.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Socket, TestServer, json_keys, saying, upgrade};

#[tokio::test]
async fn a_hello_is_welcomed_with_all_one_has_to_know() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (chat, locked) = (ada.creates_chat("general").await, bob.creates_private_chat("not ada's").await);
    bob.joins(&chat).await;
    bob.says(&chat, "hello").await;
    let mut socket = server.visitor().await;
    socket.sends(&json!({"type": "hello", "id": 41, "data": {"token": ada.access_token(), "cursors": {}}})).await;
    let welcome = socket.answer_to(41).await;
    assert_eq!(json_keys(&welcome), ["data", "re", "type"]);
    assert_eq!((&welcome["type"], &welcome["data"]["user"]), (&json!("welcome"), &ada.signed_in["user"]));
    assert_eq!(json_keys(&welcome["data"]), ["chats", "connection_id", "expires_at", "heartbeat_secs", "user"]);
    assert_eq!(welcome["data"]["heartbeat_secs"], 25);
    assert_eq!(welcome["data"]["expires_at"], ada.signed_in["access_expires_at"]);
    assert!(Uuid::parse_str(welcome["data"]["connection_id"].as_str().expect("an id")).is_ok());
    assert_eq!(
        welcome["data"]["chats"],
        json!([{"id": chat.id, "seq": 4, "message_count": 1, "read_number": 0, "unread_mentions": 0, "notifications": "all", "requests_waiting": 0, "reports_open": 0, "draft_at": null}])
    );
    assert!(!welcome.to_string().contains(&locked.id), "a chat that one is not in");
    assert_eq!(socket.next_event().await, json!({"type": "ready"}));
}

#[tokio::test]
async fn a_program_may_say_who_it_is_on_the_upgrade() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let bearing = |token: &str| {
        let mut request = upgrade(server.base());
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse().expect("a header"));
        request
    };
    let mut socket = Socket::open_with(bearing(ada.access_token())).await.expect("open");
    let welcome = socket.asks(json!({"type": "hello"})).await;
    assert_eq!(welcome["data"]["user"]["id"], ada.id());
    for bad in ["nonsense", ada.refresh_token()] {
        assert_eq!(Socket::open_with(bearing(bad)).await.err(), Some(401));
    }
    server.passes(901);
    assert_eq!(Socket::open_with(bearing(ada.access_token())).await.err(), Some(401));
}

#[tokio::test]
async fn a_token_in_the_address_opens_nothing() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let mut request = upgrade(server.base());
    *request.uri_mut() = format!("{}?token={}", request.uri(), ada.access_token()).parse().expect("a URI");
    let mut socket = Socket::open_with(request).await.expect("open");
    assert_eq!(socket.asks(json!({"type": "hello"})).await["data"]["code"], "unauthenticated");
    assert_eq!(socket.is_closed().await, 4100);
}

#[tokio::test]
async fn a_bad_token_an_old_one_and_one_of_an_ended_session_are_told_apart() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    bob.bare(reqwest::Method::POST, "/auth/logout").await.is(204);
    for (token, code, close) in [
        ("nonsense", "invalid_token", 4100),
        (ada.refresh_token(), "invalid_token", 4100),
        (bob.access_token(), "session_ended", 4102),
        (ada.access_token(), "token_expired", 4101),
    ] {
        if code == "token_expired" {
            server.passes(901);
        }
        let mut socket = server.visitor().await;
        let answer = socket.asks(json!({"type": "hello", "data": {"token": token}})).await;
        assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!(code)));
        assert_eq!(socket.is_closed().await, close, "{code}");
    }
}

#[tokio::test]
async fn before_hello_nothing_else_is_heard() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    for frame in [
        saying(&chat, Uuid::now_v7(), "let me in"),
        json!({"type": "ping"}),
        json!({"type": "sync", "data": {"cursors": {}}}),
        json!({"type": "authenticate", "data": {"token": ada.access_token()}}),
        json!({"type": "read", "chat_id": chat.id, "data": {"number": 1}}),
        json!({"type": "nonsense"}),
    ] {
        let mut socket = server.visitor().await;
        let error = socket.asks(frame.clone()).await;
        let code = if frame["type"] == "nonsense" { "unknown_type" } else { "hello_expected" };
        assert_eq!((&error["type"], &error["data"]["code"]), (&json!("error"), &json!(code)), "{frame}");
        assert_eq!(socket.is_closed().await, 4105, "{frame}");
    }
    assert_eq!(ada.reads(&chat).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_second_hello_is_refused_and_closes() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    let sent = socket.commands(saying(&chat, Uuid::now_v7(), "before it")).await;
    let error = socket.asks(json!({"type": "hello", "data": {"token": ada.access_token()}})).await;
    assert_eq!((&error["type"], &error["data"]["code"]), (&json!("error"), &json!("hello_repeated")));
    assert_eq!(socket.answer_to(sent).await["type"], "ack", "what was sent before is answered");
    assert_eq!(socket.is_closed().await, 4105);
}

#[tokio::test]
async fn a_socket_that_says_nothing_is_closed() {
    let server = TestServer::with(&[("limits.websocket.hello_timeout_secs", "1")]).await;
    let mut socket = server.visitor().await;
    assert_eq!(socket.is_closed().await, 4104);
}

#[tokio::test]
async fn a_hello_with_wrong_fields_says_which_and_closes() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    for (data, field) in [(json!({"token": 7}), "token"), (json!({"token": ada.access_token(), "cursors": []}), "cursors")] {
        let mut socket = server.visitor().await;
        let answer = socket.asks(json!({"type": "hello", "data": data})).await;
        assert_eq!((&answer["data"]["code"], &answer["data"]["errors"][0]["field"]), (&json!("invalid_fields"), &json!(field)));
        assert_eq!(socket.is_closed().await, 4105);
    }
}

#[tokio::test]
async fn compression_is_offered_in_vain() {
    let server = TestServer::start().await;
    let mut request = upgrade(server.base());
    request.headers_mut().insert("sec-websocket-extensions", "permessage-deflate; client_max_window_bits".parse().expect("a header"));
    // The harness looks at the answer of each upgrade: no extension is in it.
    Socket::open_with(request).await.expect("open");
}

#[tokio::test]
async fn a_version_that_nobody_speaks_is_not_spoken() {
    let server = TestServer::start().await;
    let mut request = upgrade(server.base());
    request.headers_mut().insert("sec-websocket-protocol", "dialogo.v9".parse().expect("a header"));
    match Socket::open_with(request).await {
        Ok(mut socket) => assert_eq!(socket.is_closed().await, 4107),
        Err(status) => assert_eq!(status, 400),
    }
}
