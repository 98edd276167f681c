//! A WebSocket client that is not ours: tokio-tungstenite.

mod contract;
mod listening;

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, client_async, connect_async};
use uuid::Uuid;

use super::wire::with_little_room;
use super::{Chat, Person};

/// How long a test waits before it says what it waited for; nothing is asserted about the time itself.
const PATIENCE: Duration = Duration::from_secs(30);

/// One WebSocket. Answers (frames with `re`) and events are kept apart, so that tests need not know how they interleave.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    person: Option<Person>,
    answers: VecDeque<Value>,
    events: VecDeque<Value>,
    latest_id: u64,
    /// The data of `welcome`.
    pub welcome: Value,
}

/// What came of waiting for a frame.
#[derive(Debug)]
enum Incoming {
    Frame(Value),
    Closed(u16),
}

/// An upgrade request to the server at `base`, to be changed by the test.
pub fn upgrade(base: &str) -> Request {
    let url = format!("{}/api/v1/ws", base.replacen("http", "ws", 1));
    let mut request = url.into_client_request().expect("a request");
    request.headers_mut().insert("sec-websocket-protocol", "dialogo.v1".parse().expect("a header"));
    request
}

impl Socket {
    /// A socket that has said nothing yet.
    pub async fn open(base: &str) -> Self {
        Self::open_with(upgrade(base)).await.expect("an open socket")
    }

    /// A socket by a request of one's own, or the status of its refusal; 0 if nobody answers.
    pub async fn open_with(request: Request) -> Result<Self, u16> {
        match connect_async(request).await {
            Ok((stream, response)) => {
                assert_eq!(response.headers().get("sec-websocket-extensions"), None, "no extension is spoken");
                Ok(Self::of(stream))
            }
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            // Nobody listens there, or not any more: a server that stops closes the connections whose request it has not begun to answer.
            Err(Error::Io(_) | Error::Protocol(ProtocolError::HandshakeIncomplete)) => Err(0),
            Err(error) => panic!("the upgrade failed: {error}"),
        }
    }

    /// A socket with the smallest receive buffer that the system allows, so that not reading is noticed soon.
    pub async fn open_with_little_room(base: &str) -> Self {
        let stream = MaybeTlsStream::Plain(with_little_room(base).await);
        let (stream, _) = client_async(upgrade(base), stream).await.expect("an open socket");
        Self::of(stream)
    }

    fn of(stream: WebSocketStream<MaybeTlsStream<TcpStream>>) -> Self {
        let (answers, events) = (VecDeque::new(), VecDeque::new());
        Self { stream, person: None, answers, events, latest_id: 0, welcome: Value::Null }
    }

    /// Says who one is, and waits for `ready`.
    pub async fn hello(&mut self, person: &Person, cursors: Value) {
        self.person = Some(person.clone());
        let hello = json!({"token": person.access_token(), "cursors": cursors});
        let welcome = self.asks(json!({"type": "hello", "data": hello})).await;
        assert_eq!(welcome["type"], "welcome", "{welcome}");
        self.becomes_ready(welcome).await;
    }

    /// After a `welcome`: keeps what is replayed as events until `ready`.
    pub async fn becomes_ready(&mut self, welcome: Value) {
        self.welcome = welcome["data"].clone();
        loop {
            match self.events.back() {
                Some(event) if event["type"] == "ready" => break,
                _ => self.receive().await,
            }
        }
        self.events.pop_back();
    }

    pub async fn sends(&mut self, frame: &Value) {
        self.sends_text(&frame.to_string()).await;
    }

    pub async fn sends_text(&mut self, text: &str) {
        self.sends_raw(Message::text(text)).await;
    }

    pub async fn sends_raw(&mut self, message: Message) {
        // A server that has closed already is what some tests are about: they look at the close code.
        self.stream.send(message).await.ok();
    }

    /// Sends a command under a fresh `id`, which is returned.
    pub async fn commands(&mut self, mut frame: Value) -> u64 {
        self.latest_id += 1;
        frame["id"] = self.latest_id.into();
        self.sends(&frame).await;
        self.latest_id
    }

    /// Sends a command and waits for its answer.
    pub async fn asks(&mut self, frame: Value) -> Value {
        let id = self.commands(frame).await;
        self.answer_to(id).await
    }

    /// Sends a message, and returns the `data` of its ack.
    pub async fn says(&mut self, chat: &Chat, body: &str) -> Value {
        let answer = self.asks(saying(chat, Uuid::now_v7(), body)).await;
        assert_eq!(answer["type"], "ack", "{answer}");
        answer["data"].clone()
    }

    /// Closes as a client does.
    pub async fn closes(mut self) {
        self.stream.close(None).await.expect("a goodbye");
        while let Some(Ok(_)) = self.stream.next().await {}
    }

    async fn receive(&mut self) {
        match self.incoming().await {
            Incoming::Frame(frame) => self.keep(frame),
            Incoming::Closed(code) => panic!("closed with {code}, after {:?} and {:?}", self.answers, self.events),
        }
    }

    fn keep(&mut self, frame: Value) {
        if frame.get("re").is_some_and(|re| !re.is_null()) || frame["type"] == "error" {
            self.answers.push_back(frame);
        } else {
            self.events.push_back(frame);
        }
    }

    async fn incoming(&mut self) -> Incoming {
        // For all of it: pings alone are not what anybody waits for.
        let deadline = Instant::now() + PATIENCE;
        loop {
            let message = timeout_at(deadline, self.stream.next()).await;
            match message.unwrap_or_else(|_| panic!("nothing more came, after {:?} and {:?}", self.answers, self.events)) {
                Some(Ok(Message::Text(text))) => {
                    let frame = serde_json::from_str(text.as_str()).expect("one frame is one JSON object");
                    contract::holds_for(&frame);
                    return Incoming::Frame(frame);
                }
                Some(Ok(Message::Close(close))) => return Incoming::Closed(close.map_or(1005, |close| close.code.into())),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(other)) => panic!("the server sent {other:?}"),
                // Without a close frame.
                None | Some(Err(_)) => return Incoming::Closed(1006),
            }
        }
    }
}

/// The types of the commands that the protocol's document knows.
pub fn documented_commands() -> Vec<String> {
    contract::types_of("command").map(|(kind, _)| kind).collect()
}

/// The command that sends a message.
pub fn saying(chat: &Chat, client_id: Uuid, body: &str) -> Value {
    json!({"type": "message.send", "chat_id": chat.id, "data": {"client_id": client_id, "body": body}})
}
