//! The process is killed while one message is on its way many times: it is stored once, told once, and answered with one id for ever.

use dialogo_testkit::TestDatabase;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use uuid::Uuid;

use crate::support::{Chat, Person, Place, Program, Socket, bodies, eager, saying};

/// Over each socket; the rest comes by REST, and makes fifty.
const BY_SOCKET: usize = 17;
const BY_REST: usize = 16;

/// What came of one of the fifty: the id of the message and whether this answer calls it new, or nothing.
type Answered = Option<(Value, bool)>;

async fn by_socket(socket: &mut Socket, chat: &Chat, client_id: Uuid, times: usize, heard: &UnboundedSender<()>) -> Vec<Answered> {
    let mut ids = Vec::new();
    for _ in 0..times {
        ids.push(socket.commands(saying(chat, client_id, "once")).await);
    }
    let mut answers = Vec::new();
    for id in ids {
        answers.push(socket.answer_or_close(id).await.ok().map(|ack| {
            heard.send(()).ok();
            assert_eq!(ack["type"], "ack", "{ack}");
            (ack["data"]["message_id"].clone(), ack["data"]["duplicate"] == false)
        }));
    }
    answers
}

async fn by_rest(person: &Person, chat: &Chat, client_id: Uuid, times: usize, heard: &UnboundedSender<()>) -> Vec<Answered> {
    let path = format!("/chats/{chat}/messages");
    let once = async || {
        let request = person.request(Method::POST, &path).json(&json!({"body": "once", "client_id": client_id}));
        let answer = request.send().await.ok()?;
        let status = answer.status().as_u16();
        let message = answer.json::<Value>().await.ok()?;
        heard.send(()).ok();
        assert!([200, 201].contains(&status), "{message}");
        Some((message["id"].clone(), status == 201))
    };
    join_all((0..times).map(|_| once())).await
}

/// Hears until the socket ends, and moves the cursor along.
async fn hears_to_the_end(socket: &mut Socket, heard: &mut Vec<i64>) {
    socket.is_closed().await;
    takes(&socket.replayed(), heard);
}

fn takes(events: &[Value], heard: &mut Vec<i64>) {
    heard.extend(events.iter().filter(|event| event["type"] == "message.created").map(|event| event["seq"].as_i64().expect("a seq")));
}

/// The same person at a server that was started again.
fn at(program: &Program, person: &Person) -> Person {
    Person::of(&program.anyone(), person.signed_in.clone())
}

#[tokio::test]
async fn fifty_sends_of_one_message_with_a_kill_in_between_store_one_and_are_all_answered_with_it() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = eager(&url);
    let mut program = place.serves(&environment).await;
    let (ada, bob) = (program.user("ada").await, program.user("bob").await);
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut heard = Vec::new();
    // Killed at once, after the first answer, and later and later: before the commit, after it, between the answers.
    for (round, answers_before) in [0, 1, 2, 5, 17, 33].into_iter().enumerate() {
        let client_id = Uuid::now_v7();
        let cursor = heard.last().copied().unwrap_or(3);
        let (ada_now, bob_now) = (at(&program, &ada), at(&program, &bob));
        let (mut one, mut two) = (ada_now.connects().await, ada_now.connects().await);
        let mut listener = bob_now.connects_knowing(json!({chat.id.clone(): cursor})).await;
        takes(&listener.replayed(), &mut heard);
        let (answered, mut answers) = unbounded_channel();
        let killing = async {
            for _ in 0..answers_before {
                answers.recv().await;
            }
            program.dies().await;
        };
        let (first, second, rest, ..) = tokio::join!(
            by_socket(&mut one, &chat, client_id, BY_SOCKET, &answered),
            by_socket(&mut two, &chat, client_id, BY_SOCKET, &answered),
            by_rest(&ada_now, &chat, client_id, BY_REST, &answered),
            hears_to_the_end(&mut listener, &mut heard),
            killing,
        );
        program = place.serves(&environment).await;
        let ada_again = at(&program, &ada);
        let (mut one, mut two) = (ada_again.connects().await, ada_again.connects().await);
        let open = |answers: &[Answered]| answers.iter().filter(|answer| answer.is_none()).count();
        let (first_again, second_again, rest_again) = tokio::join!(
            by_socket(&mut one, &chat, client_id, open(&first), &answered),
            by_socket(&mut two, &chat, client_id, open(&second), &answered),
            by_rest(&ada_again, &chat, client_id, open(&rest), &answered),
        );
        let all: Vec<(Value, bool)> = [first, second, rest, first_again, second_again, rest_again].concat().into_iter().flatten().collect();
        assert_eq!(all.len(), 50, "fifty answers in the end");
        let stored = ada_again.reads(&chat).await;
        assert_eq!(bodies(&stored), vec!["once"; round + 1], "one message a round");
        assert!(all.iter().all(|(id, _)| *id == stored[round]["id"]), "{all:?}");
        assert!(all.iter().filter(|(_, new)| *new).count() <= 1, "at most one of the fifty was told that it is the first");
    }
    let bob = at(&program, &bob);
    let mut listener = bob.connects_knowing(json!({chat.id.clone(): heard.last().copied().unwrap_or(3)})).await;
    takes(&listener.replayed(), &mut heard);
    assert_eq!(heard, (4..10).collect::<Vec<_>>(), "one event for each");
}
