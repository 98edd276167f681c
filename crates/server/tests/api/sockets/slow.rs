//! A client that does not read: it is closed, the others do not notice, and it catches up.

use serde_json::json;

use crate::support::{Socket, TestServer};

/// 16 KB on the wire.
fn large(n: usize) -> String {
    format!("{n} {}", "🦀".repeat(3_990))
}

fn numbers(events: &[serde_json::Value]) -> Vec<i64> {
    let created = events.iter().filter(|event| event["type"] == "message.created");
    created.map(|event| event["data"]["number"].as_i64().expect("a number")).collect()
}

#[tokio::test]
async fn a_slow_reader_is_closed_and_catches_up_while_the_others_hear_all() {
    const MESSAGES: usize = 400;
    let server = TestServer::with(&[("limits.hub.mailbox_frames_max", "64"), ("limits.hub.mailbox_bytes_max", "262144")]).await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    let mut slow = Socket::open_with_little_room(server.base()).await;
    slow.hello(&bob, json!({})).await;
    let mut healthy = eve.connects().await;
    let talk = async {
        for n in 0..MESSAGES {
            ada.says(&chat, &large(n)).await;
        }
    };
    let hear = async {
        let mut heard = Vec::new();
        while heard.len() < MESSAGES {
            heard.push(healthy.hears("message.created").await);
        }
        heard
    };
    let ((), heard) = tokio::join!(talk, hear);
    assert_eq!(numbers(&heard).len(), MESSAGES);

    // A close frame reaches only those who take it within a second; the others find the connection ended.
    let code = slow.is_closed().await;
    assert!([4003, 1006].contains(&code), "{code}");
    let before = numbers(&slow.replayed());
    assert!(before.len() < MESSAGES, "it was never slow");
    let cursor = 4 + before.len();
    let mut back = bob.connects_knowing(json!({chat.id.clone(): cursor})).await;
    // More than a mebibyte of messages is not replayed, but loaded page by page.
    let replayed = back.replayed();
    assert_eq!(replayed.iter().map(|event| &event["type"]).collect::<Vec<_>>(), ["chat.reset"]);
    let mut known = before;
    loop {
        let page = bob.get(&format!("/chats/{}/messages?after={}&limit=100", chat.id, known.len())).await.is(200);
        known.extend(page["items"].as_array().expect("items").iter().filter_map(|message| message["number"].as_i64()));
        if page["has_after"] == false {
            break;
        }
    }
    assert_eq!(known, (1..=400).collect::<Vec<i64>>());
    back.stays_silent().await;
}
