//! Catching up while others write: whatever the order of reading and hearing, each change is told once and in its place.

use std::collections::HashMap;

use dialogo_testkit::Session;
use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::support::{Answer, Chat, Person, Socket, TestServer, saying};

/// One worker thread and one connection to the database, for which the test can make everybody wait.
const NARROW: [(&str, &str); 4] =
    [("server.workers", "1"), ("database.pool_size", "1"), ("database.wait_timeout_secs", "60"), ("database.operation_timeout_secs", "60")];

fn seqs(events: &[Value]) -> Vec<i64> {
    events.iter().map(|event| event["seq"].as_i64().unwrap_or_else(|| panic!("no seq in {event}"))).collect()
}

/// A request takes the one connection, and keeps it for as long as it waits for a lock that the returned session holds.
async fn takes_the_one_connection(server: &TestServer, person: &Person) -> (Session, JoinHandle<Answer>) {
    let hold = server.session().await;
    hold.runs("begin; lock table sessions in access exclusive mode").await;
    let person = person.clone();
    let in_the_way = tokio::spawn(async move { person.get("/users/me").await });
    hold.sees("select exists (select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()))").await;
    (hold, in_the_way)
}

#[tokio::test]
async fn what_is_said_while_a_sync_waits_for_the_database_comes_once_and_in_order() {
    let server = TestServer::with(&NARROW).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut sender, mut listener, mut syncing) = (ada.connects().await, bob.connects().await, bob.connects().await);
    for n in 1..=3 {
        sender.says(&chat, &n.to_string()).await;
    }
    for socket in [&mut listener, &mut syncing] {
        for _ in 0..3 {
            socket.hears("message.created").await;
        }
    }

    let (hold, in_the_way) = takes_the_one_connection(&server, &ada).await;
    let sync = syncing.commands(json!({"type": "sync", "data": {"cursors": {chat.id.clone(): 4}}})).await;
    for n in 4..=8 {
        sender.says(&chat, &n.to_string()).await;
        assert_eq!(listener.hears("message.created").await["seq"], n + 3, "a sync holds up nobody else");
    }
    hold.runs("commit").await;
    in_the_way.await.expect("an answer").is(200);

    let ack = syncing.answer_to(sync).await;
    assert_eq!(ack["data"], json!({"chats": [{"id": chat.id, "seq": 11}]}));
    assert_eq!(seqs(&syncing.replayed()), (5..=11).collect::<Vec<_>>(), "the rows after the cursor, and not one live frame before them");
    sender.says(&chat, "live").await;
    assert_eq!(syncing.hears("message.created").await["seq"], 12, "counting goes on at the head");
    syncing.stays_silent().await;
}

#[tokio::test]
async fn a_sync_that_fails_gives_back_what_was_said_meanwhile() {
    let server =
        TestServer::with(&[&NARROW[..2], &[("database.wait_timeout_secs", "1"), ("database.operation_timeout_secs", "60")]].concat()).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let (mut sender, mut syncing) = (ada.connects().await, bob.connects().await);
    let (hold, in_the_way) = takes_the_one_connection(&server, &ada).await;
    let sync = syncing.commands(json!({"type": "sync", "data": {"cursors": {chat.id.clone(): 3}}})).await;
    sender.says(&chat, "meanwhile").await;
    let answer = syncing.answer_to(sync).await;
    assert_eq!((&answer["type"], &answer["data"]["code"]), (&json!("error"), &json!("unavailable")), "{answer}");
    assert_eq!(syncing.hears("message.created").await["seq"], 4);
    hold.runs("commit").await;
    in_the_way.await.expect("an answer").is(200);
    sender.says(&chat, "afterwards").await;
    assert_eq!(syncing.hears("message.created").await["seq"], 5);
}

/// Sends to both chats without a pause for the answers' sake, but for now and then.
async fn talks(person: &Person, chats: &[Chat; 2], messages: usize) {
    assert_eq!(messages % 15, 0, "the last one is waited for, or it may get lost with its socket");
    let mut socket = person.connects().await;
    for n in 0..messages {
        let id = socket.commands(saying(&chats[n % 2], Uuid::now_v7(), &n.to_string())).await;
        if n % 15 == 14 {
            socket.answer_to(id).await;
            socket.replayed();
        }
    }
}

/// Hears everything of the chats up to these heads, coming and going all the time; sometimes it hangs up right after `ready`, sometimes it
/// stays for a while. Returns what it heard of each.
async fn comes_and_goes(
    person: &Person,
    mut cursors: HashMap<String, i64>,
    heads: &HashMap<String, i64>,
    stays: usize,
) -> HashMap<String, Vec<i64>> {
    let mut heard: HashMap<String, Vec<i64>> = HashMap::new();
    let mut takes = |cursors: &mut HashMap<String, i64>, event: &Value| {
        let (chat, seq) = (event["chat_id"].as_str().expect("a chat").to_owned(), event["seq"].as_i64().expect("a seq"));
        heard.entry(chat.clone()).or_default().push(seq);
        cursors.insert(chat, seq);
    };
    for round in 0.. {
        let mut socket: Socket = person.connects_knowing(json!(cursors)).await;
        for event in socket.replayed() {
            takes(&mut cursors, &event);
        }
        for _ in 0..(round % 4) * stays {
            if cursors == *heads {
                break;
            }
            takes(&mut cursors, &socket.next_event().await);
        }
        socket.closes().await;
        if cursors == *heads {
            break;
        }
    }
    heard
}

#[tokio::test]
async fn many_openings_while_others_write_at_full_speed_miss_nothing_and_hear_nothing_twice() {
    const WRITERS: usize = 3;
    const MESSAGES: usize = 150;
    let server = TestServer::start().await;
    let [ada, bob, eve, joe] = server.users(["ada", "bob", "eve", "joe"]).await;
    let chats = [ada.creates_chat("one").await, ada.creates_chat("two").await];
    for person in [&bob, &eve, &joe] {
        for chat in &chats {
            person.joins(chat).await;
        }
    }
    let said = i64::try_from(WRITERS * MESSAGES / 2).expect("few");
    let cursors: HashMap<String, i64> = chats.iter().map(|chat| (chat.id.clone(), 5)).collect();
    let heads: HashMap<String, i64> = chats.iter().map(|chat| (chat.id.clone(), 5 + said)).collect();
    let writing = join_all([&ada, &bob, &eve].map(|person| talks(person, &chats, MESSAGES)));
    // Several at a time, each at a pace of its own.
    let listening = join_all([1, 3, 10].map(|stays| comes_and_goes(&joe, cursors.clone(), &heads, stays)));
    let (_, heard) = tokio::join!(writing, listening);
    for heard in heard {
        for chat in &chats {
            assert_eq!(heard[&chat.id], (6..=5 + said).collect::<Vec<_>>());
        }
    }
}
