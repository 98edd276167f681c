//! Who comes in by a host application, and as whom.

use reqwest::Method;
use serde_json::{Value, json};

use super::{SECRET, sharing};
use crate::support::{Answer, Host, PASSWORD, Person, TestServer, sent};

/// Somebody comes who is called that there.
async fn comes(server: &TestServer, subject: &str, claims: &[(&str, Value)]) -> Answer {
    let host = Host::sharing(SECRET);
    let mut all = Host::claims(server, subject);
    for (name, value) in claims {
        all[name] = value.clone();
    }
    Host::brings(server, &host.sign(&host.header(), &all)).await
}

async fn arrives(server: &TestServer, subject: &str, claims: &[(&str, Value)]) -> Person {
    Person::of(&server.anyone(), comes(server, subject, claims).await.is(200))
}

#[tokio::test]
async fn who_comes_again_is_the_same_person_whatever_they_are_called_by_then() {
    let server = sharing(&[]).await;
    let first = arrives(&server, "1815", &[("preferred_username", json!("ada")), ("name", json!("Ada Byron"))]).await;
    assert_eq!((first.username(), &first.signed_in["user"]["display_name"]), ("ada", &json!("Ada Byron")));
    let chat = first.creates_chat("engines").await;
    let bob = server.user("bob").await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    let again = arrives(&server, "1815", &[("preferred_username", json!("lovelace")), ("name", json!("Ada Lovelace"))]).await;
    assert_eq!((again.id(), again.username()), (first.id(), "ada"));
    assert_eq!(again.signed_in["user"]["display_name"], "Ada Lovelace");
    assert_eq!(socket.next_event().await["data"]["user"]["display_name"], "Ada Lovelace");
    let seq = again.get(&format!("/chats/{chat}")).await.is(200)["seq"].clone();
    arrives(&server, "1815", &[("name", json!("Ada Lovelace"))]).await;
    assert_eq!(again.get(&format!("/chats/{chat}")).await.is(200)["seq"], seq, "nothing has changed");
    first.get("/users/me").await.is(200);
}

#[tokio::test]
async fn those_who_come_for_the_first_time_twice_at_once_are_one() {
    let server = sharing(&[]).await;
    let answers = futures_util::future::join_all((0..8).map(|_| comes(&server, "ada", &[]))).await;
    let ids: std::collections::BTreeSet<String> = answers.into_iter().map(|answer| answer.is(200)["user"]["id"].to_string()).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(server.stored("select count(*)::text from users").await, ["1"]);
}

#[tokio::test]
async fn nobody_gets_anothers_name_or_one_that_looks_like_it_or_a_reserved_one() {
    let server = sharing(&[]).await;
    let paypal = server.user("paypal").await;
    let called = async |subject: &str, name: Value| arrives(&server, subject, &[("preferred_username", name)]).await;
    let [same, looks_like, third] =
        [called("1", json!("PayPal")).await, called("2", json!("paypa1")).await, called("3", json!("paypal@example.org")).await];
    assert_eq!([same.username(), looks_like.username(), third.username()], ["paypal-2", "paypa1-3", "paypal-4"]);
    assert!([&same, &looks_like, &third].iter().all(|person| person.id() != paypal.id()));
    let nameless = [json!("admin"), json!("Deleted.0"), json!("ad\u{430}"), json!("<>"), json!(7), Value::Null];
    for (n, name) in nameless.into_iter().enumerate() {
        let person = called(&format!("nameless {n}"), name.clone()).await;
        assert!(person.username().starts_with("user-"), "{name}: {}", person.username());
    }
    for n in 0..8 {
        let person = called(&format!("many {n}"), json!("many")).await;
        assert!(person.username().starts_with("many"), "{}", person.username());
    }
    let long = called("long", json!("ab".repeat(500))).await;
    assert_eq!(long.username(), "ab".repeat(16));
}

#[tokio::test]
async fn what_cannot_be_a_name_or_a_symbol_is_left_out() {
    let server = sharing(&[("auth.host.avatar_claim", "emoji")]).await;
    let ada = arrives(&server, "ada", &[("name", json!("a\u{202e}b")), ("emoji", json!("https://shop.example/ada.png"))]).await;
    assert_eq!(ada.signed_in["user"]["display_name"], "ada");
    assert_eq!(ada.signed_in["user"]["avatar"], Value::Null);
    let ada = arrives(&server, "ada", &[("name", json!("Ada")), ("emoji", json!("🦀"))]).await;
    assert_eq!([&ada.signed_in["user"]["display_name"], &ada.signed_in["user"]["avatar"]], [&json!("Ada"), &json!("🦀")]);
}

#[tokio::test]
async fn s6_who_has_no_password_is_refused_like_anybody_and_sets_one_by_the_hosts_word() {
    let server = sharing(&[]).await;
    let ada = arrives(&server, "ada", &[]).await;
    assert_eq!(server.stored("select count(*)::text from users where password_hash is null").await, ["1"]);
    let hashes = server.hashes_computed();
    let log_in = async |username: &str, password: &str| {
        server.anyone().post("/auth/login", json!({"username": username, "password": password})).await
    };
    let [hers, nobodys] = [log_in("ada", "").await, log_in("nobody.here", "").await];
    assert_eq!((hers.is_problem(401, "invalid_credentials"), hers.text), (nobodys.is_problem(401, "invalid_credentials"), nobodys.text));
    assert_eq!(server.hashes_computed(), hashes + 2, "equal work");
    let sets = async |proof: &str| ada.put("/users/me/password", json!({"current_password": proof, "new_password": PASSWORD})).await;
    sets("a guess").await.is_problem(403, "wrong_password");
    let host = Host::sharing(SECRET);
    sets(&host.token(&server, "bob")).await.is_problem(403, "wrong_password");
    sets(&host.token(&server, "ada")).await.is(204);
    assert_eq!(log_in("ada", PASSWORD).await.is(200)["user"]["id"], ada.id());
    sets(&host.token(&server, "ada")).await.is_problem(403, "wrong_password");
}

#[tokio::test]
async fn who_has_deleted_their_account_stays_out() {
    let server = sharing(&[]).await;
    let ada = arrives(&server, "ada", &[]).await;
    let token = Host::sharing(SECRET).token(&server, "ada");
    let deletes = async |proof: &str| sent(ada.request(Method::DELETE, "/users/me").json(&json!({"password": proof}))).await;
    deletes("a guess").await.is_problem(403, "wrong_password");
    deletes(&token).await.is(204);
    comes(&server, "ada", &[]).await.is_problem(403, "account_gone");
}

#[tokio::test]
async fn who_is_suspended_stays_out_whoever_sends_them() {
    let server = sharing(&[]).await;
    let ada = arrives(&server, "ada", &[]).await;
    let keeper = server.user("keeper").await;
    server.makes_admin(&keeper).await;
    let suspension = format!("/admin/users/{}/suspension", ada.id());
    keeper.bare(Method::PUT, &suspension).await.is(204);
    comes(&server, "ada", &[("name", json!("still here"))]).await.is_problem(403, "account_suspended");
    assert_eq!(keeper.get(&format!("/users/{}", ada.id())).await.is(200)["display_name"], "ada");
    keeper.delete(&suspension).await.is(204);
    assert_eq!(arrives(&server, "ada", &[]).await.id(), ada.id());
}

#[tokio::test]
async fn where_the_host_alone_lets_in_nobody_registers_or_logs_in_beside() {
    let server = sharing(&[("auth.host.local_passwords", "false"), ("auth.registration", "closed")]).await;
    let ada = arrives(&server, "ada", &[]).await;
    let hashes = server.hashes_computed();
    let person = json!({"username": "ada", "password": PASSWORD});
    server.anyone().post("/auth/register", person.clone()).await.is_problem(403, "passwords_off");
    server.anyone().post("/auth/login", person).await.is_problem(403, "passwords_off");
    let change = json!({"current_password": Host::sharing(SECRET).token(&server, "ada"), "new_password": PASSWORD});
    ada.put("/users/me/password", change).await.is_problem(403, "passwords_off");
    assert_eq!(server.hashes_computed(), hashes);
}

#[tokio::test]
async fn where_nobody_gets_an_account_only_those_come_who_have_one() {
    let server = sharing(&[]).await;
    let ada = arrives(&server, "ada", &[]).await;
    let host = [("auth.host.issuer", crate::support::ISSUER), ("auth.host.audience", crate::support::AUDIENCE)];
    let host = [host, [("auth.host.algorithms", "HS256"), ("auth.host.secret", SECRET)]].concat();
    let server = TestServer::again(server.stops().await, &[&host[..], &[("auth.host.provision", "false")]].concat()).await;
    assert_eq!(arrives(&server, "ada", &[]).await.id(), ada.id());
    comes(&server, "bob", &[]).await.is_problem(403, "no_account");
    assert_eq!(server.stored("select count(*)::text from users").await, ["1"]);
}

#[tokio::test]
async fn a_session_that_a_host_began_ends_however_much_it_is_used() {
    let server = sharing(&[("auth.host.session_secs_max", "1000")]).await;
    let ada = arrives(&server, "ada", &[]).await;
    let refreshes = async |token: &str| server.anyone().post("/auth/refresh", json!({"refresh_token": token})).await;
    let end = ada.signed_in["refresh_expires_at"].clone();
    server.passes(600);
    let next = refreshes(ada.refresh_token()).await.is(200);
    assert_eq!(next["refresh_expires_at"], end);
    server.passes(400);
    refreshes(next["refresh_token"].as_str().expect("a token")).await.is_problem(401, "session_ended");
    let token = next["access_token"].as_str().expect("a token");
    server.anyone().bearing(token).get("/users/me").await.is_problem(401, "session_ended");
}
