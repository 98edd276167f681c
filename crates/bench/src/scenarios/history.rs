//! Row 11: the newest page of a chat, whatever else is stored and however long the chat is.

use std::time::Instant;

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;
use memchr::memmem;

use super::window::quantile_ms;
use crate::bench::Bench;
use crate::client::Seat;
use crate::http::Http;
use crate::report::Outcome;
use crate::server::{OwnServer, Seating, fill_chat, without_indexes};

const MEMBERS: usize = 10;
const SHORT: u64 = 1_000;
/// Beside the short chat and the long one, what is stored is spread over so many.
const OTHERS: usize = 40;
const PAGE: usize = 50;
const PAGES: usize = 2_000;

pub fn run(bench: &Bench) -> Result<Outcome> {
    let (server, seats) = bench.seated(&Seating::rooms(2 + OTHERS, MEMBERS))?;
    let first_of: Vec<&Seat> = seats.iter().step_by(MEMBERS).collect();
    let (short, long) = (first_of[0], first_of[1]);
    let database = server.database();
    fill_chat(database, &short.chat, SHORT)?;
    database.batch("vacuum analyze")?;
    let alone = pages(bench, &server, short)?;

    let others = OTHERS as u64;
    let each = bench.messages * 8 / 10 / others;
    without_indexes(database, || {
        fill_chat(database, &long.chat, bench.messages - each * others)?;
        first_of[2..].iter().enumerate().try_for_each(|(number, seat)| {
            bench.progress.go_on(&format!("history: storing messages, {number} of {OTHERS} chats"));
            fill_chat(database, &seat.chat, each)
        })
    })?;
    bench.progress.go_on("history: vacuum");
    database.batch("vacuum analyze")?;
    database.batch("checkpoint")?;
    let (beside, in_long) = (pages(bench, &server, short)?, pages(bench, &server, long)?);
    Ok(Outcome::default().with("history.p50", in_long, None).with("history.stored", beside, Some(alone)).with(
        "history.long",
        in_long,
        Some(beside),
    ))
}

/// How long a page takes, one after the other over one connection: the median.
fn pages(bench: &Bench, server: &OwnServer, seat: &Seat) -> Result<f64> {
    let mut http = Http::connect(server.address())?;
    let path = format!("/api/v1/chats/{}/messages?limit={PAGE}", String::from_utf8_lossy(&seat.chat));
    let mut nanos = Histogram::<u64>::new(3)?;
    let count = bench.size(PAGES, 50);
    for number in 0..count + count / 10 {
        let began = Instant::now();
        let page = http.expect(200, "GET", &path, Some(&seat.token), None)?;
        let took = began.elapsed();
        let messages = memmem::find_iter(&page.body, b"\"client_id\":").count();
        ensure!(messages == PAGE, "a page has {messages} messages");
        // The first ones find caches empty and statements unprepared.
        if number >= count / 10 {
            nanos.record(u64::try_from(took.as_nanos())?)?;
        }
    }
    Ok(quantile_ms(&nanos, 0.5))
}
