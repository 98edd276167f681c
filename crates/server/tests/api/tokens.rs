//! Access tokens: which are believed.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Forger, TestServer};

#[tokio::test]
async fn without_a_token_nothing_is_told() {
    let server = TestServer::start().await;
    let answer = server.anyone().get("/users/me").await;
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    answer.is_problem(401, "unauthenticated");
    for token in ["x", "a.b.c", "a.b.c.d", "..", "é", &"a".repeat(2_000)] {
        server.anyone().bearing(token).get("/users/me").await.is_problem(401, "invalid_token");
    }
}

#[tokio::test]
async fn a_token_in_the_address_is_ignored() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    for name in ["access_token", "token"] {
        let path = format!("/users/me?{name}={}", ada.access_token());
        server.anyone().get(&path).await.is_problem(401, "unauthenticated");
    }
}

#[tokio::test]
async fn an_expired_token_is_refused_by_name() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    server.clock.advance(Duration::from_secs(899));
    ada.get("/users/me").await.is(200);
    server.clock.advance(Duration::from_secs(1));
    ada.get("/users/me").await.is_problem(401, "token_expired");
}

#[tokio::test]
async fn a_refresh_token_is_no_access_token() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    server.anyone().bearing(ada.refresh_token()).get("/users/me").await.is_problem(401, "invalid_token");
}

#[tokio::test]
async fn a_token_as_we_write_them_is_believed() {
    // Without this, the tests below could pass for the wrong reason.
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let forger = Forger::of(&ada);
    server.anyone().bearing(&Forger::sign(&forger.header, &forger.claims)).get("/users/me").await.is(200);
}

#[tokio::test]
async fn a_forged_header_is_not_believed() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let forger = Forger::of(&ada);
    let with = |name: &str, value: Value| {
        let mut header = forger.header.clone();
        header[name] = value;
        header
    };
    let headers = [
        with("alg", json!("none")),
        with("alg", json!("nOnE")),
        with("alg", json!("HS384")),
        with("alg", json!("RS256")),
        with("alg", json!(1)),
        with("typ", json!("JWT")),
        with("typ", Value::Null),
        with("kid", json!("../../dev/null")),
        with("jku", json!("http://127.0.0.1:9/keys")),
        with("x5u", json!("http://127.0.0.1:9/cert")),
        with("jwk", json!({"kty": "oct", "k": "AAAA"})),
        with("crit", json!(["exp"])),
    ];
    for header in headers {
        for token in [Forger::sign(&header, &forger.claims), Forger::unsigned(&header, &forger.claims)] {
            server.anyone().bearing(&token).get("/users/me").await.is_problem(401, "invalid_token");
        }
    }
}

#[tokio::test]
async fn forged_claims_are_not_believed() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let forger = Forger::of(&ada);
    let exp = forger.claims["exp"].as_i64().expect("a time");
    let changed = [
        ("aud", json!("someone-else")),
        ("iss", json!("someone-else")),
        ("aud", Value::Null),
        ("exp", Value::Null),
        ("exp", json!("9999999999")),
        ("exp", json!(1e300)),
        ("exp", json!(-1)),
        ("nbf", json!(exp)),
        ("iat", json!(exp)),
        ("sub", json!("nobody")),
        ("sid", Value::Null),
    ];
    for (name, value) in changed {
        let mut claims = forger.claims.clone();
        claims[name] = value.clone();
        let answer = server.anyone().bearing(&Forger::sign(&forger.header, &claims)).get("/users/me").await;
        assert_eq!(answer.status, 401, "{name}: {value}");
    }
    let mut another = forger.claims.clone();
    another["sub"] = json!(server.user("bob").await.id());
    let token = Forger::unsigned(&forger.header, &another);
    server.anyone().bearing(&token).get("/users/me").await.is_problem(401, "invalid_token");
    let stolen = Forger::sign(&forger.header, &another);
    server.anyone().bearing(&stolen).get("/users/me").await.is_problem(401, "session_ended");
}

#[tokio::test]
async fn a_huge_token_is_refused_and_the_server_goes_on() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let response = server.anyone().bearing(&"a".repeat(100_000)).request(reqwest::Method::GET, "/users/me").send().await;
    // Some clients hear the refusal, others that the connection was closed while they were still talking.
    if let Ok(response) = response {
        assert!([400, 401, 431].contains(&response.status().as_u16()), "{}", response.status());
    }
    ada.get("/users/me").await.is(200);
}
