//! `/chats`: creating, looking at, changing and deleting them.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{TestServer, json_keys};

const CHAT_KEYS: [&str; 14] = [
    "created_at",
    "description",
    "has_password",
    "id",
    "join_requests",
    "last_message_at",
    "member_count",
    "message_count",
    "name",
    "owner_id",
    "posting",
    "seq",
    "slow_mode_secs",
    "visibility",
];

fn chat_keys() -> Vec<&'static str> {
    CHAT_KEYS.to_vec()
}

fn my_chat_keys() -> Vec<&'static str> {
    let mut keys = [
        chat_keys(),
        vec![
            "direct_with",
            "role",
            "joined_at",
            "muted_until",
            "read_number",
            "reports_open",
            "requests_waiting",
            "unread",
            "unread_mentions",
            "notifications",
            "draft",
            "last_message",
        ],
    ]
    .concat();
    keys.sort_unstable();
    keys
}

#[tokio::test]
async fn whoever_creates_a_chat_owns_it_and_is_its_first_member() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates(json!({"name": "  the   big room ", "description": "about\nthings"})).await;
    assert_eq!(json_keys(&chat.json), my_chat_keys());
    for (key, value) in [
        ("name", json!("the big room")),
        ("description", json!("about\nthings")),
        ("visibility", json!("public")),
        ("has_password", json!(false)),
        ("owner_id", json!(ada.id())),
        ("role", json!("owner")),
        ("member_count", json!(1)),
        ("seq", json!(2)),
        ("message_count", json!(0)),
        ("read_number", json!(0)),
        ("unread", json!(0)),
        ("last_message", Value::Null),
        ("last_message_at", Value::Null),
    ] {
        assert_eq!(chat.json[key], value, "{key}");
    }
    let seen = ada.looks_at(&chat).await;
    assert_eq!(json_keys(&seen), chat_keys());
    assert_eq!(seen["name"], "the big room");
}

#[tokio::test]
async fn nobody_creates_a_chat_for_someone_else() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates(json!({"name": "mine", "owner_id": bob.id(), "seq": 99, "member_count": 99, "id": Uuid::now_v7()})).await;
    assert_eq!((&chat.json["owner_id"], &chat.json["seq"], &chat.json["member_count"]), (&json!(ada.id()), &json!(2), &json!(1)));
}

#[tokio::test]
async fn every_wrong_field_of_a_chat_is_named() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let long = "a".repeat(501);
    for (body, fields) in [
        (json!({}), vec!["name"]),
        (json!({"name": " \u{200b}"}), vec!["name"]),
        (json!({"name": "a\0b", "description": "a\0b"}), vec!["description", "name"]),
        (json!({"name": &long[..81], "description": &long}), vec!["description", "name"]),
        (json!({"name": "x", "password": "", "visibility": "secret"}), vec!["password", "visibility"]),
        (json!({"name": "x", "password": &long[..129]}), vec!["password"]),
        (
            json!({"name": ["x"], "description": {}, "password": 7, "visibility": true}),
            vec!["description", "name", "password", "visibility"],
        ),
    ] {
        assert_eq!(ada.post("/chats", body.clone()).await.refused_fields(), fields, "{body}");
    }
    assert_eq!(server.stored("select count(*) from chats").await, ["0"]);
}

#[tokio::test]
async fn a_public_chat_can_be_looked_at_and_a_private_one_does_not_exist() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (public, private) = (ada.creates_chat("public").await, ada.creates_private_chat("private").await);
    assert_eq!(bob.looks_at(&public).await["name"], "public");
    bob.get(&format!("/chats/{private}")).await.is_problem(404, "chat_not_found");
    ada.get(&format!("/chats/{private}")).await.is(200);
}

#[tokio::test]
async fn a_change_touches_what_it_names_and_nothing_else() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates(json!({"name": "general", "description": "about", "password": "open sesame"})).await;
    let path = format!("/chats/{chat}");
    let mut expected = ada.looks_at(&chat).await;
    for (change, key, value) in [
        (json!({"name": "renamed"}), "name", json!("renamed")),
        (json!({"description": ""}), "description", json!("")),
        (json!({"visibility": "private"}), "visibility", json!("private")),
        (json!({"password": null}), "has_password", json!(false)),
    ] {
        expected[key] = value;
        expected["seq"] = json!(expected["seq"].as_i64().expect("a seq") + 1);
        assert_eq!(ada.patch(&path, change).await.is(200), expected);
    }
    assert_eq!(ada.patch(&path, json!({})).await.is(200), expected, "no change, no seq");
    let ignored = json!({"owner_id": Uuid::now_v7(), "seq": 0, "member_count": 7, "message_count": 7});
    assert_eq!(ada.patch(&path, ignored).await.is(200), expected);
}

#[tokio::test]
async fn wrong_fields_of_a_change_are_named_and_change_nothing() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let before = ada.looks_at(&chat).await;
    for (body, fields) in [
        (json!({"name": null, "description": null, "visibility": null}), vec!["description", "name", "visibility"]),
        (json!({"name": "  ", "password": ""}), vec!["name", "password"]),
        (json!({"name": "fine", "visibility": []}), vec!["visibility"]),
    ] {
        assert_eq!(ada.patch(&format!("/chats/{chat}"), body.clone()).await.refused_fields(), fields, "{body}");
    }
    assert_eq!(ada.looks_at(&chat).await, before);
}

#[tokio::test]
async fn only_the_owner_changes_or_deletes_a_chat() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    for change in [json!({"name": "mine"}), json!({"password": "mine"}), json!({"password": null})] {
        bob.patch(&format!("/chats/{chat}"), change.clone()).await.is_problem(403, "not_the_owner");
        let stranger = eve.patch(&format!("/chats/{chat}"), change.clone()).await;
        assert_eq!(stranger.status, 403, "{}", stranger.text);
        eve.patch(&format!("/chats/{private}"), change).await.is_problem(404, "chat_not_found");
    }
    bob.delete(&format!("/chats/{chat}")).await.is_problem(403, "not_the_owner");
    eve.delete(&format!("/chats/{chat}")).await.is_problem(403, "not_a_member");
    eve.delete(&format!("/chats/{private}")).await.is_problem(404, "chat_not_found");
    assert_eq!(ada.looks_at(&chat).await["name"], "general");
}

#[tokio::test]
async fn a_deleted_chat_is_gone_for_everyone() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let message = ada.says(&chat, "hello").await;
    ada.delete(&format!("/chats/{chat}")).await.is(204);
    for person in [&ada, &bob] {
        for path in ["", "/messages", "/members", &format!("/messages/{}", message["id"].as_str().expect("an id"))] {
            person.get(&format!("/chats/{chat}{path}")).await.is_problem(404, "chat_not_found");
        }
        assert_eq!(person.get("/users/me/chats").await.is(200)["items"], json!([]));
        person.post(&format!("/chats/{chat}/messages"), crate::support::draft("still there?")).await.is_problem(404, "chat_not_found");
        person.post(&format!("/chats/{chat}/join"), json!({})).await.is_problem(404, "chat_not_found");
    }
    ada.delete(&format!("/chats/{chat}")).await.is_problem(404, "chat_not_found");
}

#[tokio::test]
async fn ones_chats_come_with_the_last_message_and_what_is_unread() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let quiet = ada.creates_chat("quiet").await;
    let busy = ada.creates_chat("busy").await;
    bob.joins(&quiet).await;
    bob.joins(&busy).await;
    ada.says(&busy, "one").await;
    let latest = ada.says(&busy, "two").await;
    let mine = bob.get("/users/me/chats").await.is(200);
    assert_eq!(json_keys(&mine), ["items", "next_cursor"]);
    assert_eq!(json_keys(&mine["items"][0]), my_chat_keys());
    assert_eq!(mine["items"][0]["id"], busy.id.as_str(), "the latest active comes first");
    assert_eq!(mine["items"][0]["last_message"], latest);
    assert_eq!((&mine["items"][0]["unread"], &mine["items"][0]["role"]), (&json!(2), &json!("member")));
    assert_eq!((&mine["items"][1]["unread"], &mine["items"][1]["last_message"]), (&json!(0), &Value::Null));
}

#[tokio::test]
async fn an_id_that_is_none_names_nothing() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    for id in ["nonsense", "%00", "..%2f..", "01890a5d-ac96-774b-bcce-b302099a8001", &"a".repeat(1_000)] {
        ada.get(&format!("/chats/{id}")).await.is_problem(404, "chat_not_found");
    }
}

#[tokio::test]
async fn one_person_changes_so_much_and_then_waits_while_others_go_on() {
    let server = TestServer::with(&[("limits.app.changes_per_sec", "1"), ("limits.app.changes_burst", "3")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let mut refused = None;
    // A machine that is slow enough to earn a change a second while this goes on would not end here.
    while refused.is_none() {
        refused = Some(ada.post("/chats", json!({"name": "one of many"})).await).filter(|answer| answer.status != 201);
    }
    let refused = refused.expect("a refusal");
    refused.is_problem(429, "rate_limited");
    assert_eq!(refused.header("retry-after"), "1");
    bob.creates_chat("the only one").await;
}
