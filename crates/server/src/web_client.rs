//! The web client, compiled in: its files, their types, and what browsers may do with them.

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::Bytes;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::{EmbeddedFile, RustEmbed};

/// Nothing from elsewhere, nothing inline, no frame, and no text that becomes HTML.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; font-src 'self'; \
                      manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// Read from disk in debug builds, part of the binary in release builds.
#[derive(RustEmbed)]
#[folder = "../../web"]
#[include = "index.html"]
#[include = "css/*"]
#[include = "icons/*"]
#[include = "js/*"]
struct Files;

/// A file of the client.
pub struct File {
    content_type: &'static str,
    embedded: EmbeddedFile,
}

/// What stands at a path: a file, or for the client's own addresses (`/chats/…`), the page that knows them.
pub fn find(path: &str) -> Option<File> {
    let name = path.strip_prefix('/')?;
    let name = if is_page(name) { "index.html" } else { name };
    let content_type = content_type(name)?;
    Files::get(name).map(|embedded| File { content_type, embedded })
}

/// The file, unless the browser has it already.
pub fn answer(file: &File, headers: &HeaderMap) -> HttpResponse {
    let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(file.embedded.metadata.sha256_hash()));
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::ETAG, etag.clone()))
        // Asked for each time, and sent only when it changed: a new version is there at the next reload.
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
    if known.split(',').any(|known| known.trim().trim_start_matches("W/") == etag) {
        return answer.status(actix_web::http::StatusCode::NOT_MODIFIED).finish();
    }
    answer.content_type(file.content_type).body(Bytes::copy_from_slice(&file.embedded.data))
}

/// Not the client's, even where there is nothing.
const RESERVED: [&str; 4] = ["api", "docs", "health", "metrics"];

/// An address of the client's own has no dot and nothing strange in it.
fn is_page(name: &str) -> bool {
    let first = name.split('/').next().unwrap_or_default();
    // `//host/path` would be another server's address, were it written into a page.
    !RESERVED.contains(&first)
        && !name.starts_with('/')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_'))
}

fn content_type(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    match extension {
        "html" => Some("text/html; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "ico" => Some("image/x-icon"),
        "woff2" => Some("font/woff2"),
        "webmanifest" => Some("application/manifest+json; charset=utf-8"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_clients_own_addresses_are_its_page() {
        for path in ["/", "/chats/0190a1b2-7f00", "/discover", "/index.html"] {
            assert_eq!(find(path).map(|file| file.content_type), Some("text/html; charset=utf-8"), "{path}");
        }
        assert_eq!(find("/js/main.js").map(|file| file.content_type), Some("text/javascript; charset=utf-8"));
    }

    #[test]
    fn nothing_else_is_served() {
        for path in [
            "/package.json",
            "/../Cargo.toml",
            "/js/../../../Cargo.toml",
            "/js/none.js",
            "/%00",
            "/a.b",
            "/tests/unit/x.js",
            "/.npmrc",
            "//etc/passwd",
            "//etc/passwd.js",
        ] {
            assert!(find(path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_file_that_the_browser_has_is_not_sent_again() {
        let file = find("/").expect("the page");
        let first = answer(&file, TestRequest::default().to_http_request().headers());
        assert_eq!(first.headers().get(header::CONTENT_SECURITY_POLICY).expect("a policy"), POLICY);
        let etag = first.headers().get(header::ETAG).expect("a tag").clone();
        let again = TestRequest::default().insert_header((header::IF_NONE_MATCH, etag)).to_http_request();
        assert_eq!(answer(&file, again.headers()).status(), StatusCode::NOT_MODIFIED);
        let other = TestRequest::default().insert_header((header::IF_NONE_MATCH, "\"other\"")).to_http_request();
        assert_eq!(answer(&file, other.headers()).status(), StatusCode::OK);
    }
}
