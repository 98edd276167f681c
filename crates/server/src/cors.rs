//! Which pages of other origins may call the API: those of `server.allowed_origins`, with their own token; there are no cookies.

use std::sync::Arc;

use actix_cors::Cors;
use actix_web::http::{Method, header};

use crate::problem::{RATE_LIMIT, RATE_LIMIT_POLICY};
use crate::ws::is_same_origin;

/// How long a browser remembers that it may ask. Chromium does not remember longer than two hours.
const REMEMBERED_SECS: usize = 2 * 60 * 60;

/// What tells browsers that the pages of these origins may call.
pub fn cors(allowed_origins: &[String]) -> Cors {
    let allowed: Arc<[String]> = allowed_origins.into();
    Cors::default()
        .allowed_origin_fn(move |origin, _| {
            origin.to_str().is_ok_and(|origin| allowed.iter().any(|allowed| is_same_origin(allowed, origin)))
        })
        .allowed_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allowed_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::RETRY_AFTER, RATE_LIMIT, RATE_LIMIT_POLICY, header::HeaderName::from_static("x-request-id")])
        .max_age(REMEMBERED_SECS)
}
