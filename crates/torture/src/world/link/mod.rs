//! What lies between the server and PostgreSQL, and can be cut, frozen, slowed and closed.

use std::time::Duration;

/// How the link behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkMode {
    /// Everything passes.
    #[default]
    Pass,
    /// New connections are refused. Those that are there go on: [`DatabaseLink::cut`] ends them.
    Refuse,
    /// Connections are accepted, and nothing is forwarded until another mode is set; then nothing is missing.
    Freeze,
    /// Everything takes `latency` ± `jitter`, each way, in order.
    Delay {
        /// The middle of what a byte takes.
        latency: Duration,
        /// How much more or less.
        jitter: Duration,
    },
}

/// Where a commit is cut. The server cannot tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitCut {
    /// COMMIT does not arrive: it is not committed.
    BeforeItArrives,
    /// COMMIT is passed on and the link cut at once: it is committed now or soon, or not.
    Unanswered,
    /// PostgreSQL has answered, and the answer is swallowed: it is committed.
    AfterTheAnswer,
}

/// Which way bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To PostgreSQL.
    Up,
    /// To the server.
    Down,
}

/// Waits for a cut that was ordered. Dropping it calls the cut off.
#[derive(Debug)]
pub struct Trap {}

impl Trap {
    /// Returns when it has been sprung.
    pub async fn sprung(self) {
        todo!()
    }
}

/// The link.
#[derive(Debug)]
pub struct DatabaseLink {}

#[allow(unused_variables, reason = "a skeleton")]
impl DatabaseLink {
    /// The URL for the server.
    pub fn url(&self) -> String {
        todo!()
    }

    /// Changes how it behaves, from this moment.
    pub fn set(&self, mode: LinkMode) {
        todo!()
    }

    /// Ends all connections, at whatever byte they are.
    pub fn cut(&self) {
        todo!()
    }

    /// Cuts the connection of the next COMMIT.
    pub fn cut_commit(&self, cut: CommitCut) -> Trap {
        todo!()
    }

    /// Passes so many bytes more in this direction, over all connections, and cuts the one that would carry the next.
    pub fn cut_after_bytes(&self, direction: Direction, bytes: u64) -> Trap {
        todo!()
    }

    /// How many connections there are.
    pub fn connections(&self) -> usize {
        todo!()
    }
}
