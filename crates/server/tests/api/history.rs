//! `GET /chats/{id}/messages`: the history, page by page, and how far one has read.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Person, TestServer};

/// The numbers of a page, and whether there is more on either side.
async fn page(person: &Person, chat: &Chat, query: &str) -> (Vec<i64>, bool, bool) {
    let page = person.get(&format!("/chats/{chat}/messages?{query}")).await.is(200);
    let numbers = page["items"].as_array().expect("items").iter().map(|message| message["number"].as_i64().expect("a number"));
    let flag = |name: &str| page[name].as_bool().unwrap_or_else(|| panic!("no {name} in {page}"));
    (numbers.collect(), flag("has_before"), flag("has_after"))
}

async fn ada_with_ten_messages(server: &TestServer) -> (Person, Chat) {
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    ada.chatters(&chat, 10).await;
    (ada, chat)
}

#[tokio::test]
async fn the_newest_page_comes_first_and_the_oldest_message_on_top() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_with_ten_messages(&server).await;
    assert_eq!(page(&ada, &chat, "limit=3").await, (vec![8, 9, 10], true, false));
    assert_eq!(page(&ada, &chat, "limit=10").await, ((1..=10).collect(), false, false));
    assert_eq!(page(&ada, &chat, "").await, ((1..=10).collect(), false, false));
}

#[tokio::test]
async fn the_history_is_read_backwards_and_forwards_from_any_number() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_with_ten_messages(&server).await;
    for (query, expected) in [
        ("before=8&limit=3", (vec![5, 6, 7], true, true)),
        ("before=4&limit=3", (vec![1, 2, 3], false, true)),
        ("before=3&limit=3", (vec![1, 2], false, true)),
        ("after=7&limit=3", (vec![8, 9, 10], true, false)),
        ("after=3&limit=3", (vec![4, 5, 6], true, true)),
        ("after=0&limit=3", (vec![1, 2, 3], false, true)),
        ("around=5&limit=4", (vec![3, 4, 5, 6], true, true)),
        ("around=5&limit=5", (vec![3, 4, 5, 6, 7], true, true)),
        ("around=1&limit=4", (vec![1, 2], false, true)),
        ("around=10&limit=4", (vec![8, 9, 10], true, false)),
        ("around=5&limit=100", ((1..=10).collect(), false, false)),
    ] {
        assert_eq!(page(&ada, &chat, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn beyond_the_ends_there_is_nothing() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_with_ten_messages(&server).await;
    assert_eq!(page(&ada, &chat, "before=1").await.0, Vec::<i64>::new());
    assert_eq!(page(&ada, &chat, "after=10").await, (vec![], true, false));
    assert_eq!(page(&ada, &chat, "after=9223372036854775807").await.0, Vec::<i64>::new());
    assert_eq!(page(&ada, &chat, "before=9223372036854775807&limit=2").await.0, [9, 10]);
    let empty = ada.creates_chat("empty").await;
    assert_eq!(page(&ada, &empty, "").await, (vec![], false, false));
}

#[tokio::test]
async fn wrong_numbers_are_named() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_with_ten_messages(&server).await;
    for (query, field) in
        [("before=x", "before"), ("after=-1", "after"), ("around=1.5", "around"), ("before=9223372036854775808", "before")]
    {
        assert_eq!(ada.get(&format!("/chats/{chat}/messages?{query}")).await.refused_fields(), [field], "{query}");
    }
    let both = ada.get(&format!("/chats/{chat}/messages?before=5&after=2")).await;
    both.is_problem(422, "invalid_fields");
}

#[tokio::test]
async fn a_read_position_moves_forward_only_and_stops_at_the_end() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_with_ten_messages(&server).await;
    let bob = server.user("bob").await;
    bob.joins(&chat).await;
    ada.chatters(&chat, 5).await;
    let read = async |number: i64| bob.put(&format!("/chats/{chat}/read"), json!({"number": number})).await.is(200);
    let position = |read: i64, unread: i64| json!({"read_number": read, "unread": unread, "unread_mentions": 0});
    assert_eq!(read(12).await, position(12, 3));
    assert_eq!(read(11).await, position(12, 3), "never backwards");
    assert_eq!(read(0).await, position(12, 3));
    assert_eq!(read(99).await, position(15, 0), "never past the end");
    let mine = bob.get("/users/me/chats").await.is(200);
    assert_eq!((&mine["items"][0]["read_number"], &mine["items"][0]["unread"]), (&json!(15), &json!(0)));
    ada.says(&chat, "one more").await;
    assert_eq!(bob.get("/users/me/chats").await.is(200)["items"][0]["unread"], 1);
}

#[tokio::test]
async fn a_wrong_read_position_is_named() {
    let server = TestServer::start().await;
    let (ada, chat) = ada_with_ten_messages(&server).await;
    for wrong in [json!({}), json!({"number": -1}), json!({"number": 1.5}), json!({"number": "1"}), json!({"number": null})] {
        assert_eq!(ada.put(&format!("/chats/{chat}/read"), wrong).await.refused_fields(), ["number"]);
    }
    let nowhere = format!("/chats/{}/read", Uuid::now_v7());
    ada.put(&nowhere, json!({"number": 1})).await.is_problem(404, "chat_not_found");
}

#[tokio::test]
async fn numbers_and_seqs_have_no_gaps_whatever_happens_in_between() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    let mut seqs: Vec<Value> = Vec::new();
    for round in 0..5 {
        seqs.push(ada.says(&chat, &round.to_string()).await["seq"].clone());
        bob.joins(&chat).await;
        seqs.push(bob.says(&chat, &round.to_string()).await["seq"].clone());
        bob.leaves(&chat).await;
    }
    let expected: Vec<Value> = (0..5).flat_map(|round| [json!(round * 4 + 3), json!(round * 4 + 5)]).collect();
    assert_eq!(seqs, expected);
    assert_eq!(page(&ada, &chat, "").await.0, (1..=10).collect::<Vec<_>>());
}
