//! A load, and what it took while it was measured.

use std::time::{Duration, Instant};

use anyhow::Result;
use hdrhistogram::Histogram;

use crate::bench::Bench;
use crate::client::{Load, Swarm};
use crate::machine::Usage;
use crate::report::Outcome;

/// What is under way has arrived by then, or never will.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// What happened while it was open.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub secs: f64,
    pub deliveries: f64,
    pub acked: f64,
    pub usage: Usage,
    pub delivery_p50_ms: f64,
    pub delivery_p99_ms: f64,
    pub ack_p50_ms: f64,
    pub ack_p99_ms: f64,
    pub own_delay_p99_ms: f64,
}

/// Warms up, measures, and waits for what is under way.
pub fn measure(bench: &Bench, swarm: &mut Swarm, load: Load, what: &str, usage: impl Fn() -> Result<Usage>) -> Result<Window> {
    let window = measure_on(bench, swarm, load, what, usage)?;
    swarm.settle(PATIENCE)?;
    Ok(window)
}

/// The same, but those who send go on.
pub fn measure_on(bench: &Bench, swarm: &mut Swarm, load: Load, what: &str, usage: impl Fn() -> Result<Usage>) -> Result<Window> {
    swarm.start(load)?;
    swarm.run(bench.warm_up(), |_| bench.progress.go_on(&format!("{what}: warming up")))?;
    observe(bench, swarm, what, usage)
}

/// Measures what is going on.
pub fn observe(bench: &Bench, swarm: &mut Swarm, what: &str, usage: impl Fn() -> Result<Usage>) -> Result<Window> {
    swarm.open_window();
    let (deliveries, acked) = (swarm.tally().deliveries, swarm.tally().acked);
    let (began, before) = (Instant::now(), usage()?);
    swarm.run(bench.window, |tally| {
        bench.progress.go_on(&format!("{what}: {} acked, {} delivered", tally.acked - acked, tally.deliveries - deliveries));
    })?;
    let (secs, used, tally) = (began.elapsed().as_secs_f64(), usage()?.since(before), swarm.tally());
    Ok(Window {
        secs,
        deliveries: count(tally.deliveries - deliveries),
        acked: count(tally.acked - acked),
        usage: used,
        delivery_p50_ms: quantile_ms(&tally.delivery_nanos, 0.5),
        delivery_p99_ms: quantile_ms(&tally.delivery_nanos, 0.99),
        ack_p50_ms: quantile_ms(&tally.ack_nanos, 0.5),
        ack_p99_ms: quantile_ms(&tally.ack_nanos, 0.99),
        own_delay_p99_ms: quantile_ms(&tally.own_delay_nanos, 0.99),
    })
}

/// What the swarm saw go wrong, to be filled with figures.
pub fn outcome_of(swarm: &Swarm) -> Outcome {
    let tally = swarm.tally();
    let mut notes = tally.complaints.clone();
    if tally.refused > 0 {
        notes.push(format!("{} messages were refused, and sent again later", tally.refused));
    }
    Outcome { breakage: tally.breakage, closed: tally.closed, notes, ..Outcome::default() }
}

impl Window {
    pub fn deliveries_per_sec(&self) -> f64 {
        self.deliveries / self.secs
    }

    /// CPU seconds of the server for a million deliveries.
    pub fn server_secs_per_million(&self) -> f64 {
        self.usage.server_secs * 1e6 / self.deliveries
    }
}

/// In milliseconds.
pub fn quantile_ms(nanos: &Histogram<u64>, quantile: f64) -> f64 {
    count(nanos.value_at_quantile(quantile)) / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "counts of one run are far below 2⁵³")]
pub fn count(number: u64) -> f64 {
    number as f64
}
