//! `/users/me/bookmarks`: messages that one wants to find again.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Person, TestServer, bodies};

fn place(message: &Value) -> String {
    format!("/users/me/bookmarks/{}", message["id"].as_str().expect("an id"))
}

async fn saves(person: &Person, message: &Value) {
    person.bare(reqwest::Method::PUT, &place(message)).await.is(204);
}

/// The messages that somebody has saved, the latest first.
async fn saved(person: &Person, query: &str) -> Vec<Value> {
    let page = person.get(&format!("/users/me/bookmarks{query}")).await.is(200);
    page["items"].as_array().expect("items").iter().map(|item| item["message"].clone()).collect()
}

#[tokio::test]
async fn what_is_saved_is_listed_latest_first_as_it_is_now_and_told_to_ones_devices() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (chat, other) = (ada.creates_chat("general").await, ada.creates_chat("other").await);
    bob.joins(&chat).await;
    bob.joins(&other).await;
    let [one, two, three] = [ada.says(&chat, "one").await, ada.says(&chat, "two").await, ada.says(&other, "three").await];
    let (mut phone, mut hers) = (bob.connects().await, ada.connects().await);
    for message in [&one, &three, &two] {
        saves(&bob, message).await;
        let told = json!({"type": "bookmark.added", "chat_id": message["chat_id"], "data": {"message_id": message["id"]}});
        assert_eq!(phone.next_event().await, told);
    }
    saves(&bob, &one).await;
    hers.stays_silent().await;
    assert_eq!(bodies(&saved(&bob, "").await), ["two", "three", "one"]);
    assert_eq!(bodies(&saved(&bob, &format!("?chat_id={chat}")).await), ["two", "one"]);
    assert_eq!(saved(&ada, "").await, Vec::<Value>::new());
    let edited = ada.edits(&two, "two, and more").await;
    assert_eq!(saved(&bob, "?limit=1").await, [edited]);
    phone.hears("message.updated").await;
    for _ in 0..2 {
        bob.delete(&place(&three)).await.is(204);
    }
    let told = json!({"type": "bookmark.removed", "chat_id": other.id, "data": {"message_id": three["id"]}});
    assert_eq!(phone.next_event().await, told, "and not that it was saved once more");
    phone.stays_silent().await;
    assert_eq!(bodies(&saved(&bob, "").await), ["two, and more", "one"]);
}

#[tokio::test]
async fn the_list_comes_in_pages_without_a_hole() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    for n in 0..5 {
        saves(&ada, &ada.says(&chat, &n.to_string()).await).await;
    }
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = ada.get(&format!("/users/me/bookmarks?limit=2{cursor}")).await.is(200);
        found.extend(page["items"].as_array().expect("items").iter().map(|item| item["message"]["body"].clone()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(json!(found), json!(["4", "3", "2", "1", "0"]));
    ada.get(&format!("/users/me/bookmarks?chat_id={chat}{cursor}")).await.is_problem(400, "bad_request");
}

#[tokio::test]
async fn only_what_one_may_read_is_saved_and_it_falls_out_with_message_and_membership() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let [kept, erased] = [ada.says(&chat, "kept").await, ada.says(&chat, "erased").await];
    for person in [&ada, &bob] {
        saves(person, &kept).await;
        saves(person, &erased).await;
    }
    eve.bare(reqwest::Method::PUT, &place(&kept)).await.is_problem(404, "message_not_found");
    eve.bare(reqwest::Method::PUT, &format!("/users/me/bookmarks/{}", Uuid::now_v7())).await.is_problem(404, "message_not_found");
    ada.erases(&erased).await;
    assert_eq!(bodies(&saved(&bob, "").await), ["kept"]);
    bob.bare(reqwest::Method::PUT, &place(&erased)).await.is_problem(404, "message_not_found");
    ada.removes(&bob, &chat).await;
    assert_eq!(saved(&bob, "").await, Vec::<Value>::new());
    assert_eq!(saved(&bob, &format!("?chat_id={chat}")).await, Vec::<Value>::new());
    bob.bare(reqwest::Method::PUT, &place(&kept)).await.is_problem(404, "message_not_found");
    bob.joins(&chat).await;
    assert_eq!(saved(&bob, "").await, Vec::<Value>::new(), "it is gone with the membership");
    assert_eq!(bodies(&saved(&ada, "").await), ["kept"]);
    ada.delete(&format!("/chats/{chat}")).await.is(204);
    assert_eq!(saved(&ada, "").await, Vec::<Value>::new());
}

#[tokio::test]
async fn one_saves_so_many_and_a_device_that_was_away_finds_them_in_the_list() {
    let server = TestServer::with(&[("limits.app.bookmarks_max", "2")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut messages = Vec::new();
    for n in 0..3 {
        messages.push(ada.says(&chat, &n.to_string()).await);
    }
    saves(&ada, &messages[0]).await;
    saves(&ada, &messages[1]).await;
    ada.bare(reqwest::Method::PUT, &place(&messages[2])).await.is_problem(409, "limit_reached");
    saves(&ada, &messages[1]).await;
    ada.erases(&messages[0]).await;
    saves(&ada, &messages[2]).await;
    assert_eq!(bodies(&saved(&ada.logs_in_again().await, "").await), ["2", "1"]);
}
