//! Rows 2 and 3: few messages for very many people, so that each delivery is a write of its own.

use anyhow::Result;

use super::window::{measure, measure_on, outcome_of};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::report::Outcome;
use crate::server::Seating;

const SENDERS: usize = 20;
const AT_ONCE: usize = 256;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let members = bench.size(1_000, 50);
    let load = Load::Rate { senders: SENDERS, per_sec: 20 };
    let (server, seats) = bench.seated(&Seating::rooms(1, members))?;
    let mut swarm = Swarm::new(server.address(), Language::Protocol)?;
    swarm.enter(&seats, AT_ONCE)?;
    let ours = measure(bench, &mut swarm, load, "sparse", || server.usage())?;
    let outcome = outcome_of(&swarm);
    drop((swarm, server));

    let broadcaster = bench.broadcaster(members, 1)?;
    let mut swarm = Swarm::new(broadcaster.address(), Language::Floor)?;
    swarm.enter(&broadcaster.seats(members), AT_ONCE)?;
    let raw = measure_on(bench, &mut swarm, load, "sparse, raw", || broadcaster.usage())?;
    Ok(outcome
        .with("sparse.cpu", ours.server_secs_per_million(), Some(raw.server_secs_per_million()))
        .with("sparse.p99", ours.delivery_p99_ms, Some(raw.delivery_p99_ms))
        .with("sparse.p50", ours.delivery_p50_ms, Some(raw.delivery_p50_ms)))
}
