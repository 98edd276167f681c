//! `/chats/{id}/messages/{message_id}/reactions`: who may react, with what, and where it is seen.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestServer, path_of};

fn path(message: &Value, emoji: &str) -> String {
    let encoded = emoji.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    format!("{}/reactions/{encoded}", path_of(message))
}

async fn reacts(person: &Person, message: &Value, emoji: &str) -> Answer {
    person.bare(Method::PUT, &path(message, emoji)).await
}

async fn takes_back(person: &Person, message: &Value, emoji: &str) -> Answer {
    person.delete(&path(message, emoji)).await
}

#[tokio::test]
async fn reactions_are_counted_and_named_wherever_the_message_is_read() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "hello").await; // 4
    assert_eq!(said["reactions"], json!([]));
    reacts(&ada, &said, "👍🏽").await.is(200);
    reacts(&bob, &said, "#️⃣").await.is(200);
    // Without its variation selector it is the same heart.
    reacts(&ada, &said, "\u{2764}").await.is(200);
    let reacted = reacts(&bob, &said, "\u{2764}\u{fe0f}").await.is(200);
    let mut expected = said.clone();
    expected["seq"] = json!(8);
    expected["reactions"] = json!([
        {"emoji": "👍🏽", "count": 1, "user_ids": [ada.id()]},
        {"emoji": "#️⃣", "count": 1, "user_ids": [bob.id()]},
        {"emoji": "❤️", "count": 2, "user_ids": [ada.id(), bob.id()]},
    ]);
    assert_eq!(reacted, expected);
    assert_eq!(bob.reads(&chat).await, std::slice::from_ref(&reacted));
    assert_eq!(ada.get(&path_of(&said)).await.is(200), reacted);
    assert_eq!(ada.get("/users/me/chats").await.is(200)["items"][0]["last_message"], reacted);
    let edited = ada.edits(&said, "hello!").await;
    assert_eq!(edited["reactions"], reacted["reactions"], "an edit leaves them");
    takes_back(&bob, &said, "#️⃣").await.is(204);
    takes_back(&ada, &said, "❤️").await.is(204);
    let left = json!([{"emoji": "👍🏽", "count": 1, "user_ids": [ada.id()]}, {"emoji": "❤️", "count": 1, "user_ids": [bob.id()]}]);
    assert_eq!(bob.reads(&chat).await[0]["reactions"], left);
}

#[tokio::test]
async fn asking_again_changes_nothing_more() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "hello").await; // 3
    takes_back(&ada, &said, "👍").await.is(204);
    let reacted = reacts(&ada, &said, "👍").await.is(200);
    assert_eq!(reacts(&ada, &said, "👍").await.is(200), reacted);
    assert_eq!((&reacted["seq"], ada.head_of(&chat).await), (&json!(4), 4));
    takes_back(&ada, &said, "👍").await.is(204);
    takes_back(&ada, &said, "👍").await.is(204);
    assert_eq!((&ada.reads(&chat).await[0]["reactions"], ada.head_of(&chat).await), (&json!([]), 5));
}

#[tokio::test]
async fn who_reacted_is_listed_page_by_page() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    let said = ada.says(&chat, "hello").await;
    for (person, emoji) in [(&bob, "👍"), (&ada, "🎉"), (&ada, "👍"), (&eve, "👍")] {
        reacts(person, &said, emoji).await.is(200);
    }
    let list = format!("{}/reactions", path_of(&said));
    let entry = |person: &Person, emoji: &str| json!({"emoji": emoji, "user": person.summary()});
    let first = eve.get(&format!("{list}?limit=3")).await.is(200);
    assert_eq!(first["items"], json!([entry(&bob, "👍"), entry(&ada, "🎉"), entry(&ada, "👍")]));
    let cursor = first["next_cursor"].as_str().expect("another page");
    let second = eve.get(&format!("{list}?limit=3&cursor={cursor}")).await.is(200);
    assert_eq!(second, json!({"items": [entry(&eve, "👍")], "next_cursor": null}));
    let thumbs = eve.get(&format!("{list}?emoji=%F0%9F%91%8D")).await.is(200);
    assert_eq!(thumbs["items"], json!([entry(&bob, "👍"), entry(&ada, "👍"), entry(&eve, "👍")]));
    eve.get(&format!("{list}?emoji=x")).await.refused_fields();
    bob.get(&format!("{list}?cursor={cursor}")).await.is_problem(400, "bad_request");
}

#[tokio::test]
async fn a_deleted_message_has_no_reactions_and_takes_none() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let said = ada.says(&chat, "hello").await;
    reacts(&ada, &said, "👍").await.is(200);
    ada.erases(&said).await;
    assert_eq!(ada.reads(&chat).await[0]["reactions"], json!([]));
    reacts(&ada, &said, "👍").await.is_problem(404, "message_not_found");
    takes_back(&ada, &said, "👍").await.is_problem(404, "message_not_found");
    assert_eq!(ada.get(&format!("{}/reactions", path_of(&said))).await.is(200)["items"], json!([]));
}

#[tokio::test]
async fn an_outsider_and_one_who_was_removed_neither_react_nor_learn_who_did() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (public, private) = (ada.creates_chat("public").await, ada.creates_private_chat("private").await);
    bob.joins(&public).await;
    let (said, whispered) = (ada.says(&public, "said").await, ada.says(&private, "whispered").await);
    reacts(&bob, &said, "👍").await.is(200);
    ada.removes(&bob, &public).await;
    for (person, message, status, code) in
        [(&bob, &said, 403, "not_a_member"), (&eve, &said, 403, "not_a_member"), (&bob, &whispered, 404, "chat_not_found")]
    {
        reacts(person, message, "🎉").await.is_problem(status, code);
        takes_back(person, message, "👍").await.is_problem(status, code);
        person.get(&format!("{}/reactions", path_of(message))).await.is_problem(status, code);
    }
    let mut elsewhere = said.clone();
    elsewhere["chat_id"] = json!(private.id);
    reacts(&ada, &elsewhere, "🎉").await.is_problem(404, "message_not_found");
    ada.get(&format!("{}/reactions", path_of(&elsewhere))).await.is_problem(404, "message_not_found");
    let kept = json!([{"emoji": "👍", "count": 1, "user_ids": [bob.id()]}]);
    assert_eq!(ada.reads(&public).await[0]["reactions"], kept, "what one said stays when one goes");
}

#[tokio::test]
async fn a_message_has_so_many_different_emoji_and_only_emoji() {
    let server = TestServer::with(&[("limits.app.reactions_per_message_max", "2")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let said = ada.says(&chat, "hello").await;
    for emoji in ["👍", "🎉"] {
        reacts(&ada, &said, emoji).await.is(200);
    }
    reacts(&bob, &said, "😀").await.is_problem(409, "limit_reached");
    reacts(&bob, &said, "🎉").await.is(200);
    takes_back(&ada, &said, "👍").await.is(204);
    reacts(&bob, &said, "😀").await.is(200);
    for nonsense in ["x", "👍👍", "<b>", "1"] {
        assert_eq!(reacts(&ada, &said, nonsense).await.refused_fields(), ["emoji"], "{nonsense}");
        assert_eq!(takes_back(&ada, &said, nonsense).await.refused_fields(), ["emoji"], "{nonsense}");
    }
}
