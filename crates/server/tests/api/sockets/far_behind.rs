//! A client that was away for very long: it is told a bounded amount, reloads the rest, and nobody else notices.

use std::collections::HashMap;

use dialogo_testkit::TestDatabase;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Person, Place, TestServer, eager, saying};

/// What is replayed over all chats at once (`persistence::catch_up`).
const CHANGES_MAX: usize = 5_000;

/// Lets this many messages have been said in each chat, faster than anyone can say them.
fn history(author: &Person, messages: usize) -> String {
    let author = author.id();
    format!(
        "insert into messages (chat_id, number, id, author_id, client_id, body, seq, changed_seq, created_at) \
         select c.id, n, gen_random_uuid(), '{author}', gen_random_uuid(), 'message ' || n, c.seq + n, c.seq + n, now() \
         from chats c, generate_series(1, {messages}) n; \
         update chats set seq = seq + {messages}, message_count = {messages}, last_message_at = now()"
    )
}

#[tokio::test]
async fn who_is_far_behind_in_many_chats_is_told_a_bounded_amount_and_others_talk_on() {
    const CHATS: usize = 30;
    const MESSAGES: usize = 400;
    // In a process of its own: what the client has to do here is a lot, and must not hold the server up.
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let program = place.serves(&eager(&url)).await;
    let (ada, bob, eve) = (program.user("ada").await, program.user("bob").await, program.user("eve").await);
    let mut chats: Vec<Chat> = Vec::new();
    for n in 0..CHATS {
        chats.push(ada.creates_chat(&format!("chat {n}")).await);
    }
    database.texts(&history(&ada, MESSAGES)).await;
    let cursors: HashMap<String, i64> = chats.iter().map(|chat| (chat.id.clone(), 2)).collect();
    let head = 2 + i64::try_from(MESSAGES).expect("few");

    let elsewhere = bob.creates_chat("elsewhere").await;
    eve.joins(&elsewhere).await;
    let (mut bobs, mut eves) = (bob.connects().await, eve.connects().await);
    let others = async {
        for n in 0..100 {
            let ack = bobs.asks(saying(&elsewhere, Uuid::now_v7(), &n.to_string())).await;
            assert_eq!(ack["type"], "ack", "{ack}");
            assert_eq!(eves.hears("message.created").await["seq"], n + 4);
        }
    };
    let (mut back, ()) = tokio::join!(ada.connects_knowing(json!(cursors)), others);
    told_a_bounded_amount(&back.replayed(), &chats, head);

    // The same over a sync: what was too much is too much again, and the socket lives.
    let ack = back.asks(json!({"type": "sync", "data": {"cursors": cursors}})).await;
    assert_eq!(ack["data"]["chats"].as_array().map(Vec::len), Some(CHATS));
    told_a_bounded_amount(&back.replayed(), &chats, head);

    // A chat that was reset goes on at its head.
    for chat in &chats {
        back.says(chat, "live").await;
        assert_eq!(back.hears("message.created").await["seq"], head + 1);
    }
}

/// Some chats whole, the others not at all; never more than the bound.
fn told_a_bounded_amount(events: &[Value], chats: &[Chat], head: i64) {
    let mut rows: HashMap<&str, Vec<i64>> = HashMap::new();
    let mut resets: HashMap<&str, i64> = HashMap::new();
    for event in events {
        let chat = event["chat_id"].as_str().expect("a chat");
        if event["type"] == "chat.reset" {
            assert_eq!(resets.insert(chat, event["data"]["seq"].as_i64().expect("a seq")), None, "one reset for a chat");
        } else {
            rows.entry(chat).or_default().push(event["seq"].as_i64().expect("a seq"));
        }
    }
    let told: usize = rows.values().map(Vec::len).sum();
    assert!(told <= CHANGES_MAX && told > CHANGES_MAX / 2, "{told}");
    assert_eq!(rows.len() + resets.len(), chats.len(), "each chat is told or reset");
    for chat in chats {
        match (rows.get(chat.id.as_str()), resets.get(chat.id.as_str())) {
            (Some(rows), None) => assert_eq!(*rows, (3..=head).collect::<Vec<_>>()),
            (None, Some(seq)) => assert_eq!(*seq, head),
            both => panic!("{both:?}"),
        }
    }
}

#[tokio::test]
async fn a_sync_tells_five_hundred_changes_and_resets_at_one_more() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    server.stored(&history(&ada, 501)).await;
    let mut socket = ada.connects().await;
    let mut syncs = async |cursor: i64| {
        let ack = socket.asks(json!({"type": "sync", "data": {"cursors": {chat.id.clone(): cursor}}})).await;
        assert_eq!(ack["data"], json!({"chats": [{"id": chat.id, "seq": 503}]}));
        socket.replayed()
    };
    assert_eq!(syncs(2).await, [json!({"type": "chat.reset", "chat_id": chat.id, "data": {"seq": 503}})]);
    let told: Vec<i64> = syncs(3).await.iter().map(|event| event["seq"].as_i64().expect("a seq")).collect();
    assert_eq!(told, (4..=503).collect::<Vec<_>>());
}
