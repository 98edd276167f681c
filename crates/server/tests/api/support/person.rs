//! People, and what they do in chats.

use std::fmt;
use std::ops::Deref;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Client, Socket, TestServer};

/// Good enough for the strength check, and no part of any username.
pub const PASSWORD: &str = "tulip ocean ladder 7";

/// Someone with an account who is logged in.
#[derive(Clone, Debug)]
pub struct Person {
    client: Client,
    /// What the log-in answered.
    pub signed_in: Value,
}

/// A chat; its `Display` is its id, so that paths are easy to write.
#[derive(Clone, Debug)]
pub struct Chat {
    pub id: String,
    /// As it was answered to whoever created it.
    pub json: Value,
}

impl Chat {
    /// The chat that an answer shows.
    pub fn of(json: Value) -> Self {
        Self { id: json["id"].as_str().expect("a chat id").to_owned(), json }
    }
}

impl Deref for Person {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl fmt::Display for Chat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

impl Person {
    /// Whoever this log-in (or registration, or refresh) is about.
    pub fn of(client: &Client, signed_in: Value) -> Self {
        let token = signed_in["access_token"].as_str().unwrap_or_else(|| panic!("no access token in {signed_in}"));
        Self { client: client.bearing(token), signed_in }
    }

    pub fn id(&self) -> &str {
        self.signed_in["user"]["id"].as_str().expect("a user id")
    }

    pub fn username(&self) -> &str {
        self.signed_in["user"]["username"].as_str().expect("a username")
    }

    pub fn access_token(&self) -> &str {
        self.signed_in["access_token"].as_str().expect("an access token")
    }

    pub fn refresh_token(&self) -> &str {
        self.signed_in["refresh_token"].as_str().expect("a refresh token")
    }

    pub fn session_id(&self) -> &str {
        self.signed_in["session_id"].as_str().expect("a session id")
    }

    /// What everyone may know of this person, as it is shown on the wire.
    pub fn summary(&self) -> Value {
        let user = &self.signed_in["user"];
        json!({"id": user["id"], "username": user["username"], "display_name": user["display_name"], "avatar": user["avatar"]})
    }

    /// The same person on another device.
    pub async fn logs_in_again(&self) -> Self {
        let body = json!({"username": self.username(), "password": PASSWORD});
        Self::of(&self.client, self.client.post("/auth/login", body).await.is(200))
    }

    pub async fn creates(&self, chat: Value) -> Chat {
        Chat::of(self.post("/chats", chat).await.is(201))
    }

    pub async fn creates_chat(&self, name: &str) -> Chat {
        self.creates(json!({"name": name})).await
    }

    pub async fn creates_private_chat(&self, name: &str) -> Chat {
        self.creates(json!({"name": name, "visibility": "private"})).await
    }

    pub async fn joins(&self, chat: &Chat) -> Value {
        self.post(&format!("/chats/{chat}/join"), json!({})).await.is(200)
    }

    pub async fn leaves(&self, chat: &Chat) {
        self.bare(reqwest::Method::POST, &format!("/chats/{chat}/leave")).await.is(204);
    }

    /// Removes someone from a chat.
    pub async fn removes(&self, member: &Self, chat: &Chat) {
        self.delete(&format!("/chats/{chat}/members/{}", member.id())).await.is(204);
    }

    /// Makes a moderator of a member of one's own chat.
    pub async fn appoints(&self, member: &Self, chat: &Chat) -> Value {
        self.patch(&format!("/chats/{chat}/members/{}", member.id()), json!({"role": "moderator"})).await.is(200)
    }

    /// Bans someone from a chat, for good and without a word.
    pub async fn bans(&self, person: &Self, chat: &Chat) -> Value {
        self.bare(reqwest::Method::PUT, &format!("/chats/{chat}/bans/{}", person.id())).await.is(200)
    }

    /// Sends a message by REST.
    pub async fn says(&self, chat: &Chat, body: &str) -> Value {
        self.post(&format!("/chats/{chat}/messages"), draft(body)).await.is(201)
    }

    /// Changes what a message says, by REST.
    pub async fn edits(&self, message: &Value, body: &str) -> Value {
        self.patch(&path_of(message), json!({"body": body})).await.is(200)
    }

    /// Deletes a message by REST.
    pub async fn erases(&self, message: &Value) {
        self.delete(&path_of(message)).await.is(204);
    }

    /// Sends `count` messages by REST.
    pub async fn chatters(&self, chat: &Chat, count: usize) {
        for n in 1..=count {
            self.says(chat, &n.to_string()).await;
        }
    }

    /// The newest page of a chat's history, oldest first.
    pub async fn reads(&self, chat: &Chat) -> Vec<Value> {
        let page = self.get(&format!("/chats/{chat}/messages?limit=100")).await.is(200);
        page["items"].as_array().expect("items").clone()
    }

    /// The chat as one sees it.
    pub async fn looks_at(&self, chat: &Chat) -> Value {
        self.get(&format!("/chats/{chat}")).await.is(200)
    }

    /// The `seq` of the chat's latest change.
    pub async fn head_of(&self, chat: &Chat) -> i64 {
        self.looks_at(chat).await["seq"].as_i64().expect("a seq")
    }

    /// A socket that has said hello and is ready.
    pub async fn connects(&self) -> Socket {
        self.connects_knowing(json!({})).await
    }

    /// A socket that has said hello with these cursors and is ready; what was replayed waits as events.
    pub async fn connects_knowing(&self, cursors: Value) -> Socket {
        let mut socket = Socket::open(self.base()).await;
        socket.hello(self, cursors).await;
        socket
    }
}

/// Where a message is.
pub fn path_of(message: &Value) -> String {
    let [chat, id] = ["chat_id", "id"].map(|key| message[key].as_str().unwrap_or_else(|| panic!("no {key} in {message}")));
    format!("/chats/{chat}/messages/{id}")
}

/// A message to be sent, under a `client_id` of its own.
pub fn draft(body: &str) -> Value {
    json!({"body": body, "client_id": Uuid::now_v7()})
}

/// The bodies of messages, or of events about messages.
pub fn bodies(messages: &[Value]) -> Vec<&str> {
    messages.iter().map(|m| m["body"].as_str().or(m["data"]["body"].as_str()).expect("a body")).collect()
}

/// Ada's chat with two moderators and a member in it.
pub async fn a_chat_in_order(server: &TestServer) -> ([Person; 5], Chat) {
    let [ada, bob, cleo, dan, eve] = server.users(["ada", "bob", "cleo", "dan", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    for person in [&bob, &cleo, &dan] {
        person.joins(&chat).await;
    }
    ada.appoints(&bob, &chat).await;
    ada.appoints(&cleo, &chat).await;
    ([ada, bob, cleo, dan, eve], chat)
}

/// Where a member is found.
pub fn place(chat: &Chat, person: &Person) -> String {
    format!("/chats/{chat}/members/{}", person.id())
}
