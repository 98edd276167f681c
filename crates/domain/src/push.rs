//! Notifications on devices: where they go, when they rest, and how much they say.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use unicode_segmentation::UnicodeSegmentation;

use crate::MessageBody;

/// Characters of a message that a notification shows: about what a locked screen has room for.
const PREVIEW_CHARS_MAX: usize = 140;

/// Where a browser takes notifications, and the keys of nobody but it.
#[derive(Clone, PartialEq, Eq)]
pub struct PushSubscription {
    /// The address at its push service. Whoever knows it can make the browser's server work, so it is a secret.
    pub endpoint: String,
    /// Its public key, a point of P-256.
    pub public_key: Vec<u8>,
    /// What it shares with us beside that.
    pub secret: Vec<u8>,
}

impl std::fmt::Debug for PushSubscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PushSubscription")
    }
}

/// When somebody is left alone, every day, by their own clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// From then on …
    pub from: Time,
    /// … until then, which may be on the next day.
    pub to: Time,
    /// By which clock: a name of IANA's.
    pub time_zone: String,
}

impl QuietHours {
    /// A clock of this name; nothing if there is none.
    pub fn clock(name: &str) -> Option<TimeZone> {
        TimeZone::get(name).ok()
    }

    /// Whether somebody is left alone at this moment. A clock that is not known any more leaves nobody alone.
    pub fn hold(&self, now: Timestamp) -> bool {
        let Some(clock) = Self::clock(&self.time_zone) else { return false };
        let time = clock.to_datetime(now).time();
        if self.from <= self.to { self.from <= time && time < self.to } else { self.from <= time || time < self.to }
    }
}

impl MessageBody {
    /// How it begins, on one line.
    pub fn preview(&self) -> String {
        let line = self.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        let mut preview = String::new();
        let mut room = PREVIEW_CHARS_MAX;
        for grapheme in line.graphemes(true) {
            let chars = grapheme.chars().count();
            if chars > room {
                preview.push('…');
                break;
            }
            room -= chars;
            preview.push_str(grapheme);
        }
        preview
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(from: &str, to: &str, time_zone: &str, now: &str) -> bool {
        let time = |text: &str| text.parse().expect("a time");
        QuietHours { from: time(from), to: time(to), time_zone: time_zone.to_owned() }.hold(now.parse().expect("a moment"))
    }

    #[test]
    fn quiet_hours_end_when_they_end_and_may_cross_midnight() {
        assert!(hold("22:00", "07:00", "UTC", "2026-01-01T22:00:00Z") && hold("22:00", "07:00", "UTC", "2026-01-01T06:59:59Z"));
        assert!(!hold("22:00", "07:00", "UTC", "2026-01-01T07:00:00Z") && !hold("22:00", "07:00", "UTC", "2026-01-01T21:59:59Z"));
        assert!(hold("12:00", "13:00", "UTC", "2026-01-01T12:30:00Z") && !hold("12:00", "13:00", "UTC", "2026-01-01T13:00:00Z"));
        assert!(!hold("12:00", "12:00", "UTC", "2026-01-01T12:00:00Z"), "from noon to noon is never");
    }

    #[test]
    fn quiet_hours_go_by_their_own_clock_also_when_it_is_changed() {
        assert!(hold("22:00", "23:00", "America/Sao_Paulo", "2026-01-01T01:30:00Z"));
        assert!(
            hold("22:00", "23:00", "Europe/Berlin", "2026-01-01T21:30:00Z")
                && hold("22:00", "23:00", "Europe/Berlin", "2026-07-01T20:30:00Z")
        );
        assert!(!hold("00:00", "23:59", "Nowhere/Atall", "2026-01-01T12:00:00Z"));
    }

    #[test]
    fn a_preview_is_one_line_and_ends_between_characters() {
        let preview = |text: &str| MessageBody::parse(text).expect("a body").preview();
        assert_eq!(preview("one\n\n  two\tthree"), "one two three");
        assert_eq!(preview(&"x".repeat(140)), "x".repeat(140));
        assert_eq!(preview(&"x".repeat(141)), format!("{}…", "x".repeat(140)));
        assert_eq!(preview(&format!("{}👩‍🚀", "x".repeat(139))), format!("{}…", "x".repeat(139)));
        assert_eq!(MessageBody::none().preview(), "");
    }
}
