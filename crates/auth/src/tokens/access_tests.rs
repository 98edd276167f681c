//! What passes for an access token, and what does not.

use serde_json::{Value, json};

use super::*;
use crate::{HostSettings, PasswordSettings, RegistrationMode};

const SECRET: &str = "b0qXk2vZ9f-TnR7_hW4sLpE1yUcJmA3d";

fn now() -> Timestamp {
    Timestamp::from_second(1_795_000_000).expect("in range")
}

fn later(secs: i64) -> Timestamp {
    now() + SignedDuration::from_secs(secs)
}

fn tokens_of(secret: &str) -> Tokens {
    tokens_after(secret, None)
}

fn tokens_after(secret: &str, previous: Option<&str>) -> Tokens {
    let of = |secret: &str| JwtSecret::chosen(&secret.into(), "TEST").expect("good");
    let (secret, previous) = (of(secret), previous.map(of));
    let password = PasswordSettings { memory_kib: 32, passes: 1, lanes: 1 };
    let settings = AuthSettings {
        jwt_secret: None,
        jwt_secret_previous: None,
        access_ttl_secs: 900,
        refresh_ttl_secs: 3_600,
        refresh_grace_secs: 10,
        registration: RegistrationMode::Open,
        password,
        host: HostSettings::default(),
    };
    Tokens::new(&secret, previous.as_ref(), &settings)
}

fn claims() -> Value {
    let at = now().as_second();
    json!({"iss": "dialogo", "aud": "dialogo", "sub": UserId::generate(), "sid": SessionId::generate(), "iat": at, "nbf": at, "exp": at + 900})
}

fn changed(claim: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[claim] = value;
    claims
}

fn without(claim: &str) -> Value {
    let mut claims = claims();
    claims.as_object_mut().expect("an object").remove(claim);
    claims
}

/// A token with a true signature under our secret, whatever its header and claims say.
fn signed(header: &Value, claims: &Value) -> String {
    use base64::Engine;
    let encode = |bytes: &[u8]| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    let message = format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
    mac.update(message.as_bytes());
    format!("{message}.{}", encode(&mac.finalize().into_bytes()))
}

fn our_header() -> Value {
    json!({"typ": "at+jwt", "alg": "HS256"})
}

fn refused(token: &str) -> bool {
    matches!(tokens_of(SECRET).verify_access(token, now()), Err(Error::InvalidToken(_)))
}

#[test]
fn an_access_token_says_who_by_which_session_and_until_when() {
    let (user_id, session_id) = (UserId::generate(), SessionId::generate());
    let token = tokens_of(SECRET).issue_access(user_id, session_id, now()).expect("issued");
    assert_eq!(token.expires_at, later(900));
    let claims = tokens_of(SECRET).verify_access(&token.text, later(899)).expect("good");
    assert_eq!(claims, AccessClaims { user_id, session_id, expires_at: later(900) });
    assert!(!format!("{token:?}").contains(&token.text));
}

#[test]
fn the_hand_made_token_of_these_tests_is_good_as_it_is() {
    assert!(tokens_of(SECRET).verify_access(&signed(&our_header(), &claims()), now()).is_ok());
}

#[test]
fn a_token_ends_at_its_time() {
    let token = tokens_of(SECRET).issue_access(UserId::generate(), SessionId::generate(), now()).expect("issued");
    for secs in [900, 906, 1_000_000] {
        assert!(matches!(tokens_of(SECRET).verify_access(&token.text, later(secs)), Err(Error::ExpiredToken)), "{secs}");
    }
}

#[test]
fn another_secret_signs_nothing_for_us() {
    let forged = tokens_of("another-32-byte-key-0123456789xyz").issue_access(UserId::generate(), SessionId::generate(), now());
    assert!(refused(&forged.expect("issued").text));
}

#[test]
fn after_a_change_of_the_secret_both_are_good_and_the_new_one_signs() {
    let other = "another-32-byte-key-0123456789xyz";
    let (old, changed, later_on) = (tokens_of(SECRET), tokens_after(other, Some(SECRET)), tokens_of(other));
    let claims = RefreshClaims { session_id: SessionId::generate(), generation: 1 };
    let token = old.issue_access(UserId::generate(), SessionId::generate(), now()).expect("issued").text;
    assert!(changed.verify_access(&token, now()).is_ok() && later_on.verify_access(&token, now()).is_err());
    assert_eq!(changed.read_refresh_token(&old.refresh_token(claims)), Some(claims));
    assert_eq!(later_on.read_refresh_token(&changed.refresh_token(claims)), Some(claims));
    let fresh = changed.issue_access(UserId::generate(), SessionId::generate(), now()).expect("issued").text;
    assert!(later_on.verify_access(&fresh, now()).is_ok() && old.verify_access(&fresh, now()).is_err());
}

#[test]
fn the_algorithm_is_pinned() {
    for alg in ["none", "nOnE", "HS384", "HS512", "RS256", "ES256", ""] {
        assert!(refused(&signed(&json!({"typ": "at+jwt", "alg": alg}), &claims())), "{alg}");
    }
    let token = signed(&our_header(), &claims());
    let (message, _) = token.rsplit_once('.').expect("three parts");
    let none = signed(&json!({"typ": "at+jwt", "alg": "none"}), &claims());
    let (unsigned, _) = none.rsplit_once('.').expect("three parts");
    for token in [format!("{message}."), message.to_owned(), format!("{unsigned}."), format!("{token}.x"), format!("{token}.")] {
        assert!(refused(&token), "{token}");
    }
}

#[test]
fn a_header_that_brings_a_key_or_another_type_is_refused() {
    let headers = [
        json!({"typ": "at+jwt", "alg": "HS256", "kid": "../../dev/null"}),
        json!({"typ": "at+jwt", "alg": "HS256", "jku": "https://evil.example/keys"}),
        json!({"typ": "at+jwt", "alg": "HS256", "x5u": "https://evil.example/cert"}),
        json!({"typ": "at+jwt", "alg": "HS256", "jwk": {"kty": "oct", "k": "AAAA"}}),
        json!({"typ": "at+jwt", "alg": "HS256", "crit": ["b64"]}),
        json!({"typ": "at+jwt", "alg": "HS256", "b64": false}),
        json!({"typ": "JWT", "alg": "HS256"}),
        json!({"typ": "refresh+jwt", "alg": "HS256"}),
        json!({"alg": "HS256"}),
    ];
    for header in headers {
        assert!(refused(&signed(&header, &claims())), "{header}");
    }
}

#[test]
fn a_token_for_or_from_others_is_refused() {
    for claims in [changed("aud", json!("other")), changed("aud", json!([])), changed("iss", json!("other")), changed("sub", json!("ada"))]
    {
        assert!(refused(&signed(&our_header(), &claims)), "{claims}");
    }
}

#[test]
fn every_claim_is_needed() {
    for claim in ["iss", "aud", "sub", "sid", "iat", "nbf", "exp"] {
        assert!(refused(&signed(&our_header(), &without(claim))), "{claim}");
    }
}

#[test]
fn a_token_from_the_future_is_refused_beyond_the_leeway() {
    let at = now().as_second();
    for claim in ["iat", "nbf"] {
        let early = tokens_of(SECRET).verify_access(&signed(&our_header(), &changed(claim, json!(at + 6))), now());
        assert!(matches!(early, Err(Error::ExpiredToken)), "{claim}: renewing helps, logging in again is not needed");
        assert!(!refused(&signed(&our_header(), &changed(claim, json!(at + 5)))), "{claim}");
    }
}

#[test]
fn times_are_integers() {
    for value in [json!("1900000000"), json!(1e300), json!(1_900_000_000.5), json!(null), json!(true), json!(u64::MAX), json!(i64::MAX)] {
        assert!(refused(&signed(&our_header(), &changed("exp", value.clone()))), "{value}");
    }
    assert!(matches!(
        tokens_of(SECRET).verify_access(&signed(&our_header(), &changed("exp", json!(-1))), now()),
        Err(Error::ExpiredToken | Error::InvalidToken(_))
    ));
}

#[test]
fn nonsense_is_refused_without_a_panic() {
    for token in [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "é.é.é",
        "dlr_AAAA",
        &"a".repeat(100_000),
        &format!("{}.{}.{}", "A".repeat(300), "A".repeat(300), "A".repeat(300)),
    ] {
        assert!(refused(token));
    }
}

#[test]
fn a_refresh_token_is_good_under_one_secret() {
    let claims = crate::RefreshClaims { session_id: SessionId::generate(), generation: 2 };
    let token = tokens_of(SECRET).refresh_token(claims);
    assert_eq!(tokens_of(SECRET).read_refresh_token(&token), Some(claims));
    assert_eq!(tokens_of("another-32-byte-key-0123456789xyz").read_refresh_token(&token), None);
}
