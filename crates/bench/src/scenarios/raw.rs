//! The same load on the raw broadcaster.

use anyhow::Result;

use super::window::{Window, measure_on};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::floor::Broadcaster;

/// What a broadcaster takes that writes so many messages in one `send()`. None beside a server that runs somewhere: that is another machine.
pub fn raw(bench: &Bench, connections: usize, batch: usize, load: Load) -> Result<Option<Window>> {
    if bench.remote.is_some() {
        return Ok(None);
    }
    let (broadcaster, mut swarm) = floor(bench, connections, batch)?;
    // Nobody waits for the end: what does not fill a batch would wait for ever, and the floor is not on trial.
    measure_on(bench, &mut swarm, load, "raw", || broadcaster.usage()).map(Some)
}

/// Such a broadcaster, and those who are connected to it.
pub fn floor(bench: &Bench, connections: usize, batch: usize) -> Result<(Broadcaster, Swarm)> {
    let broadcaster = bench.broadcaster(connections, batch)?;
    let mut swarm = Swarm::new(broadcaster.address(), Language::Floor)?;
    swarm.enter(&broadcaster.seats(connections), bench.at_once())?;
    Ok((broadcaster, swarm))
}
