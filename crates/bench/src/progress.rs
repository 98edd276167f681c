//! Says on standard error what is being done.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Where nobody watches, a line now and then is enough.
const PAUSE: Duration = Duration::from_secs(5);

/// One line that changes on a terminal; a line every few seconds elsewhere.
#[derive(Debug)]
pub struct Progress {
    is_terminal: bool,
    began: Instant,
    told: std::cell::Cell<Option<Instant>>,
}

impl Progress {
    /// Starts its clock.
    pub fn new() -> Self {
        Self { is_terminal: stderr().is_terminal(), began: Instant::now(), told: std::cell::Cell::new(None) }
    }

    /// Something new begins.
    pub fn begin(&self, what: &str) {
        self.write(what);
        self.told.set(Some(Instant::now()));
    }

    /// It goes on.
    pub fn go_on(&self, what: &str) {
        if self.is_terminal || self.told.get().is_none_or(|told| told.elapsed() >= PAUSE) {
            self.begin(what);
        }
    }

    /// The line is done with.
    pub fn end(&self) {
        if self.is_terminal {
            // Who cannot be told does not miss it.
            stderr().write_all(b"\r\x1b[K").ok();
        }
    }

    fn write(&self, what: &str) {
        let secs = self.began.elapsed().as_secs();
        let (start, end) = if self.is_terminal { ("\r\x1b[K", "") } else { ("", "\n") };
        write!(stderr(), "{start}{secs:4} s  {what}{end}").ok();
        stderr().flush().ok();
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}
