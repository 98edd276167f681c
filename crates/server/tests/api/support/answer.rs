//! What the server answered, and what every answer of it has to satisfy.

use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, SERVER, SET_COOKIE};
use serde_json::Value;

/// An HTTP answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    /// The body, when it is JSON.
    pub json: Value,
}

/// What must never come out of the server: SQL, traces, places in its code.
const LEAKS: &[&str] = &["select ", "insert into", "postgres", "SQLSTATE", "panicked", ".rs:", "RUST_BACKTRACE", "argon2"];

impl Answer {
    /// Reads it, and checks what holds for each answer of the whole suite.
    pub async fn of(response: reqwest::Response) -> Self {
        let (status, headers, url) = (response.status().as_u16(), response.headers().clone(), response.url().clone());
        let text = response.text().await.expect("a whole body");
        assert!(headers.get(SET_COOKIE).is_none(), "a cookie from {url}");
        assert!(headers.get(SERVER).is_none(), "a server header from {url}");
        assert!(!headers.contains_key("x-powered-by"), "a server header from {url}");
        // What may be kept is for its reader alone, and asked for each time.
        let is_file = headers.contains_key("content-disposition") || status == 304;
        if url.path().starts_with("/api/") && !is_file {
            assert_eq!(headers.get(CACHE_CONTROL).map(HeaderValue::as_bytes), Some(&b"no-store"[..]), "{url} may be cached");
        }
        if status >= 400 {
            for leak in LEAKS {
                assert!(!text.to_lowercase().contains(&leak.to_lowercase()), "{url} lets {leak:?} out: {text}");
            }
        }
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self { status, headers, text, json }
    }

    /// The body of a success with this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json
    }

    /// The problem (RFC 9457) with this status and stable code.
    #[track_caller]
    pub fn is_problem(&self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.json["code"].as_str()), (status, Some(code)), "{}", self.text);
        let content_type = self.header(CONTENT_TYPE.as_str());
        assert!(content_type.starts_with("application/problem+json"), "{content_type}");
        assert_eq!(self.json["status"], status, "{}", self.text);
        for word in ["type", "title", "detail"] {
            assert!(self.json[word].as_str().is_some_and(|text| !text.is_empty()), "{word} is absent: {}", self.text);
        }
        self.json.clone()
    }

    /// The names of the fields that a 422 complains about, sorted.
    #[track_caller]
    pub fn refused_fields(&self) -> Vec<String> {
        let problem = self.is_problem(422, "invalid_fields");
        let errors = problem["errors"].as_array().cloned().unwrap_or_default();
        assert!(errors.iter().all(|error| error["detail"].as_str().is_some_and(|text| !text.is_empty())), "{problem}");
        let mut fields: Vec<String> = errors.iter().filter_map(|error| error["field"].as_str().map(str::to_owned)).collect();
        fields.sort();
        fields
    }

    /// A header that has to be there.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.headers));
        value.to_str().expect("a header of plain characters")
    }
}
