//! What an attacker would try beside a single wrong request.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Answer, Client, Person, TestServer, Wire, draft, sent};

/// Everything that can be asked about a chat.
fn questions(chat: &str, member: &str) -> Vec<(Method, String, serde_json::Value)> {
    let at = |rest: &str| format!("/chats/{chat}{rest}");
    vec![
        (Method::GET, at(""), json!(null)),
        (Method::PATCH, at(""), json!({"name": "mine"})),
        (Method::PATCH, at(""), json!({"password": "mine"})),
        (Method::DELETE, at(""), json!(null)),
        (Method::POST, at("/join"), json!({})),
        (Method::POST, at("/join"), json!({"password": "guess"})),
        (Method::POST, at("/leave"), json!({})),
        (Method::GET, at("/members"), json!(null)),
        (Method::DELETE, at(&format!("/members/{member}")), json!(null)),
        (Method::PUT, at("/owner"), json!({"user_id": member})),
        (Method::GET, at("/messages"), json!(null)),
        (Method::GET, at("/messages?around=1"), json!(null)),
        (Method::GET, at(&format!("/messages/{}", Uuid::nil())), json!(null)),
        (Method::POST, at("/messages"), draft("let me in")),
        (Method::PUT, at("/read"), json!({"number": 1})),
        (Method::POST, at("/files?name=a.txt"), json!({})),
    ]
}

async fn asks(client: &Client, (method, path, body): (Method, String, serde_json::Value)) -> Answer {
    let request = client.request(method, &path);
    sent(if body.is_null() { request } else { request.json(&body) }).await
}

#[tokio::test]
async fn a_private_chat_and_one_that_never_was_are_the_same_to_a_stranger() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let private = ada.creates(json!({"name": "private", "visibility": "private", "password": "open sesame"})).await;
    ada.says(&private, "between us").await;
    let nowhere = Uuid::now_v7().to_string();
    for (about, beside) in questions(&private.id, ada.id()).into_iter().zip(questions(&nowhere, ada.id())) {
        let question = about.1.clone();
        let (real, random) = (asks(&eve, about).await, asks(&eve, beside).await);
        assert_eq!((real.status, &real.text), (random.status, &random.text), "{question}");
        real.is_problem(404, "chat_not_found");
    }
}

#[tokio::test]
async fn without_logging_in_every_question_about_a_chat_is_401() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    for question in questions(&chat.id, ada.id()) {
        asks(&server.anyone(), question).await.is_problem(401, "unauthenticated");
    }
    for path in ["/users/me", "/users/me/chats", "/chats", "/auth/sessions"] {
        server.anyone().get(path).await.is_problem(401, "unauthenticated");
    }
}

#[tokio::test]
async fn nothing_of_a_chat_that_one_is_not_in_is_told_in_passing() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let private = ada.creates_private_chat("the plan").await;
    ada.says(&private, "a secret sentence").await;
    eve.creates_chat("her own").await;
    let socket = eve.connects().await;
    let mut told = vec![socket.welcome.to_string()];
    for path in ["/users/me/chats", "/chats", "/chats?search=plan", "/chats?order=active&has_password=false"] {
        told.push(eve.get(path).await.text);
    }
    told.push(eve.get(&format!("/users/{}", ada.id())).await.text);
    for text in told {
        assert!(!text.contains(&private.id) && !text.contains("the plan") && !text.contains("a secret sentence"), "{text}");
    }
}

#[tokio::test]
async fn sending_by_rest_in_parallel_with_ones_removal_stores_nothing_after_it() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    for _ in 0..100 {
        let chat = ada.creates_chat("general").await;
        bob.joins(&chat).await;
        let path = format!("/chats/{chat}/messages");
        let sends = futures_util::future::join_all((0..8).map(|n| bob.post(&path, draft(&n.to_string()))));
        let (answers, ()) = tokio::join!(sends, ada.removes(&bob, &chat));
        let removed_at = ada.head_of(&chat).await;
        let mut stored = 0;
        for answer in answers {
            if answer.status == 201 {
                assert!(answer.json["seq"].as_i64().expect("a seq") < removed_at);
                stored += 1;
            } else {
                answer.is_problem(403, "not_a_member");
            }
        }
        assert_eq!(ada.reads(&chat).await.len(), stored);
    }
}

#[tokio::test]
async fn other_origins_are_told_nothing_that_would_let_them_read() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    for origin in ["https://evil.example", "null"] {
        let preflight = ada.request(Method::OPTIONS, "/users/me").header("origin", origin).header("access-control-request-method", "PATCH");
        let plain = ada.request(Method::GET, "/users/me").header("origin", origin);
        for request in [preflight, plain] {
            let answer = sent(request).await;
            assert!(!answer.headers.keys().any(|name| name.as_str().starts_with("access-control-")), "{:?}", answer.headers);
            assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        }
    }
}

#[tokio::test]
async fn a_smuggled_request_is_not_a_second_one() {
    let server = TestServer::start().await;
    let smuggled = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    for head in [
        format!("Content-Length: {}\r\nTransfer-Encoding: chunked", smuggled.len() + 5),
        format!("Content-Length: 0\r\nContent-Length: {}", smuggled.len()),
        "Transfer-Encoding: chunked, identity".to_owned(),
        "Content-Length: -1".to_owned(),
        "Transfer-Encoding: xchunked".to_owned(),
    ] {
        let mut wire = Wire::to(server.base()).await;
        wire.sends(format!("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n0\r\n\r\n{smuggled}").as_bytes()).await;
        let answers = String::from_utf8_lossy(&wire.reads_to_the_end().await).into_owned();
        assert!(!answers.contains("\"status\":\"ok\""), "{head}: {answers}");
    }
    for size in ["zz", "-1", "0x5", "FFFFFFFFFFFFFFFFF", "5;", ""] {
        let mut wire = Wire::to(server.base()).await;
        let head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked";
        wire.sends(format!("{head}\r\n\r\n{size}\r\n{{}}\r\n0\r\n\r\n{smuggled}").as_bytes()).await;
        let answers = String::from_utf8_lossy(&wire.reads_to_the_end().await).into_owned();
        assert!(!answers.contains("\"status\":\"ok\"") && !answers.starts_with("HTTP/1.1 5"), "{size}: {answers}");
    }
    server.anyone().get("//health/live").await.is(200);
}

#[tokio::test]
async fn a_path_does_not_climb() {
    let server = TestServer::start().await;
    for path in [
        "/../Cargo.toml",
        "/js/../../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/js/%2e%2e%2f%2e%2e%2fCargo.toml",
        "/js/..%5c..%5cCargo.toml",
        "//etc/passwd",
        "/%00",
        "http://evil.example/../Cargo.toml",
    ] {
        let mut wire = Wire::to(server.base()).await;
        wire.sends(format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes()).await;
        let answer = String::from_utf8_lossy(&wire.reads_to_the_end().await).into_owned();
        assert!(answer.starts_with("HTTP/1.1 404 ") || answer.starts_with("HTTP/1.1 400 "), "{path}: {answer:.200}");
    }
}

#[tokio::test]
async fn huge_and_many_headers_are_refused_and_the_server_goes_on() {
    let server = TestServer::start().await;
    for headers in [format!("X-Large: {}\r\n", "x".repeat(1_000_000)), "X-Many: x\r\n".repeat(200)] {
        let mut wire = Wire::to(server.base()).await;
        wire.sends(format!("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n").as_bytes()).await;
        let answer = String::from_utf8_lossy(&wire.reads_to_the_end().await).into_owned();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer:.200}");
    }
    server.anyone().get("//health/live").await.is(200);
}

#[tokio::test]
async fn an_ended_session_is_out_everywhere_at_once() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let gone: Person = ada.logs_in_again().await;
    gone.bare(Method::POST, "/auth/logout").await.is(204);
    for question in questions(&chat.id, ada.id()) {
        asks(&gone, question).await.is_problem(401, "session_ended");
    }
}
