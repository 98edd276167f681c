//! The table "Bad input" of `docs/protocol.md`: cursors and `client_id`s that no good client sends, each with its one answer.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Person, Socket, TestServer, bodies, saying, upgrade};

/// Says hello with these cursors, whatever they are, and returns the answer.
async fn greets(socket: &mut Socket, person: &Person, cursors: &str) -> Value {
    let token = person.access_token();
    socket.sends_text(&format!(r#"{{"type":"hello","id":1,"data":{{"token":"{token}","cursors":{cursors}}}}}"#)).await;
    socket.answer_to(1).await
}

async fn syncs(socket: &mut Socket, cursors: &str) -> Value {
    socket.sends_text(&format!(r#"{{"type":"sync","id":1,"data":{{"cursors":{cursors}}}}}"#)).await;
    socket.answer_to(1).await
}

fn refuses_cursors(answer: &Value) {
    assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!("invalid_fields")), "{answer}");
    let named: Vec<&Value> = answer["data"]["errors"].as_array().expect("errors").iter().map(|error| &error["field"]).collect();
    assert_eq!(named, ["cursors"], "{answer}");
}

/// Cursors of this many chats that nobody is in.
fn many(chats: usize) -> String {
    let cursors: Vec<String> = (0..chats).map(|_| format!(r#""{}":1"#, Uuid::now_v7())).collect();
    format!("{{{}}}", cursors.join(","))
}

#[tokio::test]
async fn cursors_that_are_none_are_named_after_a_hello_and_after_a_sync() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut wrong = vec!["[]".to_owned(), "7".to_owned(), r#""all""#.to_owned(), r#"{"nonsense":1}"#.to_owned(), r#"{"":1}"#.to_owned()];
    let seqs = ["-1", "-9223372036854775808", "1.0", "1.5", "1e3", "1e300", "\"1\"", "null", "true", "[]", "{}"];
    wrong.extend(seqs.map(|seq| format!(r#"{{"{chat}":{seq}}}"#)));
    wrong.extend(["9223372036854775808", "18446744073709551615", "18446744073709551616"].map(|seq| format!(r#"{{"{chat}":{seq}}}"#)));
    wrong.push(format!(r#"{{"{chat}":2,"{}":-1}}"#, Uuid::now_v7()));
    let mut living = ada.connects().await;
    for cursors in wrong {
        refuses_cursors(&syncs(&mut living, &cursors).await);
        let mut visitor = server.visitor().await;
        refuses_cursors(&greets(&mut visitor, &ada, &cursors).await);
        assert_eq!(visitor.is_closed().await, 4105, "{cursors}");
    }
    refuses_cursors(&syncs(&mut living, "null").await);
    living.stays_silent().await;
}

#[tokio::test]
async fn a_cursor_from_the_future_is_a_reset_after_a_hello_and_after_a_sync() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let reset = [json!({"type": "chat.reset", "chat_id": chat.id, "data": {"seq": 2}})];
    let mut living = ada.connects().await;
    for seq in ["3", "9007199254740992", "9223372036854775807"] {
        let cursors = format!(r#"{{"{chat}":{seq}}}"#);
        assert_eq!(syncs(&mut living, &cursors).await["data"], json!({"chats": [{"id": chat.id, "seq": 2}]}));
        assert_eq!(living.replayed(), reset);
        let mut visitor = server.visitor().await;
        let welcome = greets(&mut visitor, &ada, &cursors).await;
        visitor.becomes_ready(welcome).await;
        assert_eq!(visitor.replayed(), reset);
    }
}

#[tokio::test]
async fn the_last_of_two_equal_keys_counts() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    ada.chatters(&chat, 3).await;
    let mut living = ada.connects().await;
    syncs(&mut living, &format!(r#"{{"{chat}":99,"{chat}":4}}"#)).await;
    assert_eq!(bodies(&living.replayed()), ["3"]);
    let mut visitor = server.visitor().await;
    let welcome = greets(&mut visitor, &ada, &format!(r#"{{"{chat}":-1,"{chat}":3}}"#)).await;
    visitor.becomes_ready(welcome).await;
    assert_eq!(bodies(&visitor.replayed()), ["2", "3"]);
}

#[tokio::test]
async fn a_thousand_cursors_are_answered_and_one_more_is_refused() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let bearing = || {
        let mut request = upgrade(server.base());
        request.headers_mut().insert("authorization", format!("Bearer {}", ada.access_token()).parse().expect("a header"));
        request
    };
    let hello = |cursors: &str| format!(r#"{{"type":"hello","id":1,"data":{{"cursors":{cursors}}}}}"#);
    let mut socket = Socket::open_with(bearing()).await.expect("open");
    socket.sends_text(&hello(&many(1_000))).await;
    let welcome = socket.answer_to(1).await;
    assert_eq!(welcome["data"]["chats"], json!([]), "what is not one's own is not in the welcome");
    socket.becomes_ready(welcome).await;
    assert_eq!(socket.replayed(), Vec::<Value>::new());

    assert_eq!(syncs(&mut socket, &many(1_000)).await["data"], json!({"chats": []}));
    let gone = socket.replayed();
    assert_eq!(gone.len(), 1_000);
    assert!(gone.iter().all(|event| event["type"] == "chat.removed" && event["data"] == json!({"reason": "removed"})));
    refuses_cursors(&syncs(&mut socket, &many(1_001)).await);
    assert_eq!(socket.asks(json!({"type": "focus", "data": {"chat_ids": vec![Uuid::now_v7(); 100]}})).await["type"], "ack");
    let answer = socket.asks(json!({"type": "focus", "data": {"chat_ids": vec![Uuid::now_v7(); 101]}})).await;
    assert_eq!(answer["data"]["errors"][0]["field"], "chat_ids");

    let mut socket = Socket::open_with(bearing()).await.expect("open");
    socket.sends_text(&hello(&many(1_001))).await;
    refuses_cursors(&socket.answer_to(1).await);
    assert_eq!(socket.is_closed().await, 4105);
    let mut visitor = server.visitor().await;
    visitor.sends_text(&hello(&many(101))).await;
    assert_eq!(visitor.is_closed().await, 4106, "without a token on the upgrade there are 4 KiB");
}

#[tokio::test]
async fn a_cursor_for_a_chat_that_is_not_ones_own_tells_nothing_of_it() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let (open, closed) = (ada.creates_chat("open").await, ada.creates_private_chat("closed").await);
    ada.chatters(&open, 3).await;
    ada.chatters(&closed, 3).await;
    for id in [open.id.clone(), closed.id.clone(), Uuid::now_v7().to_string()] {
        let cursors = format!(r#"{{"{id}":0}}"#);
        let mut visitor = server.visitor().await;
        let welcome = greets(&mut visitor, &eve, &cursors).await;
        assert_eq!(welcome["data"]["chats"], json!([]));
        visitor.becomes_ready(welcome).await;
        assert_eq!(visitor.replayed(), Vec::<Value>::new());
        assert_eq!(syncs(&mut visitor, &cursors).await["data"], json!({"chats": []}));
        assert_eq!(visitor.replayed(), [json!({"type": "chat.removed", "chat_id": id, "data": {"reason": "removed"}})]);
    }
}

#[tokio::test]
async fn a_client_id_counts_for_its_sender_in_its_chat() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (here, there) = (ada.creates_chat("here").await, ada.creates_chat("there").await);
    bob.joins(&here).await;
    let (mut adas, mut bobs) = (ada.connects().await, bob.connects().await);
    let client_id = Uuid::now_v7();
    let first = adas.asks(saying(&here, client_id, "hello")).await;
    let mut with_reply = saying(&here, client_id, "hello");
    with_reply["data"]["reply_to"] = first["data"]["message_id"].clone();
    for other in [saying(&here, client_id, "other"), with_reply] {
        assert_eq!(adas.asks(other).await["data"]["code"], "client_id_reused");
    }
    assert_eq!(adas.asks(saying(&here, client_id, "hello")).await["data"]["duplicate"], true);
    for (socket, chat) in [(&mut bobs, &here), (&mut adas, &there)] {
        let ack = socket.asks(saying(chat, client_id, "mine")).await;
        assert_eq!((&ack["type"], &ack["data"]["duplicate"]), (&json!("ack"), &json!(false)));
    }
    assert_eq!(bodies(&ada.reads(&here).await), ["hello", "mine"]);
    assert_eq!(bodies(&ada.reads(&there).await), ["mine"]);
}

#[tokio::test]
async fn a_command_about_a_chat_of_others_is_refused_and_the_socket_lives() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let (open, closed) = (ada.creates_chat("open").await, ada.creates_private_chat("closed").await);
    let mut socket = eve.connects().await;
    for (chat, code) in [(&open, "not_a_member"), (&closed, "chat_not_found")] {
        for command in [saying(chat, Uuid::now_v7(), "let me in"), json!({"type": "read", "chat_id": chat.id, "data": {"number": 1}})] {
            let answer = socket.asks(command.clone()).await;
            assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!(code)), "{command}");
        }
    }
    assert_eq!(ada.head_of(&open).await, 2);
    socket.stays_silent().await;
}
