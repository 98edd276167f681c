//! What a run of scenarios is told.

use std::cell::OnceCell;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::client::Seat;
use crate::floor::Broadcaster;
use crate::machine::{Cores, bind_this_thread, raise_open_files};
use crate::progress::Progress;
pub use crate::server::Remote;
use crate::server::{Ground, OwnServer, Seating, Start, Template, fill};

/// How large everything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As the table says.
    Full,
    /// Tiny: shows that the tool works, and that nothing is lost.
    Smoke,
}

/// The options of a run.
#[derive(Debug)]
pub struct Bench {
    /// The program `dialogo`.
    pub binary: PathBuf,
    /// A directory on a disk, for databases.
    pub directory: PathBuf,
    /// How long is measured, in each scenario.
    pub window: Duration,
    /// How large everything is.
    pub size: Size,
    /// How many messages the history holds.
    pub messages: u64,
    /// Which cores are used.
    pub cores: Cores,
    /// Tells how far it is.
    pub progress: Progress,
    /// A server that runs somewhere, instead of our own.
    pub remote: Option<Remote>,
    template: OnceCell<Template>,
    /// How many others wanted a core before anything was measured.
    load_before: String,
}

impl Bench {
    /// With these options. Where there are two cores, server and clients get one each if they are to be `apart`.
    pub fn new(binary: PathBuf, directory: PathBuf, size: Size, window: Duration, messages: u64, apart: bool) -> Result<Self> {
        // The server runs in a directory of its own.
        let binary = std::path::absolute(binary)?;
        let cores = Cores::of_this_machine(apart)?;
        let (progress, template) = (Progress::new(), OnceCell::new());
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load_before = load.split(' ').next().unwrap_or_default().to_owned();
        Ok(Self { binary, directory, window, size, messages, cores, progress, remote: None, template, load_before })
    }

    /// What it is measured on, in words.
    pub fn machine(&self) -> Vec<String> {
        let model = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = model.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |(_, name)| name);
        let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        let apart = if self.cores.are_apart { "the server on one core, the clients on another" } else { "nothing bound to a core" };
        if self.remote.is_some() {
            return vec!["a server that runs somewhere: its CPU time and its memory are not known here".to_owned()];
        }
        let how = format!("windows of {} s, PostgreSQL durable on {}, {apart}", self.window.as_secs_f64(), self.directory.display());
        let load = format!("load average {} before; much above 0, others spoil the latencies", self.load_before);
        let mut remarks = vec![format!("{model}, {} cores, Linux {}", self.cores.count, kernel.trim()), how, load];
        if self.size == Size::Smoke {
            remarks.push("tiny sizes: that nothing was lost counts, the figures do not".to_owned());
        }
        remarks
    }

    /// The size as it is, or a tiny one instead.
    pub fn size(&self, full: usize, smoke: usize) -> usize {
        match self.size {
            Size::Full => full,
            Size::Smoke => smoke,
        }
    }

    /// How long is not measured, at the beginning.
    pub fn warm_up(&self) -> Duration {
        self.window / 4
    }

    /// A server on an empty database, on a core of its own.
    pub fn server(&self) -> Result<OwnServer> {
        ensure!(self.remote.is_none(), "this scenario needs a server of its own");
        self.started(&self.start())
    }

    fn started(&self, start: &Start) -> Result<OwnServer> {
        // The server, and PostgreSQL after it, gets the cores of the thread that starts it.
        bind_this_thread(self.cores.all())?;
        if self.template.get().is_none() {
            // Nobody else sets it.
            self.template.set(OwnServer::template(start, &self.directory)?).ok();
        }
        let empty = self.template.get().context("just made")?.copy(&self.directory)?;
        let server = OwnServer::start(start, empty)?;
        bind_this_thread(self.cores.client())?;
        Ok(server)
    }

    /// How servers are started here.
    pub fn start(&self) -> Start<'_> {
        Start { binary: &self.binary, core: self.cores.are_apart.then(|| self.cores.server()) }
    }

    /// Such a server with people and chats in it, who may connect.
    pub fn seated(&self, seating: &Seating) -> Result<(OwnServer, Vec<Seat>)> {
        seated_in(self.server()?, seating)
    }

    /// The same on whichever server is measured; on somebody's, with as many people as there are accounts.
    pub fn ground(&self, chats: usize, members: usize) -> Result<(Ground, Vec<Seat>)> {
        let Some(remote) = &self.remote else {
            let (server, seats) = self.seated(&Seating::rooms(chats, members))?;
            return Ok((Ground::Own(Box::new(server)), seats));
        };
        let members = members.min(remote.people());
        let (visit, seats) = remote.seat(&Seating::rooms(chats.min(remote.people() / members), members))?;
        Ok((Ground::Visited(remote.address(), visit), seats))
    }

    /// How many connect at a time: a server that runs somewhere lets few strangers in.
    pub fn at_once(&self) -> usize {
        if self.remote.is_some() { 10 } else { 256 }
    }

    /// The same, with a server that may use all cores.
    pub fn seated_anywhere(&self, seating: &Seating) -> Result<(OwnServer, Vec<Seat>)> {
        seated_in(self.started(&Start { binary: &self.binary, core: None })?, seating)
    }

    /// The floor of a fan-out to so many, on the core where the server was.
    pub fn broadcaster(&self, connections: usize, batch: usize) -> Result<Broadcaster> {
        raise_open_files(connections)?;
        let broadcaster = Broadcaster::start(&self.directory, batch, self.cores.server())?;
        bind_this_thread(self.cores.client())?;
        Ok(broadcaster)
    }
}

fn seated_in(server: OwnServer, seating: &Seating) -> Result<(OwnServer, Vec<Seat>)> {
    raise_open_files(seating.people)?;
    let seats = fill(server.database(), server.mint(), seating)?;
    server.database().settle()?;
    Ok((server, seats))
}
