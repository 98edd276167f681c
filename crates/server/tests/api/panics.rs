//! Panics, which a test asks for: what breaks dies alone, and what everything depends on takes the process with it.

use dialogo_testkit::TestDatabase;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Person, Place, TestServer, bodies, draft, saying};

fn panic_in(place: &str) -> String {
    format!("fault-injection: panic in the {place}")
}

#[tokio::test]
async fn a_handler_that_panics_is_a_500_and_its_worker_lives_on() {
    let server = TestServer::with(&[("server.workers", "1")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    for _ in 0..3 {
        let answer = ada.post(&format!("/chats/{chat}/messages"), draft(&panic_in("handler"))).await;
        let id = answer.header("x-request-id").to_owned();
        assert_eq!(answer.is_problem(500, "internal")["request_id"], id);
    }
    ada.says(&chat, "and on").await;
    assert_eq!(socket.hears("message.created").await["data"]["body"], "and on");
}

#[tokio::test]
async fn a_connection_that_panics_dies_alone_and_its_client_comes_back() {
    let server = TestServer::with(&[("server.workers", "1"), ("limits.hub.connections_per_user_max", "2")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut listener = bob.connects().await;
    for _ in 0..3 {
        let mut unlucky = ada.connects().await;
        unlucky.commands(saying(&chat, Uuid::now_v7(), &panic_in("connection"))).await;
        assert_eq!(unlucky.is_closed().await, 1006);
    }
    // Its place was given back each time.
    let mut back = ada.connects().await;
    back.says(&chat, "and on").await;
    assert_eq!(listener.hears("message.created").await["data"]["body"], "and on");
}

#[tokio::test]
async fn an_announcer_that_panics_ends_the_process_and_what_was_stored_is_there_afterwards() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str())];
    let program = place.serves(&environment).await;
    let ada = program.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut socket = ada.connects().await;
    let client_id = Uuid::now_v7();
    let fatal = panic_in("announcer");
    socket.commands(saying(&chat, client_id, &fatal)).await;
    assert_eq!(program.ends().await.code(), Some(1));
    let log = place.log();
    assert!(log.contains("a panic") && log.contains("the announcer broke"), "{log}");

    // Stored, but never announced: whoever comes back gets it as a row, and a retry finds it.
    let program = place.serves(&environment).await;
    let ada = Person::of(&program.anyone(), ada.signed_in);
    assert_eq!(bodies(&ada.reads(&chat).await), [fatal.as_str()]);
    let again = json!({"body": fatal, "client_id": client_id});
    ada.post(&format!("/chats/{chat}/messages"), again).await.is(200);
    assert_eq!(ada.reads(&chat).await.len(), 1);
}
