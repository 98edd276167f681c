//! Passwords: how they are kept, compared and changed.

use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, TestServer};

async fn tries(server: &TestServer, username: &str, password: &str) -> Answer {
    server.anyone().post("/auth/login", json!({"username": username, "password": password})).await
}

#[tokio::test]
async fn a_password_is_stored_as_owasp_asks_under_a_salt_of_its_own() {
    let server = TestServer::with_real_hashing().await;
    server.users(["ada", "bob"]).await;
    let hashes = server.stored("select password_hash from users order by username").await;
    assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")), "{hashes:?}");
    assert_ne!(hashes[0], hashes[1], "equal passwords, equal hashes: there is no salt");
}

#[tokio::test]
async fn a_password_counts_to_its_last_character() {
    let server = TestServer::start().await;
    let start: String = "Tulip ocean ladder, ".repeat(4).chars().take(72).collect();
    let password = format!("{start}X");
    server.anyone().post("/auth/register", json!({"username": "ada", "password": password})).await.is(201);
    for wrong in [start.clone(), format!("{start}Y"), password.to_lowercase(), format!("{password} "), format!(" {password}")] {
        tries(&server, "ada", &wrong).await.is_problem(401, "invalid_credentials");
    }
    tries(&server, "ada", &password).await.is(200);
}

#[tokio::test]
async fn a_password_that_cannot_be_one_is_refused_without_a_hash() {
    let server = TestServer::start().await;
    server.user("ada").await;
    let before = server.hashes_computed();
    tries(&server, "ada", &"a".repeat(129)).await.is_problem(401, "invalid_credentials");
    let short = json!({"username": "bob", "password": "1234567"});
    server.anyone().post("/auth/register", short).await.is_problem(422, "invalid_fields");
    assert_eq!(server.hashes_computed(), before);
}

#[tokio::test]
async fn changing_the_password_takes_the_present_one_and_ends_all_other_sessions() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let other = ada.logs_in_again().await;
    let (mut mine, mut others) = (ada.connects().await, other.connects().await);
    let change = |current: &str| json!({"current_password": current, "new_password": "another ocean ladder 8"});

    server.anyone().put("/users/me/password", change(PASSWORD)).await.is_problem(401, "unauthenticated");
    ada.put("/users/me/password", change("wrong")).await.is_problem(403, "wrong_password");
    other.get("/users/me").await.is(200);
    ada.put("/users/me/password", change(PASSWORD)).await.is(204);

    assert_eq!(others.is_closed().await, 4102);
    other.get("/users/me").await.is_problem(401, "session_ended");
    server.anyone().post("/auth/refresh", json!({"refresh_token": other.refresh_token()})).await.is_problem(401, "session_ended");
    ada.get("/users/me").await.is(200);
    mine.stays_silent().await;
    tries(&server, "ada", PASSWORD).await.is_problem(401, "invalid_credentials");
    tries(&server, "ada", "another ocean ladder 8").await.is(200);
}

#[tokio::test]
async fn a_new_password_is_held_to_the_same_rules() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    for (body, fields) in [
        (json!({}), vec!["current_password", "new_password"]),
        (json!({"current_password": PASSWORD, "new_password": "short"}), vec!["new_password"]),
        (json!({"current_password": PASSWORD, "new_password": "password123"}), vec!["new_password"]),
        (json!({"current_password": Value::Null, "new_password": []}), vec!["current_password", "new_password"]),
    ] {
        assert_eq!(ada.put("/users/me/password", body.clone()).await.refused_fields(), fields, "{body}");
    }
}

#[tokio::test]
async fn a_password_kept_at_yesterdays_cost_is_kept_at_todays_after_the_next_log_in() {
    let server = TestServer::start().await;
    server.user("ada").await;
    assert!(server.stored("select password_hash from users").await[0].starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
    let dearer = [("auth.password.memory_kib", "64"), ("auth.password.passes", "2")];
    let server = TestServer::again(server.stops().await, &dearer).await;
    tries(&server, "ada", "wrong").await.is_problem(401, "invalid_credentials");
    assert!(server.stored("select password_hash from users").await[0].starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
    tries(&server, "ada", PASSWORD).await.is(200);
    assert!(server.stored("select password_hash from users").await[0].starts_with("$argon2id$v=19$m=64,t=2,p=1$"));
    tries(&server, "ada", PASSWORD).await.is(200);
}
