//! Every fault, with its number, its name, and who does it.

use std::{
    fmt::{self, Display, Formatter},
    str::FromStr,
};

use anyhow::anyhow;

/// Who does a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// [`Fault::inject`]: processes, PostgreSQL, the link between them.
    World,
    /// The fleet of clients, by how it behaves.
    Fleet,
    /// Tests of the server's crates, since it takes a hand inside the process.
    Tests,
}

macro_rules! faults {
    ($($variant:ident $number:literal $name:literal $by:ident $about:literal)*) => {
        /// A fault. Numbers are those of `docs/reliability.md`; several kinds may share one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Fault { $(#[doc = $about] $variant,)* }

        impl Fault {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its number, such as `F7`.
            pub fn number(self) -> &'static str {
                match self { $(Self::$variant => $number,)* }
            }

            /// Its name, such as `commit-unknown`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What happens, in one line.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }

            /// Who does it.
            pub fn by(self) -> By {
                match self { $(Self::$variant => By::$by,)* }
            }
        }
    };
}

faults! {
    ServerKilled "F1" "server-killed" World "The server is killed with -9 in the middle of sends, now and then again while it starts."
    ServerStopped "F2" "server-stopped" World "The server is told to stop (SIGTERM) with everybody connected, and started again."
    ServerReplaced "F3" "server-replaced" World "A new server process takes over while the old one drains."
    PostgresKilled "F4" "postgres-killed" World "All of PostgreSQL is killed with -9 and started again."
    PostgresRestarted "F5" "postgres-restarted" World "PostgreSQL is stopped fast and started again."
    BackendsTerminated "F5" "backends-terminated" World "All of the server's database connections are terminated, once a second."
    PostgresFrozen "F6" "postgres-frozen" World "PostgreSQL accepts and never answers."
    DatabaseRefused "F6" "database-refused" World "The database cannot be connected to, and what was connected is cut."
    LinkFrozen "F6" "link-frozen" World "The network to the database swallows everything for a while."
    CommitUnknown "F7" "commit-unknown" World "The database connection is cut around a COMMIT, before or after its answer, several times."
    LinkCut "F7" "link-cut" World "The database connection is cut after some number of bytes, either way, several times."
    DiskFull "F8" "disk-full" World "PostgreSQL's disk is full for a while."
    TableLocked "F9" "table-locked" World "Somebody holds a lock on the table of messages."
    DatabaseSlow "F10" "database-slow" World "The database is 200 ms away, give or take 50."
    SlowConsumers "F11" "slow-consumers" Fleet "One client in ten reads nothing for a while."
    TinyReaders "F12" "tiny-readers" Fleet "One client in ten reads a frame at a time, with pauses."
    MassReconnect "F13" "mass-reconnect" Fleet "Everybody reconnects at once, some changes behind."
    HalfOpen "F14" "half-open" Fleet "Connections go silent without an end."
    ClockJumps "F15" "clock-jumps" World "The server's wall clock jumps an hour ahead, a day back, and home."
    SameClientId "F16" "same-client-id" Fleet "One message is sent many times in parallel, over sockets and REST."
    Flood "F17" "flood" Fleet "One client in ten asks 400 things at once."
    AtTheLimits "F18" "at-the-limits" Tests "Everything at its limit and one beyond."
    ClientLinkCut "F19" "client-link-cut" Fleet "Clients' connections are cut in the middle of a frame."
    Churn "F20" "churn" Fleet "Joins, leaves, removals, deletions and transfers under traffic."
    MemoryLimited "F22" "memory-limited" World "The server may have hardly more memory than it has, and is killed if it takes more."
    CpuThrottled "F23" "cpu-throttled" World "The server gets a fifth of a core."
    ServerFrozen "F24" "server-frozen" World "The server stands still and goes on, as a virtual machine does that is paused."
    FewDescriptors "F25" "few-descriptors" World "The server may open 256 files, and 400 more connections come."
    Panics "F26" "panics" Tests "A task panics."
    FarBehind "F27" "far-behind" Fleet "One client in ten stays away while its chats go on."
    LoginStorm "F28" "login-storm" Fleet "Everybody logs in anew at once."
    TableRewritten "F29" "table-rewritten" World "The table of messages is rewritten (VACUUM FULL) under load."
}

impl Fault {
    /// Those of the world.
    pub fn of_the_world() -> Vec<Self> {
        Self::ALL.iter().copied().filter(|fault| fault.by() == By::World).collect()
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number(), self.name())
    }
}

impl FromStr for Fault {
    type Err = anyhow::Error;

    /// By its name.
    fn from_str(name: &str) -> anyhow::Result<Self> {
        Self::ALL.iter().copied().find(|fault| fault.name() == name).ok_or_else(|| anyhow!("there is no fault {name:?}"))
    }
}
