//! `/chats/{id}/messages/{message_id}/seen-by`: who has read that far.

use serde_json::{Value, json};

use crate::support::{Answer, Chat, Person, TestServer, path_of};

async fn seen_by(person: &Person, message: &Value) -> Answer {
    person.get(&format!("{}/seen-by", path_of(message))).await
}

async fn reads_to(person: &Person, chat: &Chat, number: i64) {
    person.put(&format!("/chats/{chat}/read"), json!({"number": number})).await.is(200);
}

fn reader(person: &Person, read_number: i64) -> Value {
    json!({"user": person.summary(), "read_number": read_number})
}

#[tokio::test]
async fn those_who_have_read_as_far_as_a_message_are_named_without_its_author() {
    let server = TestServer::start().await;
    let [ada, bob, cleo, dan, eve] = server.users(["ada", "bob", "cleo", "dan", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    for person in [&bob, &cleo, &dan] {
        person.joins(&chat).await;
    }
    let said = [ada.says(&chat, "one").await, bob.says(&chat, "two").await];
    assert_eq!(seen_by(&ada, &said[0]).await.is(200), json!({"items": [], "next_cursor": null}));
    reads_to(&ada, &chat, 2).await;
    reads_to(&bob, &chat, 2).await;
    reads_to(&dan, &chat, 1).await;
    assert_eq!(seen_by(&cleo, &said[0]).await.is(200)["items"], json!([reader(&bob, 2), reader(&dan, 1)]));
    assert_eq!(seen_by(&bob, &said[1]).await.is(200)["items"], json!([reader(&ada, 2)]));
    let first = ada.get(&format!("{}/seen-by?limit=1", path_of(&said[0]))).await.is(200);
    let cursor = first["next_cursor"].as_str().expect("another page");
    let second = ada.get(&format!("{}/seen-by?limit=1&cursor={cursor}", path_of(&said[0]))).await.is(200);
    assert_eq!((&second["items"], &second["next_cursor"]), (&json!([reader(&dan, 1)]), &json!(null)));

    bob.put(&format!("/chats/{chat}/read"), json!({"number": 0, "mark_unread": true})).await.is(200);
    ada.removes(&dan, &chat).await;
    assert_eq!(seen_by(&ada, &said[0]).await.is(200)["items"], json!([]), "who is gone, or has marked it as unread");
    for person in [&dan, &eve] {
        seen_by(person, &said[0]).await.is_problem(403, "not_a_member");
    }
    let private = ada.creates_private_chat("private").await;
    let hidden = ada.says(&private, "hidden").await;
    seen_by(&bob, &hidden).await.is_problem(404, "chat_not_found");
    let mut elsewhere = hidden.clone();
    elsewhere["chat_id"] = json!(chat.id);
    seen_by(&ada, &elsewhere).await.is_problem(404, "message_not_found");
}

#[tokio::test]
async fn a_large_chat_does_not_say() {
    let server = TestServer::with(&[("limits.app.seen_by_members_max", "2")]).await;
    let [ada, bob, cleo] = server.users(["ada", "bob", "cleo"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "hello").await;
    seen_by(&bob, &said).await.is(200);
    cleo.joins(&chat).await;
    seen_by(&bob, &said).await.is_problem(409, "chat_too_large");
    cleo.leaves(&chat).await;
    seen_by(&bob, &said).await.is(200);
}
