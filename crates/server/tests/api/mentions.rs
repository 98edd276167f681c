//! Mentions: whom a message means, and how many of them one has not read.

use serde_json::{Value, json};

use crate::support::{Chat, Person, TestServer, path_of};

fn told(mentions: &[(&str, Option<&Person>)]) -> Value {
    mentions.iter().map(|(text, person)| json!({"text": text, "user": person.map(Person::summary)})).collect()
}

async fn unread(person: &Person, chat: &Chat) -> (i64, i64) {
    let mine = person.get("/users/me/chats").await.is(200);
    let of = mine["items"].as_array().expect("chats").iter().find(|mine| mine["id"] == chat.id.as_str()).expect("the chat").clone();
    let socket = person.connects().await;
    let head = socket.welcome["chats"].as_array().expect("chats").iter().find(|head| head["id"] == chat.id.as_str()).expect("the chat");
    assert_eq!(head["unread_mentions"], of["unread_mentions"], "welcome and list say the same");
    (of["unread"].as_i64().expect("a number"), of["unread_mentions"].as_i64().expect("a number"))
}

async fn reads_to(person: &Person, chat: &Chat, number: i64) -> i64 {
    let read = person.put(&format!("/chats/{chat}/read"), json!({"number": number})).await.is(200);
    read["unread_mentions"].as_i64().expect("a number")
}

#[tokio::test]
async fn a_mention_means_a_member_and_stays_with_them_through_a_rename() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "@Bob and @eve, mail me@ada.org").await;
    assert_eq!(said["mentions"], told(&[("@Bob", Some(&bob))]), "eve is not there");
    bob.patch("/users/me", json!({"username": "robert"})).await.is(200);
    let mut renamed = bob.summary();
    renamed["username"] = json!("robert");
    assert_eq!(ada.reads(&chat).await[0]["mentions"], json!([{"text": "@Bob", "user": renamed}]));
    // Who has the name now is not who is meant, also when the rest is changed.
    eve.patch("/users/me", json!({"username": "bob"})).await.is(200);
    eve.joins(&chat).await;
    let edited = ada.edits(&said, "@Bob, come @robert").await;
    assert_eq!(edited["mentions"], json!([{"text": "@Bob", "user": renamed}, {"text": "@robert", "user": renamed}]));
    assert_eq!((unread(&bob, &chat).await.1, unread(&eve, &chat).await.1), (1, 0));
}

#[tokio::test]
async fn unread_mentions_are_counted_as_messages_come_change_go_and_are_read() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let first = ada.says(&chat, "@bob @bob @ada").await;
    ada.says(&chat, "nobody").await;
    let third = ada.says(&chat, "hello @bob").await;
    assert_eq!((unread(&bob, &chat).await, unread(&ada, &chat).await), ((3, 2), (3, 0)), "one's own word does not call oneself");
    assert_eq!(reads_to(&bob, &chat, 1).await, 1);
    assert_eq!(reads_to(&bob, &chat, 1).await, 1);
    ada.edits(&first, "no more").await;
    assert_eq!(unread(&bob, &chat).await.1, 1, "that was read already");
    ada.edits(&third, "hello you").await;
    assert_eq!(unread(&bob, &chat).await.1, 0);
    let third = ada.edits(&third, "hello @bob, and again @bob").await;
    assert_eq!(unread(&bob, &chat).await.1, 1);
    ada.erases(&third).await;
    assert_eq!((unread(&bob, &chat).await.1, &ada.reads(&chat).await[2]["mentions"]), (0, &json!([])));
    ada.says(&chat, "@bob @eve").await;
    eve.joins(&chat).await;
    assert_eq!((unread(&bob, &chat).await.1, unread(&eve, &chat).await.1), (1, 0), "who comes later was not called");
    bob.leaves(&chat).await;
    bob.joins(&chat).await;
    assert_eq!(unread(&bob, &chat).await, (0, 0));
    ada.says(&chat, "@bob").await;
    assert_eq!(reads_to(&bob, &chat, 99).await, 0);
}

#[tokio::test]
async fn everyone_is_called_by_those_who_may() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    assert_eq!(bob.says(&chat, "@all look").await["mentions"], json!([]));
    let loud = ada.says(&chat, "@all and @bob").await;
    assert_eq!(loud["mentions"], told(&[("@bob", Some(&bob)), ("@all", None)]));
    assert_eq!((unread(&ada, &chat).await.1, unread(&bob, &chat).await.1, unread(&eve, &chat).await.1), (0, 1, 1));
    assert_eq!((reads_to(&eve, &chat, 2).await, reads_to(&bob, &chat, 1).await), (0, 1));
    ada.erases(&loud).await;
    assert_eq!((unread(&bob, &chat).await.1, unread(&eve, &chat).await.1), (0, 0));
}

#[tokio::test]
async fn many_at_once_are_counted_exactly_while_others_read() {
    let server = TestServer::with(&[("limits.app.messages_burst", "1000")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let path = format!("/chats/{chat}/messages");
    let talk = futures_util::future::join_all((0..60).map(|_| ada.post(&path, crate::support::draft("@bob"))));
    let read = async {
        for number in 1..=20 {
            reads_to(&bob, &chat, number).await;
        }
    };
    let (said, ()) = tokio::join!(talk, read);
    assert!(said.into_iter().all(|answer| answer.status == 201));
    reads_to(&bob, &chat, 20).await;
    assert_eq!(unread(&bob, &chat).await, (40, 40));
}

#[tokio::test]
async fn a_device_that_was_away_learns_of_them_with_the_message() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    let said = ada.says(&chat, "@bob").await;
    assert_eq!(socket.hears("message.created").await["data"], said);
    let mut back = bob.connects_knowing(json!({chat.id.clone(): 3})).await;
    assert_eq!(back.replayed()[0]["data"]["mentions"], told(&[("@bob", Some(&bob))]));
    let read = back.asks(json!({"type": "read", "chat_id": chat.id, "data": {"number": 1}})).await;
    assert_eq!(read["data"], json!({"read_number": 1, "unread": 0, "unread_mentions": 0}));
    assert_eq!(socket.hears("read.updated").await["data"]["unread_mentions"], 0);
    assert_eq!(ada.get(&path_of(&said)).await.is(200)["mentions"], said["mentions"]);
}
