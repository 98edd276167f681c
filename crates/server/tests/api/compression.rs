//! Which answers are compressed, and which must not be.

use std::io::Read;

use flate2::read::GzDecoder;
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::support::{Client, PASSWORD, TestServer};

/// An answer to somebody who takes whatever browsers take.
async fn answer(client: &Client, method: Method, path: &str, body: Option<Value>) -> (HeaderMap, Vec<u8>) {
    let request = client.request(method, path).header("accept-encoding", "gzip, deflate, br, zstd");
    let request = if let Some(body) = body { request.json(&body) } else { request };
    let answer = request.send().await.expect("an answer");
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    (answer.headers().clone(), answer.bytes().await.expect("a body").to_vec())
}

fn is_gzip(headers: &HeaderMap) -> bool {
    headers.get("content-encoding").is_some_and(|encoding| encoding == "gzip")
}

#[tokio::test]
async fn a_page_of_history_is_compressed_for_those_who_take_it() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    ada.chatters(&chat, 20).await;
    let path = format!("/chats/{chat}/messages");
    let plain = ada.get(&path).await;
    let (headers, body) = answer(&ada, Method::GET, &path, None).await;
    assert!(is_gzip(&headers) && body.len() * 2 < plain.text.len(), "{headers:?} {}", body.len());
    assert_eq!((plain.header("vary"), &headers["vary"]), ("accept-encoding", &"accept-encoding".parse().expect("a header")));
    assert_eq!(headers["content-length"], body.len().to_string());
    let mut unzipped = String::new();
    GzDecoder::new(&body[..]).read_to_string(&mut unzipped).expect("gzip");
    assert_eq!(unzipped, plain.text);
}

#[tokio::test]
async fn what_has_a_secret_beside_somebody_elses_text_is_never_compressed() {
    let server = TestServer::start().await;
    let long = "Ada ".repeat(10).trim().to_owned();
    let registration = json!({"username": "ada", "password": PASSWORD, "display_name": long, "device": long});
    let (headers, signed_in) = answer(&server.anyone(), Method::POST, "/auth/register", Some(registration)).await;
    assert!(!is_gzip(&headers) && signed_in.starts_with(b"{"));
    let ada = server.user("bob").await;
    for n in 0..10 {
        let chat = ada.creates_chat(&format!("Chat {n}")).await;
        ada.says(&chat, "the same again").await;
    }
    for path in ["/users/me/chats", "/auth/sessions", "/users/me"] {
        let (headers, body) = answer(&ada, Method::GET, path, None).await;
        assert!(!is_gzip(&headers) && body.starts_with(b"{"), "{path}");
    }
    let refresh = json!({"refresh_token": ada.refresh_token()});
    assert!(!is_gzip(&answer(&server.anyone(), Method::POST, "/auth/refresh", Some(refresh)).await.0));
}

#[tokio::test]
async fn the_web_client_is_compressed() {
    let server = TestServer::start().await;
    for path in ["//js/app.js", "//"] {
        let plain = server.anyone().get(path).await;
        let (headers, body) = answer(&server.anyone(), Method::GET, path, None).await;
        let mut unzipped = String::new();
        if is_gzip(&headers) {
            GzDecoder::new(&body[..]).read_to_string(&mut unzipped).expect("gzip");
        } else {
            // Too small to gain by it.
            unzipped = String::from_utf8(body).expect("text");
        }
        assert_eq!(unzipped, plain.text);
        assert_eq!(is_gzip(&headers), plain.text.len() >= 1_400, "{path}");
    }
}
