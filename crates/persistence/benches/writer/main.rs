//! What a durable message costs: senders that wait for their acks, through the writer and as one-row inserts, on a PostgreSQL that flushes.
//!
//! `cargo bench -p dialogo-persistence --bench writer [-- --secs 5] [--rounds 3] [--only 'hot'] [--sql 'drop index …']`. The database is made
//! in `DIALOGO_BENCH_DIR`, or else in the directory for temporary files, which must be on a real disk for the rates to mean something.

#![expect(clippy::print_stdout, reason = "its table is for people to read")]

mod load;
mod one_row;
mod postgres;
mod town;

use std::env;
use std::sync::Arc;
use std::time::Duration;

use load::{Figures, Load};
use postgres::DurablePostgres;
use town::Town;

/// One way to send, by so many senders into so many chats.
struct Scenario {
    name: &'static str,
    load: Load,
    chats: usize,
    through_writer: bool,
}

const SCENARIOS: [Scenario; 7] = [
    Scenario { name: "writer, 1 sender", load: Load::Closed(1), chats: 50, through_writer: true },
    Scenario { name: "writer, 400 msg/s", load: Load::PerSecond(400), chats: 50, through_writer: true },
    Scenario { name: "writer, 32 in flight", load: Load::Closed(32), chats: 50, through_writer: true },
    Scenario { name: "writer, 400 in flight", load: Load::Closed(400), chats: 50, through_writer: true },
    Scenario { name: "writer, 400 in flight, one hot chat", load: Load::Closed(400), chats: 1, through_writer: true },
    Scenario { name: "one-row inserts, 400 in flight", load: Load::Closed(400), chats: 50, through_writer: false },
    Scenario { name: "one-row inserts, one hot chat", load: Load::Closed(400), chats: 1, through_writer: false },
];

/// How long and how often each scenario is run.
struct Effort {
    time: Duration,
    rounds: usize,
    /// A part of the names of those to run.
    only: String,
    /// Changes of the schema to try.
    sql: String,
}

impl Effort {
    /// Without `--bench`, which cargo passes for a measurement, each scenario is only tried.
    fn asked_for() -> Self {
        let arguments: Vec<String> = env::args().collect();
        let has = |name: &str| arguments.iter().any(|argument| argument == name);
        let after = |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1));
        let number = |name, default| after(name).map_or(default, |text| text.parse().expect("a number"));
        let text = |name| after(name).cloned().unwrap_or_default();
        let (only, sql) = (text("--only"), text("--sql"));
        if has("--test") || !has("--bench") {
            return Self { time: Duration::from_millis(50), rounds: 1, only, sql };
        }
        let rounds = usize::try_from(number("--rounds", 3)).expect("small");
        Self { time: Duration::from_secs(number("--secs", 5)), rounds, only, sql }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let effort = Effort::asked_for();
    let postgres = DurablePostgres::start(&effort.sql).await;
    let town = Arc::new(Town::build(&postgres).await);
    println!("{:38} {:>9} {:>8} {:>8} {:>14} {:>14}", "", "msg/s", "p50 ms", "p99 ms", "postgres us", "this process us");
    for scenario in SCENARIOS.iter().filter(|scenario| scenario.name.contains(&effort.only)) {
        let mut rounds = Vec::new();
        for _ in 0..effort.rounds {
            rounds.push(measure(scenario, &effort, &town, &postgres).await);
        }
        println!("{:38} {}", scenario.name, Figures::median(&rounds));
    }
    town.check(&postgres).await;
    postgres.remove().await;
}

async fn measure(scenario: &Scenario, effort: &Effort, town: &Arc<Town>, postgres: &DurablePostgres) -> Figures {
    let (load, chats, time) = (scenario.load, scenario.chats, effort.time);
    if scenario.through_writer {
        let writer = town.writer.clone();
        let send = |n| writer.post(town.chat(n, chats), town.member(n, chats), town::draft());
        load::run(load, time, postgres, async |n| drop(send(n).await.expect("stored"))).await
    } else {
        let pool = one_row::pool(postgres);
        load::run(load, time, postgres, async |n| one_row::insert(&pool, town.chat(n, chats), town.member(n, chats)).await).await
    }
}
