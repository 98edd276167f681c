//! Guessers are slowed down, owners are not.

use std::time::Duration;

use super::*;

fn limits() -> LoginLimits {
    LoginLimits {
        address_failures_burst: 30,
        address_failure_every_secs: 10,
        registrations_burst: 5,
        registration_every_secs: 60,
        account_failures_burst: 20,
        account_failure_every_secs: 60,
        guesses: GuessLimits { free: 5, delay_secs: 1, delay_secs_max: 300, forget_after_secs: 3_600, remembered_max: 10_000 },
    }
}

fn at(secs: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(secs)
}

fn address(n: u8) -> IpAddr {
    IpAddr::from([192, 0, 2, n])
}

/// Tries a wrong password; how long the wait is if it was not let through.
fn wrong(throttle: &LoginThrottle, account: &str, peer: IpAddr, now: Timestamp) -> Option<Duration> {
    match throttle.admit_login(account, peer, now) {
        Err(Error::Throttled { retry_after }) => Some(retry_after),
        _ => None,
    }
}

#[test]
fn ten_wrong_passwords_on_one_account_are_slowed_down_while_its_owner_gets_in() {
    let throttle = LoginThrottle::new(limits());
    let refused = (0..10).filter(|_| wrong(&throttle, "ada", address(66), at(0)).is_some()).count();
    assert_eq!(refused, 4, "five are free, the sixth costs a wait");
    assert!(throttle.admit_login("ada", address(1), at(0)).is_ok());
}

#[test]
fn one_password_over_a_hundred_names_is_stopped_before_the_fiftieth() {
    let throttle = LoginThrottle::new(limits());
    let passed = (0..100).take_while(|n| wrong(&throttle, &format!("user{n}"), address(66), at(0)).is_none()).count();
    assert_eq!(passed, 30);
}

#[test]
fn nobody_types_what_slows_down_the_tokens_of_a_network() {
    let throttle = LoginThrottle::new(limits());
    let typed = format!("a token from {}", address(1));
    for n in 100..200 {
        assert_eq!(wrong(&throttle, &typed, address(n), at(0)), None, "the first try of each address");
    }
    assert!((0..5).all(|_| throttle.admit_token(address(1), at(0)).is_ok()), "five are free, as if nothing had been typed");
}

#[test]
fn an_account_attacked_from_everywhere_is_not_locked() {
    let throttle = LoginThrottle::new(limits());
    for n in 0..200 {
        assert_eq!(wrong(&throttle, "ada", address(n), at(0)), None, "the first try of each address");
    }
    let owner = |n| throttle.admit_login("ada", address(n), at(0)).expect("the owner's first try passes");
    let everywhere: Vec<_> = (201..221).map(owner).collect();
    // Which does not end the attack.
    everywhere.into_iter().for_each(Attempt::succeeded);
    assert!((0..2).all(|_| wrong(&throttle, "ada", address(222), at(0)).is_none()));
    assert!(wrong(&throttle, "ada", address(222), at(0)).is_some(), "but guessing on is slowed down at once");
}

#[test]
fn those_who_know_their_password_are_never_slowed_down() {
    let throttle = LoginThrottle::new(limits());
    for _ in 0..1_000 {
        throttle.admit_login("ada", address(1), at(0)).expect("let through").succeeded();
    }
}

#[test]
fn an_attempt_that_was_never_checked_does_not_count() {
    let throttle = LoginThrottle::new(limits());
    for _ in 0..1_000 {
        throttle.admit_login("ada", address(1), at(0)).expect("let through").was_not_checked();
    }
}

#[test]
fn attempts_at_the_same_time_are_counted_before_they_are_checked() {
    let throttle = LoginThrottle::new(limits());
    let at_once: Vec<_> = (0..50).filter_map(|_| throttle.admit_login("ada", address(1), at(0)).ok()).collect();
    assert_eq!(at_once.len(), 6);
}

#[test]
fn a_refused_attempt_uses_nothing_up() {
    let throttle = LoginThrottle::new(limits());
    for _ in 0..1_000 {
        wrong(&throttle, "ada", address(1), at(0));
    }
    assert_eq!(wrong(&throttle, "bob", address(1), at(0)), None);
}

#[test]
fn spelling_and_the_rest_of_an_ipv6_network_make_no_other_guesser() {
    let throttle = LoginThrottle::new(limits());
    let names = ["ada", "Ada", "ＡＤＡ"];
    let passed = (0..30_u16).filter(|n| {
        let peer = IpAddr::from([0x2001, 0xdb8, 0, 1, *n, 0, 0, *n]);
        wrong(&throttle, names[usize::from(*n) % 3], peer, at(0)).is_none()
    });
    assert_eq!(passed.count(), 6);
    assert_eq!(network("::ffff:192.0.2.1".parse().expect("an address")), address(1));
}

#[test]
fn registrations_are_counted_by_address() {
    let throttle = LoginThrottle::new(limits());
    assert!((0..5).all(|_| throttle.admit_registration(address(1), at(0)).is_ok()));
    let Err(Error::Throttled { retry_after }) = throttle.admit_registration(address(1), at(0)) else { unreachable!("the sixth waits") };
    assert_eq!(retry_after, Duration::from_mins(1));
    assert!(throttle.admit_registration(address(1), at(60)).is_ok());
    assert!(throttle.admit_registration(address(2), at(0)).is_ok());
}
