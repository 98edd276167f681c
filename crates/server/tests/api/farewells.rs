//! SIGTERM with some hundred people connected, in the middle of what they say.

use std::collections::HashSet;

use dialogo_testkit::TestDatabase;
use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Person, Place, Socket, eager, saying};

const PEOPLE: usize = 20;
/// Of each; all but the first only listen.
const SOCKETS: usize = 15;
/// Of each, on their way when the signal comes.
const MESSAGES: usize = 10;

/// A message on its way.
struct Sent {
    client_id: Uuid,
    id: u64,
    ack: Option<Value>,
}

async fn sends(socket: &mut Socket, chat: &Chat) -> Vec<Sent> {
    let mut sent = Vec::new();
    for n in 0..MESSAGES {
        let client_id = Uuid::now_v7();
        let id = socket.commands(saying(chat, client_id, &n.to_string())).await;
        sent.push(Sent { client_id, id, ack: None });
    }
    sent
}

/// The milliseconds of the `goodbye`, after the socket was closed as a restart closes.
async fn is_sent_away(socket: &mut Socket) -> u64 {
    assert_eq!(socket.is_closed().await, 4001);
    let goodbyes: Vec<Value> = socket.replayed().into_iter().filter(|event| event["type"] == "goodbye").collect();
    assert_eq!(goodbyes.len(), 1, "one goodbye");
    goodbyes[0]["data"]["retry_after_ms"].as_u64().expect("milliseconds")
}

#[tokio::test]
async fn sigterm_says_goodbye_to_hundreds_spreads_them_and_leaves_no_send_in_doubt() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = eager(&url);
    let program = place.serves(&environment).await;
    let names: Vec<String> = (0..PEOPLE).map(|n| format!("person{n}")).collect();
    let people: Vec<Person> = join_all(names.iter().map(|name| program.user(name))).await;
    let chat = people[0].creates_chat("general").await;
    for person in &people[1..] {
        person.joins(&chat).await;
    }
    let mut sockets: Vec<Vec<Socket>> = Vec::new();
    for person in &people {
        sockets.push(join_all((0..SOCKETS).map(|_| person.connects())).await);
    }

    let mut sent: Vec<Vec<Sent>> = join_all(sockets.iter_mut().map(|own| sends(&mut own[0], &chat))).await;
    program.is_told_to_stop();
    let waits: Vec<u64> = join_all(sockets.iter_mut().flatten().map(is_sent_away)).await;
    assert_eq!(program.ends().await.code(), Some(0));
    assert_eq!(waits.len(), PEOPLE * SOCKETS);
    assert!(waits.iter().all(|ms| *ms <= 5_000), "{waits:?}");
    let different: HashSet<u64> = waits.iter().copied().collect();
    assert!(different.len() > waits.len() / 2, "they all come back at once: {waits:?}");
    for fifth in 0..5 {
        let range = fifth * 1_000..(fifth + 1) * 1_000 + 1;
        assert!(waits.iter().any(|ms| range.contains(ms)), "nobody comes back in {range:?}");
    }

    for (sent, own) in sent.iter_mut().zip(&mut sockets) {
        let answers = own[0].answers_so_far();
        for sent in sent {
            sent.ack = answers.iter().find(|answer| answer["re"] == sent.id).map(|answer| {
                assert_eq!(answer["type"], "ack", "{answer}");
                answer["data"].clone()
            });
        }
    }
    let program = place.serves(&environment).await;
    let mut ids = HashSet::new();
    for (person, sent) in people.iter().zip(&sent) {
        let mut socket = Person::of(&program.anyone(), person.signed_in.clone()).connects().await;
        for (n, sent) in sent.iter().enumerate() {
            // Whoever has an ack need not ask again; whoever does is told the same.
            let again = socket.asks(saying(&chat, sent.client_id, &n.to_string())).await["data"].clone();
            if let Some(ack) = &sent.ack {
                assert_eq!(again["duplicate"], true);
                for name in ["message_id", "seq", "number", "created_at"] {
                    assert_eq!(again[name], ack[name]);
                }
            }
            assert!(ids.insert(again["message_id"].to_string()), "two sends became one");
        }
    }
    let heard = everything(&Person::of(&program.anyone(), people[1].signed_in.clone()), &chat).await;
    assert_eq!(heard, (1..=i64::try_from(PEOPLE * MESSAGES).expect("few")).collect::<Vec<_>>(), "each is stored once");
}

/// The numbers of all messages.
async fn everything(person: &Person, chat: &Chat) -> Vec<i64> {
    let cursor = 1 + i64::try_from(PEOPLE).expect("few");
    let events = person.connects_knowing(json!({chat.id.clone(): cursor})).await.replayed();
    events.iter().map(|event| event["data"]["number"].as_i64().expect("a number")).collect()
}
