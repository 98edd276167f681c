//! Rows 8 to 10: very many people who say nothing.

use std::time::{Duration, Instant};

use anyhow::Result;

use super::window::{PATIENCE, count, outcome_of};
use crate::bench::{Bench, Size};
use crate::client::{Language, Swarm};
use crate::report::Outcome;
use crate::server::Seating;

const AT_ONCE: usize = 256;
/// A heartbeat comes after 25 seconds of silence: each connection is to hear one at least.
const IDLE: Duration = Duration::from_secs(40);
/// What the connects have left to do is over by then.
const CALM: Duration = Duration::from_secs(2);

pub fn run(bench: &Bench) -> Result<Outcome> {
    let (rooms, members) = (bench.size(100, 5), bench.size(100, 20));
    let (server, seats) = bench.seated(&Seating::rooms(rooms, members))?;
    let mut swarm = Swarm::new(server.address(), Language::Protocol)?;
    // The first one is not like the others: it wakes what all share.
    swarm.enter(&seats[..1], 1)?;
    let (rss, cpu, began) = (server.rss_bytes()?, server.usage()?, Instant::now());
    bench.progress.go_on("idle: connecting");
    swarm.enter(&seats[1..], AT_ONCE)?;
    let (took, connections) = (began.elapsed().as_secs_f64(), count(seats.len() as u64 - 1));
    swarm.run(CALM, |_| bench.progress.go_on("idle: connected"))?;
    let (grown, connecting) = (server.rss_bytes()?.saturating_sub(rss), server.usage()?.since(cpu));

    let (began, cpu) = (Instant::now(), server.usage()?);
    let time = if bench.size == Size::Full { IDLE } else { bench.window };
    swarm.run(time, |_| bench.progress.go_on("idle"))?;
    let idling = server.usage()?.since(cpu).server_secs / began.elapsed().as_secs_f64();
    swarm.settle(PATIENCE)?;
    Ok(outcome_of(&swarm)
        .with("idle.rss", count(grown) / 1_024.0 / connections, None)
        .with("idle.connect", connecting.server_secs * 1_000.0 / connections, None)
        .with("idle.cpu", idling * 100.0, None)
        .with("idle.storm", connections / took, None))
}
