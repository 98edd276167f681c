//! PostgreSQL goes away and comes back: 503 meanwhile, sockets stay, nothing is lost, and nobody restarts anything.

use dialogo_testkit::PrivatePostgres;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Person, Socket, TestServer, bodies, draft, saying};

/// Short waits, so that a frozen database is noticed soon.
const IMPATIENT: [(&str, &str); 3] =
    [("database.wait_timeout_secs", "1"), ("database.operation_timeout_secs", "1"), ("limits.app.commit_timeout_secs", "2")];

async fn a_chat_upon(postgres: &PrivatePostgres) -> (TestServer, Person, Chat) {
    let server = TestServer::upon(postgres, &IMPATIENT).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    (server, ada, chat)
}

/// Asks until the server is ready again; it has to get there by itself.
async fn becomes_ready(server: &TestServer) {
    while server.anyone().get("//health/ready").await.status != 200 {}
}

/// Sends one message until it is acknowledged.
async fn gets_through(socket: &mut Socket, chat: &Chat, client_id: Uuid, body: &str) -> Value {
    loop {
        let answer = socket.asks(saying(chat, client_id, body)).await;
        if answer["type"] == "ack" {
            return answer["data"].clone();
        }
        assert_eq!(answer["data"]["code"], "unavailable", "{answer}");
    }
}

#[tokio::test]
async fn without_a_database_there_is_503_and_sockets_stay_and_then_all_is_well_again() {
    let mut postgres = PrivatePostgres::create().await;
    let (server, ada, chat) = a_chat_upon(&postgres).await;
    let (mut socket, mut listener) = (ada.connects().await, ada.connects().await);
    socket.says(&chat, "before").await;
    listener.hears("message.created").await;
    postgres.stop_fast().await;

    for _ in 0..3 {
        let answer = ada.get(&format!("/chats/{chat}/messages")).await;
        assert!(answer.header("retry-after").parse::<u64>().expect("whole seconds") >= 1);
        answer.is_problem(503, "unavailable");
        ada.post(&format!("/chats/{chat}/messages"), draft("meanwhile")).await.is_problem(503, "unavailable");
        ada.post("/auth/login", json!({"username": "ada", "password": "x"})).await.is_problem(503, "unavailable");
        server.anyone().get("//health/ready").await.is_problem(503, "unavailable");
        server.anyone().get("//health/live").await.is(200);
        assert_eq!(server.anyone().get("//").await.status, 200);
    }
    let client_id = Uuid::now_v7();
    let refused = socket.asks(saying(&chat, client_id, "meanwhile")).await;
    assert_eq!((&refused["type"], &refused["data"]["code"]), (&json!("error"), &json!("unavailable")));
    assert!(refused["data"]["retry_after_ms"].as_u64().is_some_and(|ms| ms > 0), "{refused}");
    let refused = socket.asks(json!({"type": "sync", "data": {"cursors": {chat.id.clone(): 2}}})).await;
    assert_eq!(refused["data"]["code"], "unavailable");
    assert_eq!(socket.asks(json!({"type": "ping"})).await["type"], "pong");

    postgres.start().await;
    becomes_ready(&server).await;
    gets_through(&mut socket, &chat, client_id, "meanwhile").await;
    assert_eq!(bodies(&ada.reads(&chat).await), ["before", "meanwhile"]);
    assert_eq!(listener.hears("message.created").await["data"]["body"], "meanwhile", "the same socket hears on");
    listener.stays_silent().await;
}

#[tokio::test]
async fn who_connects_without_a_database_is_asked_to_come_back() {
    let mut postgres = PrivatePostgres::create().await;
    let (server, ada, _chat) = a_chat_upon(&postgres).await;
    postgres.stop_fast().await;
    let mut socket = server.visitor().await;
    let answer = socket.asks(json!({"type": "hello", "data": {"token": ada.access_token()}})).await;
    assert_eq!(answer["data"]["code"], "unavailable");
    assert_eq!(socket.is_closed().await, 4000, "a code that says: come back");
    postgres.start().await;
    becomes_ready(&server).await;
    ada.connects().await;
}

#[tokio::test]
async fn a_frozen_database_is_not_waited_for_and_a_retry_stores_once() {
    let postgres = PrivatePostgres::create().await;
    let (server, ada, chat) = a_chat_upon(&postgres).await;
    let mut socket = ada.connects().await;
    socket.says(&chat, "before").await;
    postgres.freeze();
    let client_id = Uuid::now_v7();
    let refused = socket.asks(saying(&chat, client_id, "once")).await;
    assert_eq!((&refused["type"], &refused["data"]["code"]), (&json!("error"), &json!("unavailable")));
    ada.get("/users/me").await.is_problem(503, "unavailable");
    server.anyone().get("//health/ready").await.is_problem(503, "unavailable");
    server.anyone().get("//health/live").await.is(200);
    postgres.thaw();
    becomes_ready(&server).await;
    gets_through(&mut socket, &chat, client_id, "once").await;
    assert_eq!(bodies(&ada.reads(&chat).await), ["before", "once"]);
}

#[tokio::test]
async fn what_was_acknowledged_before_a_crash_of_the_database_is_there_exactly_once() {
    const MESSAGES: usize = 300;
    let mut postgres = PrivatePostgres::create().await;
    let (server, ada, chat) = a_chat_upon(&postgres).await;
    let mut sockets = [ada.connects().await, ada.connects().await];
    let drafts: Vec<(Uuid, String)> = (0..MESSAGES).map(|n| (Uuid::now_v7(), n.to_string())).collect();
    let mut ids = Vec::new();
    for (n, (client_id, body)) in drafts.iter().enumerate() {
        ids.push(sockets[n % 2].commands(saying(&chat, *client_id, body)).await);
        if n == MESSAGES / 2 {
            postgres.kill().await;
        }
    }
    let mut acked: Vec<(Uuid, Value)> = Vec::new();
    let mut open: Vec<&(Uuid, String)> = Vec::new();
    for (n, (draft, id)) in drafts.iter().zip(ids).enumerate() {
        let answer = sockets[n % 2].answer_to(id).await;
        if answer["type"] == "ack" {
            acked.push((draft.0, answer["data"].clone()));
        } else {
            assert_eq!(answer["data"]["code"], "unavailable", "{answer}");
            open.push(draft);
        }
    }
    assert!(!open.is_empty(), "the database was not killed in time to be of interest");
    postgres.start().await;
    becomes_ready(&server).await;
    for (client_id, body) in open {
        acked.push((*client_id, gets_through(&mut sockets[0], &chat, *client_id, body).await));
    }
    let mut history = Vec::new();
    for page in 0..3 {
        let page = ada.get(&format!("/chats/{chat}/messages?after={}&limit=100", page * 100)).await.is(200);
        history.extend(page["items"].as_array().expect("items").clone());
    }
    assert_eq!(history.len(), MESSAGES);
    for (client_id, ack) in acked {
        let stored: Vec<&Value> = history.iter().filter(|message| message["client_id"] == json!(client_id)).collect();
        assert_eq!(stored.len(), 1, "{client_id}");
        for (key, name) in [("id", "message_id"), ("seq", "seq"), ("number", "number")] {
            assert_eq!(stored[0][key], ack[name]);
        }
    }
    let head = ada.head_of(&chat).await;
    assert_eq!(head, 2 + i64::try_from(MESSAGES).expect("few"), "no seq was lost or spent twice");
}
