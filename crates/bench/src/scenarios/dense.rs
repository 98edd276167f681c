//! Rows 1: many messages for many people, so that what waits can be written together.

use anyhow::Result;

use super::window::{measure, measure_on, outcome_of};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::report::Outcome;
use crate::server::Seating;

const SENDERS: usize = 4;
const EACH: usize = 4;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let members = bench.size(100, 20);
    let load = Load::InFlight { senders: SENDERS, each: EACH };
    let (server, seats) = bench.seated(&Seating::rooms(1, members))?;
    let mut swarm = Swarm::new(server.address(), Language::Protocol)?;
    swarm.enter(&seats, members)?;
    let ours = measure(bench, &mut swarm, load, "dense", || server.usage())?;
    let outcome = outcome_of(&swarm);
    drop((swarm, server));

    let broadcaster = bench.broadcaster(members, SENDERS * EACH)?;
    let mut swarm = Swarm::new(broadcaster.address(), Language::Floor)?;
    swarm.enter(&broadcaster.seats(members), members)?;
    // Whole batches only: what is left at the end would wait for ever, and the floor is not on trial.
    let raw = measure_on(bench, &mut swarm, load, "dense, raw", || broadcaster.usage())?;
    Ok(outcome
        .with("dense.cpu", ours.server_secs_per_million(), Some(raw.server_secs_per_million()))
        .with("dense.rate", ours.deliveries / ours.secs, Some(raw.deliveries / raw.secs))
        .with("dense.p99", ours.delivery_p99_ms, Some(raw.delivery_p99_ms)))
}
