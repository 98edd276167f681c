//! What every answer gets on its way out: headers, and the request's id.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, ResponseError};
use futures_util::FutureExt;
use tracing_actix_web::RequestId;

use crate::deadline::Deadline;
use crate::problem::Problem;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// What is no page needs nothing, and nobody needs it in a frame.
const NO_PAGE: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
/// Swagger UI brings its own scripts, and styles and pictures inside them.
const DOCS: HeaderValue =
    HeaderValue::from_static("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");
/// Two years, as browsers' preload lists ask for.
const ONLY_HTTPS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Whether browsers are to be told to come by https only.
#[derive(Clone, Copy)]
pub struct HttpsOnly(pub bool);

/// How long a request may take, the arrival of its body apart.
#[derive(Clone, Copy)]
pub struct Patience(pub Duration);

impl Default for Patience {
    fn default() -> Self {
        Self(Duration::from_secs(5))
    }
}

/// Which part of the server answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Api,
    Docs,
    Elsewhere,
}

impl Place {
    fn of(path: &str) -> Self {
        if path.starts_with("/api/") {
            Self::Api
        } else if path.starts_with("/docs/") {
            Self::Docs
        } else {
            Self::Elsewhere
        }
    }
}

/// Completes an answer.
pub async fn finish<B: MessageBody + 'static>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let id = request.extensions().get::<RequestId>().map(ToString::to_string);
    let place = Place::of(request.path());
    let https_only = request.app_data::<HttpsOnly>().is_some_and(|only| only.0);
    let patience = request.app_data::<Patience>().copied().unwrap_or_default();
    let deadline = Deadline::within(patience.0);
    request.extensions_mut().insert(deadline.clone());
    let response = match answer(&deadline, async { next.call(request).await }).await {
        Ok(response) => response?,
        Err(problem) => return Err(without_answer(problem, id, place, https_only)),
    };
    let mut response = with_request_id(response, id.as_deref());
    let headers = response.headers_mut();
    if let Some(id) = id.and_then(|id| HeaderValue::from_str(&id).ok()) {
        headers.insert(REQUEST_ID, id);
    }
    complete(headers, place, https_only);
    Ok(response)
}

/// The handler's answer; or what is said instead, when it panics or takes too long.
async fn answer<T>(deadline: &Deadline, handling: impl Future<Output = T>) -> Result<T, Problem> {
    tokio::select! {
        biased;
        handled = AssertUnwindSafe(handling).catch_unwind() => handled.map_err(|_| Problem::internal()),
        // What was handed to the writer may be committed all the same: asking again is safe, and the answer says so.
        () = deadline.passed() => Err(dialogo_app::Error::Unavailable.into()),
    }
}

/// The request is gone with its handler, so there is only this way out.
fn without_answer(problem: Problem, id: Option<String>, place: Place, https_only: bool) -> Error {
    let header = id.as_deref().and_then(|id| HeaderValue::from_str(id).ok());
    let problem = match id {
        Some(id) if problem.is_internal() => problem.with_request_id(id),
        _ => problem,
    };
    let mut response = problem.error_response();
    if let Some(id) = header {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    complete(response.headers_mut(), place, https_only);
    InternalError::from_response(problem, response).into()
}

fn complete(headers: &mut HeaderMap, place: Place, https_only: bool) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    // What may be kept says so itself.
    if place == Place::Api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if https_only {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, ONLY_HTTPS);
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, if place == Place::Docs { DOCS } else { NO_PAGE });
    }
}

/// Who meets a fault of ours can tell us which of the many lines in the log is about it.
fn with_request_id<B: MessageBody + 'static>(response: ServiceResponse<B>, id: Option<&str>) -> ServiceResponse<EitherBody<B>> {
    let problem = response.response().error().and_then(Error::as_error::<Problem>).filter(|problem| problem.is_internal());
    match (problem.cloned(), id) {
        (Some(problem), Some(id)) => {
            let answer = problem.with_request_id(id.to_owned()).error_response();
            response.into_response(answer.map_into_right_body())
        }
        _ => response.map_into_left_body(),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::dev::Service;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service, read_body_json};
    use actix_web::{App, HttpResponse, web};
    use serde_json::Value;
    use tracing_actix_web::TracingLogger;

    use super::*;
    use crate::telemetry::RequestLog;

    async fn breaks() -> Result<HttpResponse, Problem> {
        Err(dialogo_app::Error::Internal(anyhow::anyhow!("select secrets")).into())
    }

    async fn answer(path: &str, https_only: bool) -> (HeaderMap, Value) {
        let services = App::new()
            .wrap(from_fn(finish))
            .wrap(TracingLogger::<RequestLog>::new())
            .app_data(HttpsOnly(https_only))
            .route("/api/breaks", web::get().to(breaks))
            .route(
                "/page",
                web::get().to(|| async { HttpResponse::Ok().insert_header((header::CONTENT_SECURITY_POLICY, "own")).json(()) }),
            );
        let response = call_service(&init_service(services).await, TestRequest::get().uri(path).to_request()).await;
        (response.headers().clone(), read_body_json(response).await)
    }

    fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
        headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    #[actix_web::test]
    async fn a_fault_of_ours_carries_the_id_that_our_log_knows() {
        let (headers, problem) = answer("/api/breaks", false).await;
        assert_eq!(problem["request_id"], text(&headers, &REQUEST_ID));
        assert!(!problem.to_string().contains("secrets"), "{problem}");
        assert_eq!(text(&headers, &header::CACHE_CONTROL), "no-store");
    }

    async fn broken_answer(path: &str) -> (u16, HeaderMap, Value) {
        let services = App::new()
            .wrap(from_fn(finish))
            .wrap(TracingLogger::<RequestLog>::new())
            .app_data(Patience(Duration::from_millis(1)))
            .route("/api/panics", web::get().to(panics))
            .route("/api/never", web::get().to(std::future::pending::<HttpResponse>));
        let service = init_service(services).await;
        let error = service.call(TestRequest::get().uri(path).to_request()).await.map(|_| ()).expect_err("an answer of last resort");
        let response = error.error_response();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = actix_web::body::to_bytes(response.into_body()).await.expect("a body");
        (status, headers, serde_json::from_slice(&body).expect("JSON"))
    }

    #[expect(clippy::panic, reason = "that is what it is for")]
    async fn panics() -> HttpResponse {
        panic!("select secrets")
    }

    #[actix_web::test]
    async fn a_handler_that_panics_is_a_fault_of_ours_like_any_other() {
        let (status, headers, problem) = broken_answer("/api/panics").await;
        assert_eq!((status, &problem["code"]), (500, &Value::from("internal")));
        assert_eq!(problem["request_id"], text(&headers, &REQUEST_ID));
        assert!(!problem.to_string().contains("secrets"), "{problem}");
        assert_eq!(text(&headers, &header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    }

    #[actix_web::test]
    async fn a_handler_that_takes_too_long_is_not_waited_for() {
        let (status, headers, problem) = broken_answer("/api/never").await;
        assert_eq!((status, &problem["code"]), (503, &Value::from("unavailable")));
        assert_eq!(text(&headers, &header::RETRY_AFTER), "1");
        assert_eq!(text(&headers, &header::CACHE_CONTROL), "no-store");
    }

    #[actix_web::test]
    async fn every_answer_is_guarded_and_a_page_keeps_its_own_policy() {
        let (headers, _) = answer("/page", true).await;
        assert_eq!(text(&headers, &header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(text(&headers, &header::REFERRER_POLICY), "no-referrer");
        assert_eq!(text(&headers, &header::CONTENT_SECURITY_POLICY), "own");
        assert_eq!(text(&headers, &REQUEST_ID).len(), 36);
        assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
        assert!(!answer("/page", false).await.0.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }
}
