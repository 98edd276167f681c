//! REST calls that go on until there is an answer which is not "later".

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;
use uuid::Uuid;

use super::room::{Message, Snapshot, message, settings, uuid};
use crate::world::Door;

/// How long one try may take. The server answers within 5 s whatever happens behind it; a frozen one does not answer at all.
const TRY: Duration = Duration::from_secs(8);
/// The longest pause before the next try.
const PAUSE_MAX: Duration = Duration::from_secs(1);
/// Messages in a page.
const PAGE: usize = 100;

/// An answer that trying again would not change.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The word for programs.
    pub code: String,
}

/// Why one try gave no final answer.
#[derive(Clone, Debug)]
pub enum Failure {
    /// A final answer, but not the wanted one.
    Refused(Refusal),
    /// Come again: 429, 503, or no answer at all.
    Later {
        /// The error's word; none when the connection broke.
        code: Option<String>,
        /// When, if the server says.
        after: Option<Duration>,
    },
}

/// A REST client of one person's.
#[derive(Clone)]
pub struct Rest {
    client: reqwest::Client,
    target: Door,
}

/// What to ask.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    /// The method.
    pub method: reqwest::Method,
    /// Below `/api/v1`.
    pub path: String,
    /// The access token.
    pub token: Option<&'a str>,
    /// The body.
    pub body: Option<Value>,
}

impl Rest {
    /// A client of the server behind `target`.
    pub fn new(target: Door) -> Self {
        // No proxy of the environment's; connections are kept, and break with the server.
        let client = reqwest::Client::builder().no_proxy().timeout(TRY).build().unwrap_or_default();
        Self { client, target }
    }

    /// One try.
    pub async fn tries(&self, ask: &Ask<'_>) -> Result<(u16, Value), Failure> {
        let url = format!("http://{}/api/v1{}", self.target.address(), ask.path);
        let mut request = self.client.request(ask.method.clone(), url);
        if let Some(token) = ask.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = &ask.body {
            request = request.json(body);
        }
        let lost = Failure::Later { code: None, after: None };
        let Ok(response) = request.send().await else { return Err(lost) };
        let status = response.status().as_u16();
        let after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok()).map(Duration::from_secs);
        let Ok(bytes) = response.bytes().await else { return Err(lost) };
        let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if status < 300 {
            return Ok((status, body));
        }
        let code = body["code"].as_str().unwrap_or_default().to_owned();
        Err(if matches!(status, 429 | 503) {
            Failure::Later { code: Some(code), after }
        } else {
            Failure::Refused(Refusal { status, code })
        })
    }

    /// Tries until there is a final answer.
    pub async fn asks(&self, ask: Ask<'_>) -> Result<Value, Refusal> {
        let mut pause = Duration::from_millis(50);
        loop {
            match self.tries(&ask).await {
                Ok((_, value)) => return Ok(value),
                Err(Failure::Refused(refusal)) => return Err(refusal),
                Err(Failure::Later { after, .. }) => sleep(after.unwrap_or(pause).min(PAUSE_MAX)).await,
            }
            pause = (pause * 2).min(PAUSE_MAX);
        }
    }

    /// `GET`
    pub async fn gets(&self, token: &str, path: String) -> Result<Value, Refusal> {
        self.asks(Ask { method: reqwest::Method::GET, path, token: Some(token), body: None }).await
    }

    /// `POST`, with or without a body.
    pub async fn posts(&self, token: Option<&str>, path: String, body: Option<Value>) -> Result<Value, Refusal> {
        self.asks(Ask { method: reqwest::Method::POST, path, token, body }).await
    }

    /// All rows of a paged list.
    pub async fn all(&self, token: &str, path: &str) -> Result<Vec<Value>, Refusal> {
        let (mut rows, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let rest = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let mut page = self.gets(token, format!("{path}?limit={PAGE}{rest}")).await?;
            if let Value::Array(items) = page["items"].take() {
                rows.extend(items);
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return Ok(rows),
            }
        }
    }

    /// What a client loads of a chat that it does not know, or that has changed too much.
    pub async fn snapshot(&self, token: &str, chat: Uuid) -> Result<Snapshot, Refusal> {
        let page = self.gets(token, format!("/chats/{chat}/messages?limit={PAGE}")).await?;
        let members = self.all(token, &format!("/chats/{chat}/members")).await?;
        let row = self.gets(token, format!("/chats/{chat}")).await?;
        let messages = numbered(page["items"].as_array().map_or(&[][..], Vec::as_slice));
        Ok(Snapshot {
            first: messages.keys().next().copied().unwrap_or(1),
            messages,
            members: members
                .iter()
                .filter_map(|row| Some((uuid(&row["user"]["id"])?, row["user"]["display_name"].as_str()?.to_owned())))
                .collect(),
            settings: settings(&row).unwrap_or_default(),
        })
    }

    /// All messages of a chat from `first` on.
    pub async fn history(&self, token: &str, chat: Uuid, first: i64) -> Result<std::collections::BTreeMap<i64, Message>, Refusal> {
        let (mut all, mut after) = (std::collections::BTreeMap::new(), first - 1);
        loop {
            let page = self.gets(token, format!("/chats/{chat}/messages?limit={PAGE}&after={after}")).await?;
            let rows = numbered(page["items"].as_array().map_or(&[][..], Vec::as_slice));
            let Some((last, _)) = rows.last_key_value() else { return Ok(all) };
            after = *last;
            all.extend(rows);
        }
    }

    /// Logs in; the tokens.
    pub async fn logs_in(&self, username: &str, password: &str) -> Result<Value, Refusal> {
        let body = json!({"username": username, "password": password});
        self.posts(None, "/auth/login".to_owned(), Some(body)).await
    }
}

fn numbered(rows: &[Value]) -> std::collections::BTreeMap<i64, Message> {
    rows.iter().filter_map(|row| Some((row["number"].as_i64()?, message(row)?))).collect()
}
