//! JSON bodies: of a bounded size, in bounded time, and readable.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::deadline::Deadline;
use crate::problem::Problem;

/// How much a body may be, and how long it may take.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimits {
    /// Bytes.
    pub bytes_max: usize,
    /// From the request's head to the body's end.
    pub patience: Duration,
}

/// The JSON object of a body. `T` has [`Field`](super::Field)s with `#[serde(default)]`, so that any object fits.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// The same for requests that may have no body at all.
#[derive(Debug)]
pub struct OptionalJson<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Json<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            is_json(request.headers())?;
            let bytes = read(&request, payload).await?;
            object(&bytes).map(Self)
        })
    }
}

impl<T: DeserializeOwned + Default> FromRequest for OptionalJson<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let bytes = read(&request, payload).await?;
            if bytes.is_empty() {
                return Ok(Self(T::default()));
            }
            is_json(request.headers())?;
            object(&bytes).map(Self)
        })
    }
}

fn is_json(headers: &HeaderMap) -> Result<(), Problem> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Problem::new("unsupported_media_type", "the body has to be JSON, with `Content-Type: application/json`"))
}

async fn read(request: &HttpRequest, payload: Payload) -> Result<Bytes, Problem> {
    let limits = *request.app_data::<BodyLimits>().ok_or_else(Problem::internal)?;
    // A few compressed bytes would become gigabytes.
    if request.headers().get(header::CONTENT_ENCODING).is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(Problem::new("unsupported_media_type", "the body must not be compressed"));
    }
    let too_large = || closing(Problem::new("payload_too_large", format!("the body has more than {} bytes", limits.bytes_max)));
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limits.bytes_max as u64) {
        return Err(too_large());
    }
    let deadline = request.extensions().get::<Deadline>().cloned();
    if let Some(deadline) = &deadline {
        deadline.waits_for_body(limits.patience);
    }
    let body = tokio::time::timeout(limits.patience, collect(payload, limits.bytes_max)).await;
    if let Some(deadline) = &deadline {
        deadline.has_body();
    }
    match body {
        Ok(Ok(Some(bytes))) => Ok(bytes),
        Ok(Ok(None)) => Err(too_large()),
        Ok(Err(_)) => Err(closing(Problem::new("bad_request", "the body ended too early"))),
        Err(_) => Err(closing(Problem::new("bad_request", "the body took too long to arrive"))),
    }
}

/// The whole body, or `None` if it is larger.
async fn collect(mut payload: Payload, bytes_max: usize) -> Result<Option<Bytes>, actix_web::error::PayloadError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk?;
        if body.len() + chunk.len() > bytes_max {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body.freeze()))
}

/// The rest of the body is not waited for.
pub(super) fn closing(problem: Problem) -> Problem {
    problem.with_header(header::CONNECTION, header::HeaderValue::from_static("close"))
}

fn object<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // By way of a map: a struct would also be read from a list.
    let map: Map<String, Value> = serde_json::from_slice(bytes).map_err(|error| {
        let detail = if error.is_data() { "the body has to be a JSON object".to_owned() } else { unreadable(&error) };
        Problem::new("bad_request", detail)
    })?;
    T::deserialize(Value::Object(map))
        .map_err(|error| Problem::new("bad_request", format!("the body is not what is expected here: {error}")))
}

/// Where it stops being JSON, without repeating what stands there.
fn unreadable(error: &serde_json::Error) -> String {
    format!("the body is not readable JSON (line {}, column {})", error.line(), error.column())
}

#[cfg(test)]
mod tests {
    use actix_web::ResponseError;
    use actix_web::test::TestRequest;
    use serde::Deserialize;

    use super::super::Field;
    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Named {
        name: Field,
    }

    const LIMITS: BodyLimits = BodyLimits { bytes_max: 64, patience: Duration::from_secs(10) };

    fn request(body: &str) -> TestRequest {
        TestRequest::post().app_data(LIMITS).insert_header((header::CONTENT_TYPE, "application/json")).set_payload(body.to_owned())
    }

    async fn status<T: FromRequest<Error = Problem>>(request: TestRequest) -> u16 {
        let (request, mut payload) = request.to_http_parts();
        match T::from_request(&request, &mut payload).await {
            Ok(_) => 200,
            Err(problem) => problem.status_code().as_u16(),
        }
    }

    #[actix_web::test]
    async fn any_object_is_read_and_unknown_fields_are_ignored() {
        let (request, mut payload) = request(r#"{"name":["x"],"role":"owner"}"#).to_http_parts();
        let Json(named) = Json::<Named>::from_request(&request, &mut payload).await.expect("read");
        assert_eq!(named.name, serde_json::json!(["x"]).into());
    }

    #[actix_web::test]
    async fn what_is_no_json_object_is_400() {
        let deep = "[".repeat(60);
        for body in
            ["", "{", "nonsense", "[]", "null", "7", r#"{"name":}"#, r#"{"name":"a"} x"#, r#"{"name":"\ud800"}"#, r#"{"n":1e999}"#, &deep]
        {
            assert_eq!(status::<Json<Named>>(request(body)).await, 400, "{body}");
        }
    }

    #[actix_web::test]
    async fn the_type_has_to_be_json_and_the_encoding_none() {
        for (name, value, expected) in [
            ("content-type", "text/plain", 415),
            ("content-type", "application/jsonx", 415),
            ("content-type", "Application/JSON; charset=utf-8", 200),
            ("content-encoding", "gzip", 415),
            ("content-encoding", "identity", 200),
        ] {
            assert_eq!(status::<Json<Named>>(request("{}").insert_header((name, value))).await, expected, "{name}: {value}");
        }
        let typeless = TestRequest::post().app_data(LIMITS).set_payload("{}");
        assert_eq!(status::<Json<Named>>(typeless).await, 415);
    }

    #[actix_web::test]
    async fn a_body_over_the_limit_is_413() {
        let fits = format!("{{\"name\":\"{}\"}}", "a".repeat(64 - 11));
        assert_eq!(status::<Json<Named>>(request(&fits)).await, 200);
        assert_eq!(status::<Json<Named>>(request(&format!("{fits} "))).await, 413);
        assert_eq!(status::<Json<Named>>(request("{}").insert_header((header::CONTENT_LENGTH, "65"))).await, 413);
    }

    #[actix_web::test]
    async fn an_optional_body_may_be_absent_or_empty_but_not_wrong() {
        let absent = TestRequest::post().app_data(LIMITS);
        assert_eq!(status::<OptionalJson<Named>>(absent).await, 200);
        assert_eq!(status::<OptionalJson<Named>>(request("")).await, 200);
        assert_eq!(status::<OptionalJson<Named>>(request("{}")).await, 200);
        assert_eq!(status::<OptionalJson<Named>>(request("nonsense")).await, 400);
        assert_eq!(status::<OptionalJson<Named>>(TestRequest::post().app_data(LIMITS).set_payload("{}")).await, 415);
    }

    #[actix_web::test]
    async fn a_body_that_never_ends_is_given_up() {
        tokio::time::pause();
        let (request, _) = request("").to_http_parts();
        let mut payload = Payload::Stream { payload: futures_util::stream::pending().boxed_local() };
        let problem = Json::<Named>::from_request(&request, &mut payload).await.expect_err("given up");
        assert_eq!(problem.status_code().as_u16(), 400);
    }
}
