//! The process ends, in order or not, and comes back: what was acknowledged is there.

use dialogo_testkit::TestDatabase;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{PASSWORD, Person, Place, Program, Socket, TestServer, bodies, saying};

async fn comes_back(program: &Program, username: &str) -> Person {
    let body = json!({"username": username, "password": PASSWORD});
    Person::of(&program.anyone(), program.anyone().post("/auth/login", body).await.is(200))
}

/// What was acknowledged before the socket was closed.
async fn acked_until_closed(socket: &mut Socket) -> (Vec<Value>, u16) {
    let code = socket.is_closed().await;
    (socket.answers_so_far().into_iter().filter(|answer| answer["type"] == "ack").collect(), code)
}

#[tokio::test]
async fn sigterm_says_goodbye_to_all_and_what_was_acknowledged_is_there_afterwards() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str())];
    let program = place.serves(&environment).await;
    let ada = program.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let (mut sender, mut quiet) = (ada.connects().await, ada.connects().await);
    let mut silent = Socket::open(program.base()).await;
    let mut ids = Vec::new();
    for n in 0..30 {
        ids.push(sender.commands(saying(&chat, Uuid::now_v7(), &n.to_string())).await);
    }
    let mut acks = Vec::new();
    for id in &ids[..10] {
        acks.push(sender.answer_to(*id).await);
    }
    program.is_told_to_stop();
    let (late_acks, code) = acked_until_closed(&mut sender).await;
    acks.extend(late_acks);
    assert_eq!(code, 4001);
    for socket in [&mut quiet, &mut silent] {
        assert_eq!(socket.is_closed().await, 4001);
        let goodbye = socket.replayed().into_iter().find(|event| event["type"] == "goodbye").expect("a goodbye");
        assert!(goodbye["data"]["retry_after_ms"].as_u64().is_some_and(|ms| ms <= 5_000), "{goodbye}");
    }
    let status = program.ends().await;
    assert_eq!(status.code(), Some(0), "{status}");

    let program = place.serves(&environment).await;
    let ada = comes_back(&program, "ada").await;
    let history = ada.reads(&chat).await;
    assert!(history.len() >= acks.len());
    for ack in acks {
        assert_eq!(history.iter().filter(|message| message["id"] == ack["data"]["message_id"]).count(), 1);
    }
}

#[tokio::test]
async fn a_restart_keeps_tokens_sessions_and_chats() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    ada.says(&chat, "before").await;
    let database = server.stops().await;
    assert_eq!(socket.is_closed().await, 4001);
    let server = TestServer::again(database, &[]).await;
    let ada = Person::of(&server.anyone(), ada.signed_in.clone());
    let mut socket = ada.connects_knowing(json!({chat.id.clone(): 2})).await;
    assert_eq!(bodies(&socket.replayed()), ["before"]);
    ada.says(&chat, "after").await;
    assert_eq!(socket.hears("message.created").await["seq"], 4);
}

#[tokio::test]
async fn the_private_database_survives_a_kill_of_the_server_with_all_that_was_acknowledged() {
    let place = Place::new();
    let program = place.serves(&[]).await;
    let ada = program.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    let mut ids = Vec::new();
    for n in 0..30 {
        ids.push(socket.commands(saying(&chat, Uuid::now_v7(), &n.to_string())).await);
    }
    let mut acked = Vec::new();
    for id in &ids[..10] {
        acked.push(socket.answer_to(*id).await["data"]["message_id"].clone());
    }
    program.dies().await;

    let program = place.serves(&[]).await;
    let ada = comes_back(&program, "ada").await;
    let history = ada.reads(&chat).await;
    for id in acked {
        assert_eq!(history.iter().filter(|message| message["id"] == id).count(), 1);
    }
    let numbers: Vec<i64> = history.iter().map(|message| message["number"].as_i64().expect("a number")).collect();
    let count = i64::try_from(history.len()).expect("few");
    assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
    assert_eq!(ada.says(&chat, "and on").await["number"], count + 1);
    program.is_told_to_stop();
    assert_eq!(program.ends().await.code(), Some(0));
}

#[tokio::test]
async fn the_secret_is_generated_once_and_kept_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str()), ("DIALOGO__AUTH__JWT_SECRET", "")];
    let program = place.serves(&environment).await;
    let ada = program.user("ada").await;
    program.is_told_to_stop();
    program.ends().await;
    let secret = place.path().join(".dialogo/jwt_secret");
    assert_eq!(std::fs::metadata(secret).expect("a secret").permissions().mode() & 0o777, 0o600);
    let program = place.serves(&environment).await;
    Person::of(&program.anyone(), ada.signed_in).get("/users/me").await.is(200);
}
