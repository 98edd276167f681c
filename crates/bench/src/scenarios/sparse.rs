//! Rows 2 and 3: few messages for very many people, so that each delivery is a write of its own.

use anyhow::Result;

use super::raw::floor;
use super::window::{PATIENCE, Turn, Window, in_turns, measure, outcome_of};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::report::Outcome;

const SENDERS: usize = 20;
const PER_SEC: u32 = 20;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let (ground, seats) = bench.ground(1, bench.size(1_000, 50))?;
    let load = Load::Rate { senders: SENDERS.min(seats.len()), per_sec: PER_SEC };
    let mut swarm = Swarm::new(ground.address(), Language::Protocol)?;
    swarm.enter(&seats, bench.at_once())?;
    let what = "sparse";
    let (ours, raw) = if bench.remote.is_some() {
        // A floor would be another machine's.
        (measure(bench, &mut swarm, load, what, || ground.usage())?, None)
    } else {
        let (broadcaster, mut raw) = floor(bench, seats.len(), 1)?;
        let ours = Turn { swarm: &mut swarm, what, usage: &|| ground.usage() };
        let [ours, raw] = in_turns(bench, load, [ours, Turn { swarm: &mut raw, what: "raw", usage: &|| broadcaster.usage() }])?;
        swarm.settle(PATIENCE)?;
        (ours, Some(raw))
    };
    let mut outcome = outcome_of(&swarm);
    if bench.remote.is_some() {
        outcome.notes.push(format!("{} people", seats.len()));
    }
    let floor = |of: fn(&Window) -> f64| raw.as_ref().map(of);
    Ok(outcome
        .with("sparse.cpu", ours.server_secs_per_million(), floor(Window::server_secs_per_million))
        .with("sparse.p99", ours.delivery_p99_ms, floor(|raw| raw.delivery_p99_ms))
        .with("sparse.p50", ours.delivery_p50_ms, floor(|raw| raw.delivery_p50_ms)))
}
