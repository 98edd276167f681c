//! An HTTP client that is not ours: reqwest.

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use super::Answer;

/// Someone, or nobody, who talks HTTP with the server.
#[derive(Clone, Debug)]
pub struct Client {
    base: String,
    http: reqwest::Client,
    token: Option<String>,
}

impl Client {
    /// Nobody yet.
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client");
        Self { base: base.to_owned(), http, token: None }
    }

    /// The bearer of a token.
    pub fn bearing(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// Where the server is: `http://127.0.0.1:<port>`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A request to be completed by the test. Paths are below `/api/v1` unless they start with `//`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = path.strip_prefix('/').filter(|rest| rest.starts_with('/')).map_or(format!("/api/v1{path}"), str::to_owned);
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        sent(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        sent(self.request(Method::POST, path).json(&body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        sent(self.request(Method::PUT, path).json(&body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        sent(self.request(Method::PATCH, path).json(&body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        sent(self.request(Method::DELETE, path)).await
    }

    /// A request without a body.
    pub async fn bare(&self, method: Method, path: &str) -> Answer {
        sent(self.request(method, path)).await
    }

    /// A body that is called JSON, whatever it is.
    pub async fn raw(&self, method: Method, path: &str, body: impl Into<reqwest::Body>) -> Answer {
        sent(self.request(method, path).header("content-type", "application/json").body(body)).await
    }
}

/// The answer to a request.
pub async fn sent(request: RequestBuilder) -> Answer {
    Answer::of(request.send().await.expect("an answer")).await
}
