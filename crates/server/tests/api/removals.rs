//! `PUT /chats/{id}/bans/{user_id}` with `remove_messages`: what somebody wrote goes with them.

use std::collections::BTreeMap;

use dialogo_testkit::TestDatabase;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::files::uploads;
use crate::support::{Chat, Person, Place, Socket, TestServer, a_chat_in_order, draft, eager, path_of};

/// More than two steps of the remover, and fewer than a client is told one by one that was away.
const MANY: usize = 120;

async fn bans_with_messages(person: &Person, banned: &Person, chat: &Chat) {
    person.put(&format!("/chats/{chat}/bans/{}", banned.id()), json!({"remove_messages": true})).await.is(200);
}

/// Hears until `count` messages are tombstones; their bodies by the `seq` under which each became one.
async fn hears_tombstones(socket: &mut Socket, known: &[Value], count: usize) -> BTreeMap<i64, Value> {
    let mut deleted: BTreeMap<i64, Value> = BTreeMap::new();
    let mut takes = |event: &Value| {
        if event["type"] == "message.deleted" {
            assert_eq!(deleted.insert(event["seq"].as_i64().expect("a seq"), event["data"].clone()), None, "told twice");
        }
        deleted.len()
    };
    let mut heard = known.iter().map(&mut takes).max().unwrap_or(0);
    while heard < count {
        heard = takes(&socket.next_event().await);
    }
    deleted
}

#[tokio::test]
async fn with_somebody_who_is_banned_goes_all_that_they_wrote_and_nothing_else() {
    let server = TestServer::start().await;
    let ([ada, bob, _, dan, eve], chat) = a_chat_in_order(&server).await;
    eve.joins(&chat).await;
    let other = ada.creates_chat("other").await;
    eve.joins(&other).await;
    let elsewhere = eve.says(&other, "spam elsewhere").await;
    let kept = dan.says(&chat, "no spam").await;
    let file = uploads(&eve, &chat, "a.txt", "a").await;
    let sending = json!({"body": "spam with a file for @dan", "client_id": Uuid::now_v7(), "attachments": [file["id"]]});
    let message = eve.post(&format!("/chats/{chat}/messages"), sending).await.is(201);
    eve.edits(&message, "spam again for @dan").await;
    dan.bare(Method::PUT, &format!("{}/reactions/%F0%9F%91%8D", path_of(&message))).await.is(200);
    dan.bare(Method::PUT, &format!("/users/me/bookmarks/{}", message["id"].as_str().expect("an id"))).await.is(204);
    bob.bare(Method::PUT, &format!("{}/pin", path_of(&message))).await.is(200);
    for n in 1..MANY {
        eve.says(&chat, &format!("spam {n}")).await;
    }
    let cursor = ada.head_of(&chat).await;
    let mut online = dan.connects().await;
    bans_with_messages(&bob, &eve, &chat).await;
    eve.post(&format!("/chats/{chat}/messages"), draft("more spam")).await.is_problem(403, "not_a_member");
    let live = hears_tombstones(&mut online, &[], MANY).await;
    assert_eq!(live.keys().copied().collect::<Vec<_>>(), (cursor + 2..).take(MANY).collect::<Vec<_>>(), "each has its own seq");
    for tombstone in live.values() {
        assert_eq!((&tombstone["author"], &tombstone["body"], &tombstone["attachments"]), (&eve.summary(), &json!(""), &json!([])));
        assert_eq!((&tombstone["reactions"], &tombstone["mentions"], &tombstone["pinned_at"]), (&json!([]), &json!([]), &Value::Null));
        assert_eq!(&dan.get(&path_of(tombstone)).await.is(200), tombstone, "what REST answers is the same");
    }
    let mut stale = ada.connects_knowing(json!({chat.id.clone(): cursor})).await;
    let replayed: Vec<Value> = stale.replayed().into_iter().filter(|event| event["type"] == "message.deleted").collect();
    assert_eq!(replayed.iter().map(|event| &event["data"]).collect::<Vec<_>>(), live.values().collect::<Vec<_>>());
    assert_eq!(dan.get("/search/messages?q=spam").await.is(200)["items"][0]["message"]["id"], kept["id"]);
    assert_eq!(dan.get(&format!("/search/messages?author_id={}", eve.id())).await.is(200)["items"], json!([]));
    dan.get(&format!("/files/{}", file["id"].as_str().expect("an id"))).await.is_problem(404, "file_not_found");
    for list in [format!("{}/versions", path_of(&message)), format!("/chats/{chat}/pins")] {
        assert_eq!(bob.get(&list).await.is(200)["items"], json!([]));
    }
    assert_eq!(dan.get("/users/me/bookmarks").await.is(200)["items"], json!([]));
    let mine = dan.get("/users/me/chats").await.is(200);
    assert_eq!(mine["items"][0]["unread_mentions"], 0);
    assert_eq!(ada.get(&path_of(&elsewhere)).await.is(200)["body"], "spam elsewhere");
    server.keeps_house().await;
    assert_eq!(server.objects(), 0);
    let left =
        "select (select count(*) from removals)::text || (select count(*) from reactions) || (select count(*) from message_versions)";
    assert_eq!(server.stored(left).await, ["000"]);
}

#[tokio::test]
async fn only_what_was_sent_since_then_goes() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    eve.joins(&chat).await;
    let (old, new) = (eve.says(&chat, "of old").await, eve.says(&chat, "of late").await);
    let ban = format!("/chats/{chat}/bans/{}", eve.id());
    for (wrong, field) in [
        (json!({"remove_since": new["created_at"]}), "remove_since"),
        (json!({"remove_messages": true, "remove_since": "lately"}), "remove_since"),
        (json!({"remove_messages": "yes"}), "remove_messages"),
    ] {
        assert_eq!(ada.put(&ban, wrong).await.refused_fields(), [field]);
    }
    let mut socket = ada.connects().await;
    ada.put(&ban, json!({"remove_messages": true, "remove_since": new["created_at"]})).await.is(200);
    let deleted = hears_tombstones(&mut socket, &[], 1).await;
    assert_eq!(deleted.values().map(|message| &message["id"]).collect::<Vec<_>>(), [&new["id"]]);
    assert_eq!(ada.get(&path_of(&old)).await.is(200)["body"], "of old");
    // Who is banned already and comes to mind again.
    ada.put(&ban, json!({"remove_messages": true})).await.is(200);
    let deleted = hears_tombstones(&mut socket, &[], 1).await;
    assert_eq!(deleted.values().map(|message| &message["id"]).collect::<Vec<_>>(), [&old["id"]]);
}

#[tokio::test]
async fn whoever_comes_in_again_keeps_what_they_say_then() {
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    eve.joins(&chat).await;
    eve.says(&chat, "before").await;
    let mut socket = ada.connects().await;
    bans_with_messages(&ada, &eve, &chat).await;
    ada.delete(&format!("/chats/{chat}/bans/{}", eve.id())).await.is(204);
    eve.joins(&chat).await;
    let after = eve.says(&chat, "after").await;
    hears_tombstones(&mut socket, &[], 1).await;
    assert_eq!(ada.get(&path_of(&after)).await.is(200)["body"], "after");
}

#[tokio::test]
async fn what_a_kill_interrupts_is_done_by_the_next_process() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = eager(&url);
    let mut program = place.serves(&environment).await;
    let (ada, eve) = (program.user("ada").await, program.user("eve").await);
    let chat = ada.creates_chat("general").await;
    eve.joins(&chat).await;
    eve.chatters(&chat, MANY).await;
    let cursor = ada.head_of(&chat).await;
    let mut online = ada.connects().await;
    bans_with_messages(&ada, &eve, &chat).await;
    // After the first step, or in the middle of the second.
    hears_tombstones(&mut online, &[], 1).await;
    program.dies().await;
    program = place.serves(&environment).await;
    let ada = Person::of(&program.anyone(), ada.signed_in.clone());
    let mut socket = ada.connects_knowing(json!({chat.id.clone(): cursor})).await;
    let known = socket.replayed();
    let deleted = hears_tombstones(&mut socket, &known, MANY).await;
    assert_eq!(deleted.keys().copied().collect::<Vec<_>>(), (cursor + 2..).take(MANY).collect::<Vec<_>>(), "each once");
    assert!(ada.reads(&chat).await.iter().all(|message| message["body"] == ""));
    program.is_told_to_stop();
    assert!(program.ends().await.success());
}

#[tokio::test]
async fn a_second_ban_takes_what_it_asks_for_while_the_first_is_under_way() {
    /// Several steps of the remover.
    const BEFORE: usize = 400;
    let server = TestServer::start().await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    eve.joins(&chat).await;
    eve.chatters(&chat, BEFORE).await;
    let mut socket = ada.connects().await;
    bans_with_messages(&ada, &eve, &chat).await;
    let ban = format!("/chats/{chat}/bans/{}", eve.id());
    ada.delete(&ban).await.is(204);
    eve.joins(&chat).await;
    let (kept, taken) = (eve.says(&chat, "sorry").await, eve.says(&chat, "not at all").await);
    ada.put(&ban, json!({"remove_messages": true, "remove_since": taken["created_at"]})).await.is(200);
    hears_tombstones(&mut socket, &[], BEFORE + 1).await;
    assert_eq!(ada.get(&path_of(&kept)).await.is(200)["body"], "sorry");
    assert_eq!(ada.get(&path_of(&taken)).await.is(200)["body"], "");
    socket.stays_silent().await;
    assert_eq!(server.stored("select count(*)::text from removals").await, ["0"]);
}

#[tokio::test]
async fn whoever_reads_on_hears_of_thousands_of_deletions_and_others_are_heard_in_between() {
    const THOUSANDS: usize = 3_000;
    // A mailbox with hardly more room than a step takes, and a connection with hardly any.
    let server = TestServer::with(&[("limits.hub.mailbox_frames_max", "64")]).await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    eve.chatters(&chat, THOUSANDS).await;
    let mut reader = Socket::open_with_little_room(server.base()).await;
    reader.hello(&bob, json!({})).await;
    bans_with_messages(&ada, &eve, &chat).await;
    let (mut deleted, mut is_heard) = (0, false);
    while deleted < THOUSANDS {
        let event = reader.next_event().await;
        is_heard |= event["type"] == "message.created";
        deleted += usize::from(event["type"] == "message.deleted");
        if deleted == 1 && !is_heard {
            ada.says(&chat, "meanwhile").await;
        }
    }
    assert!(is_heard);
    assert!(ada.reads(&chat).await.iter().all(|message| message["author"]["id"] != eve.id() || message["body"] == ""));
}
