//! What is sent: as fast as the answers come, or at a rate.

/// Who sends how much.
#[derive(Clone, Copy, Debug)]
pub enum Load {
    /// Each of the first so many connections has so many messages in flight, and sends the next one when one is acknowledged.
    InFlight {
        /// How many send.
        senders: usize,
        /// How many messages each.
        each: usize,
    },
    /// The first so many connections send in turn, so many messages a second in all, whether the server keeps up or not.
    Rate {
        /// How many send.
        senders: usize,
        /// How many messages a second.
        per_sec: u32,
    },
}

/// Messages at even distances.
#[derive(Debug)]
pub(super) struct Pace {
    pub(super) interval_nanos: u64,
    /// When the next one is due.
    due: u64,
    senders: usize,
    turn: usize,
}

impl Pace {
    pub(super) fn new(senders: usize, per_sec: u32, now: u64) -> Self {
        let interval_nanos = 1_000_000_000 / u64::from(per_sec);
        Self { interval_nanos, due: now + interval_nanos, senders, turn: 0 }
    }

    /// Who is to send now, and how late that is; none when nothing is due.
    pub(super) fn next(&mut self, now: u64) -> Option<(usize, u64)> {
        let late = now.checked_sub(self.due)?;
        let sender = self.turn;
        self.turn = (self.turn + 1) % self.senders;
        self.due += self.interval_nanos;
        Some((sender, late))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_late_catches_up_in_turn() {
        let mut pace = Pace::new(2, 1_000, 0);
        assert_eq!(pace.next(999_999), None);
        let all: Vec<_> = std::iter::from_fn(|| pace.next(3_500_000)).collect();
        assert_eq!(all, [(0, 2_500_000), (1, 1_500_000), (0, 500_000)]);
    }
}
