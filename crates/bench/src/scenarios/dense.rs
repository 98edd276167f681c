//! Row 1: many messages for many people, so that what waits can be written together.

use anyhow::Result;

use super::raw::raw;
use super::window::{Window, measure, outcome_of};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::report::Outcome;
use crate::server::Seating;

const SENDERS: usize = 4;
const EACH: usize = 4;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let (server, seats) = bench.seated(&Seating::rooms(1, bench.size(100, 20)))?;
    let load = Load::InFlight { senders: SENDERS, each: EACH };
    let mut swarm = Swarm::new(server.address(), Language::Protocol)?;
    swarm.enter(&seats, bench.at_once())?;
    let ours = measure(bench, &mut swarm, load, "dense", || server.usage())?;
    let outcome = outcome_of(&swarm);
    drop((swarm, server));

    let raw = raw(bench, seats.len(), SENDERS * EACH, load)?;
    let floor = |of: fn(&Window) -> f64| raw.as_ref().map(of);
    Ok(outcome
        .with("dense.cpu", ours.server_secs_per_million(), floor(Window::server_secs_per_million))
        .with("dense.rate", ours.deliveries_per_sec(), floor(Window::deliveries_per_sec))
        .with("dense.p99", ours.delivery_p99_ms, floor(|raw| raw.delivery_p99_ms)))
}
