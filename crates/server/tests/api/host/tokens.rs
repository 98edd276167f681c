//! S15, S17, S18: which tokens of a host application are believed.

use serde_json::{Value, json};

use super::{SECRET, believing, sharing};
use crate::support::{AUDIENCE, Forger, Host, ISSUER, Place, TestServer};

/// A server that has a public key in a file.
async fn holding(key: &str, algorithms: &str) -> (TestServer, Place) {
    let place = Place::new();
    let file = place.path().join("key");
    std::fs::write(&file, key).expect("written");
    let file = file.display().to_string();
    (believing(&[("auth.host.algorithms", algorithms), ("auth.host.public_key_file", &file)]).await, place)
}

/// The same with one bit of its signature turned.
fn with_a_turned_bit(token: &str) -> String {
    let (signed, signature) = token.rsplit_once('.').expect("three parts");
    let turned = if signature.starts_with('A') { 'B' } else { 'A' };
    format!("{signed}.{turned}{}", &signature[1..])
}

#[tokio::test]
async fn s15_each_algorithm_lets_in_with_its_key_and_not_with_another() {
    for algorithm in ["RS256", "ES256", "EdDSA"] {
        let (host, stranger) = (Host::signing_by(algorithm), Host::signing_by(algorithm));
        let (server, _place) = holding(&host.pem(), algorithm).await;
        host.sends(&server, "ada").await.is(200);
        stranger.sends(&server, "ada").await.is_problem(401, "invalid_token");
        Host::brings(&server, &with_a_turned_bit(&host.token(&server, "ada"))).await.is_problem(401, "invalid_token");
    }
    let hosts = ["ES256", "EdDSA"].map(Host::signing_by);
    let (server, _place) = holding(&json!({"keys": hosts.each_ref().map(Host::jwk)}).to_string(), "ES256, EdDSA").await;
    for host in &hosts {
        host.sends(&server, "ada").await.is(200);
    }
    let server = sharing(&[]).await;
    Host::sharing(SECRET).sends(&server, "ada").await.is(200);
    Host::sharing("R7_hW4sLpE1yUcJmA3d-b0qXk2vZ9f-Tn").sends(&server, "ada").await.is_problem(401, "invalid_token");
    Host::brings(&server, &with_a_turned_bit(&Host::sharing(SECRET).token(&server, "ada"))).await.is_problem(401, "invalid_token");
}

#[tokio::test]
async fn s15_a_public_key_is_no_secret_and_no_key_is_for_two_algorithms() {
    for algorithm in ["RS256", "ES256", "EdDSA"] {
        let host = Host::signing_by(algorithm);
        let (server, _place) = holding(&host.pem(), "RS256, ES256, EdDSA").await;
        host.sends(&server, "ada").await.is(200);
        let pem = host.pem();
        let der = pem.lines().nth(1).expect("a line").to_owned();
        for secret in [&*pem, pem.trim_end(), &der, &host.jwk().to_string()] {
            Host::sharing(secret).sends(&server, "ada").await.is_problem(401, "invalid_token");
        }
        for other in ["HS256", "RS256", "RS384", "PS256", "ES256", "ES384", "EdDSA", "none"].into_iter().filter(|other| *other != algorithm)
        {
            let token = host.sign(&json!({"alg": other, "typ": "JWT"}), &Host::claims(&server, "ada"));
            Host::brings(&server, &token).await.is_problem(401, "invalid_token");
        }
    }
}

#[tokio::test]
async fn s15_an_algorithm_that_is_not_on_the_list_has_no_key() {
    let place = Place::new();
    let file = place.path().join("key");
    std::fs::write(&file, Host::signing_by("ES256").pem()).expect("written");
    let file = file.display().to_string();
    let keys = [("auth.host.issuer", ISSUER), ("auth.host.audience", AUDIENCE), ("auth.host.public_key_file", &*file)];
    let refusal = dialogo_server::Settings::with(&[&keys[..], &[("auth.host.algorithms", "RS256, EdDSA")]].concat()).expect_err("refused");
    assert!(format!("{refusal:#}").contains("auth.host.algorithms"), "{refusal:#}");
}

#[tokio::test]
async fn s15_a_token_that_brings_its_key_or_has_none_is_refused() {
    let server = sharing(&[]).await;
    let host = Host::sharing(SECRET);
    let claims = Host::claims(&server, "ada");
    let with = |name: &str, value: Value| {
        let mut header = host.header();
        header[name] = value;
        header
    };
    let headers = [
        with("alg", json!("none")),
        with("alg", json!("nOnE")),
        with("alg", json!("HS512")),
        with("alg", Value::Null),
        with("typ", json!("at+jwt")),
        with("cty", json!("JWT")),
        with("crit", json!(["exp"])),
        with("jwk", host.jwk()),
        with("jku", json!("http://127.0.0.1:9/keys")),
        with("x5u", json!("http://127.0.0.1:9/cert")),
        with("x5c", json!(["AAAA"])),
    ];
    for header in headers {
        for token in [host.sign(&header, &claims), Forger::unsigned(&header, &claims)] {
            Host::brings(&server, &token).await.is_problem(401, "invalid_token");
        }
    }
    let token = host.token(&server, "ada");
    for text in ["x", "a.b.c", "..", "é", &"a".repeat(20_000), &format!("{token}."), &format!(" {token}")] {
        Host::brings(&server, text).await.is_problem(401, "invalid_token");
    }
    // A name only chooses among the keys that there are.
    Host::brings(&server, &host.sign(&with("kid", json!("../../dev/null")), &claims)).await.is(200);
    server.anyone().post("/auth/host", json!({})).await.is_problem(422, "invalid_fields");
}

#[tokio::test]
async fn s17_what_a_token_has_to_say_and_when() {
    let server = sharing(&[]).await;
    let host = Host::sharing(SECRET);
    let now = server.now().as_second();
    let said = |name: &str, value: Value| {
        let mut claims = Host::claims(&server, "ada");
        claims[name] = value;
        host.sign(&host.header(), &claims)
    };
    let fine = [
        said("aud", json!(["another", AUDIENCE])),
        said("exp", json!(now - 29)),
        said("exp", json!(f64::from(u32::try_from(now).expect("in this century")) + 60.5)),
        said("nbf", json!(now + 30)),
        said("iat", json!(now - 330)),
    ];
    for token in fine {
        Host::brings(&server, &token).await.is(200);
    }
    let wrong = [
        ("iss", json!("https://elsewhere.example")),
        ("iss", json!([ISSUER])),
        ("iss", Value::Null),
        ("aud", json!("another")),
        ("aud", json!([])),
        ("aud", Value::Null),
        ("sub", Value::Null),
        ("sub", json!("")),
        ("sub", json!("a\u{0}b")),
        ("sub", json!("a".repeat(256))),
        ("sub", json!(1815)),
        ("exp", Value::Null),
        ("exp", json!("9999999999")),
        ("exp", json!(1e300)),
        ("exp", json!(-1)),
        ("nbf", json!(now + 31)),
        ("nbf", json!("soon")),
        ("iat", json!(now + 31)),
        ("iat", Value::Null),
        ("jti", json!(7)),
    ];
    for (name, value) in wrong {
        let answer = Host::brings(&server, &said(name, value.clone())).await;
        assert_eq!((answer.status, answer.json["code"].as_str()), (401, Some("invalid_token")), "{name}: {value}");
    }
    for (name, value) in [("exp", now - 30), ("iat", now - 331)] {
        Host::brings(&server, &said(name, json!(value))).await.is_problem(401, "token_expired");
    }
}

#[tokio::test]
async fn s18_our_tokens_are_not_the_hosts_and_its_are_not_ours() {
    let server = sharing(&[]).await;
    let host = Host::sharing(SECRET);
    let ada = server.user("ada").await;
    for ours in [ada.access_token(), ada.refresh_token()] {
        Host::brings(&server, ours).await.is_problem(401, "invalid_token");
    }
    let forger = Forger::of(&ada);
    Host::brings(&server, &host.sign(&forger.header, &forger.claims)).await.is_problem(401, "invalid_token");
    let theirs = host.token(&server, "ada");
    server.anyone().bearing(&theirs).get("/users/me").await.is_problem(401, "invalid_token");
    server.anyone().post("/auth/refresh", json!({"refresh_token": theirs})).await.is_problem(401, "invalid_token");
    let mut socket = server.visitor().await;
    let answer = socket.asks(json!({"type": "hello", "data": {"token": theirs}})).await;
    assert_eq!(answer["data"]["code"], "invalid_token");
    assert_eq!(socket.is_closed().await, 4100);
}

#[tokio::test]
async fn a_token_is_good_as_often_as_its_host_wants() {
    let server = sharing(&[("auth.host.single_use", "true")]).await;
    let host = Host::sharing(SECRET);
    host.sends(&server, "ada").await.is_problem(401, "invalid_token");
    let mut claims = Host::claims(&server, "ada");
    claims["jti"] = json!("1");
    let token = host.sign(&host.header(), &claims);
    Host::brings(&server, &token).await.is(200);
    Host::brings(&server, &token).await.is_problem(401, "invalid_token");
    assert_eq!(server.stored("select count(*)::text from spent_host_tokens").await, ["1"]);
    server.passes(91);
    server.keeps_house().await;
    assert_eq!(server.stored("select count(*)::text from spent_host_tokens").await, ["0"]);
    Host::brings(&server, &token).await.is_problem(401, "token_expired");

    let server = sharing(&[]).await;
    let token = host.token(&server, "ada");
    Host::brings(&server, &token).await.is(200);
    Host::brings(&server, &token).await.is(200);
}

#[tokio::test]
async fn s9_bringing_bad_tokens_slows_down_and_a_good_one_is_let_in() {
    let settings = [("auth.host.issuer", ISSUER), ("auth.host.audience", AUDIENCE)];
    let secret = [("auth.host.algorithms", "HS256"), ("auth.host.secret", SECRET)];
    let server = TestServer::with_default_limits(&[settings, secret].concat()).await;
    let mut refused = 0;
    for _ in 0..10 {
        let answer = Host::brings(&server, "a.b.c").await;
        if answer.status == 429 {
            refused += 1;
        } else {
            answer.is_problem(401, "invalid_token");
        }
    }
    assert!(refused > 0, "slowed down");
    server.passes(300);
    for _ in 0..40 {
        Host::sharing(SECRET).sends(&server, "ada").await.is(200);
    }
}

#[tokio::test]
async fn without_a_host_there_is_no_such_door() {
    let server = TestServer::start().await;
    Host::sharing(SECRET).sends(&server, "ada").await.is_problem(404, "not_found");
}
