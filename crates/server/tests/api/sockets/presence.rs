//! Who is here: seen by those who look at a chat that both are in, as long as one does not hide.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{Chat, Person, Socket, TestServer};

async fn looks_at(socket: &mut Socket, chats: &[&Chat]) -> BTreeMap<String, Value> {
    let chat_ids: Vec<&str> = chats.iter().map(|chat| chat.id.as_str()).collect();
    named(&socket.asks(json!({"type": "focus", "data": {"chat_ids": chat_ids}})).await)
}

/// The people that a frame names, each with what it says of them.
fn named(frame: &Value) -> BTreeMap<String, Value> {
    let people = frame["data"]["people"].as_array().unwrap_or_else(|| panic!("no people in {frame}"));
    people.iter().map(|person| (person["user_id"].as_str().expect("an id").to_owned(), person.clone())).collect()
}

/// Waits until the socket hears that somebody is seen so.
async fn sees(socket: &mut Socket, person: &Person, state: &str) -> Value {
    loop {
        let event = socket.hears("presence").await;
        if let Some(seen) = named(&event).remove(person.id()) {
            assert_eq!(seen["state"], state, "{event}");
            return seen;
        }
    }
}

async fn turns(socket: &mut Socket, away: bool) {
    assert_eq!(socket.asks(json!({"type": "focus", "data": {"chat_ids": [], "away": away}})).await["data"], json!({"people": []}));
}

async fn hides(person: &Person, hidden: bool) {
    assert_eq!(person.put("/users/me/presence", json!({"hidden": hidden})).await.is(200), json!({"hidden": hidden}));
}

async fn presence_of(asked: &Person, by: &Person) -> Value {
    by.get(&format!("/users/{}/presence", asked.id())).await.is(200)
}

async fn in_one_chat<const N: usize>(server: &TestServer, names: [&str; N]) -> ([Person; N], Chat) {
    let people = server.users(names).await;
    let chat = people[0].creates_chat("general").await;
    for person in &people[1..] {
        person.joins(&chat).await;
    }
    (people, chat)
}

#[tokio::test]
async fn those_who_look_see_who_comes_turns_away_and_goes_over_all_devices() {
    let server = TestServer::with(&[("limits.hub.presence_grace_secs", "0")]).await;
    let ([ada, bob], chat) = in_one_chat(&server, ["ada", "bob"]).await;
    let mut hers = ada.connects().await;
    let seen = looks_at(&mut hers, &[&chat]).await;
    assert_eq!(seen, BTreeMap::from([(ada.id().to_owned(), json!({"user_id": ada.id(), "state": "online", "last_seen_at": null}))]));
    assert_eq!(presence_of(&bob, &ada).await, json!({"user_id": bob.id(), "state": "offline", "last_seen_at": null}));

    let mut his = bob.connects().await;
    sees(&mut hers, &bob, "online").await;
    turns(&mut his, true).await;
    sees(&mut hers, &bob, "away").await;
    let his_phone = bob.connects().await;
    sees(&mut hers, &bob, "online").await;
    drop(his_phone);
    sees(&mut hers, &bob, "away").await;
    assert_eq!(presence_of(&bob, &ada).await["state"], "away");
    drop(his);
    let gone = sees(&mut hers, &bob, "offline").await;
    assert!(gone["last_seen_at"].is_string(), "{gone}");
    assert_eq!(presence_of(&bob, &ada).await, gone);
    assert_eq!(looks_at(&mut hers, &[&chat]).await[bob.id()], gone);
}

#[tokio::test]
async fn who_joins_is_seen_as_they_are() {
    let server = TestServer::start().await;
    let ([ada], chat) = in_one_chat(&server, ["ada"]).await;
    let bob = server.user("bob").await;
    let (mut hers, _his, _his_phone) = (ada.connects().await, bob.connects().await, bob.connects().await);
    sees_all(&mut hers, &chat, &[&ada]).await;
    bob.joins(&chat).await;
    hers.hears("member.joined").await;
    sees(&mut hers, &bob, "online").await;
}

#[tokio::test]
async fn who_comes_back_soon_was_never_gone() {
    let server = TestServer::with(&[("limits.hub.presence_grace_secs", "3600")]).await;
    let ([ada, bob, cyd], chat) = in_one_chat(&server, ["ada", "bob", "cyd"]).await;
    let (mut hers, his) = (ada.connects().await, bob.connects().await);
    sees_all(&mut hers, &chat, &[&ada, &bob]).await;
    drop(his);
    let _back = bob.connects().await;
    let _new = cyd.connects().await;
    let event = hears_of(&mut hers, &cyd).await;
    assert!(event.iter().all(|frame| !named(frame).contains_key(bob.id())), "{event:?}");
}

/// Looks, and waits until all that has been told of these people is told.
async fn sees_all(socket: &mut Socket, chat: &Chat, people: &[&Person]) {
    let seen = looks_at(socket, &[chat]).await;
    assert_eq!(seen.len(), people.len(), "{seen:?}");
    // They came a moment ago, and it may have been told just before: a person of one's own is the fence, by turning away and back.
    let asked = json!({"type": "focus", "data": {"chat_ids": [chat.id], "away": true}});
    assert_eq!(socket.asks(asked).await["type"], "ack");
    let me = people[0];
    while named(&socket.hears("presence").await).get(me.id()).is_none_or(|seen| seen["state"] != "away") {}
    looks_at(socket, &[chat]).await;
    sees(socket, me, "online").await;
}

/// The frames up to the one that names somebody.
async fn hears_of(socket: &mut Socket, person: &Person) -> Vec<Value> {
    let mut frames = Vec::new();
    loop {
        let frame = socket.hears("presence").await;
        let is_it = named(&frame).contains_key(person.id());
        frames.push(frame);
        if is_it {
            return frames;
        }
    }
}

#[tokio::test]
async fn outsiders_and_those_who_were_removed_see_nobody() {
    let server = TestServer::with(&[("limits.hub.presence_grace_secs", "0")]).await;
    let ([ada, bob, cyd], chat) = in_one_chat(&server, ["ada", "bob", "cyd"]).await;
    let eve = server.user("eve").await;
    let (mut hers, mut his, mut outside) = (ada.connects().await, bob.connects().await, eve.connects().await);
    assert_eq!(looks_at(&mut outside, &[&chat]).await, BTreeMap::new());
    eve.get(&format!("/users/{}/presence", ada.id())).await.is_problem(404, "user_not_found");
    sees_all(&mut hers, &chat, &[&ada, &bob]).await;
    looks_at(&mut his, &[&chat]).await;
    ada.removes(&bob, &chat).await;
    bob.get(&format!("/users/{}/presence", ada.id())).await.is_problem(404, "user_not_found");
    assert_eq!(looks_at(&mut his, &[&chat]).await, BTreeMap::new());
    his.hears_until_now().await;
    hers.hears("member.left").await;
    let _new = cyd.connects().await;
    sees(&mut hers, &cyd, "online").await;
    his.stays_silent().await;
    outside.stays_silent().await;
    drop(his);
    // Gone where nobody is with whom he is in a chat.
    drop(cyd.connects().await);
    let mut stale = cyd.connects_knowing(json!({chat.id.clone(): ada.head_of(&chat).await})).await;
    stale.stays_silent().await;
}

#[tokio::test]
async fn who_hides_looks_offline_on_every_device_until_they_show_themselves() {
    let server = TestServer::with(&[("limits.hub.presence_grace_secs", "0")]).await;
    let ([ada, bob], chat) = in_one_chat(&server, ["ada", "bob"]).await;
    let (mut hers, his) = (ada.connects().await, bob.connects().await);
    sees_all(&mut hers, &chat, &[&ada, &bob]).await;
    hides(&bob, true).await;
    assert_eq!(sees(&mut hers, &bob, "offline").await["last_seen_at"], Value::Null);
    let unseen = json!({"user_id": bob.id(), "state": "offline", "last_seen_at": null});
    assert_eq!(presence_of(&bob, &ada).await, unseen);
    drop(his);
    let _again = bob.logs_in_again().await.connects().await;
    assert!(!looks_at(&mut hers, &[&chat]).await.contains_key(bob.id()));
    assert_eq!(bob.get("/users/me/presence").await.is(200), json!({"hidden": true}));
    assert_eq!(presence_of(&bob, &ada).await, unseen);
    hides(&bob, false).await;
    sees(&mut hers, &bob, "online").await;
    for wrong in [json!({}), json!({"hidden": null}), json!({"hidden": "yes"})] {
        bob.put("/users/me/presence", wrong).await.is_problem(422, "invalid_fields");
    }
}

#[tokio::test]
async fn a_crowd_that_comes_at_once_is_told_in_few_frames_and_each_once() {
    let settings = [("limits.app.presence_changes_per_sec", "10"), ("limits.hub.presence_grace_secs", "3600")];
    let server = TestServer::with(&settings).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let crowd = join_all((0..40).map(|n| {
        let (server, chat) = (&server, &chat);
        async move {
            let person = server.user(&format!("guest{n}")).await;
            person.joins(chat).await;
            person
        }
    }))
    .await;
    let mut hers = ada.connects().await;
    sees_all(&mut hers, &chat, &[&ada]).await;
    let mut sockets = join_all(crowd.iter().map(Person::connects)).await;
    let mut told = Vec::new();
    while told.len() < crowd.len() {
        let people = named(&hers.hears("presence").await);
        assert!((1..=10).contains(&people.len()), "{}", people.len());
        told.extend(people.into_keys());
    }
    told.sort_unstable();
    let mut expected: Vec<&str> = crowd.iter().map(Person::id).collect();
    expected.sort_unstable();
    assert_eq!(told, expected);
    // All of them at once again: nobody was gone, and there is nothing to tell.
    sockets.clear();
    let _back = join_all(crowd.iter().map(Person::connects)).await;
    let dan = server.user("dan").await;
    dan.joins(&chat).await;
    hers.hears("member.joined").await;
    let _new = dan.connects().await;
    assert_eq!(hears_of(&mut hers, &dan).await.len(), 1);
}

#[tokio::test]
async fn those_of_whom_one_has_blocked_the_other_do_not_see_each_other() {
    let server = TestServer::with(&[("limits.hub.presence_grace_secs", "0")]).await;
    let ([ada, bob, cyd], chat) = in_one_chat(&server, ["ada", "bob", "cyd"]).await;
    let block = format!("/users/me/blocks/{}", bob.id());
    ada.bare(reqwest::Method::PUT, &block).await.is(204);
    let (mut hers, mut his) = (ada.connects().await, bob.connects().await);
    assert!(!looks_at(&mut hers, &[&chat]).await.contains_key(bob.id()));
    assert!(!looks_at(&mut his, &[&chat]).await.contains_key(ada.id()));
    for (asked, by) in [(&ada, &bob), (&bob, &ada)] {
        assert_eq!(presence_of(asked, by).await, json!({"user_id": asked.id(), "state": "offline", "last_seen_at": null}));
    }
    // Of two who go only the one is told whom one sees.
    let (second, third) = (bob.connects().await, cyd.connects().await);
    sees(&mut hers, &cyd, "online").await;
    drop((his, second, third));
    loop {
        let people = named(&hers.hears("presence").await);
        assert!(!people.contains_key(bob.id()), "{people:?}");
        if people.get(cyd.id()).is_some_and(|person| person["state"] == "offline") {
            break;
        }
    }
    ada.delete(&block).await.is(204);
    let _back = bob.connects().await;
    sees(&mut hers, &bob, "online").await;
}
