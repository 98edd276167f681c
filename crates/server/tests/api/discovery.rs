//! `GET /chats`: finding chats that one is not in.

use serde_json::{Value, json};

use crate::support::{Person, TestServer};

async fn finds(person: &Person, query: &str) -> Vec<String> {
    let page = person.get(&format!("/chats?{query}")).await.is(200);
    names(&page)
}

fn names(page: &Value) -> Vec<String> {
    page["items"].as_array().expect("items").iter().map(|chat| chat["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn public_chats_that_one_is_not_in_are_found_and_nothing_else() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    ada.creates_chat("open").await;
    ada.creates_private_chat("hidden").await;
    let joined = ada.creates_chat("joined").await;
    let gone = ada.creates_chat("gone").await;
    ada.delete(&format!("/chats/{gone}")).await.is(204);
    bob.joins(&joined).await;
    assert_eq!(finds(&bob, "").await, ["open"]);
    assert_eq!(finds(&ada, "").await, Vec::<String>::new());
    bob.leaves(&joined).await;
    assert_eq!(finds(&bob, "order=name").await, ["joined", "open"]);
}

#[tokio::test]
async fn a_search_is_meant_literally() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    for name in ["100% sure", "snake_case", r"back\slash", "plain", "O'Brien -- or 1=1"] {
        ada.creates_chat(name).await;
    }
    for (search, found) in [
        ("0%25%20s", vec!["100% sure"]),
        ("e_c", vec!["snake_case"]),
        ("k%5Cs", vec![r"back\slash"]),
        ("%25%25%25", vec![]),
        ("___", vec![]),
        ("%25", vec![]),
        ("1", vec!["100% sure"]),
        ("SN", vec!["snake_case"]),
        ("na", vec![]),
        ("PLAIN", vec!["plain"]),
        ("'%20OR%201=1--", vec![]),
        ("'brien", vec!["O'Brien -- or 1=1"]),
        ("a%25", vec![]),
        ("zzz", vec![]),
    ] {
        assert_eq!(finds(&bob, &format!("search={search}")).await, found, "{search}");
    }
    assert_eq!(finds(&bob, "search=").await.len(), 5, "an empty search is none");
    bob.get(&format!("/chats?search={}", "a".repeat(5_000))).await.is_problem(422, "invalid_fields");
    assert_eq!(bob.get("/chats?search=a%00b").await.refused_fields(), ["search"]);
}

#[tokio::test]
async fn chats_are_sorted_as_asked() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (b, c, a) = (ada.creates_chat("Bees").await, ada.creates_chat("cats").await, ada.creates_chat("ants").await);
    for chat in [&b, &c] {
        eve.joins(chat).await;
    }
    server.user("joe").await.joins(&b).await;
    ada.says(&c, "hello").await;
    ada.says(&a, "hello").await;
    ada.says(&b, "hello").await;
    for (query, found) in [
        ("order=name&direction=asc", ["ants", "Bees", "cats"]),
        ("order=name&direction=desc", ["cats", "Bees", "ants"]),
        ("order=members&direction=desc", ["Bees", "cats", "ants"]),
        ("order=members&direction=asc", ["ants", "cats", "Bees"]),
        ("order=created&direction=asc", ["Bees", "cats", "ants"]),
        ("order=created&direction=desc", ["ants", "cats", "Bees"]),
        ("order=active&direction=desc", ["Bees", "ants", "cats"]),
        ("order=active&direction=asc", ["cats", "ants", "Bees"]),
    ] {
        assert_eq!(finds(&bob, query).await, found, "{query}");
    }
}

#[tokio::test]
async fn locked_and_open_chats_can_be_told_apart() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    ada.creates_chat("open").await;
    ada.creates(json!({"name": "locked", "password": "open sesame"})).await;
    assert_eq!(finds(&bob, "has_password=true").await, ["locked"]);
    assert_eq!(finds(&bob, "has_password=false").await, ["open"]);
    assert_eq!(finds(&bob, "order=name").await, ["locked", "open"]);
    let answer = bob.get("/chats").await;
    assert!(!answer.text.contains("hash"), "{}", answer.text);
}

#[tokio::test]
async fn every_wrong_parameter_is_named() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let query = "order=size&direction=sideways&has_password=perhaps&limit=many";
    assert_eq!(ada.get(&format!("/chats?{query}")).await.refused_fields(), ["direction", "has_password", "limit", "order"]);
}

#[tokio::test]
async fn pages_meet_without_a_gap_or_a_repetition_in_every_order() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    for n in 0..7 {
        // Equal sort keys, so that the id has to decide.
        ada.creates_chat(if n % 2 == 0 { "same" } else { "other" }).await;
    }
    for order in ["name", "members", "created", "active"] {
        for direction in ["asc", "desc"] {
            let mut ids = Vec::new();
            let mut cursor = String::new();
            loop {
                let page = bob.get(&format!("/chats?order={order}&direction={direction}&limit=3{cursor}")).await.is(200);
                ids.extend(page["items"].as_array().expect("items").iter().map(|chat| chat["id"].to_string()));
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            let found = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!((found, ids.len()), (7, 7), "{order} {direction}");
        }
    }
}
