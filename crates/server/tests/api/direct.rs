//! `PUT /users/{id}/chat`, `/users/me/blocks`, `GET /users`: two people alone, and people found.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Chat, Person, TestServer};

async fn opens(one: &Person, other: &Person) -> (Chat, Value) {
    let mine = one.bare(Method::PUT, &format!("/users/{}/chat", other.id())).await.is(200);
    (Chat::of(mine.clone()), mine)
}

#[tokio::test]
async fn each_two_people_have_one_direct_chat_and_find_it_again() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, mine) = opens(&ada, &bob).await;
    assert_eq!((&mine["visibility"], &mine["owner_id"], &mine["name"]), (&json!("direct"), &Value::Null, &json!("")));
    assert_eq!((&mine["direct_with"], &mine["role"]), (&bob.summary(), &json!("member")));
    let (found, theirs) = opens(&bob, &ada).await;
    assert_eq!((found.id.as_str(), &theirs["direct_with"]), (chat.id.as_str(), &ada.summary()));
    assert_ne!(opens(&ada, &eve).await.0.id, chat.id);
    bob.says(&chat, "hello").await;
    let listed = ada.get("/users/me/chats").await.is(200);
    assert_eq!((&listed["items"][0]["direct_with"], &listed["items"][0]["unread"]), (&bob.summary(), &json!(1)));
}

#[tokio::test]
async fn two_who_open_it_at_once_open_the_same() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let opened = futures_util::future::join_all((0..8).map(|n| if n % 2 == 0 { opens(&ada, &bob) } else { opens(&bob, &ada) })).await;
    assert!(opened.iter().all(|(chat, _)| chat.id == opened[0].0.id));
}

#[tokio::test]
async fn both_hear_it_live_and_nobody_else() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (mut hers, mut his, mut strangers) = (ada.connects().await, bob.connects().await, eve.connects().await);
    let (chat, _) = opens(&ada, &bob).await;
    for (socket, other) in [(&mut hers, &bob), (&mut his, &ada)] {
        let added = socket.next_event().await;
        assert_eq!((&added["type"], &added["data"]["direct_with"]), (&json!("chat.added"), &other.summary()));
    }
    ada.says(&chat, "psst").await;
    assert_eq!(his.next_event().await["data"]["body"], "psst");
    let public = eve.creates_chat("general").await;
    assert_eq!(strangers.next_event().await["chat_id"], json!(public.id), "nothing before it");
}

#[tokio::test]
async fn it_is_not_there_for_others_and_has_nobody_who_manages_it() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, _) = opens(&ada, &bob).await;
    let path = format!("/chats/{chat}");
    for path in [path.clone(), format!("{path}/messages"), format!("{path}/members")] {
        eve.get(&path).await.is_problem(404, "chat_not_found");
    }
    eve.bare(Method::POST, &format!("{path}/join")).await.is_problem(404, "chat_not_found");
    assert_eq!(eve.get("/chats").await.is(200)["items"], json!([]));
    ada.patch(&path, json!({"name": "ours"})).await.is_problem(403, "not_the_owner");
    ada.patch(&path, json!({})).await.is_problem(403, "not_the_owner");
    ada.delete(&path).await.is_problem(403, "not_the_owner");
    ada.put(&format!("{path}/owner"), json!({"user_id": ada.id()})).await.is_problem(403, "not_the_owner");
    ada.delete(&format!("{path}/members/{}", bob.id())).await.is_problem(403, "forbidden");
    ada.bare(Method::POST, &format!("{path}/leave")).await.is_problem(409, "direct_chat");
    ada.post("/chats", json!({"name": "x", "visibility": "direct"})).await.is_problem(422, "invalid_fields");
    let said = bob.says(&chat, "mine").await;
    ada.delete(&crate::support::path_of(&said)).await.is_problem(403, "forbidden");
}

#[tokio::test]
async fn nobody_has_one_with_oneself_or_with_nobody() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    ada.bare(Method::PUT, &format!("/users/{}/chat", ada.id())).await.is_problem(409, "oneself");
    ada.bare(Method::PUT, &format!("/users/{}/chat", uuid::Uuid::now_v7())).await.is_problem(404, "user_not_found");
}

#[tokio::test]
async fn one_who_was_away_finds_it() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let (chat, _) = opens(&ada, &bob).await;
    ada.says(&chat, "while you were away").await;
    let mut socket = bob.connects_knowing(json!({&chat.id: 1})).await;
    let told = [socket.next_event().await, socket.next_event().await, socket.next_event().await];
    assert_eq!(told.map(|event| event["type"].clone()), [json!("member.joined"), json!("member.joined"), json!("message.created")]);
}

#[tokio::test]
async fn a_block_ends_writing_in_both_directions_until_it_is_taken_back() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, general) = (opens(&ada, &bob).await.0, ada.creates_chat("general").await);
    bob.joins(&general).await;
    let place = crate::support::path_of(&bob.says(&chat, "before").await);
    let thumb = format!("{place}/reactions/%F0%9F%91%8D");
    let blocks = |user: &Person| format!("/users/me/blocks/{}", user.id());
    for _ in ["once", "again"] {
        ada.bare(Method::PUT, &blocks(&bob)).await.is(204);
    }
    ada.bare(Method::PUT, &blocks(&eve)).await.is(204);
    assert_eq!(ada.get("/users/me/blocks").await.is(200)["items"], json!([eve.summary(), bob.summary()]));
    assert_eq!(bob.get("/users/me/blocks").await.is(200)["items"], json!([]));
    for person in [&ada, &bob] {
        let draft = crate::support::draft("now?");
        person.post(&format!("/chats/{chat}/messages"), draft).await.is_problem(403, "blocked");
        person.bare(Method::PUT, &thumb).await.is_problem(403, "blocked");
        person.patch(&place, json!({"body": "by another way"})).await.is_problem(403, "blocked");
    }
    assert_eq!(bob.reads(&chat).await.len(), 1, "what was said can be read");
    bob.says(&general, "among others all goes on").await;
    eve.bare(Method::PUT, &format!("/users/{}/chat", ada.id())).await.is_problem(403, "blocked");
    bob.bare(Method::PUT, &blocks(&ada)).await.is(204);
    ada.delete(&blocks(&bob)).await.is(204);
    ada.post(&format!("/chats/{chat}/messages"), crate::support::draft("now?")).await.is_problem(403, "blocked");
    bob.delete(&blocks(&ada)).await.is(204);
    ada.says(&chat, "after").await;
}

#[tokio::test]
async fn one_blocks_so_many_others_and_never_oneself() {
    let server = TestServer::with(&[("limits.app.blocks_max", "1")]).await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let blocks = |id: &str| format!("/users/me/blocks/{id}");
    ada.bare(Method::PUT, &blocks(ada.id())).await.is_problem(409, "oneself");
    ada.bare(Method::PUT, &blocks(&uuid::Uuid::now_v7().to_string())).await.is_problem(404, "user_not_found");
    ada.bare(Method::PUT, &blocks(bob.id())).await.is(204);
    ada.bare(Method::PUT, &blocks(bob.id())).await.is(204);
    ada.bare(Method::PUT, &blocks(eve.id())).await.is_problem(409, "limit_reached");
    ada.delete(&blocks(bob.id())).await.is(204);
    ada.bare(Method::PUT, &blocks(eve.id())).await.is(204);
}

#[tokio::test]
async fn people_are_found_by_a_part_of_either_name() {
    let server = TestServer::start().await;
    let [ada, _bob, _] = server.users(["ada_love", "bob", "adamant"]).await;
    ada.patch("/users/me", json!({"display_name": "李小龍 100%"})).await.is(200);
    let found = async |text: &str| {
        let encoded = text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
        let answer = ada.get(&format!("/users?search={encoded}")).await.is(200);
        let names = answer["items"].as_array().expect("a list").iter().map(|user| user["username"].as_str().expect("a name").to_owned());
        names.collect::<Vec<_>>()
    };
    for (text, names) in [
        ("love", vec!["ada_love"]),
        ("AD", vec!["ada_love", "adamant"]),
        ("@ada", vec!["ada_love", "adamant"]),
        ("a_l", vec!["ada_love"]),
        ("00%", vec!["ada_love"]),
        ("李", vec!["ada_love"]),
        ("小龍 1", vec!["ada_love"]),
        ("%%%", vec![]),
        ("___", vec![]),
        ("\\\\\\", vec![]),
    ] {
        assert_eq!(found(text).await, names, "{text}");
    }
    let page = ada.get("/users?search=ada&limit=1").await.is(200);
    let next = ada.get(&format!("/users?search=ada&limit=1&cursor={}", page["next_cursor"].as_str().expect("more"))).await.is(200);
    assert_eq!((&page["items"][0]["username"], &next["items"][0]["username"]), (&json!("ada_love"), &json!("adamant")));
    for wrong in ["/users", "/users?search=", "/users?search=%00%00"] {
        assert_eq!(ada.get(wrong).await.refused_fields(), ["search"]);
    }
}
