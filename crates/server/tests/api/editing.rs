//! `PATCH` and `DELETE /chats/{id}/messages/{message_id}`: by whom, and what is left everywhere else.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Person, TestServer, bodies, draft, path_of};

async fn edit(person: &Person, message: &Value) -> crate::support::Answer {
    person.patch(&path_of(message), json!({"body": "changed"})).await
}

#[tokio::test]
async fn an_edited_message_is_the_same_everywhere() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let first = ada.says(&chat, "helo").await;
    let edited = ada.edits(&first, " hello ").await;
    let mut expected = first.clone();
    (expected["body"], expected["seq"], expected["edited_at"]) = (json!("hello"), json!(5), edited["edited_at"].clone());
    assert_eq!(edited, expected);
    assert!(edited["edited_at"].is_string());
    assert_eq!(bob.reads(&chat).await, std::slice::from_ref(&edited));
    assert_eq!(bob.get(&path_of(&first)).await.is(200), edited);
    let mine = bob.get("/users/me/chats").await.is(200)["items"][0].clone();
    assert_eq!((&mine["last_message"], &mine["message_count"], &mine["seq"]), (&edited, &json!(1), &json!(5)));
}

#[tokio::test]
async fn a_deleted_message_leaves_its_place_and_nothing_that_it_said() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = [ada.says(&chat, "one").await, ada.says(&chat, "two").await];
    let reply = json!({"body": "three", "client_id": Uuid::now_v7(), "reply_to": said[1]["id"]});
    let reply = bob.post(&format!("/chats/{chat}/messages"), reply).await.is(201);
    ada.edits(&said[1], "two!").await;
    ada.erases(&said[1]).await;
    let history = bob.reads(&chat).await;
    assert_eq!(bodies(&history), ["one", "", "three"]);
    let tombstone = &history[1];
    for key in ["id", "number", "author", "client_id", "created_at", "reply_to"] {
        assert_eq!(tombstone[key], said[1][key], "{key}");
    }
    assert!(tombstone["deleted_at"].is_string(), "{tombstone}");
    assert_eq!(bob.get(&path_of(&said[1])).await.is(200), *tombstone);
    assert_eq!(history[2], reply, "an answer to it stays what it is");

    ada.erases(&said[0]).await;
    bob.erases(&reply).await;
    let mine = ada.get("/users/me/chats").await.is(200)["items"][0].clone();
    assert_eq!((&mine["message_count"], &mine["unread"]), (&json!(3), &json!(3)), "numbers count, whatever became of them");
    assert_eq!((&mine["last_message"]["body"], &mine["last_message"]["number"]), (&json!(""), &json!(3)));
    let read = ada.put(&format!("/chats/{chat}/read"), json!({"number": 3})).await.is(200);
    assert_eq!(read, json!({"read_number": 3, "unread": 0, "unread_mentions": 0}));
    let page = ada.get(&format!("/chats/{chat}/messages?before=3&limit=1")).await.is(200);
    assert_eq!((&page["items"][0]["number"], &page["has_before"], &page["has_after"]), (&json!(2), &json!(true), &json!(true)));
}

#[tokio::test]
async fn asking_again_after_a_lost_answer_is_safe() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "hello").await;
    assert_eq!(ada.edits(&said, "hello").await, said, "to what it says already");
    let edited = ada.edits(&said, "better").await;
    assert_eq!(ada.edits(&said, "better").await, edited);
    ada.erases(&said).await;
    let head = ada.head_of(&chat).await;
    ada.erases(&said).await;
    ada.patch(&path_of(&said), json!({"body": "back"})).await.is_problem(404, "message_not_found");
    assert_eq!(ada.head_of(&chat).await, head, "only what changes takes a seq");
}

#[tokio::test]
async fn a_retried_send_is_answered_with_what_became_of_the_message() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let (path, message) = (format!("/chats/{chat}/messages"), draft("hello"));
    let sent = ada.post(&path, message.clone()).await.is(201);
    let edited = ada.edits(&sent, "better").await;
    assert_eq!(ada.post(&path, message.clone()).await.is(200), edited);
    ada.erases(&sent).await;
    let gone = ada.post(&path, message.clone()).await.is(200);
    assert_eq!((&gone["id"], &gone["body"]), (&sent["id"], &json!("")));
    assert_eq!(ada.reads(&chat).await, [gone]);
    let untouched = draft("one thing");
    ada.post(&path, untouched.clone()).await.is(201);
    let mut another = untouched;
    another["body"] = json!("another thing");
    ada.post(&path, another).await.is_problem(409, "client_id_reused");
}

#[tokio::test]
async fn one_edits_ones_own_and_the_owner_deletes_any() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    let (hers, his) = (ada.says(&chat, "hers").await, bob.says(&chat, "his").await);
    let head = ada.head_of(&chat).await;
    for (person, message) in [(&bob, &hers), (&ada, &his), (&eve, &his)] {
        edit(person, message).await.is_problem(403, "forbidden");
    }
    for (person, message) in [(&bob, &hers), (&eve, &his)] {
        person.delete(&path_of(message)).await.is_problem(403, "forbidden");
    }
    assert_eq!((bodies(&ada.reads(&chat).await), ada.head_of(&chat).await), (vec!["hers", "his"], head));
    ada.erases(&his).await;
    assert_eq!(bodies(&eve.reads(&chat).await), ["hers", ""]);
}

#[tokio::test]
async fn an_outsider_and_one_who_left_change_nothing() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (public, private) = (ada.creates_chat("public").await, ada.creates_private_chat("private").await);
    bob.joins(&public).await;
    let (his, whispered) = (bob.says(&public, "his").await, ada.says(&private, "whispered").await);
    bob.leaves(&public).await;
    for (person, message, status, code) in
        [(&bob, &his, 403, "not_a_member"), (&eve, &his, 403, "not_a_member"), (&bob, &whispered, 404, "chat_not_found")]
    {
        edit(person, message).await.is_problem(status, code);
        person.delete(&path_of(message)).await.is_problem(status, code);
        server.anyone().patch(&path_of(message), json!({"body": "x"})).await.is_problem(401, "unauthenticated");
        server.anyone().delete(&path_of(message)).await.is_problem(401, "unauthenticated");
    }
    let mut elsewhere = his.clone();
    elsewhere["chat_id"] = json!(private.id);
    edit(&ada, &elsewhere).await.is_problem(404, "message_not_found");
    ada.delete(&path_of(&elsewhere)).await.is_problem(404, "message_not_found");
    assert_eq!(bodies(&ada.reads(&public).await), ["his"]);
    assert_eq!(bodies(&ada.reads(&private).await), ["whispered"]);
}

#[tokio::test]
async fn what_is_no_body_is_refused_by_name() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "hello").await;
    for body in [json!({}), json!({"body": null}), json!({"body": 7}), json!({"body": " "}), json!({"body": "a".repeat(4_001)})] {
        assert_eq!(ada.patch(&path_of(&said), body).await.refused_fields(), ["body"]);
    }
    ada.patch(&format!("/chats/{chat}/messages/nonsense"), json!({"body": "x"})).await.is_problem(404, "message_not_found");
    assert_eq!(bodies(&ada.reads(&chat).await), ["hello"]);
}

#[tokio::test]
async fn edits_and_deletions_count_as_changes_of_ones_own() {
    let server = TestServer::with(&[("limits.app.changes_per_sec", "1"), ("limits.app.changes_burst", "3")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (hers, his) = (ada.says(&chat, "hers").await, bob.says(&chat, "his").await);
    let mut refused = 0;
    for n in 0..20 {
        let answer = ada.patch(&path_of(&hers), json!({"body": n.to_string()})).await;
        if answer.status != 200 {
            answer.is_problem(429, "rate_limited");
            refused += 1;
        }
    }
    assert!(refused > 0, "twenty edits went through a burst of three");
    bob.edits(&his, "others are not affected").await;
}
