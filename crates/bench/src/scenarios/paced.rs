//! Row 7: how soon messages are acknowledged at an ordinary rate.

use anyhow::Result;

use super::rooms::two_of_each_first;
use super::window::{measure, outcome_of};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::report::Outcome;
use crate::server::Seating;

const AT_ONCE: usize = 256;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let (rooms, members) = (bench.size(50, 5), 10);
    let (server, seats) = bench.seated(&Seating::rooms(rooms, members))?;
    let mut swarm = Swarm::new(server.address(), Language::Protocol)?;
    swarm.enter(&two_of_each_first(&seats, members), AT_ONCE)?;
    let load = Load::Rate { senders: 2 * rooms, per_sec: 400 };
    let ours = measure(bench, &mut swarm, load, "paced", || server.usage())?;
    Ok(outcome_of(&swarm).with("paced.p50", ours.ack_p50_ms, None).with("paced.p99", ours.ack_p99_ms, None).with(
        "paced.delay",
        ours.own_delay_p99_ms,
        None,
    ))
}
