//! Who may register: everybody, the invited, or nobody.

use serde_json::json;

use crate::support::{Answer, PASSWORD, Person, TestServer};

async fn registers(server: &TestServer, username: &str, invitation: Option<&str>) -> Answer {
    let body = json!({"username": username, "password": PASSWORD, "invitation": invitation});
    server.anyone().post("/auth/register", body).await
}

/// A server to which somebody came while everybody could.
async fn with_ada(mode: &str) -> (TestServer, Person) {
    let server = TestServer::start().await;
    server.user("ada").await;
    let server = TestServer::again(server.stops().await, &[("auth.registration", mode)]).await;
    let log_in = server.anyone().post("/auth/login", json!({"username": "ada", "password": PASSWORD})).await.is(200);
    let ada = Person::of(&server.anyone(), log_in);
    (server, ada)
}

#[tokio::test]
async fn where_registration_is_closed_nobody_registers_and_everybody_logs_in() {
    let (server, _) = with_ada("closed").await;
    let hashes = server.hashes_computed();
    registers(&server, "bob", None).await.is_problem(403, "registration_closed");
    assert_eq!(server.hashes_computed(), hashes, "a refusal costs no hash");
}

#[tokio::test]
async fn where_one_is_invited_a_good_invitation_opens_the_door() {
    let (server, ada) = with_ada("invited").await;
    let chat = ada.creates_private_chat("general").await;
    let invitation = ada.post(&format!("/chats/{chat}/invitations"), json!({"max_uses": 1})).await.is(201);
    let code = invitation["code"].as_str().expect("a code");
    registers(&server, "bob", None).await.is_problem(403, "invitation_required");
    registers(&server, "bob", Some("AAAAAAAAAAAAAAAAAAAAAA")).await.is_problem(404, "invitation_not_found");
    let bob = Person::of(&server.anyone(), registers(&server, "bob", Some(code)).await.is(201));
    bob.post("/invitations/accept", json!({"code": code})).await.is(200);
    registers(&server, "eve", Some(code)).await.is_problem(404, "invitation_not_found");
}
