//! `POST /auth/register` and `POST /auth/login`: who gets an account, and who gets in.

use serde_json::json;

use crate::support::{PASSWORD, TestServer, json_keys};

#[tokio::test]
async fn registering_answers_with_the_user_and_both_tokens() {
    let server = TestServer::start().await;
    let body = json!({"username": "Ada", "password": PASSWORD, "display_name": "Ada L.", "device": "laptop"});
    let signed_in = server.anyone().post("/auth/register", body).await.is(201);
    let keys = ["access_expires_at", "access_token", "refresh_expires_at", "refresh_token", "session_id", "user"];
    assert_eq!(json_keys(&signed_in), keys);
    assert_eq!(json_keys(&signed_in["user"]), ["avatar", "created_at", "display_name", "id", "is_admin", "username"]);
    assert_eq!(signed_in["user"]["username"], "ada");
    assert_eq!(signed_in["user"]["display_name"], "Ada L.");
    assert_eq!(signed_in["user"]["avatar"], json!(null));
}

#[tokio::test]
async fn a_display_name_is_the_username_unless_one_is_given() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    assert_eq!(ada.signed_in["user"]["display_name"], "ada");
}

#[tokio::test]
async fn logging_in_answers_as_registering_does() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let signed_in = server.anyone().post("/auth/login", json!({"username": "ada", "password": PASSWORD})).await.is(200);
    assert_eq!(json_keys(&signed_in), json_keys(&ada.signed_in));
    assert_eq!(signed_in["user"], ada.signed_in["user"]);
    assert_ne!(signed_in["session_id"], ada.session_id());
}

#[tokio::test]
async fn alice_written_in_any_case_or_width_is_one_user() {
    let server = TestServer::start().await;
    let alice = server.user("Alice").await;
    assert_eq!(alice.username(), "alice");
    for spelling in ["alice", "Alice", "ALICE", "ａｌｉｃｅ"] {
        let taken = json!({"username": spelling, "password": PASSWORD});
        server.anyone().post("/auth/register", taken.clone()).await.is_problem(409, "username_taken");
        let signed_in = server.anyone().post("/auth/login", taken).await.is(200);
        assert_eq!(signed_in["user"]["id"], alice.id(), "{spelling}");
    }
}

#[tokio::test]
async fn a_name_that_looks_like_another_is_taken() {
    let server = TestServer::start().await;
    server.user("paypal").await;
    let look_alike = json!({"username": "paypa1", "password": PASSWORD});
    server.anyone().post("/auth/register", look_alike).await.is_problem(409, "username_taken");
}

#[tokio::test]
async fn deceptive_blank_and_reserved_usernames_are_refused() {
    let server = TestServer::start().await;
    let long = "a".repeat(33);
    let names =
        ["", "   ", "ab", &long, "аlice", "ali\u{200b}ce", "ali\u{202e}ce", "ali\u{a0}ce", " alice", "al ice", "admin", "System", "a\0bc"];
    for name in names {
        let answer = server.anyone().post("/auth/register", json!({"username": name, "password": PASSWORD})).await;
        assert_eq!(answer.refused_fields(), ["username"], "{name:?}");
    }
}

#[tokio::test]
async fn a_blank_display_name_is_refused() {
    let server = TestServer::start().await;
    for name in ["", "  ", "\u{200b}", "a\0b", "a\u{202e}b", &format!("a{}", "\u{301}".repeat(300))] {
        let body = json!({"username": "ada", "password": PASSWORD, "display_name": name});
        assert_eq!(server.anyone().post("/auth/register", body).await.refused_fields(), ["display_name"], "{name:?}");
    }
}

#[tokio::test]
async fn a_password_has_8_to_128_characters_of_any_kind() {
    let server = TestServer::start().await;
    let words = "tulip ocean ladder 🦀 ".repeat(7);
    let of_length = |n| words.chars().take(n).collect::<String>();
    for (at, (length, status)) in [(7, 422), (8, 201), (64, 201), (128, 201), (129, 422)].into_iter().enumerate() {
        let password = if length <= 8 { "🦀ö Ъ!中7q".chars().take(length).collect() } else { of_length(length) };
        let body = json!({"username": format!("user{at}"), "password": password});
        assert_eq!(server.anyone().post("/auth/register", body).await.status, status, "{length}");
    }
    let huge = json!({"username": "ada", "password": "a".repeat(1_000_000)});
    server.anyone().post("/auth/register", huge).await.is_problem(413, "payload_too_large");
}

#[tokio::test]
async fn a_password_that_everyone_would_try_is_refused_by_name() {
    let server = TestServer::start().await;
    for password in ["password123", "12345678", "dialogo1", "ada.lovelace"] {
        let body = json!({"username": "ada.lovelace", "password": password});
        let problem = server.anyone().post("/auth/register", body).await.is_problem(422, "invalid_fields");
        assert_eq!(problem["errors"][0]["field"], "password");
        assert_eq!(problem["errors"][0]["code"], "weak_password", "{password}");
    }
}

#[tokio::test]
async fn every_wrong_field_of_a_registration_is_named() {
    let server = TestServer::start().await;
    let anyone = server.anyone();
    assert_eq!(anyone.post("/auth/register", json!({})).await.refused_fields(), ["password", "username"]);
    let wrong = json!({"username": ["ada"], "password": 12_345_678, "display_name": {}, "device": true});
    assert_eq!(anyone.post("/auth/register", wrong).await.refused_fields(), ["device", "display_name", "password", "username"]);
}

#[tokio::test]
async fn nobody_chooses_what_is_the_servers_to_choose() {
    let server = TestServer::start().await;
    let body = json!({
        "username": "ada", "password": PASSWORD, "id": "01890a5d-ac96-774b-bcce-b302099a8001", "created_at": "1999-01-01T00:00:00Z",
        "password_hash": "x", "role": "admin",
    });
    let user = server.anyone().post("/auth/register", body).await.is(201)["user"].clone();
    assert_ne!(user["id"], "01890a5d-ac96-774b-bcce-b302099a8001");
    assert!(!user["created_at"].as_str().expect("a time").starts_with("1999"));
    assert!(server.stored("select password_hash from users").await[0].starts_with("$argon2id$"));
}

#[tokio::test]
async fn fifty_registrations_of_one_name_make_one_account() {
    let server = TestServer::start().await;
    let anyone = server.anyone();
    let bodies = (0..50).map(|_| anyone.post("/auth/register", json!({"username": "ada", "password": PASSWORD})));
    let answers = futures_util::future::join_all(bodies).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(answers.iter().all(|answer| answer.status == 201 || answer.json["code"] == "username_taken"));
    assert_eq!(server.stored("select count(*) from users").await, ["1"]);
}
