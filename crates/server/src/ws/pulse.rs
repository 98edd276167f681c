//! When a connection has to do something by itself: heartbeat, ping, expiry.

use std::time::Duration;

use tokio::time::Instant;

/// `token.expiring` comes this long before the end, or at half of what is left if that is less.
const WARNING: Duration = Duration::from_mins(1);

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing was sent for a while: say what the client should know.
    Heartbeat,
    /// Nothing was heard for a while, though something was sent: see whether anyone is there.
    Ping,
    /// Nothing was heard for too long.
    Silence,
    /// The token ends soon.
    Expiring,
    /// The token has ended.
    Expired,
}

/// A connection's clock. Moments come in as values.
#[derive(Debug)]
pub struct Pulse {
    heartbeat: Duration,
    silence_max: Duration,
    sent: Instant,
    pinged: Instant,
    expires: Instant,
    warning: Option<Instant>,
}

impl Pulse {
    /// A clock that starts now.
    pub fn new(heartbeat: Duration, silence_max: Duration, now: Instant) -> Self {
        Self { heartbeat, silence_max, sent: now, pinged: now, expires: now, warning: None }
    }

    /// The token is good for this long.
    pub fn expires_in(&mut self, life: Duration, now: Instant) {
        self.expires = now + life;
        self.warning = Some(self.expires - WARNING.min(life / 2));
    }

    /// The latest frame went out then.
    pub fn sent(&mut self, at: Instant) {
        self.sent = self.sent.max(at);
    }

    /// Whether the token has ended.
    pub fn has_expired(&self, now: Instant) -> bool {
        now >= self.expires
    }

    /// When to look again, if nothing moves until then.
    pub fn next(&self, heard: Instant) -> Instant {
        let heartbeat = self.sent + self.heartbeat;
        let ping = heard.max(self.pinged) + self.heartbeat;
        let silence = heard + self.silence_max;
        let token = self.warning.unwrap_or(self.expires);
        heartbeat.min(ping).min(silence).min(token)
    }

    /// The most pressing thing that is due, counted as done.
    pub fn due(&mut self, heard: Instant, now: Instant) -> Option<Due> {
        if self.has_expired(now) {
            return Some(Due::Expired);
        }
        if now >= heard + self.silence_max {
            return Some(Due::Silence);
        }
        if self.warning.is_some_and(|warning| now >= warning) {
            self.warning = None;
            return Some(Due::Expiring);
        }
        if now >= self.sent + self.heartbeat {
            // A heartbeat goes with a ping, so that a quiet connection needs one timer and one write for both.
            (self.sent, self.pinged) = (now, now);
            return Some(Due::Heartbeat);
        }
        if now >= heard.max(self.pinged) + self.heartbeat {
            self.pinged = now;
            return Some(Due::Ping);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    fn pulse(start: Instant) -> Pulse {
        let mut pulse = Pulse::new(secs(25), secs(60), start);
        pulse.expires_in(secs(900), start);
        pulse
    }

    /// What comes due until `until`, with a client that answers pings at once if it is `alive`, and frames sent each `talk`.
    fn plays(alive: bool, talk: Option<u64>, until: u64) -> Vec<(u64, Due)> {
        let start = Instant::now();
        let (mut pulse, mut heard, mut events) = (pulse(start), start, Vec::new());
        for second in 1..=until {
            let now = start + secs(second);
            if talk.is_some_and(|talk| second % talk == 0) {
                pulse.sent(now);
            }
            while let Some(due) = pulse.due(heard, now) {
                events.push((second, due));
                if matches!(due, Due::Silence | Due::Expired) {
                    return events;
                }
                if alive && matches!(due, Due::Heartbeat | Due::Ping) {
                    heard = now;
                }
            }
            assert!(pulse.next(heard) > now, "a timer that fires at once would spin");
        }
        events
    }

    #[test]
    fn a_quiet_connection_has_heartbeats() {
        assert_eq!(plays(true, None, 80), [(25, Due::Heartbeat), (50, Due::Heartbeat), (75, Due::Heartbeat)]);
    }

    #[test]
    fn a_listener_in_a_busy_chat_is_pinged_though_it_needs_no_heartbeat() {
        assert_eq!(plays(true, Some(1), 60), [(25, Due::Ping), (50, Due::Ping)]);
    }

    #[test]
    fn a_client_that_is_gone_is_noticed() {
        assert_eq!(plays(false, None, 99).last(), Some(&(60, Due::Silence)));
        assert_eq!(plays(false, Some(1), 99).last(), Some(&(60, Due::Silence)));
    }

    #[test]
    fn a_token_warns_and_ends() {
        let events = plays(true, Some(1), 1_000);
        assert!(events.contains(&(840, Due::Expiring)));
        assert_eq!(events.last(), Some(&(900, Due::Expired)));
    }

    #[test]
    fn a_short_token_warns_at_half_time_and_a_fresh_one_extends() {
        let start = Instant::now();
        let mut pulse = pulse(start);
        pulse.expires_in(secs(3), start);
        assert_eq!(pulse.next(start), start + Duration::from_millis(1_500));
        assert_eq!(pulse.due(start, start + secs(2)), Some(Due::Expiring));
        assert_eq!(pulse.next(start), start + secs(3));
        pulse.expires_in(secs(900), start + secs(2));
        assert_eq!(pulse.due(start, start + secs(3)), None);
        assert!(!pulse.has_expired(start + secs(3)));
    }
}
