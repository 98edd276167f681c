//! Row 13: finding words in what is stored.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hdrhistogram::Histogram;
use serde_json::json;
use uuid::Uuid;

use super::window::quantile_ms;
use crate::bench::Bench;
use crate::http::Http;
use crate::report::Outcome;
use crate::server::{OwnServer, Seating, fill_chat, without_indexes};

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
    is_indexed(bench, &server, &mut http, &seats[0].token)?;
    database.batch("vacuum analyze")?;
    database.batch("checkpoint")?;
    // The server has ended the first connection, which has been silent for so long.
    let mut http = Http::connect(server.address())?;
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

/// Waits until the server has taken everything in, which a message wakes it to.
fn is_indexed(bench: &Bench, server: &OwnServer, http: &mut Http, token: &str) -> Result<()> {
    const BEHIND: &str = "select count(*) from chats c left join search_positions p on p.chat_id = c.id where coalesce(p.seq, 0) < c.seq";
    let chats = server.chats()?;
    let chat = chats.first().context("a chat")?;
    let message = json!({"client_id": Uuid::now_v7(), "body": "The archive is complete."});
    let answer = http.ask("POST", &format!("/api/v1/chats/{}/messages", Uuid::try_parse_ascii(chat)?), Some(token), Some(&message))?;
    ensure!(answer.status == 201, "a message was answered {}", answer.status);
    loop {
        let behind: i64 = server.database().rows(BEHIND)?.first().context("a count")?.get(0);
        if behind == 0 {
            return Ok(());
        }
        bench.progress.go_on(&format!("search: the index lacks something of {behind} of {CHATS} chats"));
        thread::sleep(Duration::from_millis(500));
    }
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
