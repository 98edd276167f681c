//! Which limit was met, in the header fields that programs know (draft-ietf-httpapi-ratelimit-headers-10).

use actix_web::HttpResponseBuilder;
use actix_web::http::header::HeaderName;
use dialogo_app::Limit;

/// What is left of a limit, and when there is more.
pub const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// What the limit is.
pub const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Says that nothing is left for so many seconds. Limits whose wait grows have no policy that could be told in numbers: they go by the code.
pub fn tell(response: &mut HttpResponseBuilder, code: &str, limit: Option<Limit>, secs: u64) {
    let name = limit.map_or(code, |limit| limit.name);
    response.insert_header((RATE_LIMIT, format!("\"{name}\";r=0;t={secs}")));
    if let Some(Limit { quota, window, .. }) = limit {
        response.insert_header((RATE_LIMIT_POLICY, format!("\"{name}\";q={quota};w={}", window.as_secs())));
    }
}
