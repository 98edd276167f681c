//! What is done to a server: each scenario on its own, on an empty database.

mod cold;
mod dense;
mod history;
mod idle;
mod login;
mod paced;
mod raw;
mod rooms;
mod search;
mod sparse;
mod window;

use anyhow::{Result, bail};

use crate::bench::Bench;
use crate::report::Outcome;

/// A scenario.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    run: fn(&Bench) -> Result<Outcome>,
}

/// All of them, in the order of the table.
pub const SCENARIOS: [Scenario; 9] = [
    Scenario { name: "dense", about: "one chat of 100, four senders with four messages in flight each", run: dense::run },
    Scenario { name: "sparse", about: "one chat of 1,000, 20 messages a second", run: sparse::run },
    Scenario { name: "rooms", about: "50 chats of 10, 100 senders with four in flight each; then one-row inserts", run: rooms::run },
    Scenario { name: "paced", about: "50 chats of 10, 400 messages a second", run: paced::run },
    Scenario { name: "idle", about: "10,000 people who connect, 256 at a time, and say nothing", run: idle::run },
    Scenario {
        name: "history",
        about: "the newest page of a short and of a long chat, with little and with much stored",
        run: history::run,
    },
    Scenario { name: "login", about: "400 messages a second, without log-ins and beside four at a time", run: login::run },
    Scenario { name: "search", about: "words that many, few and no messages say, in a million of them", run: search::run },
    Scenario { name: "cold", about: "starts on a database that is there", run: cold::run },
];

/// These need nothing but accounts, and keep to what a server allows each.
const REMOTE: [&str; 2] = ["sparse", "paced"];

impl Scenario {
    /// Those of these names; all, if there are none, or all that a server can be asked for that runs somewhere.
    pub fn of(names: &[String], is_remote: bool) -> Result<Vec<Self>> {
        let find = |name: &String| match SCENARIOS.iter().find(|scenario| scenario.name == name) {
            Some(scenario) => Ok(*scenario),
            None => bail!("there is no scenario {name:?}; --list names them"),
        };
        let possible = |scenario: &&Self| !is_remote || REMOTE.contains(&scenario.name);
        if names.is_empty() { Ok(SCENARIOS.iter().filter(possible).copied().collect()) } else { names.iter().map(find).collect() }
    }

    /// Runs it.
    pub fn run(&self, bench: &Bench) -> Result<Outcome> {
        bench.progress.begin(&format!("{}: {}", self.name, self.about));
        (self.run)(bench)
    }
}
