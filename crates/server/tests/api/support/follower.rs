//! Clients as the protocol asks for them: they come back with their cursors, and send again until they are answered.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::socket::upgrade;
use super::{Chat, Client, Person, Socket};

/// What a client waits before it comes back; a real one waits longer.
const BACKOFF: Duration = Duration::from_millis(50);

/// Somebody who listens to one chat, wherever a server lets them in.
pub struct Follower {
    person: Person,
    chat: Chat,
    bases: Vec<String>,
    socket: Option<Socket>,
    /// The `seq` of every change heard, in order.
    pub heard: Vec<i64>,
    /// The codes that it was closed with.
    pub closed: Vec<u16>,
}

impl Follower {
    /// Knows the chat up to `cursor`, and tries these servers in turn.
    pub fn new(person: &Person, chat: &Chat, cursor: i64, bases: &[&str]) -> Self {
        let bases = bases.iter().map(|base| (*base).to_owned()).collect();
        Self { person: person.clone(), chat: chat.clone(), bases, socket: None, heard: vec![cursor], closed: vec![] }
    }

    /// Listens until it has heard the change `seq`.
    pub async fn hears_up_to(&mut self, seq: i64) {
        while self.cursor() < seq {
            let Some(socket) = &mut self.socket else {
                self.socket = self.attach().await;
                continue;
            };
            match socket.next_event_or_close().await {
                Ok(event) if event["chat_id"] == self.chat.id.as_str() && event["seq"].is_i64() => self.heard.push(seq_of(&event)),
                Ok(_) => {}
                Err(code) => {
                    self.closed.push(code);
                    self.socket = None;
                }
            }
        }
    }

    fn cursor(&self) -> i64 {
        self.heard.last().copied().expect("where it began")
    }

    async fn attach(&mut self) -> Option<Socket> {
        self.bases.rotate_left(1);
        let attached = self.tries_to_attach().await;
        if attached.is_none() {
            tokio::time::sleep(BACKOFF).await;
        }
        attached
    }

    async fn tries_to_attach(&self) -> Option<Socket> {
        let mut socket = Socket::open_with(upgrade(&self.bases[0])).await.ok()?;
        let cursors = json!({self.chat.id.clone(): self.cursor()});
        let id = socket.commands(json!({"type": "hello", "data": {"token": self.person.access_token(), "cursors": cursors}})).await;
        let welcome = socket.answer_or_close(id).await.ok()?;
        (welcome["type"] == "welcome").then_some(socket)
    }
}

fn seq_of(event: &Value) -> i64 {
    event["seq"].as_i64().expect("a seq")
}

/// Sends a message to one server or another, until one has stored it.
pub async fn gets_through(person: &Person, chat: &Chat, draft: &Value, bases: &[&str]) {
    for base in bases.iter().cycle() {
        let client = Client::new(base).bearing(person.access_token());
        match client.request(Method::POST, &format!("/chats/{chat}/messages")).json(draft).send().await {
            Ok(answer) if answer.status().is_success() => return,
            Ok(answer) => assert_eq!(answer.status(), 503, "what a client may not try again"),
            // It is not there yet, or not any more.
            Err(_) => tokio::time::sleep(BACKOFF).await,
        }
    }
}
