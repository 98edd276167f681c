//! How much a connection may ask, and how often it may be wrong.

use std::time::Duration;

use dialogo_hub::CloseCode;
use tokio::time::Instant;

use super::rate::{Bucket, Rate};
use super::settings::WsSettings;

/// Refused commands that are forgiven at once, in bursts: who goes on beyond does not listen to refusals.
const REFUSED_BURSTS: u32 = 5;

/// What to do with a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Do it.
    Accept,
    /// Refuse it; it may come again after this time.
    Refuse(Duration),
    /// Close the connection.
    Close(CloseCode),
}

/// A connection's record.
#[derive(Debug)]
pub struct Conduct {
    commands: Bucket,
    refusals: Bucket,
    bad_in_row: u32,
    bad_frames_max: u32,
}

impl Conduct {
    /// A clean record.
    pub fn new(settings: &WsSettings, now: Instant) -> Self {
        let WsSettings { commands_per_sec, commands_burst, bad_frames_max, .. } = *settings;
        Self {
            commands: Bucket::new(Rate::new(commands_per_sec, commands_burst), now),
            refusals: Bucket::new(Rate::new(commands_per_sec, commands_burst.saturating_mul(REFUSED_BURSTS)), now),
            bad_in_row: 0,
            bad_frames_max,
        }
    }

    /// Judges a frame that could be read.
    pub fn command(&mut self, now: Instant) -> Judgement {
        self.bad_in_row = 0;
        self.count(now)
    }

    /// Judges a frame that could not be read.
    pub fn unreadable(&mut self, now: Instant) -> Judgement {
        self.bad_in_row += 1;
        if self.bad_in_row >= self.bad_frames_max {
            return Judgement::Close(CloseCode::BadFrame);
        }
        self.count(now)
    }

    fn count(&mut self, now: Instant) -> Judgement {
        match self.commands.take(now) {
            Ok(()) => Judgement::Accept,
            Err(wait) if self.refusals.take(now).is_ok() => Judgement::Refuse(wait),
            Err(_) => Judgement::Close(CloseCode::Flooding),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conduct(now: Instant) -> Conduct {
        Conduct::new(&WsSettings::default(), now)
    }

    #[test]
    fn a_flood_is_refused_and_then_closed() {
        let now = Instant::now();
        let mut conduct = conduct(now);
        let judgements: Vec<Judgement> = (0..241).map(|_| conduct.command(now)).collect();
        assert!(judgements[..40].iter().all(|judgement| *judgement == Judgement::Accept));
        assert!(judgements[40..240].iter().all(|judgement| *judgement == Judgement::Refuse(Duration::from_millis(50))));
        assert_eq!(judgements[240], Judgement::Close(CloseCode::Flooding));
    }

    #[test]
    fn a_fast_talker_is_only_refused() {
        let start = Instant::now();
        let mut conduct = conduct(start);
        for tick in 0..10_000 {
            let judgement = conduct.command(start + Duration::from_millis(tick * 33));
            assert!(!matches!(judgement, Judgement::Close(_)), "tick {tick}");
        }
    }

    #[test]
    fn unreadable_frames_in_a_row_close() {
        let now = Instant::now();
        let mut conduct = conduct(now);
        for _ in 0..9 {
            assert_eq!(conduct.unreadable(now), Judgement::Accept);
        }
        assert_eq!(conduct.command(now), Judgement::Accept);
        for _ in 0..9 {
            assert_eq!(conduct.unreadable(now), Judgement::Accept);
        }
        assert_eq!(conduct.unreadable(now), Judgement::Close(CloseCode::BadFrame));
    }
}
