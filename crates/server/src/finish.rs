//! What every answer gets on its way out: headers, and the request's id.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, ResponseError};
use tracing_actix_web::RequestId;

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
    let response = next.call(request).await?;
    let mut response = with_request_id(response, id.as_deref());
    let headers = response.headers_mut();
    if let Some(id) = id.and_then(|id| HeaderValue::from_str(&id).ok()) {
        headers.insert(REQUEST_ID, id);
    }
    complete(headers, place, https_only);
    Ok(response)
}

fn complete(headers: &mut HeaderMap, place: Place, https_only: bool) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    if place == Place::Api {
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
