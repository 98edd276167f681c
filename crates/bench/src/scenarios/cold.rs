//! Row 14: how soon a server is ready whose database is there.

use anyhow::Result;

use super::window::count;
use crate::bench::Bench;
use crate::machine::bind_this_thread;
use crate::report::{Outcome, median};

pub fn run(bench: &Bench) -> Result<Outcome> {
    let starts = bench.size(7, 2);
    let mut server = bench.server()?;
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    bind_this_thread(bench.cores.all())?;
    for _ in 0..starts {
        let (again, took) = server.restart(&bench.start())?;
        server = again;
        times.push(took.as_secs_f64() * 1_000.0);
        sizes.push(count(server.rss_bytes()?) / 1e6);
        bench.progress.go_on(&format!("cold: {} of {starts}", times.len()));
    }
    let middle = |numbers| median(numbers).unwrap_or_default();
    Ok(Outcome::default().with("cold.ready", middle(times), None).with("cold.rss", middle(sizes), None))
}
