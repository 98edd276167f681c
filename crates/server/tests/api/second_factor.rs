//! S14: log-ins that ask for a code of an authenticator app.

use reqwest::Method;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};

use crate::support::{Answer, PASSWORD, Person, TestServer, sent};

const PATH: &str = "/users/me/second-factor";
/// How long a code is the present one.
const STEP_SECS: u64 = 30;

/// An authenticator app.
struct Authenticator(Totp);

impl Authenticator {
    fn knowing(shared: &Value) -> Self {
        let secret = Secret::try_from_base32(shared["secret"].as_str().expect("a secret")).expect("base32");
        Self(Builder::new().with_secret(secret).build().expect("a secret of the usual length"))
    }

    fn code(&self, server: &TestServer) -> String {
        self.0.generate(server.now().as_second().try_into().expect("after 1970")).to_string()
    }
}

async fn logs_in(server: &TestServer, code: Option<&str>) -> Answer {
    server.anyone().post("/auth/login", json!({"username": "ada", "password": PASSWORD, "code": code})).await
}

async fn ends(person: &Person, code: &str) -> Answer {
    sent(person.request(Method::DELETE, PATH).json(&json!({"code": code}))).await
}

/// Ada with a second factor, her app and her recovery codes.
async fn with_ada() -> (TestServer, Person, Authenticator, Vec<String>) {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    ada.post(PATH, json!({"password": "not mine"})).await.is_problem(403, "wrong_password");
    let app = Authenticator::knowing(&ada.post(PATH, json!({"password": PASSWORD})).await.is(201));
    logs_in(&server, None).await.is(200);
    ada.put(PATH, json!({"code": "abc"})).await.is_problem(403, "wrong_code");
    let codes = ada.put(PATH, json!({"code": app.code(&server)})).await.is(200);
    let codes = codes["recovery_codes"].as_array().expect("codes").iter().map(|code| code.as_str().expect("a code").to_owned()).collect();
    (server, ada, app, codes)
}

#[tokio::test]
async fn s14_a_log_in_takes_a_code_that_was_not_used_and_is_not_old() {
    let (server, ada, app, _) = with_ada().await;
    logs_in(&server, None).await.is_problem(401, "second_factor_required");
    let used = app.code(&server);
    logs_in(&server, Some(&used)).await.is_problem(403, "wrong_code");
    server.passes(STEP_SECS);
    let fresh = app.code(&server);
    logs_in(&server, Some(&fresh)).await.is(200);
    logs_in(&server, Some(&fresh)).await.is_problem(403, "wrong_code");
    server.passes(STEP_SECS);
    let old = app.code(&server);
    server.passes(2 * STEP_SECS);
    logs_in(&server, Some(&old)).await.is_problem(403, "wrong_code");
    logs_in(&server, Some(&app.code(&server))).await.is(200);
    ada.get("/users/me").await.is(200);
}

#[tokio::test]
async fn s14_a_recovery_code_lets_in_once() {
    let (server, ada, _, codes) = with_ada().await;
    assert_eq!(codes.len(), 10);
    logs_in(&server, Some(&codes[0].to_uppercase())).await.is(200);
    logs_in(&server, Some(&codes[0])).await.is_problem(403, "wrong_code");
    assert_eq!(ada.get(PATH).await.is(200), json!({"is_on": true, "recovery_codes_left": 9}));
    let stored = server.stored("select f::text from second_factors f").await;
    assert!(!stored[0].contains(&codes[1].replace('-', "")));
}

#[tokio::test]
async fn s14_guessing_codes_slows_down_for_those_who_know_the_password_alone() {
    let (server, _, app, _) = with_ada().await;
    server.passes(STEP_SECS);
    let mut waits = Vec::new();
    for _ in 0..12 {
        // Between two guesses the password alone is shown, which must not wipe the slate.
        logs_in(&server, None).await.is_problem(401, "second_factor_required");
        let answer = logs_in(&server, Some("000000")).await;
        if answer.status == 429 {
            waits.push(answer.header("retry-after").parse::<u64>().expect("whole seconds"));
            server.passes(waits[waits.len() - 1]);
        } else {
            answer.is_problem(403, "wrong_code");
        }
    }
    assert!(waits.len() > 1 && waits.is_sorted_by(|a, b| a < b), "{waits:?}");
    let wrong = json!({"username": "ada", "password": "not hers", "code": "000000"});
    server.anyone().post("/auth/login", wrong).await.is_problem(401, "invalid_credentials");
    server.passes(300);
    logs_in(&server, Some(&app.code(&server))).await.is(200);
}

#[tokio::test]
async fn it_is_ended_with_a_code_and_not_by_an_open_session() {
    let (server, ada, app, codes) = with_ada().await;
    ada.post(PATH, json!({"password": PASSWORD})).await.is_problem(409, "second_factor_on");
    ends(&ada, "123").await.is_problem(403, "wrong_code");
    ends(&ada, &codes[3]).await.is(204);
    logs_in(&server, None).await.is(200);
    assert_eq!(ada.get(PATH).await.is(200), json!({"is_on": false, "recovery_codes_left": 0}));
    ada.put(PATH, json!({"code": app.code(&server)})).await.is_problem(403, "wrong_code");
}
