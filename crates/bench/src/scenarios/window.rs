//! A load, and what it took while it was measured.

use std::time::{Duration, Instant};

use anyhow::Result;
use hdrhistogram::Histogram;

use crate::bench::Bench;
use crate::client::{Load, Swarm, Tally};
use crate::machine::Usage;
use crate::report::Outcome;

/// What is under way has arrived by then, or never will.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A turn is about that long.
const TURN: Duration = Duration::from_secs(2);
/// What comes before it is not measured: after a rest a receiver's TCP acknowledges sixteen segments at once, and only then puts that off as it
/// does in a stream.
const LEAD: Duration = Duration::from_secs(1);
/// What comes behind it is: what was sent last arrives, and is acknowledged, at most 40 ms later.
const REST: Duration = Duration::from_millis(100);

/// What happened while it was open.
#[derive(Clone, Copy, Debug, Default)]
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
    let (began, opened) = (Instant::now(), Opened::now(swarm, usage()?));
    swarm.run(bench.window, |tally| bench.progress.go_on(&opened.so_far(what, tally)))?;
    let (mut window, tally) = (Window::default(), swarm.tally());
    window.add(&opened, tally, usage()?, began.elapsed());
    window.read_latencies(tally);
    Ok(window)
}

/// One of two loads that are measured in turns.
pub struct Turn<'a> {
    pub swarm: &'a mut Swarm,
    pub what: &'static str,
    pub usage: &'a dyn Fn() -> Result<Usage>,
}

/// Measures the same load on two servers in turns, so that whatever the machine does meanwhile happens to both. Each is there, and at rest, while
/// the other one is at work.
pub fn in_turns(bench: &Bench, load: Load, mut both: [Turn<'_>; 2]) -> Result<[Window; 2]> {
    let rounds = u32::try_from(bench.window.as_secs() / TURN.as_secs()).unwrap_or(u32::MAX).max(1);
    let mut windows = [Window::default(); 2];
    for turn in &mut both {
        turn.swarm.open_window();
    }
    for _ in 0..rounds {
        for (turn, window) in both.iter_mut().zip(&mut windows) {
            turn.take(bench, load, bench.window / rounds, window)?;
        }
    }
    for (turn, window) in both.iter().zip(&mut windows) {
        window.read_latencies(turn.swarm.tally());
    }
    Ok(windows)
}

impl Turn<'_> {
    fn take(&mut self, bench: &Bench, load: Load, time: Duration, window: &mut Window) -> Result<()> {
        let Self { swarm, what, usage } = self;
        swarm.close_window();
        swarm.start(load)?;
        swarm.run(LEAD, |_| bench.progress.go_on(&format!("{what}: under way")))?;
        swarm.reopen_window();
        let opened = Opened::now(swarm, usage()?);
        swarm.run(time, |tally| bench.progress.go_on(&opened.so_far(what, tally)))?;
        swarm.rest()?;
        swarm.run(REST, |_| {})?;
        window.add(&opened, swarm.tally(), usage()?, time);
        Ok(())
    }
}

/// How things stood when something began.
struct Opened {
    deliveries: u64,
    acked: u64,
    usage: Usage,
}

impl Opened {
    fn now(swarm: &Swarm, usage: Usage) -> Self {
        Self { deliveries: swarm.tally().deliveries, acked: swarm.tally().acked, usage }
    }

    fn so_far(&self, what: &str, tally: &Tally) -> String {
        format!("{what}: {} acked, {} delivered", tally.acked - self.acked, tally.deliveries - self.deliveries)
    }
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
    fn add(&mut self, opened: &Opened, tally: &Tally, usage: Usage, time: Duration) {
        self.secs += time.as_secs_f64();
        self.deliveries += count(tally.deliveries - opened.deliveries);
        self.acked += count(tally.acked - opened.acked);
        self.usage = self.usage.and(usage.since(opened.usage));
    }

    fn read_latencies(&mut self, tally: &Tally) {
        self.delivery_p50_ms = quantile_ms(&tally.delivery_nanos, 0.5);
        self.delivery_p99_ms = quantile_ms(&tally.delivery_nanos, 0.99);
        self.ack_p50_ms = quantile_ms(&tally.ack_nanos, 0.5);
        self.ack_p99_ms = quantile_ms(&tally.ack_nanos, 0.99);
        self.own_delay_p99_ms = quantile_ms(&tally.own_delay_nanos, 0.99);
    }

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
