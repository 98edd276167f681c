//! Panics on demand, for the tests of what happens then. Without the feature `fault-injection`, which only tests have, none of it exists.

use dialogo_domain::MessageBody;

/// Panics if the message says `fault-injection: panic in the` and this place.
#[cfg(feature = "fault-injection")]
pub fn may_panic(place: &str, body: &MessageBody) {
    assert!(body.as_str().strip_prefix("fault-injection: panic in the ") != Some(place), "a test asked for it");
}

/// Nothing.
#[cfg(not(feature = "fault-injection"))]
pub const fn may_panic(_: &str, _: &MessageBody) {}
