//! The web client, compiled in: its files, their types, and what browsers may do with them.

mod slim;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::Bytes;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rust_embed::{EmbeddedFile, RustEmbed};

use self::slim::slim;
use crate::compress::{TakesGzip, gzip_once, with_gzip};

/// Nothing from elsewhere, nothing inline, no frame, and no text that becomes HTML.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; font-src 'self'; \
                      manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// Read from disk in debug builds, part of the binary in release builds.
#[derive(RustEmbed)]
#[folder = "../../web"]
#[include = "index.html"]
#[include = "sw.js"]
#[include = "css/*"]
#[include = "icons/*"]
#[include = "js/*"]
struct Files;

/// A file of the client.
pub struct File {
    content_type: &'static str,
    data: Cow<'static, [u8]>,
    hash: [u8; 32],
}

/// What stands at a path: a file, or for the client's own addresses (`/chats/…`), the page that knows them.
pub fn find(path: &str) -> Option<File> {
    let name = path.strip_prefix('/')?;
    let name = if is_page(name) { "index.html" } else { name };
    let content_type = content_type(name)?;
    let EmbeddedFile { data, metadata } = Files::get(name)?;
    let file = File { content_type, data, hash: metadata.sha256_hash() };
    Some(if name == WORKER { with_all_files(file) } else { file })
}

/// The service worker, which keeps all the others.
const WORKER: &str = "sw.js";

/// The service worker is told which files there are, and changes with every one of them: that is how browsers learn of a new version.
fn with_all_files(File { content_type, data, mut hash }: File) -> File {
    let mut paths = vec![];
    for name in Files::iter().filter(|name| name != WORKER) {
        let Some(EmbeddedFile { metadata, .. }) = Files::get(&name) else { continue };
        hash.iter_mut().zip(metadata.sha256_hash()).for_each(|(all, one)| *all ^= one);
        paths.push(if name == "index.html" { "/".to_owned() } else { format!("/{name}") });
    }
    let version = URL_SAFE_NO_PAD.encode(hash);
    let text = String::from_utf8_lossy(&data).replacen("VERSION = ''", &format!("VERSION = '{version}'"), 1).replacen(
        "FILES = []",
        &format!("FILES = {}", serde_json::json!(paths)),
        1,
    );
    File { content_type, data: Cow::Owned(text.into_bytes()), hash }
}

/// What is sent of a file, plain and, if it gains by it, as gzip.
#[derive(Clone)]
struct Sent {
    plain: Bytes,
    gzip: Option<Bytes>,
}

/// Made when a file is first asked for, and kept. In debug builds files change.
fn sent(file: &File) -> Sent {
    static KEPT: Mutex<BTreeMap<[u8; 32], Sent>> = Mutex::new(BTreeMap::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.entry(file.hash).or_insert_with(|| Sent::of(file)).clone()
}

impl Sent {
    fn of(File { content_type, data, .. }: &File) -> Self {
        let plain = match str::from_utf8(data) {
            Ok(text) if content_type.starts_with("text/") => Bytes::from(slim(text)),
            _ => Bytes::copy_from_slice(data),
        };
        let is_text = content_type.starts_with("text/") || content_type.starts_with("image/svg");
        let gzip = if is_text { gzip_once(&plain) } else { None };
        Self { plain, gzip }
    }
}

/// The file, unless the browser has it already.
pub fn answer(file: &File, headers: &HeaderMap, takes: TakesGzip) -> HttpResponse {
    let Sent { plain, gzip } = sent(file);
    let gzipped = if takes.yes() { gzip } else { None };
    let hash = URL_SAFE_NO_PAD.encode(file.hash);
    // Other bytes, another tag.
    let etag = if gzipped.is_some() { format!("\"{hash}.gzip\"") } else { format!("\"{hash}\"") };
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::ETAG, etag.clone()))
        .insert_header((header::VARY, "accept-encoding"))
        // Asked for each time, and sent only when it changed: a new version is there at the next reload.
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
    if known.split(',').any(|known| known.trim().trim_start_matches("W/") == etag) {
        return answer.status(StatusCode::NOT_MODIFIED).finish();
    }
    answer.content_type(file.content_type);
    match gzipped {
        Some(gzipped) => with_gzip(answer.body(gzipped)),
        None => answer.body(plain),
    }
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
    use std::io::Read;

    use actix_web::body::to_bytes;
    use actix_web::http::header::HeaderName;
    use actix_web::test::TestRequest;
    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn the_clients_own_addresses_are_its_page() {
        for path in ["/", "/chats/0190a1b2-7f00", "/discover", "/index.html"] {
            assert_eq!(find(path).map(|file| file.content_type), Some("text/html; charset=utf-8"), "{path}");
        }
        assert_eq!(find("/js/main.js").map(|file| file.content_type), Some("text/javascript; charset=utf-8"));
    }

    #[test]
    fn the_service_worker_knows_every_file_and_this_version() {
        let worker = find("/sw.js").expect("a service worker");
        let text = String::from_utf8_lossy(&worker.data);
        for known in ["\"/\"", "\"/js/main.js\"", "\"/css/tokens.css\""] {
            assert!(text.contains(known), "{known}");
        }
        assert!(!text.contains("VERSION = ''") && !text.contains("/sw.js"));
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

    fn asked(path: &str, headers: &[(HeaderName, &str)]) -> HttpResponse {
        let mut request = TestRequest::default();
        for (name, value) in headers {
            request = request.insert_header((name.clone(), *value));
        }
        let request = request.to_http_request();
        answer(&find(path).expect("a file"), request.headers(), TakesGzip::of(&request))
    }

    fn text<'a>(answer: &'a HttpResponse, name: &HeaderName) -> &'a str {
        answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    #[test]
    fn a_file_that_the_browser_has_is_not_sent_again() {
        let first = asked("/", &[]);
        assert_eq!(text(&first, &header::CONTENT_SECURITY_POLICY), POLICY);
        let etag = text(&first, &header::ETAG);
        assert_eq!(asked("/", &[(header::IF_NONE_MATCH, etag)]).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(asked("/", &[(header::IF_NONE_MATCH, &format!("\"a\", W/{etag}"))]).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(asked("/", &[(header::IF_NONE_MATCH, "\"other\"")]).status(), StatusCode::OK);
    }

    #[actix_web::test]
    async fn a_script_is_compressed_for_those_who_take_it_under_a_tag_of_its_own() {
        let gzip = (header::ACCEPT_ENCODING, "gzip, br");
        let (plain, gzipped) = (asked("/js/app.js", &[]), asked("/js/app.js", std::slice::from_ref(&gzip)));
        for answer in [&plain, &gzipped] {
            assert_eq!(text(answer, &header::VARY), "accept-encoding");
        }
        assert_eq!((text(&plain, &header::CONTENT_ENCODING), text(&gzipped, &header::CONTENT_ENCODING)), ("", "gzip"));
        let (plain_tag, gzipped_tag) = (text(&plain, &header::ETAG).to_owned(), text(&gzipped, &header::ETAG).to_owned());
        let known = |tag| asked("/js/app.js", &[gzip.clone(), (header::IF_NONE_MATCH, tag)]).status();
        assert_eq!((known(&gzipped_tag), known(&plain_tag)), (StatusCode::NOT_MODIFIED, StatusCode::OK));
        let [plain, gzipped] = [to_bytes(plain.into_body()).await, to_bytes(gzipped.into_body()).await];
        let mut again = vec![];
        GzDecoder::new(&gzipped.expect("a body")[..]).read_to_end(&mut again).expect("gzip");
        assert_eq!(again, plain.expect("a body"));
    }
}
