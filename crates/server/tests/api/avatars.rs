//! `PUT /users/me/avatar` and what others see of it.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::files::picture;
use crate::support::{Answer, Person, TestServer, sent};

async fn uploads(person: &Person, bytes: impl Into<reqwest::Body>) -> Answer {
    sent(person.request(Method::PUT, "/users/me/avatar").body(bytes)).await
}

async fn looks(person: &Person, id: &str) -> (u16, String, Vec<u8>) {
    let response = person.request(Method::GET, &format!("/users/{id}/avatar")).send().await.expect("an answer");
    let kind = response.headers()["content-type"].to_str().expect("a type").to_owned();
    (response.status().as_u16(), kind, response.bytes().await.expect("a body").to_vec())
}

#[tokio::test]
async fn a_picture_is_ones_avatar_for_everyone() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    let me = uploads(&ada, picture(600, 300)).await.is(200);
    let avatar = me["avatar"].as_str().expect("an avatar").to_owned();
    assert!(avatar.strip_prefix("file:").is_some_and(|id| id.parse::<Uuid>().is_ok()), "{avatar}");
    assert_eq!(socket.hears("member.updated").await["data"]["user"]["avatar"], avatar);
    for person in [&bob, &eve] {
        assert_eq!(person.get(&format!("/users/{}", ada.id())).await.is(200)["avatar"], avatar);
        let (status, kind, bytes) = looks(person, ada.id()).await;
        let shown = image::load_from_memory(&bytes).expect("a picture");
        assert_eq!((status, &*kind, shown.width(), shown.height()), (200, "image/jpeg", 256, 256));
    }
    server.anyone().get(&format!("/users/{}/avatar", ada.id())).await.is_problem(401, "unauthenticated");
    bob.get(&format!("/users/{}/avatar", bob.id())).await.is_problem(404, "file_not_found");
    let claimed = bob.patch("/users/me", json!({"avatar": avatar})).await;
    assert_eq!(claimed.refused_fields(), ["avatar"], "nobody types a picture");
}

#[tokio::test]
async fn the_picture_before_is_erased() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    for _ in 0..2 {
        uploads(&ada, picture(300, 300)).await.is(200);
        server.keeps_house().await;
        assert_eq!(server.objects(), 1);
    }
    server.passes(3_600);
    let ada = ada.logs_in_again().await;
    server.keeps_house().await;
    assert_eq!(server.objects(), 1, "it stays as long as it is somebody's");
    assert_eq!(ada.patch("/users/me", json!({"avatar": "🦀"})).await.is(200)["avatar"], "🦀");
    uploads(&ada, picture(300, 300)).await.is(200);
    assert_eq!(ada.delete("/users/me/avatar").await.is(200)["avatar"], Value::Null);
    server.keeps_house().await;
    assert_eq!(server.objects(), 0);
}

#[tokio::test]
async fn what_is_no_picture_is_no_avatar() {
    let server = TestServer::with(&[("limits.pictures.pixels_max", "10000"), ("limits.pictures.bytes_max", "100000")]).await;
    let ada = server.user("ada").await;
    uploads(&ada, "<svg onload=alert(1)/>").await.is_problem(422, "bad_picture");
    uploads(&ada, picture(101, 100)).await.is_problem(422, "bad_picture");
    uploads(&ada, vec![0; 100_001]).await.is_problem(413, "payload_too_large");
    server.keeps_house().await;
    assert_eq!((server.objects(), ada.get("/users/me").await.is(200)["avatar"].clone()), (0, Value::Null));
}
