//! Which settings make sense, and which keys are keys. What is believed of tokens, the tests of the server show.

use secrecy::SecretString;
use serde_json::json;

use super::*;
use crate::{PasswordSettings, RegistrationMode};

const SECRET: &str = "b0qXk2vZ9f-TnR7_hW4sLpE1yUcJmA3d";
const ALL: [HostAlgorithm; 4] = [HostAlgorithm::HS256, HostAlgorithm::RS256, HostAlgorithm::ES256, HostAlgorithm::EdDsa];

fn with(change: impl FnOnce(&mut AuthSettings)) -> anyhow::Result<Option<HostTokens>> {
    let host = HostSettings {
        issuer: Some("https://host.example".to_owned()),
        audience: Some("chat".to_owned()),
        algorithms: Algorithms(vec![HostAlgorithm::HS256]),
        secret: Some(SecretString::from(SECRET)),
        session_secs_max: 60,
        local_passwords: true,
        ..HostSettings::default()
    };
    let mut settings = AuthSettings {
        jwt_secret: Some(SecretString::from("R7_hW4sLpE1yUcJmA3d-b0qXk2vZ9f-Tn")),
        jwt_secret_previous: None,
        access_ttl_secs: 900,
        refresh_ttl_secs: 3_600,
        refresh_grace_secs: 10,
        registration: RegistrationMode::Open,
        password: PasswordSettings { memory_kib: 32, passes: 1, lanes: 1 },
        host,
    };
    change(&mut settings);
    HostTokens::new(&settings)
}

fn refusal(change: impl FnOnce(&mut AuthSettings)) -> String {
    with(change).map(drop).expect_err("refused").to_string()
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    assert!(with(|_| {}).expect("good").is_some());
    assert!(with(|auth| auth.host = HostSettings { local_passwords: true, ..HostSettings::default() }).expect("good").is_none());
    let refused = [
        refusal(|auth| auth.host.issuer = None),
        refusal(|auth| auth.host.issuer = Some("dialogo".to_owned())),
        refusal(|auth| auth.host = HostSettings::default()),
        refusal(|auth| auth.host.audience = None),
        refusal(|auth| auth.host.secret = None),
        refusal(|auth| auth.host.jwks_url = Some("https://host.example/jwks".to_owned())),
        refusal(|auth| auth.host.algorithms.0.clear()),
        refusal(|auth| auth.host.algorithms.0.push(HostAlgorithm::RS256)),
        refusal(|auth| auth.host.algorithms.0 = vec![HostAlgorithm::RS256]),
        refusal(|auth| auth.host.secret = Some(SecretString::from("0123456789abcdef0123456789abcde"))),
        refusal(|auth| auth.host.leeway_secs = 301),
        refusal(|auth| auth.host.session_secs_max = 0),
    ];
    for refusal in refused {
        assert!(refusal.contains("auth.host."), "{refusal}");
    }
    let ours = refusal(|auth| auth.jwt_secret.clone_from(&auth.host.secret));
    assert!(ours.contains("our own"), "{ours}");
}

#[test]
fn keys_come_by_https_or_from_this_machine() {
    let at = |url: &str| {
        with(|auth| {
            auth.host.secret = None;
            auth.host.algorithms = Algorithms(vec![HostAlgorithm::ES256]);
            auth.host.jwks_url = Some(url.to_owned());
        })
    };
    for fine in ["https://host.example/jwks", "http://127.0.0.1:8080/jwks", "http://[::1]/jwks", "http://localhost/jwks"] {
        assert!(at(fine).is_ok(), "{fine}");
    }
    for not in ["http://host.example/jwks", "http://127.0.0.1.host.example/jwks", "file:///etc/passwd", "ftp://localhost/", "jwks"] {
        assert!(at(not).is_err(), "{not}");
    }
}

#[test]
fn of_a_set_only_what_verifies_by_an_allowed_algorithm_is_a_key() {
    let point = json!({"kty": "EC", "crv": "P-256", "kid": "good", "use": "sig", "alg": "ES256",
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"});
    let but = |name: &str, value: serde_json::Value| {
        let mut key = point.clone();
        key[name] = value;
        key
    };
    let others = [
        but("use", json!("enc")),
        but("key_ops", json!(["encrypt"])),
        but("alg", json!("ES384")),
        but("alg", json!("of tomorrow")),
        but("crv", json!("P-384")),
        but("x", json!("AAAA")),
        json!({"kty": "oct", "k": "b0qXk2vZ9f-TnR7_hW4sLpE1yUcJmA3d", "alg": "HS256"}),
        json!("nonsense"),
        json!({}),
    ];
    let set = |keys: Vec<serde_json::Value>| KeySet::of_json(json!({"keys": keys}).to_string().as_bytes(), &ALL).expect("JSON");
    let mut header = Header::new(jsonwebtoken::Algorithm::ES256);
    let all = set([vec![point.clone()], others.to_vec()].concat());
    assert!(all.key(&header).is_some(), "the only one, so it needs no name");
    header.kid = Some("good".to_owned());
    assert!(all.key(&header).is_some());
    header.kid = Some("another".to_owned());
    assert!(all.key(&header).is_none());
    header.kid = None;
    assert!(set(vec![point.clone(), but("kid", json!("too"))]).key(&header).is_none(), "one of two: which?");
    for algorithm in [jsonwebtoken::Algorithm::HS256, jsonwebtoken::Algorithm::RS256, jsonwebtoken::Algorithm::ES384] {
        assert!(all.key(&Header::new(algorithm)).is_none(), "{algorithm:?}");
    }
    assert!(KeySet::of_json(point.to_string().as_bytes(), &[HostAlgorithm::RS256]).expect("JSON").key(&header).is_none());
    assert!(KeySet::of_json(b"[1", &ALL).is_err());
    for nothing in ["", "{}", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"] {
        assert!(KeySet::of_file(nothing, &ALL).is_err(), "{nothing}");
    }
}
