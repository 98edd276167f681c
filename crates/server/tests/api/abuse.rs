//! What costs an attacker little and should cost others nothing.

use dialogo_testkit::TestDatabase;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use crate::support::{Chat, PASSWORD, Person, Place, TestServer, Wire, draft, eager, sent};

/// Enough to fill the server if each were waited for without an end.
const MANY: usize = 500;

async fn opens(base: &str, begin: &str) -> Vec<Wire> {
    join_all((0..MANY).map(async |_| {
        let mut wire = Wire::to(base).await;
        wire.sends(begin.as_bytes()).await;
        wire
    }))
    .await
}

/// Sees that somebody else is served all the time.
async fn while_others_are_served<T>(probe: &Person, chat: &Chat, ends: impl Future<Output = T>) -> T {
    let mut ends = std::pin::pin!(ends);
    let mut served = 0;
    loop {
        tokio::select! {
            ended = &mut ends => {
                assert!(served > 0, "nobody was");
                return ended;
            }
            _ = async {
                probe.get("//health/ready").await.is(200);
                probe.says(chat, "still here").await
            } => served += 1,
        }
    }
}

#[tokio::test]
async fn s67_heads_and_bodies_that_never_come_are_cut_while_others_are_served() {
    let server = TestServer::with(&[("limits.body_timeout_secs", "1"), ("limits.connections_per_worker_max", "1000")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("meanwhile").await;
    let body = "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"user";
    for begin in ["GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ", body] {
        let answers = async {
            let wires = opens(server.base(), begin).await;
            join_all(wires.into_iter().map(async |mut wire| wire.reads_to_the_end().await)).await
        };
        let answers = while_others_are_served(&ada, &chat, answers).await;
        let are_refusals = answers.iter().all(|answer| answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"));
        assert!(are_refusals, "{:?}", answers.iter().map(|answer| String::from_utf8_lossy(answer)).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn s67_files_that_nobody_reads_are_cut_while_others_are_served() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let program = place.serves(&eager(&url)).await;
    let ada = program.user("ada").await;
    let chat = ada.creates_chat("general").await;
    // More than the kernel takes of one answer.
    let upload = ada.request(Method::POST, &format!("/chats/{chat}/files?name=large.bin")).body(vec![0xfe; 16 << 20]);
    let file = sent(upload).await.is(201)["id"].as_str().expect("an id").to_owned();
    let head = format!("GET /api/v1/files/{file} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\r\n", ada.access_token());
    let reading_nothing = async {
        let mut wires = Vec::with_capacity(MANY);
        while wires.len() < MANY {
            // Not all in one moment: that is for others to test.
            let some = (0..20).map(async |_| {
                let mut wire = Wire::with_little_room(program.base()).await;
                wire.sends(head.as_bytes()).await;
                let answer = wire.reads_until(b"\r\n\r\n").await;
                assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&answer));
                wire
            });
            wires.extend(join_all(some).await);
        }
        wires
    };
    let wires = while_others_are_served(&ada, &chat, reading_nothing).await;
    // The kernel ends them, half a minute later.
    let are_cut = async {
        while program.open_files() > MANY / 2 {
            tokio::task::yield_now().await;
        }
    };
    while_others_are_served(&ada, &chat, are_cut).await;
    drop(wires);
}

#[tokio::test]
async fn s86_whoever_meets_a_limit_is_told_which_and_for_how_long() {
    let server = TestServer::with_default_limits(&[("limits.app.messages_burst", "2"), ("limits.app.messages_per_sec", "1")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let path = format!("/chats/{chat}/messages");
    let refused = loop {
        let answer = ada.post(&path, draft("hi")).await;
        if answer.status != 201 {
            break answer;
        }
    };
    refused.is_problem(429, "rate_limited");
    let wait: u64 = refused.header("retry-after").parse().expect("whole seconds");
    assert_eq!(refused.header("ratelimit"), format!("\"messages\";r=0;t={wait}"));
    assert_eq!(refused.header("ratelimit-policy"), "\"messages\";q=2;w=2");

    let guessed = loop {
        let answer = server.anyone().post("/auth/login", json!({"username": "ada", "password": "wrong"})).await;
        if answer.status != 401 {
            break answer;
        }
    };
    guessed.is_problem(429, "rate_limited");
    let wait: u64 = guessed.header("retry-after").parse().expect("whole seconds");
    assert_eq!(guessed.header("ratelimit"), format!("\"rate_limited\";r=0;t={wait}"));
    server.passes(wait);
    server.anyone().post("/auth/login", json!({"username": "ada", "password": PASSWORD})).await.is(200);
}
