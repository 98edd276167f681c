//! The web client, as a browser gets it.

use reqwest::Method;

use crate::support::{TestServer, sent};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; font-src 'self'; \
                      manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

#[tokio::test]
async fn the_page_comes_with_the_headers_that_protect_it() {
    let server = TestServer::start().await;
    let page = server.anyone().get("//").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), value, "{name}");
    }
    assert!(!page.headers.contains_key("strict-transport-security"), "without https that would lock people out");
    assert!(page.text.contains("<!doctype html>") || page.text.contains("<!DOCTYPE html>"), "{}", page.text);
    for inline in ["<style", " style=", " onclick", " onload", "javascript:", "http://", "https://"] {
        assert!(!page.text.contains(inline), "the policy forbids {inline}");
    }
}

#[tokio::test]
async fn with_a_public_https_address_browsers_are_told_to_stay_with_it() {
    let server = TestServer::with(&[("server.public_url", "https://chat.example")]).await;
    let page = server.anyone().get("//").await;
    assert!(page.header("strict-transport-security").starts_with("max-age="));
}

#[tokio::test]
async fn everything_the_page_asks_for_is_there_under_its_own_type() {
    let server = TestServer::start().await;
    let page = server.anyone().get("//").await.text;
    let types =
        [(".js", "text/javascript"), (".css", "text/css"), (".svg", "image/svg+xml"), (".webmanifest", "application/manifest+json")];
    let mut found = 0;
    for link in page.split(['"', '\'']) {
        let Some((_, expected)) = types.iter().find(|(extension, _)| link.ends_with(extension)) else { continue };
        let answer = server.anyone().get(&format!("//{}", link.trim_start_matches(['.', '/']))).await;
        assert_eq!(answer.status, 200, "{link}");
        assert!(answer.header("content-type").starts_with(expected), "{link}: {}", answer.header("content-type"));
        found += 1;
    }
    assert!(found >= 2, "no scripts and styles in {page}");
}

#[tokio::test]
async fn the_clients_own_addresses_show_the_page() {
    let server = TestServer::start().await;
    let page = server.anyone().get("//").await.text;
    for path in ["//chats/01890a5d-ac96-774b-bcce-b302099a8001", "//profile", "//login"] {
        let answer = server.anyone().get(path).await;
        assert_eq!((answer.status, &answer.text), (200, &page), "{path}");
    }
}

#[tokio::test]
async fn only_the_client_is_served_and_nothing_beside_it() {
    let server = TestServer::start().await;
    for path in [
        "//package.json",
        "//package-lock.json",
        "//tsconfig.json",
        "//node_modules/typescript/package.json",
        "//.gitignore",
        "//tests/x.js",
        "//js/",
    ] {
        let answer = server.anyone().get(path).await;
        assert!(answer.status == 404 || answer.header("content-type").starts_with("text/html"), "{path} is served");
    }
    server.anyone().get("//package.json").await.is_problem(404, "not_found");
}

#[tokio::test]
async fn a_known_file_is_not_sent_again() {
    let server = TestServer::start().await;
    let page = server.anyone().get("//").await;
    let etag = page.header("etag").to_owned();
    let again = sent(server.anyone().request(Method::GET, "//").header("if-none-match", etag)).await;
    assert_eq!((again.status, again.text.as_str()), (304, ""));
    let other = sent(server.anyone().request(Method::GET, "//").header("if-none-match", "\"another\"")).await;
    assert_eq!(other.status, 200);
}

#[tokio::test]
async fn a_page_is_only_read() {
    let server = TestServer::start().await;
    let answer = server.anyone().bare(Method::POST, "//").await;
    assert_eq!(answer.header("allow"), "GET, HEAD");
    answer.is_problem(405, "method_not_allowed");
    let head = server.anyone().bare(Method::HEAD, "//").await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
}
