//! `/chats/{id}/messages`: sending, once however often it is asked for.

use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Person, TestServer, bodies, draft, json_keys, saying};

const MESSAGE_KEYS: [&str; 15] = [
    "attachments",
    "author",
    "body",
    "chat_id",
    "client_id",
    "created_at",
    "deleted_at",
    "edited_at",
    "id",
    "mentions",
    "number",
    "pinned_at",
    "reactions",
    "reply_to",
    "seq",
];

#[tokio::test]
async fn a_sent_message_is_answered_read_and_looked_up_in_one_shape() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let first = ada.says(&chat, "hello").await;
    assert_eq!(json_keys(&first), MESSAGE_KEYS);
    assert_eq!((&first["number"], &first["seq"], &first["author"]), (&json!(1), &json!(4), &ada.summary()));
    let reply = json!({"body": " <b>hi</b>\n ", "client_id": Uuid::now_v7(), "reply_to": first["id"]});
    let second = bob.post(&format!("/chats/{chat}/messages"), reply).await.is(201);
    assert_eq!((&second["body"], &second["reply_to"]), (&json!("<b>hi</b>"), &first["id"]));
    assert_eq!(bob.reads(&chat).await, [first.clone(), second]);
    assert_eq!(bob.get(&format!("/chats/{chat}/messages/{}", first["id"].as_str().expect("an id"))).await.is(200), first);
}

#[tokio::test]
async fn the_same_client_id_sends_once() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let path = format!("/chats/{chat}/messages");
    let message = draft("hello");
    let original = ada.post(&path, message.clone()).await.is(201);
    assert_eq!(ada.post(&path, message.clone()).await.is(200), original);
    let renewed = server.anyone().post("/auth/refresh", json!({"refresh_token": ada.refresh_token()})).await.is(200);
    let ada = Person::of(&server.anyone(), renewed);
    assert_eq!(ada.post(&path, message.clone()).await.is(200), original, "also after a refresh");
    let mut other = message.clone();
    other["body"] = json!("hello!");
    ada.post(&path, other).await.is_problem(409, "client_id_reused");
    let mut reply = message;
    reply["reply_to"] = original["id"].clone();
    ada.post(&path, reply).await.is_problem(409, "client_id_reused");
    assert_eq!(ada.reads(&chat).await, [original]);
}

#[tokio::test]
async fn a_client_id_belongs_to_one_person_in_one_chat() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (here, there) = (ada.creates_chat("here").await, ada.creates_chat("there").await);
    bob.joins(&here).await;
    let message = draft("hello");
    let sent = [(&ada, &here), (&bob, &here), (&ada, &there)]
        .map(async |(person, chat)| person.post(&format!("/chats/{chat}/messages"), message.clone()).await.is(201)["id"].clone());
    let mut ids: Vec<String> = join_all(sent).await.iter().map(Value::to_string).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn fifty_sends_of_one_message_over_sockets_and_rest_store_one() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut one, mut two, mut listener) = (ada.connects().await, ada.connects().await, bob.connects().await);
    let client_id = Uuid::now_v7();
    let path = format!("/chats/{chat}/messages");
    let by_rest = join_all((0..16).map(|_| ada.post(&path, json!({"body": "hello", "client_id": client_id}))));
    let by_socket = async |socket: &mut crate::support::Socket| {
        let mut ids = Vec::new();
        for _ in 0..17 {
            ids.push(socket.commands(saying(&chat, client_id, "hello")).await);
        }
        let mut acks = Vec::new();
        for id in ids {
            acks.push(socket.answer_to(id).await);
        }
        acks
    };
    let (rest, first, second) = tokio::join!(by_rest, by_socket(&mut one), by_socket(&mut two));

    let stored = ada.reads(&chat).await;
    assert_eq!(bodies(&stored), ["hello"]);
    let acks = [first, second].concat();
    assert!(acks.iter().all(|ack| ack["type"] == "ack" && ack["data"]["message_id"] == stored[0]["id"]), "{acks:?}");
    let created = rest.iter().filter(|answer| answer.status == 201).count();
    assert!(rest.into_iter().all(|answer| answer.json == stored[0]));
    let fresh = acks.iter().filter(|ack| ack["data"]["duplicate"] == false).count();
    assert_eq!(created + fresh, 1, "one of the fifty was the first");
    assert_eq!(listener.hears_until_now().await.len(), 1, "one event");
}

#[tokio::test]
async fn blank_long_and_unreadable_messages_are_refused_field_by_field() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let path = format!("/chats/{chat}/messages");
    for body in ["", " \n\t ", "\u{200b}", "\u{2060}\u{feff}", "a\0b", &"a".repeat(4_001), &"🦀".repeat(4_001)] {
        assert_eq!(ada.post(&path, draft(body)).await.refused_fields(), ["body"], "{body:.20?}");
    }
    for (wrong, fields) in [
        (json!({}), vec!["body", "client_id"]),
        (json!({"body": ["x"], "client_id": "x", "reply_to": 7}), vec!["body", "client_id", "reply_to"]),
        (json!({"body": "x", "client_id": null}), vec!["client_id"]),
    ] {
        assert_eq!(ada.post(&path, wrong.clone()).await.refused_fields(), fields, "{wrong}");
    }
    assert_eq!(ada.head_of(&chat).await, 2, "what is refused takes no seq");
    assert_eq!(ada.says(&chat, &"🦀".repeat(4_000)).await["number"], 1);
    assert_eq!(ada.says(&chat, "\"quoted\" \\ \u{202e} <script>").await["body"], "\"quoted\" \\ \u{202e} <script>");
}

#[tokio::test]
async fn a_reply_stays_in_its_chat() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let (here, there) = (ada.creates_chat("here").await, ada.creates_chat("there").await);
    let elsewhere = ada.says(&there, "hello").await;
    for reply_to in [elsewhere["id"].clone(), json!(Uuid::now_v7())] {
        let reply = json!({"body": "hi", "client_id": Uuid::now_v7(), "reply_to": reply_to});
        assert_eq!(ada.post(&format!("/chats/{here}/messages"), reply).await.refused_fields(), ["reply_to"]);
    }
    let id = elsewhere["id"].as_str().expect("an id");
    ada.get(&format!("/chats/{here}/messages/{id}")).await.is_problem(404, "message_not_found");
    ada.get(&format!("/chats/{there}/messages/{}", Uuid::now_v7())).await.is_problem(404, "message_not_found");
}

#[tokio::test]
async fn an_outsider_neither_reads_nor_sends() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    for (chat, status, code) in
        [(ada.creates_chat("public").await, 403, "not_a_member"), (ada.creates_private_chat("private").await, 404, "chat_not_found")]
    {
        let message = ada.says(&chat, "between us").await;
        for path in ["messages", "messages?before=5", "messages?after=0", "messages?around=1"] {
            eve.get(&format!("/chats/{chat}/{path}")).await.is_problem(status, code);
        }
        eve.get(&format!("/chats/{chat}/messages/{}", message["id"].as_str().expect("an id"))).await.is_problem(status, code);
        eve.post(&format!("/chats/{chat}/messages"), draft("let me in")).await.is_problem(status, code);
        eve.put(&format!("/chats/{chat}/read"), json!({"number": 1})).await.is_problem(status, code);
        assert_eq!(bodies(&ada.reads(&chat).await), ["between us"]);
    }
}

#[tokio::test]
async fn a_flood_is_slowed_down_over_all_ways_together() {
    let server = TestServer::with(&[("limits.app.messages_per_sec", "1"), ("limits.app.messages_burst", "3")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = ada.connects().await;
    ada.says(&chat, "1").await;
    socket.says(&chat, "2").await;
    let mut refused = 0;
    for n in 0..10 {
        let answer = ada.post(&format!("/chats/{chat}/messages"), draft(&n.to_string())).await;
        if answer.status == 429 {
            assert!(answer.header("retry-after").parse::<u64>().expect("whole seconds") >= 1);
            answer.is_problem(429, "rate_limited");
            refused += 1;
        }
        let answer = socket.asks(saying(&chat, Uuid::now_v7(), "over the socket")).await;
        if answer["type"] == "error" {
            assert_eq!(answer["data"]["code"], "rate_limited");
            assert!(answer["data"]["retry_after_ms"].as_u64().is_some_and(|ms| ms > 0), "{answer}");
            refused += 1;
        }
    }
    assert!(refused > 0, "twenty messages went through a burst of three");
    bob.says(&chat, "others are not affected").await;
}
