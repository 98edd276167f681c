//! A person, and the log-in of one device: tokens that are renewed before they end.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::rest::{Ask, Refusal, Rest};
use super::room::uuid;

/// A token that ends sooner than this is renewed before it is used.
const MARGIN: Duration = Duration::from_secs(5);

/// Someone with an account.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account.
    pub id: Uuid,
    /// Its name.
    pub username: String,
    /// Its password.
    pub password: String,
}

/// A log-in.
pub struct Login {
    person: Person,
    rest: Rest,
    tokens: Mutex<Option<Tokens>>,
}

struct Tokens {
    access: String,
    refresh: String,
    ends: Instant,
}

impl Person {
    /// Registers somebody.
    pub async fn registers(rest: &Rest, username: String, password: String) -> Result<Self, Refusal> {
        let body = json!({"username": username, "password": password});
        match rest.posts(None, "/auth/register".to_owned(), Some(body)).await {
            Ok(answer) => Ok(Self { id: uuid(&answer["user"]["id"]).unwrap_or_default(), username, password }),
            // An earlier try whose answer was lost.
            Err(refusal) if refusal.code == "username_taken" => {
                let answer = rest.logs_in(&username, &password).await?;
                Ok(Self { id: uuid(&answer["user"]["id"]).unwrap_or_default(), username, password })
            }
            Err(refusal) => Err(refusal),
        }
    }
}

impl Login {
    /// A log-in that has not happened yet.
    pub fn new(person: Person, rest: Rest) -> Self {
        Self { person, rest, tokens: Mutex::default() }
    }

    /// Whose it is.
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The way to the server.
    pub fn rest(&self) -> &Rest {
        &self.rest
    }

    /// An access token that is good for some seconds more; a `fresh` one was made now. Waits for a server that is away.
    pub async fn token(&self, fresh: bool) -> Result<String, Refusal> {
        let mut tokens = self.tokens.lock().await;
        if let Some(held) = tokens.as_ref().filter(|held| !fresh && Instant::now() + MARGIN < held.ends) {
            return Ok(held.access.clone());
        }
        let renewed = match tokens.take() {
            Some(held) => self.renews(&held.refresh).await,
            None => None,
        };
        let answer = match renewed {
            Some(answer) => answer,
            None => self.rest.logs_in(&self.person.username, &self.person.password).await?,
        };
        let made = read(&answer);
        let access = made.access.clone();
        *tokens = Some(made);
        Ok(access)
    }

    /// The log-in is not accepted any more.
    pub async fn forgets(&self) {
        *self.tokens.lock().await = None;
    }

    /// One try: a refresh whose answer is lost is not repeated later, when it would count as a theft.
    async fn renews(&self, refresh: &str) -> Option<Value> {
        let ask = Ask {
            method: reqwest::Method::POST,
            path: "/auth/refresh".to_owned(),
            token: None,
            body: Some(json!({"refresh_token": refresh})),
        };
        self.rest.tries(&ask).await.ok().map(|(_, tokens)| tokens)
    }
}

fn read(answer: &Value) -> Tokens {
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    let ends = text("access_expires_at").parse::<jiff::Timestamp>().ok();
    let left = ends.and_then(|ends| Duration::try_from(ends.duration_since(jiff::Timestamp::now())).ok());
    Tokens { access: text("access_token"), refresh: text("refresh_token"), ends: Instant::now() + left.unwrap_or_default() }
}
