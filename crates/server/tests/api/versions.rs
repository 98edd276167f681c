//! `/chats/{id}/messages/{message_id}/versions`: what edited messages said before, and to whom.

use serde_json::{Value, json};

use crate::support::{Answer, Person, TestServer, a_chat_in_order, bodies, path_of};

async fn versions(person: &Person, message: &Value) -> Answer {
    person.get(&format!("{}/versions", path_of(message))).await
}

#[tokio::test]
async fn author_owner_and_moderators_read_what_a_message_said_before() {
    let server = TestServer::start().await;
    let ([ada, bob, _, dan, eve], chat) = a_chat_in_order(&server).await;
    let fay = server.user("fay").await;
    fay.joins(&chat).await;
    let said = dan.says(&chat, "one").await;
    assert_eq!(versions(&dan, &said).await.is(200), json!({"items": [], "next_cursor": null}));
    let second = dan.edits(&said, "two").await;
    dan.edits(&said, "two").await;
    dan.edits(&said, "three").await;
    let expected = json!({"items": [
        {"body": "two", "written_at": second["edited_at"]},
        {"body": "one", "written_at": said["created_at"]},
    ], "next_cursor": null});
    for person in [&dan, &ada, &bob] {
        assert_eq!(versions(person, &said).await.is(200), expected);
    }
    versions(&fay, &said).await.is_problem(403, "forbidden");
    versions(&eve, &said).await.is_problem(403, "not_a_member");
    ada.removes(&dan, &chat).await;
    versions(&dan, &said).await.is_problem(403, "not_a_member");
    let private = ada.creates_private_chat("private").await;
    let hidden = ada.says(&private, "hidden").await;
    versions(&bob, &hidden).await.is_problem(404, "chat_not_found");
    let mut elsewhere = hidden.clone();
    elsewhere["chat_id"] = json!(chat.id);
    versions(&ada, &elsewhere).await.is_problem(404, "message_not_found");
}

#[tokio::test]
async fn the_latest_are_kept_and_read_page_by_page() {
    let server = TestServer::with(&[("limits.app.versions_per_message_max", "3")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "1").await;
    for body in ["2", "3", "4", "5"] {
        ada.edits(&said, body).await;
    }
    let list = format!("{}/versions", path_of(&said));
    let first = ada.get(&format!("{list}?limit=2")).await.is(200);
    assert_eq!(bodies(first["items"].as_array().expect("items")), ["4", "3"]);
    let cursor = first["next_cursor"].as_str().expect("another page");
    let second = ada.get(&format!("{list}?limit=2&cursor={cursor}")).await.is(200);
    assert_eq!((bodies(second["items"].as_array().expect("items")), &second["next_cursor"]), (vec!["2"], &json!(null)));
}

#[tokio::test]
async fn nothing_is_kept_where_the_setting_says_so_and_a_deletion_leaves_nothing() {
    let server = TestServer::with(&[("limits.app.versions_per_message_max", "0")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "one").await;
    ada.edits(&said, "two").await;
    assert_eq!(versions(&ada, &said).await.is(200)["items"], json!([]));
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "one").await;
    ada.edits(&said, "two").await;
    ada.erases(&said).await;
    assert_eq!(versions(&ada, &said).await.is(200)["items"], json!([]));
}
