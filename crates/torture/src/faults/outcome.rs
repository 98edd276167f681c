//! What became of a fault.

use std::{
    fmt::{self, Display, Formatter},
    time::{Duration, Instant},
};

use super::Fault;

/// One fault, from its beginning to the world's recovery.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Which one.
    pub fault: Fault,
    /// What was done, in words and numbers.
    pub what: String,
    /// When the first harm was done.
    pub began: Instant,
    /// When the last harm was taken away: from here the deadlines of recovery count.
    pub healed: Instant,
    /// When `/health/ready` said 200 after that.
    pub ready: Instant,
    /// Promises that the fault itself saw broken, such as a server that took too long to stop.
    pub complaints: Vec<String>,
    /// Why nothing was done, if so: a tool or a right is missing here.
    pub skipped: Option<String>,
}

impl Outcome {
    /// From the end of the harm to the server's word that it is ready.
    pub fn recovery(&self) -> Duration {
        self.ready.saturating_duration_since(self.healed)
    }
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(reason) = &self.skipped {
            return write!(f, "{}: skipped: {reason}", self.fault);
        }
        let harm = self.healed.saturating_duration_since(self.began);
        write!(f, "{}: {} ({harm:.1?}, ready {:.1?} later)", self.fault, self.what, self.recovery())?;
        self.complaints.iter().try_for_each(|complaint| write!(f, "; VIOLATION: {complaint}"))
    }
}
