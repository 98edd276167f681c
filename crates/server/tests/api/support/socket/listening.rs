//! Waiting for what a socket is told, and for what it is not.

use serde_json::Value;
use tokio::time::timeout;

use super::{Incoming, PATIENCE, Socket};

/// Chats that a socket has its person create, to see what comes before them.
const FENCE: &str = "fence";

impl Socket {
    /// The answer to the command `id`.
    pub async fn answer_to(&mut self, id: impl Into<Value>) -> Value {
        let id = id.into();
        loop {
            if let Some(at) = self.answers.iter().position(|answer| answer["re"] == id) {
                return self.answers.remove(at).expect("it is there");
            }
            self.receive().await;
        }
    }

    /// The answer to the command `id`, or the code that the socket is closed with before there is one.
    pub async fn answer_or_close(&mut self, id: u64) -> Result<Value, u16> {
        loop {
            if let Some(at) = self.answers.iter().position(|answer| answer["re"] == id) {
                return Ok(self.answers.remove(at).expect("it is there"));
            }
            match self.incoming().await {
                Incoming::Frame(frame) => self.keep(frame),
                Incoming::Closed(code) => return Err(code),
            }
        }
    }

    /// The answers that were already read.
    pub fn answers_so_far(&mut self) -> Vec<Value> {
        self.answers.drain(..).collect()
    }

    /// The next answer, to whatever.
    pub async fn next_answer(&mut self) -> Value {
        loop {
            match self.answers.pop_front() {
                Some(answer) => return answer,
                None => self.receive().await,
            }
        }
    }

    /// The next event.
    pub async fn next_event(&mut self) -> Value {
        loop {
            match self.events.pop_front() {
                Some(event) => return event,
                None => self.receive().await,
            }
        }
    }

    /// The next event, or the code that the socket is closed with before there is one.
    pub async fn next_event_or_close(&mut self) -> Result<Value, u16> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Ok(event);
            }
            match self.incoming().await {
                Incoming::Frame(frame) => self.keep(frame),
                Incoming::Closed(code) => return Err(code),
            }
        }
    }

    /// The next event, which has this type.
    pub async fn hears(&mut self, kind: &str) -> Value {
        let event = self.next_event().await;
        assert_eq!(event["type"], kind, "{event}");
        event
    }

    /// Everything that was on its way to this socket: the person does something that is told to all own sockets, and whatever was
    /// caused earlier comes before that.
    pub async fn hears_until_now(&mut self) -> Vec<Value> {
        let person = self.person.clone().expect("a socket that has said hello");
        let fence = person.creates_chat(FENCE).await;
        let mut events = Vec::new();
        loop {
            let event = self.next_event().await;
            if event["type"] == "chat.added" && event["chat_id"] == fence.id.as_str() {
                return events;
            }
            // What another socket of this person's waited for is not what the test is about.
            if event["data"]["name"] != FENCE {
                events.push(event);
            }
        }
    }

    /// Nothing was on its way to this socket.
    pub async fn stays_silent(&mut self) {
        assert_eq!(self.hears_until_now().await, Vec::<Value>::new());
    }

    /// The events that were already read.
    pub fn replayed(&mut self) -> Vec<Value> {
        self.events.drain(..).collect()
    }

    /// Waits until the server closes, and returns its code; frames before that are kept.
    pub async fn is_closed(&mut self) -> u16 {
        let closing = async {
            loop {
                match self.incoming().await {
                    Incoming::Closed(code) => return code,
                    Incoming::Frame(frame) => self.keep(frame),
                }
            }
        };
        timeout(PATIENCE, closing).await.expect("the server closes the socket")
    }
}
