//! Row 7: how soon messages are acknowledged at an ordinary rate.

use anyhow::Result;

use super::rooms::two_of_each_first;
use super::window::{measure, outcome_of};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::report::Outcome;

const MEMBERS: usize = 10;
const SENDERS_PER_ROOM: usize = 2;
const PER_SEC: u32 = 400;
/// What a server allows one person that was not set up for a load test.
const PER_SENDER_MAX: u32 = 10;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let (ground, seats) = bench.ground(bench.size(50, 5), MEMBERS)?;
    let senders = (seats.len() / MEMBERS).max(1) * SENDERS_PER_ROOM;
    let most = u32::try_from(senders)? * PER_SENDER_MAX;
    let per_sec = if bench.remote.is_some() { PER_SEC.min(most) } else { PER_SEC };
    let mut swarm = Swarm::new(ground.address(), Language::Protocol)?;
    swarm.enter(&two_of_each_first(&seats, MEMBERS), bench.at_once())?;
    let ours = measure(bench, &mut swarm, Load::Rate { senders, per_sec }, "paced", || ground.usage())?;
    Ok(outcome_of(&swarm).with("paced.p50", ours.ack_p50_ms, None).with("paced.p99", ours.ack_p99_ms, None).with(
        "paced.delay",
        ours.own_delay_p99_ms,
        None,
    ))
}
