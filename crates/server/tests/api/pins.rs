//! `/chats/{id}/messages/{message_id}/pin` and `/chats/{id}/pins`: who may pin, and what everyone finds.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestServer, a_chat_in_order, bodies, path_of};

async fn pins(person: &Person, message: &Value) -> Answer {
    person.bare(Method::PUT, &format!("{}/pin", path_of(message))).await
}

async fn unpins(person: &Person, message: &Value) -> Answer {
    person.delete(&format!("{}/pin", path_of(message))).await
}

#[tokio::test]
async fn owner_and_moderators_pin_and_unpin_whatever_was_said() {
    let server = TestServer::start().await;
    let ([ada, bob, _, dan, eve], chat) = a_chat_in_order(&server).await;
    let said = dan.says(&chat, "read this").await;
    let head = ada.head_of(&chat).await;
    let pinned = pins(&bob, &said).await.is(200);
    let mut expected = said.clone();
    (expected["seq"], expected["pinned_at"]) = (json!(head + 1), pinned["pinned_at"].clone());
    assert_eq!(pinned, expected);
    assert!(pinned["pinned_at"].is_string());
    assert_eq!(dan.reads(&chat).await, std::slice::from_ref(&pinned));
    for refused in [pins(&dan, &said).await, unpins(&dan, &said).await] {
        refused.is_problem(403, "forbidden");
    }
    for refused in [pins(&eve, &said).await, unpins(&eve, &said).await, eve.get(&format!("/chats/{chat}/pins")).await] {
        refused.is_problem(403, "not_a_member");
    }
    unpins(&ada, &said).await.is(204);
    assert_eq!(dan.reads(&chat).await[0]["pinned_at"], json!(null));
    ada.removes(&bob, &chat).await;
    pins(&bob, &said).await.is_problem(403, "not_a_member");
}

#[tokio::test]
async fn asking_again_changes_nothing_more() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "hello").await; // 3
    unpins(&ada, &said).await.is(204);
    let pinned = pins(&ada, &said).await.is(200);
    assert_eq!(pins(&ada, &said).await.is(200), pinned);
    assert_eq!((&pinned["seq"], ada.head_of(&chat).await), (&json!(4), 4));
    unpins(&ada, &said).await.is(204);
    unpins(&ada, &said).await.is(204);
    assert_eq!(ada.head_of(&chat).await, 5);
    let edited = ada.edits(&said, "hello!").await;
    assert_eq!(pins(&ada, &edited).await.is(200)["body"], "hello!");
    assert!(ada.edits(&said, "hello!!").await["pinned_at"].is_string(), "an edit leaves it pinned");
}

#[tokio::test]
async fn what_is_pinned_is_listed_page_by_page_the_latest_first() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut said = Vec::new();
    for body in ["one", "two", "three", "four"] {
        said.push(ada.says(&chat, body).await);
    }
    for message in [&said[2], &said[0], &said[3]] {
        pins(&ada, message).await.is(200);
    }
    let first = bob.get(&format!("/chats/{chat}/pins?limit=2")).await.is(200);
    assert_eq!(bodies(first["items"].as_array().expect("items")), ["four", "one"]);
    let cursor = first["next_cursor"].as_str().expect("another page");
    let second = bob.get(&format!("/chats/{chat}/pins?limit=2&cursor={cursor}")).await.is(200);
    assert_eq!((bodies(second["items"].as_array().expect("items")), &second["next_cursor"]), (vec!["three"], &json!(null)));
    ada.get(&format!("/chats/{chat}/pins?cursor={cursor}")).await.is_problem(400, "bad_request");
    assert_eq!(bob.reads(&chat).await[3], first["items"][0], "the one shape");
}

#[tokio::test]
async fn a_deleted_message_is_not_pinned_and_cannot_be() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let (chat, other) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    let said = ada.says(&chat, "hello").await;
    pins(&ada, &said).await.is(200);
    ada.erases(&said).await;
    assert_eq!(ada.reads(&chat).await[0]["pinned_at"], json!(null));
    assert_eq!(ada.get(&format!("/chats/{chat}/pins")).await.is(200)["items"], json!([]));
    pins(&ada, &said).await.is_problem(404, "message_not_found");
    unpins(&ada, &said).await.is_problem(404, "message_not_found");
    let mut elsewhere = ada.says(&chat, "here").await;
    elsewhere["chat_id"] = json!(other.id);
    pins(&ada, &elsewhere).await.is_problem(404, "message_not_found");
}

#[tokio::test]
async fn a_chat_has_so_many_pins() {
    let server = TestServer::with(&[("limits.app.pins_per_chat_max", "2")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = [ada.says(&chat, "one").await, ada.says(&chat, "two").await, ada.says(&chat, "three").await];
    for message in &said[..2] {
        pins(&ada, message).await.is(200);
    }
    pins(&ada, &said[2]).await.is_problem(409, "limit_reached");
    pins(&ada, &said[1]).await.is(200);
    ada.erases(&said[0]).await;
    pins(&ada, &said[2]).await.is(200);
}

#[tokio::test]
async fn in_a_direct_chat_both_pin_and_to_others_it_does_not_exist() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = crate::support::Chat::of(ada.bare(Method::PUT, &format!("/users/{}/chat", bob.id())).await.is(200));
    let said = ada.says(&chat, "our address").await;
    pins(&bob, &said).await.is(200);
    unpins(&ada, &said).await.is(204);
    pins(&ada, &said).await.is(200);
    for refused in [pins(&eve, &said).await, eve.get(&format!("/chats/{chat}/pins")).await] {
        refused.is_problem(404, "chat_not_found");
    }
    bob.bare(Method::PUT, &format!("/users/me/blocks/{}", ada.id())).await.is(204);
    unpins(&ada, &said).await.is_problem(403, "blocked");
}
