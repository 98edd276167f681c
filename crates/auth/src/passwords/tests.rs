//! Hashing and verifying, with cheap parameters where only the logic counts.

use argon2::PasswordVerifier;

use super::*;

const LIMITS: HashingLimits = HashingLimits { at_once: 2, waiting_max: 8 };

fn passwords(memory_kib: u32) -> Passwords {
    Passwords::new(&PasswordSettings { memory_kib, passes: 1, lanes: 1 }, &LIMITS).expect("good parameters")
}

fn password(text: &str) -> Password {
    Password::parse(text).expect("valid")
}

#[tokio::test]
async fn a_hash_is_argon2id_with_owasp_parameters_and_a_salt_of_its_own() {
    let passwords = Passwords::new(&PasswordSettings { memory_kib: 19_456, passes: 2, lanes: 1 }, &LIMITS).expect("good parameters");
    let one = passwords.hash(&password("correct horse")).await.expect("hashed");
    let other = passwords.hash(&password("correct horse")).await.expect("hashed");
    assert!(one.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", one.as_str());
    assert_ne!(one.as_str(), other.as_str());
    assert_eq!(passwords.verify("correct horse", Some(&one)).await.expect("verified"), Verdict::Match { outdated: false });
    assert!(!format!("{one:?}").contains("argon2id"));
}

#[tokio::test]
async fn every_byte_of_a_password_counts() {
    let passwords = passwords(32);
    let hash = passwords.hash(&password(&format!("{}X", "a".repeat(72)))).await.expect("hashed");
    for claimed in [format!("{}Y", "a".repeat(72)), "a".repeat(72), format!("{}x", "a".repeat(72)), format!("{}X ", "a".repeat(72))] {
        assert_eq!(passwords.verify(&claimed, Some(&hash)).await.expect("verified"), Verdict::Mismatch, "{claimed}");
    }
}

#[tokio::test]
async fn an_unknown_user_costs_one_hash_with_the_current_parameters() {
    let passwords = passwords(32);
    assert!(passwords.dummy.as_str().starts_with("$argon2id$v=19$m=32,t=1,p=1$"), "{}", passwords.dummy.as_str());
    assert_eq!(passwords.verify("correct horse", None).await.expect("verified"), Verdict::Mismatch);
    assert_eq!(passwords.hashes_computed(), 1);
}

#[tokio::test]
async fn what_cannot_be_a_password_costs_no_hash() {
    let passwords = passwords(32);
    let hash = passwords.hash(&password("correct horse")).await.expect("hashed");
    for known in [Some(&hash), None] {
        assert_eq!(passwords.verify(&"a".repeat(129), known).await.expect("verified"), Verdict::Mismatch);
    }
    assert_eq!(passwords.hashes_computed(), 1);
}

#[tokio::test]
async fn a_hash_of_weaker_parameters_still_verifies_and_is_to_be_made_again() {
    let weaker = passwords(32).hash(&password("correct horse")).await.expect("hashed");
    let verdict = passwords(64).verify("correct horse", Some(&weaker)).await.expect("verified");
    assert_eq!(verdict, Verdict::Match { outdated: true });
}

#[tokio::test]
async fn a_stored_text_that_is_no_hash_is_our_fault_and_is_not_repeated() {
    let broken = PasswordHash::new("plain-text-password".to_owned());
    let error = passwords(32).verify("plain-text-password", Some(&broken)).await.expect_err("no hash");
    assert!(matches!(error, crate::Error::Internal(_)));
    assert!(!format!("{error:?}").contains("plain-text"));
}

#[tokio::test]
async fn what_one_hash_leaves_in_the_memory_of_its_thread_changes_no_other() {
    let one_thread = HashingLimits { at_once: 1, waiting_max: 8 };
    let [large, small] = [96, 32]
        .map(|memory_kib| Passwords::new(&PasswordSettings { memory_kib, passes: 2, lanes: 2 }, &one_thread).expect("good parameters"));
    for passwords in [&large, &small, &large] {
        let hash = passwords.hash(&password("correct horse")).await.expect("hashed");
        // The library itself, in memory of its own.
        argon2::Argon2::default().verify_password(b"correct horse", hash.as_str()).expect("the same hash");
        for other in [&small, &large] {
            assert!(matches!(other.verify("correct horse", Some(&hash)).await.expect("verified"), Verdict::Match { .. }));
            assert_eq!(other.verify("correct mouse", Some(&hash)).await.expect("verified"), Verdict::Mismatch);
        }
    }
}
