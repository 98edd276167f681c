//! `/chats/{id}/draft`: what one has begun to write, the same on all devices.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Person, TestServer};

fn place(chat: &Chat) -> String {
    format!("/chats/{chat}/draft")
}

async fn kept(person: &Person) -> Value {
    person.get("/users/me/chats").await.is(200)["items"][0]["draft"].clone()
}

fn time_of(draft: &Value) -> Option<jiff::Timestamp> {
    draft["updated_at"].as_str().map(|at| at.parse().expect("a time"))
}

#[tokio::test]
async fn what_is_begun_on_one_device_is_there_on_all_and_nobody_elses_business() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    assert_eq!(kept(&bob).await, Value::Null);
    let (mut phone, mut laptop, mut hers) = (bob.connects().await, bob.connects().await, ada.connects().await);
    let answers = ada.says(&chat, "hello").await["id"].clone();
    for socket in [&mut phone, &mut laptop, &mut hers] {
        socket.hears("message.created").await;
    }
    let head = ada.head_of(&chat).await;
    let draft = bob.put(&place(&chat), json!({"body": " Dear Ada, ", "reply_to": answers})).await.is(200);
    assert_eq!((&draft["body"], &draft["reply_to"]), (&json!("Dear Ada,"), &answers));
    for socket in [&mut phone, &mut laptop] {
        assert_eq!(socket.next_event().await, json!({"type": "draft.updated", "chat_id": chat.id, "data": draft}));
    }
    hers.stays_silent().await;
    assert_eq!(kept(&bob).await, draft);
    assert_eq!(kept(&ada).await, Value::Null);
    assert_eq!(ada.head_of(&chat).await, head, "what one begins takes no seq");
}

#[tokio::test]
async fn of_two_devices_the_later_one_counts_and_one_that_was_away_learns_it() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let mut last = Value::Null;
    for body in ["one", "two", "three"] {
        let draft = ada.put(&place(&chat), json!({"body": body})).await.is(200);
        assert!(time_of(&draft) > time_of(&last), "{last} {draft}");
        last = draft;
    }
    let tablet = ada.logs_in_again().await;
    let mut stale = tablet.connects().await;
    assert_eq!(stale.welcome["chats"][0]["draft_at"], last["updated_at"]);
    assert_eq!(kept(&tablet).await, last);
    // Nothing is left of it: that is a state too, and the latest one.
    ada.put(&place(&chat), json!({"body": " "})).await.is(204);
    let gone = stale.next_event().await;
    assert_eq!((&gone["data"]["body"], &gone["data"]["reply_to"]), (&json!(""), &Value::Null));
    assert_eq!(kept(&tablet).await, gone["data"]);
    ada.put(&place(&chat), json!({"body": "four"})).await.is(200);
    ada.delete(&place(&chat)).await.is(204);
    assert_eq!(stale.next_event().await["data"]["body"], "four");
    let gone = stale.next_event().await["data"].clone();
    assert_eq!(kept(&tablet).await, gone);
    assert_eq!(ada.connects().await.welcome["chats"][0]["draft_at"], gone["updated_at"]);
}

#[tokio::test]
async fn outsiders_keep_nothing_and_it_goes_with_the_membership() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    let draft = bob.put(&place(&chat), json!({"body": "never sent"})).await.is(200);
    ada.removes(&bob, &chat).await;
    for outsider in [&bob, &eve] {
        outsider.put(&place(&chat), json!({"body": "hello"})).await.is_problem(403, "not_a_member");
        outsider.delete(&place(&chat)).await.is_problem(403, "not_a_member");
        outsider.put(&place(&private), json!({"body": "hello"})).await.is_problem(404, "chat_not_found");
    }
    eve.put(&place(&Chat { id: Uuid::now_v7().to_string(), json: Value::Null }), json!({"body": "x"}))
        .await
        .is_problem(404, "chat_not_found");
    let gone = bob.joins(&chat).await["draft"].clone();
    assert_eq!(gone["body"], "", "it is gone");
    assert!(time_of(&gone) > time_of(&draft), "which is a state of its own, for a device that was away: {gone}");
    assert_eq!(eve.joins(&chat).await["draft"], Value::Null);
}

#[tokio::test]
async fn a_draft_is_no_longer_than_a_message_and_not_saved_at_every_key() {
    let server = TestServer::with(&[("limits.app.changes_burst", "3"), ("limits.app.changes_per_sec", "1")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    assert_eq!(ada.put(&place(&chat), json!({"body": "x".repeat(4_001), "reply_to": "none"})).await.refused_fields(), ["body", "reply_to"]);
    assert_eq!(ada.put(&place(&chat), json!({})).await.refused_fields(), ["body"]);
    ada.put(&place(&chat), json!({"body": "x".repeat(4_000)})).await.is(200);
    loop {
        let answer = ada.put(&place(&chat), json!({"body": "x"})).await;
        if answer.status != 200 {
            answer.is_problem(429, "rate_limited");
            break;
        }
    }
}
