//! `/chats/{id}/files` and `/files/{id}`: what is taken in, and to whom it is handed out how.

use std::io::Cursor;

use futures_util::stream;
use image::{ImageFormat, Rgb, RgbImage};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Chat, Person, TestServer, sent};

/// A picture of this size.
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(vec![]);
    RgbImage::from_pixel(width, height, Rgb([9, 99, 199])).write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// The answer to an upload.
pub async fn upload(person: &Person, chat: &Chat, name: &str, bytes: impl Into<reqwest::Body>) -> Answer {
    let name = name.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
    let request = person.request(Method::POST, &format!("/chats/{chat}/files?name={name}"));
    sent(request.body(bytes)).await
}

/// A file that is there now.
pub async fn uploads(person: &Person, chat: &Chat, name: &str, bytes: impl Into<reqwest::Body>) -> Value {
    upload(person, chat, name, bytes).await.is(201)
}

/// Where a file is.
pub fn place_of(file: &Value) -> String {
    format!("/files/{}", file["id"].as_str().unwrap_or_else(|| panic!("no id in {file}")))
}

/// A file as it is handed out.
pub struct Fetched {
    pub status: u16,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Fetched {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Asks for a file with these headers.
pub async fn fetch(person: &Person, path: &str, headers: &[(&str, &str)]) -> Fetched {
    let request = headers.iter().fold(person.request(Method::GET, path), |request, (name, value)| request.header(*name, *value));
    let response = request.send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Fetched { status, headers, bytes: response.bytes().await.expect("a body").to_vec() }
}

#[tokio::test]
async fn a_file_is_what_its_bytes_are() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let page = "<!doctype html><script>alert(1)</script>";
    for (name, bytes, media_type) in [
        ("harmless.png", page, "text/html"),
        ("picture.jpg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"),
        ("feed", "<?xml version='1.0'?><a/>", "text/xml"),
        ("paper.txt", "%PDF-1.7 …", "application/pdf"),
        ("notes.exe", "only notes", "text/plain"),
    ] {
        let file = uploads(&ada, &chat, name, bytes).await;
        let expected = json!({"id": file["id"], "name": name, "media_type": media_type, "bytes": bytes.len(),
            "width": null, "height": null, "has_thumbnail": false});
        assert_eq!(file, expected);
        let fetched = fetch(&ada, &place_of(&file), &[]).await;
        assert_eq!((fetched.status, &fetched.bytes[..]), (200, bytes.as_bytes()));
        assert_eq!(fetched.header("content-type"), "application/octet-stream", "{name}");
        assert!(fetched.header("content-disposition").starts_with("attachment; filename="), "{name}");
        assert_eq!(fetched.header("content-security-policy"), "sandbox; default-src 'none'; frame-ancestors 'none'");
        assert_eq!(fetched.header("x-content-type-options"), "nosniff");
        assert_eq!(fetched.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(fetched.header("cache-control"), "private, no-cache");
    }
}

#[tokio::test]
async fn a_picture_is_shown_and_has_a_thumbnail() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let hidden = [&picture(900, 300)[..], b"<script>hidden</script>"].concat();
    let file = uploads(&ada, &chat, "sea.png", hidden).await;
    let shape = ["media_type", "width", "height", "has_thumbnail"].map(|key| file[key].clone());
    assert_eq!(shape, [json!("image/png"), json!(900), json!(300), json!(true)]);
    let whole = fetch(&ada, &place_of(&file), &[]).await;
    assert_eq!((whole.header("content-type"), json!(whole.bytes.len())), ("image/png", file["bytes"].clone()));
    assert!(whole.header("content-disposition").starts_with("inline; "), "{}", whole.header("content-disposition"));
    assert!(!whole.bytes.ends_with(b"</script>"), "nothing behind its end");
    let thumbnail = fetch(&ada, &format!("{}/thumbnail", place_of(&file)), &[]).await;
    assert_eq!((thumbnail.status, thumbnail.header("content-type")), (200, "image/jpeg"));
    let shown = image::load_from_memory(&thumbnail.bytes).expect("a picture");
    assert_eq!((shown.width(), shown.height()), (640, 213));
    let text = uploads(&ada, &chat, "a.txt", "text").await;
    ada.get(&format!("{}/thumbnail", place_of(&text))).await.is_problem(404, "file_not_found");
}

#[tokio::test]
async fn a_range_is_answered_with_the_range_and_what_is_known_with_nothing() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let path = place_of(&uploads(&ada, &chat, "digits", "0123456789").await);
    for (range, bytes, content_range) in [
        ("bytes=0-3", "0123", "bytes 0-3/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=5-99", "56789", "bytes 5-9/10"),
    ] {
        let part = fetch(&ada, &path, &[("range", range)]).await;
        assert_eq!((part.status, &part.bytes[..], part.header("content-range")), (206, bytes.as_bytes(), content_range));
    }
    for range in ["bytes=0-1,3-4", "lines=1-2", "nonsense"] {
        assert_eq!(fetch(&ada, &path, &[("range", range)]).await.status, 200, "{range}");
    }
    let beyond = ada.request(Method::GET, &path).header("range", "bytes=10-");
    let beyond = sent(beyond).await;
    beyond.is_problem(416, "range_not_satisfiable");
    assert_eq!(beyond.header("content-range"), "bytes */10");
    let etag = fetch(&ada, &path, &[]).await.header("etag").to_owned();
    let known = fetch(&ada, &path, &[("if-none-match", &etag)]).await;
    assert_eq!((known.status, known.bytes.len()), (304, 0));
    let same = fetch(&ada, &path, &[("range", "bytes=0-0"), ("if-range", &etag)]).await;
    let other = fetch(&ada, &path, &[("range", "bytes=0-0"), ("if-range", "\"another\"")]).await;
    assert_eq!((same.status, other.status), (206, 200));
}

#[tokio::test]
async fn a_name_is_cleaned_and_told_in_a_header_that_cannot_be_broken() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    for (name, cleaned) in [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\y.txt", "y.txt"),
        ("a\0b\r\nset-cookie: x=\"1\"", "abset-cookie: x=\"1\""),
        ("cod\u{202e}gpj.exe", "codgpj.exe"),
        ("", "file"),
    ] {
        let file = uploads(&ada, &chat, name, "x").await;
        assert_eq!(file["name"], cleaned);
        let fetched = fetch(&ada, &place_of(&file), &[]).await;
        assert!(fetched.headers.get("set-cookie").is_none());
        assert!(fetched.header("content-disposition").contains("filename*=UTF-8''"), "{}", fetched.header("content-disposition"));
    }
    let long = uploads(&ada, &chat, &"x".repeat(300), "x").await;
    assert_eq!(long["name"].as_str().map(str::len), Some(120));
}

#[tokio::test]
async fn a_file_is_for_the_members_of_its_chat_and_before_it_is_sent_for_its_uploader() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (public, private) = (ada.creates_chat("general").await, ada.creates_private_chat("plan").await);
    bob.joins(&public).await;
    let path = place_of(&uploads(&ada, &public, "a.txt", "secret").await);
    ada.get(&path).await.is(200);
    for other in [&bob, &eve] {
        other.get(&path).await.is_problem(404, "file_not_found");
        other.get(&format!("{path}/thumbnail")).await.is_problem(404, "file_not_found");
    }
    eve.get(&format!("/files/{}", Uuid::now_v7())).await.is_problem(404, "file_not_found");
    server.anyone().get(&path).await.is_problem(401, "unauthenticated");
    upload(&eve, &public, "a.txt", "x").await.is_problem(403, "not_a_member");
    upload(&eve, &private, "a.txt", "x").await.is_problem(404, "chat_not_found");
    ada.removes(&bob, &public).await;
    upload(&bob, &public, "a.txt", "x").await.is_problem(403, "not_a_member");
    assert_eq!(server.objects(), 1, "nothing is kept of what was refused");
}

#[tokio::test]
async fn what_is_too_large_is_refused_as_soon_as_that_is_known() {
    let server = TestServer::with(&[("limits.app.files.bytes_max", "300000"), ("limits.pictures.bytes_max", "1000")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    assert_eq!(uploads(&ada, &chat, "fits", vec![0; 300_000]).await["bytes"], 300_000);
    upload(&ada, &chat, "announced", vec![0; 300_001]).await.is_problem(413, "payload_too_large");
    let endless = stream::iter((0..4).map(|_| Ok::<_, std::io::Error>(vec![0; 100_000])));
    upload(&ada, &chat, "streamed", reqwest::Body::wrap_stream(endless)).await.is_problem(413, "payload_too_large");
    let large = [&picture(10, 10)[..], &vec![0; 1_000]].concat();
    upload(&ada, &chat, "picture", large).await.is_problem(413, "payload_too_large");
    server.keeps_house().await;
    assert_eq!(server.objects(), 1);
    let zipped = ada.request(Method::POST, &format!("/chats/{chat}/files")).header("content-encoding", "gzip").body("x");
    sent(zipped).await.is_problem(415, "unsupported_media_type");
}

#[tokio::test]
async fn a_picture_that_is_a_bomb_or_none_is_refused_and_leaves_nothing() {
    let server = TestServer::with(&[("limits.pictures.pixels_max", "10000")]).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    upload(&ada, &chat, "bomb.png", picture(101, 100)).await.is_problem(422, "bad_picture");
    let whole = picture(100, 100);
    upload(&ada, &chat, "cut.png", whole[..whole.len() / 2].to_vec()).await.is_problem(422, "bad_picture");
    upload(&ada, &chat, "fake.png", &b"\x89PNG\r\n\x1a\n<script>"[..]).await.is_problem(422, "bad_picture");
    server.keeps_house().await;
    assert_eq!(server.objects(), 0);
    uploads(&ada, &chat, "good.png", whole).await;
}

#[tokio::test]
async fn what_is_in_no_message_is_limited_and_erased_after_a_day() {
    let server = TestServer::with(&[("limits.app.files.unattached_max", "2")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let first = uploads(&ada, &chat, "a.png", picture(900, 900)).await;
    uploads(&ada, &chat, "b.txt", "b").await;
    upload(&ada, &chat, "c.txt", "c").await.is_problem(409, "too_many_files");
    uploads(&bob, &chat, "d.txt", "d").await;
    server.keeps_house().await;
    assert_eq!(server.objects(), 4);
    server.passes(24 * 60 * 60 + 1);
    server.keeps_house().await;
    assert_eq!(server.objects(), 0);
    let ada = ada.logs_in_again().await;
    ada.get(&place_of(&first)).await.is_problem(404, "file_not_found");
    uploads(&ada, &chat, "c.txt", "c").await;
}

#[tokio::test]
async fn an_upload_that_never_ends_in_a_row_leaves_nothing() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    // As a kill after the last byte would leave it: named, and with bytes.
    uploads(&ada, &chat, "a.txt", "a").await;
    let session = server.session().await;
    session
        .runs(
            "with gone as (delete from files returning id) \
                 insert into objects_to_erase (id, due_at) select id, now() + interval '10 minutes' from gone",
        )
        .await;
    server.keeps_house().await;
    assert_eq!(server.objects(), 1, "it might still be under way");
    server.passes(11 * 60 + 61);
    server.keeps_house().await;
    assert_eq!(server.objects(), 0);
    assert_eq!(server.stored("select count(*)::text from objects_to_erase").await, ["0"]);
}
