//! `/openapi.json`: the document is made from the code, and the running server does as it says.

use reqwest::Method;
use serde_json::Value;

use crate::support::{TestServer, json_keys, sent};

/// What one may ask without being logged in.
const OPEN: [&str; 6] =
    ["/api/v1/auth/register", "/api/v1/auth/host", "/api/v1/auth/login", "/api/v1/auth/refresh", "/health/live", "/health/ready"];

async fn document(server: &TestServer) -> Value {
    server.anyone().get("//openapi.json").await.is(200)
}

#[tokio::test]
async fn every_route_of_the_contract_is_described() {
    let server = TestServer::start().await;
    let document = document(&server).await;
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")), "{}", document["openapi"]);
    for (path, methods) in [
        ("/auth/register", vec!["post"]),
        ("/auth/login", vec!["post"]),
        ("/auth/refresh", vec!["post"]),
        ("/auth/logout", vec!["post"]),
        ("/auth/sessions", vec!["delete", "get"]),
        ("/auth/sessions/{session_id}", vec!["delete"]),
        ("/users/me", vec!["delete", "get", "patch"]),
        ("/users/me/password", vec!["put"]),
        ("/users/me/chats", vec!["get"]),
        ("/users/me/presence", vec!["get", "put"]),
        ("/users/{user_id}/presence", vec!["get"]),
        ("/users/{user_id}", vec!["get"]),
        ("/chats", vec!["get", "post"]),
        ("/chats/{chat_id}", vec!["delete", "get", "patch"]),
        ("/chats/{chat_id}/join", vec!["post"]),
        ("/chats/{chat_id}/leave", vec!["post"]),
        ("/chats/{chat_id}/members", vec!["get", "post"]),
        ("/chats/{chat_id}/members/{user_id}", vec!["delete", "patch"]),
        ("/chats/{chat_id}/bans", vec!["get"]),
        ("/chats/{chat_id}/bans/{user_id}", vec!["delete", "put"]),
        ("/chats/{chat_id}/invitations", vec!["get", "post"]),
        ("/chats/{chat_id}/invitations/{invitation_id}", vec!["delete"]),
        ("/invitations/preview", vec!["post"]),
        ("/invitations/accept", vec!["post"]),
        ("/chats/{chat_id}/join-requests", vec!["get", "post"]),
        ("/chats/{chat_id}/join-requests/me", vec!["delete"]),
        ("/chats/{chat_id}/join-requests/{user_id}", vec!["delete", "put"]),
        ("/chats/{chat_id}/owner", vec!["put"]),
        ("/chats/{chat_id}/messages", vec!["get", "post"]),
        ("/chats/{chat_id}/messages/{message_id}", vec!["delete", "get", "patch"]),
        ("/chats/{chat_id}/messages/{message_id}/reactions", vec!["get"]),
        ("/chats/{chat_id}/messages/{message_id}/reactions/{emoji}", vec!["delete", "put"]),
        ("/chats/{chat_id}/read", vec!["put"]),
        ("/chats/{chat_id}/notifications", vec!["put"]),
        ("/chats/{chat_id}/draft", vec!["delete", "put"]),
        ("/users/me/bookmarks", vec!["get"]),
        ("/users/me/bookmarks/{message_id}", vec!["delete", "put"]),
        ("/search/messages", vec!["get"]),
        ("/chats/{chat_id}/files", vec!["post"]),
        ("/files/{file_id}", vec!["get"]),
        ("/users/me/avatar", vec!["delete", "put"]),
        ("/users/{user_id}/avatar", vec!["get"]),
        ("/files/{file_id}/thumbnail", vec!["get"]),
    ] {
        assert_eq!(json_keys(&document["paths"][format!("/api/v1{path}")]), methods, "{path}");
    }
}

#[tokio::test]
async fn every_described_route_asks_who_one_is_unless_it_says_that_it_does_not() {
    let server = TestServer::start().await;
    let document = document(&server).await;
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in json_keys(item) {
            let address = path.split('/').map(|part| if part.starts_with('{') { "01890a5d-ac96-774b-bcce-b302099a8001" } else { part });
            let address = format!("/{}", address.collect::<Vec<_>>().join("/"));
            let method: Method = method.to_uppercase().parse().expect("a method");
            let answer = sent(server.anyone().request(method.clone(), &address).json(&serde_json::json!({}))).await;
            if OPEN.contains(&path.as_str()) {
                assert_ne!(answer.status, 401, "{method} {path}");
            } else {
                answer.is_problem(401, "unauthenticated");
            }
        }
    }
}

#[tokio::test]
async fn what_is_answered_has_the_fields_that_are_described() {
    let server = TestServer::start().await;
    let document = document(&server).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let message = ada.says(&chat, "hello").await;
    let problem = ada.get("/nothing").await.is_problem(404, "not_found");
    let chat_now = ada.looks_at(&chat).await;
    for (name, value) in [("Message", &message), ("Chat", &chat_now), ("SignedIn", &ada.signed_in), ("UserSummary", &ada.summary())] {
        let described = &document["components"]["schemas"][name]["properties"];
        assert_eq!(json_keys(described), json_keys(value), "{name}");
    }
    let described = json_keys(&document["components"]["schemas"]["Problem"]["properties"]).join(" ");
    assert!(json_keys(&problem).iter().all(|key| described.contains(key)), "{described}");
}

#[tokio::test]
async fn the_documentation_is_for_those_at_home_unless_it_is_switched_on() {
    for (settings, status) in [
        (vec![("server.public_url", "https://chat.example")], 404),
        (vec![("server.api_docs", "off")], 404),
        (vec![("server.public_url", "https://chat.example"), ("server.api_docs", "on")], 200),
    ] {
        let server = TestServer::with(&settings).await;
        assert_eq!(server.anyone().get("//openapi.json").await.status, status, "{settings:?}");
    }
    let server = TestServer::start().await;
    assert_eq!(server.anyone().get("//docs/").await.status, 200);
}
