//! `GET /search/messages`.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::files::uploads;
use crate::support::{Person, TestServer};

async fn found(person: &Person, query: &str) -> Vec<String> {
    let page = person.get(&format!("/search/messages?{query}")).await.is(200);
    page["items"].as_array().expect("items").iter().map(|item| item["message"]["body"].as_str().expect("a body").to_owned()).collect()
}

#[tokio::test]
async fn a_found_message_is_whole_and_says_where_the_words_are() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "👋 Grüße an alle").await;
    ada.says(&chat, "nothing of that").await;
    let page = ada.get("/search/messages?q=an%20GRUSS").await.is(200);
    let highlights = json!([{"start": 2, "length": 4}, {"start": 8, "length": 2}]);
    assert_eq!(page, json!({"items": [{"message": said, "highlights": highlights}], "next_cursor": Value::Null}));
}

#[tokio::test]
async fn outsiders_find_nothing_and_members_what_is_said_now() {
    let server = TestServer::start().await;
    let [ada, bob] = [server.user("ada").await, server.user("bob").await];
    let (public, private) = (ada.creates_chat("public").await, ada.creates_private_chat("private").await);
    let first = ada.says(&public, "treasure one").await;
    let second = ada.says(&public, "treasure two").await;
    ada.says(&private, "treasure three").await;
    assert_eq!(found(&ada, "q=treasure").await, ["treasure three", "treasure two", "treasure one"]);
    assert!(found(&bob, "q=treasure").await.is_empty());
    for chat in [&public, &private] {
        assert!(found(&bob, &format!("q=treasure&chat_id={chat}")).await.is_empty());
        assert!(found(&bob, &format!("author_id={}&chat_id={chat}", ada.id())).await.is_empty());
    }
    bob.joins(&public).await;
    ada.edits(&first, "jewels").await;
    ada.erases(&second).await;
    assert!(found(&bob, "q=treasure").await.is_empty());
    assert_eq!(found(&bob, "q=jew").await, ["jewels"]);
    bob.leaves(&public).await;
    assert!(found(&bob, "q=jew").await.is_empty());
}

#[tokio::test]
async fn pages_go_on_where_the_one_before_ended() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    for n in 0..5 {
        ada.says(&chat, &format!("apple {n}")).await;
    }
    let first = ada.get("/search/messages?q=apple&limit=3").await.is(200);
    ada.says(&chat, "apple of later").await;
    let cursor = first["next_cursor"].as_str().expect("more");
    assert_eq!(found(&ada, &format!("q=apple&limit=3&cursor={cursor}")).await, ["apple 1", "apple 0"]);
    let bob = server.user("bob").await;
    bob.get(&format!("/search/messages?q=apple&cursor={cursor}")).await.is_problem(400, "bad_request");
    bob.get("/search/messages?q=apple&cursor=garbage").await.is_problem(400, "bad_request");
}

#[tokio::test]
async fn what_cannot_be_looked_for_is_named() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let long = format!("q={}", "a".repeat(10_000));
    for (query, fields) in [
        ("", vec!["q"]),
        ("chat_id=01890a5d-ac96-774b-bcce-b302099a8001", vec!["q"]),
        ("q=%20", vec!["q"]),
        ("q=a%00b", vec!["q"]),
        (long.as_str(), vec!["q"]),
        ("q=1+2+3+4+5+6+7+8+9+10+11", vec!["q"]),
        ("q=a&chat_id=x&author_id=y&from=now&to=1&has=cake&limit=0", vec!["author_id", "chat_id", "from", "has", "limit", "to"]),
    ] {
        assert_eq!(ada.get(&format!("/search/messages?{query}")).await.refused_fields(), fields, "{query:.40}");
    }
    for harmless in ["q=%25", "q=_", "q='", "q=%22%26%7C!:*()", "q=%5C", "q=%E0%A4%95", "has=link&from=2020-01-01T00:00:00Z"] {
        assert!(found(&ada, harmless).await.is_empty(), "{harmless}");
    }
}

#[tokio::test]
async fn messages_with_files_are_told_from_those_with_links_and_from_others() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let file = uploads(&ada, &chat, "notes.txt", "some notes").await;
    let body = json!({"body": "the notes", "client_id": Uuid::now_v7(), "attachments": [file["id"]]});
    ada.post(&format!("/chats/{chat}/messages"), body).await.is(201);
    ada.says(&chat, "the notes: https://example.org").await;
    ada.says(&chat, "the notes are elsewhere").await;
    assert_eq!(found(&ada, "has=file").await, ["the notes"]);
    assert_eq!(found(&ada, "q=otes&has=file").await, ["the notes"]);
    assert_eq!(found(&ada, "q=notes&has=link").await, ["the notes: https://example.org"]);
}

#[tokio::test]
async fn one_person_searches_so_often() {
    let server = TestServer::with(&[("limits.app.searches_per_sec", "1"), ("limits.app.searches_burst", "2")]).await;
    let [ada, bob] = [server.user("ada").await, server.user("bob").await];
    for _ in 0..2 {
        assert!(found(&ada, "q=a").await.is_empty());
    }
    ada.get("/search/messages?q=a").await.is_problem(429, "rate_limited");
    assert!(found(&bob, "q=a").await.is_empty());
}
