//! Errors as the client sees them: RFC 9457 `application/problem+json`.

mod limits;
mod table;

use std::fmt;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use dialogo_app::{FieldError, Limit};
use serde::Serialize;
use utoipa::ToSchema;

pub use limits::{RATE_LIMIT, RATE_LIMIT_POLICY};
pub use table::status_of;

const CONTENT_TYPE: &str = "application/problem+json; charset=utf-8";

/// Why a request was not done.
#[derive(Clone, Debug)]
pub struct Problem(Box<Contents>);

#[derive(Clone, Debug)]
struct Contents {
    members: Members,
    retry_after: Option<Duration>,
    limit: Option<Limit>,
    header: Option<(HeaderName, HeaderValue)>,
}

/// The JSON of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Members {
    /// Always `about:blank`: `code` says more.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// A sentence for people.
    detail: String,
    /// A stable word for programs, the same over the WebSocket.
    code: &'static str,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<WrongField>,
    /// Helps us to find what went wrong on our side.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WrongField {
    /// The field's name.
    pub field: &'static str,
    /// A stable word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub detail: String,
}

impl Problem {
    /// A problem of this code; its status follows from it.
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        let status = status_of(code);
        let members = Members {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            detail: sentence(detail.into()),
            code,
            errors: Vec::new(),
            request_id: None,
        };
        Self(Box::new(Contents { members, retry_after: None, limit: None, header: None }))
    }

    /// Fields that are not valid.
    pub fn invalid_fields(errors: Vec<WrongField>) -> Self {
        let mut problem = Self::new("invalid_fields", "some fields are not valid");
        problem.0.members.errors = errors;
        problem
    }

    /// A fault of ours, of which nothing is told. Whoever makes one logs it.
    pub fn internal() -> Self {
        Self::new("internal", "something went wrong on our side")
    }

    /// The same with one more header.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.header = Some((name, value));
        self
    }

    /// The same with the id that our logs know the request by.
    pub fn with_request_id(mut self, id: String) -> Self {
        self.0.members.request_id = Some(id);
        self
    }

    /// Whether it is our fault.
    pub fn is_internal(&self) -> bool {
        self.0.members.code == "internal"
    }
}

/// Error texts begin small, sentences do not.
fn sentence(text: String) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(chars).collect(),
        _ => text,
    }
}

impl From<dialogo_app::Error> for Problem {
    fn from(error: dialogo_app::Error) -> Self {
        let (code, retry_after) = (error.code(), error.retry_after());
        match error {
            dialogo_app::Error::Internal(cause) => {
                // Here, and only here: the client is told nothing of it.
                tracing::error!(error = format!("{cause:#}"), "a request failed through our own fault");
                Self::internal()
            }
            dialogo_app::Error::Invalid(fields) => Self::invalid_fields(fields.into_iter().map(WrongField::from).collect()),
            error => {
                let mut problem = Self::new(code, error.to_string());
                problem.0.retry_after = retry_after;
                if let dialogo_app::Error::RateLimited { limit, .. } = error {
                    problem.0.limit = limit;
                }
                problem
            }
        }
    }
}

impl From<FieldError> for WrongField {
    fn from(error: FieldError) -> Self {
        Self { field: error.field, code: error.code, detail: error.detail }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.members.code, self.0.members.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        status_of(self.0.members.code)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((header::CONTENT_TYPE, CONTENT_TYPE));
        if let Some(wait) = self.0.retry_after {
            response.insert_header((header::RETRY_AFTER, whole_secs(wait)));
            if self.status_code() == StatusCode::TOO_MANY_REQUESTS {
                limits::tell(&mut response, self.0.members.code, self.0.limit, whole_secs(wait));
            }
        }
        if self.status_code() == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        if let Some(header) = self.0.header.clone() {
            response.insert_header(header);
        }
        response.body(serde_json::to_vec(&self.0.members).unwrap_or_default())
    }
}

/// Rounded up: whoever waits that long has waited long enough.
fn whole_secs(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use actix_web::body::MessageBody;
    use serde_json::{Value, json};

    use super::*;

    fn body(problem: &Problem) -> Value {
        let bytes = problem.error_response().into_body().try_into_bytes().expect("at hand");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    fn header_of(problem: &Problem, name: &HeaderName) -> String {
        problem.error_response().headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_problem_has_its_five_members_and_its_type() {
        let problem = Problem::from(dialogo_app::Error::NotAMember);
        let expected = json!({"type": "about:blank", "title": "Forbidden", "status": 403, "code": "not_a_member",
            "detail": "You are not a member of this chat"});
        assert_eq!(body(&problem), expected);
        assert_eq!(header_of(&problem, &header::CONTENT_TYPE), CONTENT_TYPE);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let problem = Problem::from(dialogo_app::Error::field("password", "weak_password", "take a longer one"));
        assert_eq!(body(&problem)["errors"], json!([{"field": "password", "code": "weak_password", "detail": "take a longer one"}]));
        assert_eq!(problem.status_code(), StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[test]
    fn the_wait_is_in_whole_seconds_and_long_enough() {
        let wait =
            |retry_after| header_of(&Problem::from(dialogo_app::Error::RateLimited { retry_after, limit: None }), &header::RETRY_AFTER);
        assert_eq!(wait(Duration::from_millis(1)), "1");
        assert_eq!(wait(Duration::from_secs(2)), "2");
        assert_eq!(wait(Duration::from_millis(2_001)), "3");
    }

    #[test]
    fn our_own_faults_are_not_told() {
        let cause = anyhow::anyhow!("relation \"users\" does not exist").context("select password_hash from users");
        let text = body(&Problem::from(dialogo_app::Error::Internal(cause))).to_string();
        assert!(!text.contains("users") && text.contains("internal"), "{text}");
    }
}
