//! Senders, and what their waiting and the machine's work came to.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::time::{MissedTickBehavior, interval};

use crate::postgres::{DurablePostgres, cpu_of_this_process};

/// How messages come.
#[derive(Clone, Copy)]
pub enum Load {
    /// So many senders, each of whom sends the next one once the last one is acknowledged.
    Closed(usize),
    /// So many a second, whatever is acknowledged.
    PerSecond(u32),
}

/// What a run came to.
pub struct Figures {
    rate: f64,
    p50: f64,
    p99: f64,
    postgres: f64,
    process: f64,
}

impl Figures {
    /// The median of each figure.
    pub fn median(rounds: &[Self]) -> Self {
        let of = |figure: fn(&Self) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(figure).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Self { rate: of(|f| f.rate), p50: of(|f| f.p50), p99: of(|f| f.p99), postgres: of(|f| f.postgres), process: of(|f| f.process) }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>9.0} {:>8.2} {:>8.2} {:>14.1} {:>14.1}", self.rate, self.p50, self.p99, self.postgres, self.process)
    }
}

/// Sends for `time`, giving each message its number.
pub async fn run(load: Load, time: Duration, postgres: &DurablePostgres, send: impl AsyncFn(usize)) -> Figures {
    let (next, waits) = (Cell::new(0), RefCell::new(Vec::new()));
    let one = async || {
        let (n, begun) = (next.get(), Instant::now());
        next.set(n + 1);
        send(n).await;
        waits.borrow_mut().push(begun.elapsed());
    };
    let cpu = (postgres.cpu(), cpu_of_this_process());
    let begun = Instant::now();
    match load {
        Load::Closed(senders) => drop(
            join_all((0..senders).map(async |_| {
                while begun.elapsed() < time {
                    one().await;
                }
            }))
            .await,
        ),
        Load::PerSecond(rate) => paced(rate, || begun.elapsed() < time, one).await,
    }
    let (elapsed, cpu) = (begun.elapsed(), (postgres.cpu().saturating_sub(cpu.0), cpu_of_this_process().saturating_sub(cpu.1)));
    figures(waits.into_inner(), elapsed, cpu)
}

async fn paced(rate: u32, goes_on: impl Fn() -> bool, one: impl AsyncFn()) {
    let mut ticks = interval(Duration::from_secs(1) / rate);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut sending = FuturesUnordered::new();
    while goes_on() {
        tokio::select! {
            biased;
            Some(()) = sending.next() => {}
            _ = ticks.tick() => sending.push(one()),
        }
    }
    while sending.next().await.is_some() {}
}

fn figures(mut waits: Vec<Duration>, elapsed: Duration, (postgres, process): (Duration, Duration)) -> Figures {
    waits.sort();
    let messages = f64::from(u32::try_from(waits.len()).expect("fewer than four billion"));
    let ms = |wait: Duration| wait.as_secs_f64() * 1e3;
    let each_us = |cpu: Duration| cpu.as_secs_f64() * 1e6 / messages;
    Figures {
        rate: messages / elapsed.as_secs_f64(),
        p50: ms(waits[waits.len() / 2]),
        p99: ms(waits[waits.len() * 99 / 100]),
        postgres: each_us(postgres),
        process: each_us(process),
    }
}
