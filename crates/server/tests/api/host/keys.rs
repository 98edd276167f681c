//! S15: keys that a host application shows at an address.

use super::believing;
use crate::support::{Host, Jwks, Manner, TestServer};

/// A server that looks there.
async fn asking(jwks: &Jwks) -> TestServer {
    believing(&[("auth.host.algorithms", "RS256, ES256, EdDSA"), ("auth.host.jwks_url", &jwks.url())]).await
}

#[tokio::test]
async fn s15_keys_are_fetched_once_and_each_is_for_its_algorithm() {
    let hosts = ["RS256", "ES256", "EdDSA"].map(|algorithm| Host::signing_by(algorithm).called(algorithm));
    let jwks = Jwks::of(&hosts.each_ref()).await;
    let server = asking(&jwks).await;
    assert_eq!(jwks.asked(), 0, "nobody has come yet");
    let together = hosts.iter().map(|host| host.sends(&server, host.algorithm()));
    for answer in futures_util::future::join_all(together).await {
        answer.is(200);
    }
    assert_eq!(jwks.asked(), 1, "one for all");
    let confused = Host::sharing(&hosts[0].pem()).called("RS256");
    confused.sends(&server, "eve").await.is_problem(401, "invalid_token");
}

#[tokio::test]
async fn s15_a_shared_secret_that_lies_at_an_address_is_no_key() {
    let host = Host::sharing(super::SECRET).called("shared");
    let jwks = Jwks::of(&[&host]).await;
    let server = asking(&jwks).await;
    host.sends(&server, "eve").await.is_problem(401, "invalid_token");
}

#[tokio::test]
async fn s15_an_unknown_key_is_looked_for_once_in_a_while() {
    let [host, stranger] = ["known", "unknown"].map(|kid| Host::signing_by("ES256").called(kid));
    let jwks = Jwks::of(&[&host]).await;
    let server = asking(&jwks).await;
    host.sends(&server, "ada").await.is(200);
    server.passes(30);
    for _ in 0..5 {
        stranger.sends(&server, "eve").await.is_problem(401, "invalid_token");
    }
    assert_eq!(jwks.asked(), 2, "one look for all five");
    host.sends(&server, "ada").await.is(200);
    server.passes(30);
    let flood = futures_util::future::join_all((0..10).map(|_| stranger.sends(&server, "eve"))).await;
    assert!(flood.iter().all(|answer| answer.status == 401));
    assert_eq!(jwks.asked(), 3, "and for those who come at once");
}

#[tokio::test]
async fn s15_a_new_key_is_good_at_once_and_one_that_was_taken_away_soon_no_more() {
    let [old, new] = ["old", "new"].map(|kid| Host::signing_by("EdDSA").called(kid));
    let jwks = Jwks::of(&[&old]).await;
    let server = asking(&jwks).await;
    old.sends(&server, "ada").await.is(200);
    jwks.shows(&[&new]);
    server.passes(30);
    new.sends(&server, "ada").await.is(200);
    old.sends(&server, "ada").await.is_problem(401, "invalid_token");
    jwks.shows(&[]);
    new.sends(&server, "ada").await.is(200);
    server.passes(600);
    new.sends(&server, "ada").await.is_problem(401, "invalid_token");
    assert_eq!(jwks.asked(), 3);
}

#[tokio::test]
async fn s15_while_the_host_is_away_its_last_keys_are_good_for_a_day() {
    let host = Host::signing_by("ES256").called("one");
    let jwks = Jwks::of(&[&host]).await;
    jwks.behaves(Manner::HangsUp);
    let server = asking(&jwks).await;
    let answer = host.sends(&server, "ada").await;
    assert_eq!(answer.header("retry-after"), "1");
    answer.is_problem(503, "unavailable");
    jwks.behaves(Manner::Good);
    host.sends(&server, "ada").await.is_problem(503, "unavailable");
    server.passes(30);
    host.sends(&server, "ada").await.is(200);
    jwks.behaves(Manner::Fails);
    for hours in [1, 22] {
        server.passes(hours * 3_600);
        host.sends(&server, "ada").await.is(200);
    }
    server.passes(3_600);
    host.sends(&server, "ada").await.is_problem(503, "unavailable");
}

#[tokio::test]
async fn s15_a_slow_an_endless_and_a_redirected_answer_bring_no_keys() {
    let host = Host::signing_by("ES256").called("one");
    let jwks = Jwks::of(&[&host]).await;
    let server = asking(&jwks).await;
    for (looks, manner) in [Manner::IsSilent, Manner::Floods, Manner::Redirects, Manner::Fails].into_iter().enumerate() {
        jwks.behaves(manner);
        host.sends(&server, "ada").await.is_problem(503, "unavailable");
        assert_eq!(jwks.asked(), looks + 1, "a redirection is not followed");
        server.passes(30);
    }
    jwks.behaves(Manner::Good);
    host.sends(&server, "ada").await.is(200);
}
