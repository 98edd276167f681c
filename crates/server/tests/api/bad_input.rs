//! Requests that nobody should send: every one has a clear answer, always as problem+json.

use reqwest::Method;
use serde_json::json;

use crate::support::{Person, TestServer, sent};

/// Every address that takes a body.
pub fn takers(chat: &str) -> Vec<(Method, String)> {
    let chat = |rest: &str| format!("/chats/{chat}{rest}");
    vec![
        (Method::POST, "/auth/register".into()),
        (Method::POST, "/auth/login".into()),
        (Method::POST, "/auth/refresh".into()),
        (Method::PATCH, "/users/me".into()),
        (Method::PUT, "/users/me/password".into()),
        (Method::POST, "/chats".into()),
        (Method::PATCH, chat("")),
        (Method::POST, chat("/join")),
        (Method::PUT, chat("/owner")),
        (Method::POST, chat("/messages")),
        (Method::PUT, chat("/read")),
    ]
}

async fn ada_and_her_chat(server: &TestServer) -> (Person, String) {
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    (ada, chat.id)
}

#[tokio::test]
async fn malformed_json_is_a_400_problem_everywhere() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    for (method, path) in takers(&chat) {
        for body in
            ["{", "nonsense", "[]", "null", "7", "\"x\"", r#"{"name":}"#, r#"{"a":1} x"#, r#"{"a":"\ud800"}"#, "{'a':1}", "\u{feff}{}"]
        {
            let answer = ada.raw(method.clone(), &path, body).await;
            assert!(!answer.text.contains('<'), "{method} {path}: {}", answer.text);
            answer.is_problem(400, "bad_request");
        }
        let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(5_000), "]".repeat(5_000));
        ada.raw(method.clone(), &path, deep).await.is_problem(400, "bad_request");
        ada.raw(method.clone(), &path, vec![b'{', b'"', 0xff, 0xfe, b'"', b':', b'1', b'}']).await.is_problem(400, "bad_request");
        ada.raw(method, &path, r#"{"a":1e999}"#).await.is_problem(400, "bad_request");
    }
}

#[tokio::test]
async fn an_absent_body_is_a_problem_where_one_is_needed() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    for (method, path) in takers(&chat).into_iter().filter(|(_, path)| !path.ends_with("/join")) {
        ada.raw(method.clone(), &path, "").await.is_problem(400, "bad_request");
        ada.bare(method, &path).await.is_problem(415, "unsupported_media_type");
    }
}

#[tokio::test]
async fn a_body_that_is_not_called_json_is_415() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    for (method, path) in takers(&chat) {
        for content_type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "multipart/form-data; boundary=x"] {
            let request = ada.request(method.clone(), &path).header("content-type", content_type).body("{}");
            sent(request).await.is_problem(415, "unsupported_media_type");
        }
    }
}

#[tokio::test]
async fn a_compressed_body_is_refused_before_it_is_unpacked() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    // The first bytes of what would become gigabytes of zeros.
    let bomb = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xec, 0xc1, 1, 1, 0, 0, 0, 0x80];
    for (method, path) in takers(&chat) {
        for encoding in ["gzip", "br", "zstd", "deflate", "gzip, gzip"] {
            let request = ada.request(method.clone(), &path).header("content-type", "application/json");
            let request = request.header("content-encoding", encoding).body(bomb.to_vec());
            sent(request).await.is_problem(415, "unsupported_media_type");
        }
    }
}

#[tokio::test]
async fn a_body_above_the_limit_is_413_whether_announced_or_not() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    let padded = |bytes: usize| format!(r#"{{"padding":"{}"}}"#, "x".repeat(bytes - 14));
    for (method, path) in takers(&chat) {
        ada.raw(method.clone(), &path, padded(65_537)).await.is_problem(413, "payload_too_large");
        let chunks = futures_util::stream::iter((0..20).map(|_| Ok::<_, std::io::Error>("x".repeat(8_192))));
        let unannounced = reqwest::Body::wrap_stream(chunks);
        ada.raw(method.clone(), &path, unannounced).await.is_problem(413, "payload_too_large");
        let fits = ada.raw(method, &path, padded(65_536)).await;
        assert_ne!(fits.status, 413, "{path}");
    }
}

#[tokio::test]
async fn a_wrong_method_is_405_and_names_the_right_ones() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    for (method, path, allowed) in [
        (Method::GET, "/auth/login".to_owned(), "POST"),
        (Method::DELETE, "/users/me/password".to_owned(), "PUT"),
        (Method::PUT, "/chats".to_owned(), "GET, POST"),
        (Method::POST, format!("/chats/{chat}"), "DELETE, GET, PATCH"),
        (Method::DELETE, format!("/chats/{chat}/messages"), "GET, POST"),
        (Method::GET, format!("/chats/{chat}/join"), "POST"),
        (Method::POST, "/ws".to_owned(), "GET"),
        (Method::POST, "//health/live".to_owned(), "GET, HEAD"),
        (Method::from_bytes(b"BREW").expect("a method"), "/users/me".to_owned(), "DELETE, GET, PATCH"),
    ] {
        let answer = ada.bare(method.clone(), &path).await;
        assert_eq!((answer.status, answer.header("allow")), (405, allowed), "{method} {path}");
        answer.is_problem(405, "method_not_allowed");
    }
}

#[tokio::test]
async fn an_unknown_route_is_a_404_problem() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    for path in ["/nothing", "/", "", "/chats/", "//api/v2/chats", "//api", "//api/", "//.env", "//Cargo.toml", "//js/nothing.js"] {
        ada.get(path).await.is_problem(404, "not_found");
    }
    ada.get(&format!("/chats/{chat}/nothing")).await.is_problem(404, "not_found");
    server.anyone().get("/nothing").await.is_problem(404, "not_found");
}

#[tokio::test]
async fn a_nul_byte_is_422_and_no_database_text_comes_out() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    let nul = "a\0b";
    for (method, path, body, field) in [
        (Method::POST, "/chats".to_owned(), json!({"name": nul}), "name"),
        (Method::POST, "/chats".to_owned(), json!({"name": "x", "description": nul}), "description"),
        (Method::PATCH, format!("/chats/{chat}"), json!({"description": nul}), "description"),
        (Method::PATCH, "/users/me".to_owned(), json!({"display_name": nul}), "display_name"),
        (Method::POST, format!("/chats/{chat}/messages"), json!({"body": nul, "client_id": uuid::Uuid::now_v7()}), "body"),
        (Method::POST, "/auth/register".to_owned(), json!({"username": nul, "password": crate::support::PASSWORD}), "username"),
        (Method::POST, "/auth/login".to_owned(), json!({"username": "ada", "password": "x", "device": nul}), "device"),
    ] {
        let answer = sent(ada.request(method, &path).json(&body)).await;
        assert_eq!(answer.refused_fields(), [field], "{path}");
    }
    // Nothing is stored of these, so a NUL in them is only a wrong guess.
    for (path, body) in [("/auth/login", json!({"username": nul, "password": nul})), ("/auth/refresh", json!({"refresh_token": nul}))] {
        let answer = server.anyone().post(path, body).await;
        assert!([401, 422].contains(&answer.status), "{path}: {}", answer.text);
    }
    for query in ["search=%00", "cursor=%00", "order=%00"] {
        let answer = ada.get(&format!("/chats?{query}")).await;
        assert!([400, 422].contains(&answer.status), "{query}: {}", answer.text);
    }
}

#[tokio::test]
async fn unknown_fields_are_ignored_and_strange_values_are_named() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    for strange in [json!([]), json!({}), json!(true), json!(7), json!("x".repeat(25_000)), json!(["x", "y"]), json!(1e300)] {
        for (method, path, field) in [
            (Method::PUT, format!("/chats/{chat}/owner"), "user_id"),
            (Method::PUT, format!("/chats/{chat}/read"), "number"),
            (Method::PATCH, format!("/chats/{chat}"), "name"),
            (Method::PATCH, "/users/me".to_owned(), "username"),
        ] {
            if field == "number" && strange == json!(7) {
                continue;
            }
            let answer = sent(ada.request(method, &path).json(&json!({field: strange, "unknown": strange}))).await;
            assert_eq!(answer.refused_fields(), [field], "{path} {strange:.60}");
        }
    }
}

#[tokio::test]
async fn every_answer_names_its_charset_and_forbids_sniffing() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_and_her_chat(&server).await;
    for path in ["/users/me".to_owned(), format!("/chats/{chat}"), "/nothing".to_owned(), "//health/live".to_owned(), "//".to_owned()] {
        let answer = ada.get(&path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert!(answer.headers.contains_key("x-request-id"), "{path}");
        assert!(answer.headers.contains_key("content-security-policy"), "{path}");
        let content_type = answer.header("content-type");
        assert!(content_type.starts_with("application/json") || content_type.ends_with("charset=utf-8"), "{path}: {content_type}");
    }
}
