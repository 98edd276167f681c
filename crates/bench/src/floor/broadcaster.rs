//! The raw broadcaster as a process: this very program, called in another way.

use std::env;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result};
use nix::sched::CpuSet;

use super::run::READY;
use crate::client::Seat;
use crate::machine::{Usage, bind_process, process_cpu};
use crate::server::{Place, Process};

/// A running one. Ends when it goes.
#[derive(Debug)]
pub struct Broadcaster {
    process: Process,
    address: SocketAddr,
    _place: Place,
}

impl Broadcaster {
    /// Starts one that writes so many messages in one `send()`, on these cores.
    pub fn start(directory: &Path, batch: usize, cores: &CpuSet) -> Result<Self> {
        let place = Place::create(directory)?;
        let program = env::current_exe().context("this program")?;
        let mut command = Process::command(&program);
        command.args(["floor", "--batch", &batch.to_string()]);
        let mut process = Process::start(command, &place.path().join("floor.log"))?;
        let address = process.said(READY)?.parse().context("the floor's address")?;
        bind_process(process.pid()?, cores)?;
        Ok(Self { process, address, _place: place })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Seats for so many.
    pub fn seats(&self, count: usize) -> Vec<Seat> {
        vec![Seat { token: String::new(), chat: super::run::CHAT }; count]
    }

    /// The CPU time that it has used.
    pub fn usage(&self) -> Result<Usage> {
        Ok(Usage { server_secs: process_cpu(self.process.pid()?)?, postgres_secs: 0.0 })
    }
}
