//! Row 12: whether log-ins, each of which takes a core for a while, delay those who chat.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use serde_json::json;

use super::rooms::two_of_each_first;
use super::window::{PATIENCE, count, measure_on, observe, outcome_of};
use crate::bench::Bench;
use crate::client::{Language, Load, Swarm};
use crate::http::Http;
use crate::machine::bind_this_thread;
use crate::report::Outcome;
use crate::server::Seating;

const AT_ONCE: usize = 256;
const LOGINS_AT_ONCE: usize = 4;
const PASSWORD: &str = "tulip ocean ladder";

pub fn run(bench: &Bench) -> Result<Outcome> {
    let (rooms, members) = (bench.size(50, 5), 10);
    // As it is delivered: hashes leave a core free, which makes no sense where the server has but one.
    let (server, seats) = bench.seated_anywhere(&Seating::rooms(rooms, members))?;
    // Its clients are not bound to a core either: there they would wait behind a hash while another core is free, and the server would look slow.
    bind_this_thread(bench.cores.all())?;
    register(server.address())?;
    let mut swarm = Swarm::new(server.address(), Language::Protocol)?;
    swarm.enter(&two_of_each_first(&seats, members), AT_ONCE)?;
    let load = Load::Rate { senders: 2 * rooms, per_sec: 400 };
    let quiet = measure_on(bench, &mut swarm, load, "login: without", || server.usage())?;

    let logins = Logins::start(server.address());
    swarm.run(bench.warm_up(), |_| {})?;
    let (began, before) = (Instant::now(), logins.count());
    let beside = observe(bench, &mut swarm, "login: beside log-ins", || server.usage())?;
    let per_sec = count(logins.count() - before) / began.elapsed().as_secs_f64();
    logins.stop()?;
    swarm.settle(PATIENCE)?;
    Ok(outcome_of(&swarm).with("login.p99", beside.delivery_p99_ms, Some(quiet.delivery_p99_ms)).with("login.rate", per_sec, None))
}

fn name(number: usize) -> String {
    format!("returning{number}")
}

fn register(address: SocketAddr) -> Result<()> {
    let mut http = Http::connect(address)?;
    for number in 0..LOGINS_AT_ONCE {
        let account = json!({"username": name(number), "password": PASSWORD});
        http.expect(201, "POST", "/api/v1/auth/register", None, Some(&account))?;
    }
    Ok(())
}

/// People who log in, and at once again.
struct Logins {
    count: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
    threads: Vec<thread::JoinHandle<Result<()>>>,
}

impl Logins {
    fn start(address: SocketAddr) -> Self {
        let (count, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let threads = (0..LOGINS_AT_ONCE)
            .map(|number| {
                let (count, stop) = (Arc::clone(&count), Arc::clone(&stop));
                thread::spawn(move || log_in(address, number, &count, &stop))
            })
            .collect();
        Self { count, stop, threads }
    }

    fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    fn stop(self) -> Result<()> {
        self.stop.store(true, Ordering::Relaxed);
        self.threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("a thread broke"))?)
    }
}

fn log_in(address: SocketAddr, number: usize, count: &AtomicU64, stop: &AtomicBool) -> Result<()> {
    let mut http = Http::connect(address)?;
    let account = json!({"username": name(number), "password": PASSWORD});
    while !stop.load(Ordering::Relaxed) {
        http.expect(200, "POST", "/api/v1/auth/login", None, Some(&account)).context("log in")?;
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
