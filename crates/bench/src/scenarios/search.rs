//! Row 13: finding words in what is stored.

use std::time::Instant;

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;

use super::window::quantile_ms;
use crate::bench::Bench;
use crate::http::Http;
use crate::report::Outcome;
use crate::server::{Seating, fill_chat, without_indexes};

const PATH: &str = "/api/v1/search/messages";
const CHATS: usize = 20;
const MEMBERS: usize = 10;
const QUERIES: usize = 1_000;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let everywhere = Seating::everywhere(CHATS, MEMBERS);
    let (server, seats) = bench.seated(&everywhere)?;
    let mut http = Http::connect(server.address())?;
    let token = Some(seats[0].token.as_str());
    if http.ask("GET", &format!("{PATH}?q=archive"), token, None)?.status == 404 {
        return Ok(Outcome { notes: vec!["not served by this server".to_owned()], ..Outcome::default() });
    }
    let messages = bench.messages.min(1_000_000) / CHATS as u64;
    let database = server.database();
    without_indexes(database, || {
        server.chats()?.iter().enumerate().try_for_each(|(number, chat)| {
            bench.progress.go_on(&format!("search: storing messages, {number} of {CHATS} chats"));
            fill_chat(database, chat, messages)
        })
    })?;
    database.batch("vacuum analyze")?;
    database.batch("checkpoint")?;
    let mut nanos = Histogram::<u64>::new(3)?;
    for number in 0..bench.size(QUERIES, 30) {
        let path = format!("{PATH}?q={}", word(number));
        let began = Instant::now();
        let answer = http.ask("GET", &path, token, None)?;
        nanos.record(u64::try_from(began.elapsed().as_nanos())?)?;
        ensure!(answer.status == 200, "{path} was answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body));
    }
    Ok(Outcome::default().with("search.p99", quantile_ms(&nanos, 0.99), None).with("search.p50", quantile_ms(&nanos, 0.5), None))
}

/// In turn what all messages say, what one of a hundred says, what one of ten thousand says, and what none says.
fn word(number: usize) -> String {
    match number % 4 {
        0 => "archive".to_owned(),
        1 => format!("meadow{}", number * 7 % 100),
        2 => format!("lantern{}", number * 31 % 10_000),
        _ => format!("absent{number}"),
    }
}
