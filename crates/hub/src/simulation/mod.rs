//! Orders that time makes rare, drawn by lot: the real registry, mailboxes, attachments and replays, inside a model of everything around them.
//!
//! The store answers late (each query sees the moment at which it is looked at), or fails; the line commits in order, and now and then commits
//! and does not learn of it; announcements reach each worker thread whenever they like, one at a time; sockets are narrow, cut, or half-open;
//! the process is killed. Clients keep `docs/protocol.md` to the letter and check every frame. A seed decides who takes the next step; after
//! some hundred steps all runs on without faults until nothing is left to do, and then every client must know what the database knows.
//!
//! A red run prints its seed and the end of its trace. `SIMULATION_SEED=17 cargo test -p dialogo-hub simulation -- --nocapture` runs that one seed
//! and prints all of its trace; `SIMULATION_SEEDS=1000000` runs so many.

mod client;
mod connection;
mod dice;
mod frame;
mod line;
mod process;
mod query;
mod store;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use world::World;

const SEEDS: u64 = 3_000;
const STEPS: usize = 1_200;
/// Lines of a red run's trace that are shown.
const LINES_SHOWN: usize = 60;

/// Plays a seed to its end, or to the first thing that is wrong.
fn plays(world: &mut World) -> Result<(), String> {
    let played = catch_unwind(AssertUnwindSafe(|| {
        world.lives(STEPS);
        world.settles();
        // The first one finds what was lost, the second one finds nothing.
        world.heartbeat();
        world.heartbeat();
        world.agrees();
        world.empties();
    }));
    played.map_err(|cause| {
        let text = cause.downcast_ref::<String>().cloned();
        text.or_else(|| cause.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

#[test]
fn every_client_ends_with_what_the_database_has() {
    let only = number("SIMULATION_SEED");
    let seeds = only.map_or(0..number("SIMULATION_SEEDS").unwrap_or(SEEDS), |seed| seed..seed + 1);
    for seed in seeds {
        let outcome = plays(&mut World::new(seed, false));
        if outcome.is_ok() && only.is_none() {
            continue;
        }
        // The same again, with its trace.
        let mut world = World::new(seed, true);
        let again = plays(&mut world);
        let trace = world.trace();
        let hidden = if only.is_some() { 0 } else { trace.len().saturating_sub(LINES_SHOWN) };
        trace[hidden..].iter().for_each(|line| eprintln!("{line}"));
        assert_eq!(outcome, again, "a seed must repeat");
        assert_eq!(outcome, Ok(()), "seed {seed} (SIMULATION_SEED={seed} shows all of it)");
    }
}
