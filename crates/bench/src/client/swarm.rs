//! The epoll loop.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::fd::{AsFd, AsRawFd};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use mio::net::TcpStream;
use mio::unix::SourceFd;
use mio::{Events, Interest, Poll, Token, event::Event};
use nix::sys::timerfd::{ClockId, Expiration, TimerFd, TimerFlags, TimerSetTimeFlags};
use socket2::{Domain, Socket, Type};

use super::connection::{Connection, Stage};
use super::loads::Pace;
use super::shared::{Language, Shared};
use super::{Load, Seat, Tally};

const TIMER: Token = Token(usize::MAX);
const EVENTS: usize = 1_024;
/// The longest wait for an event, so that what is done by the clock is done in time.
const TURN_MAX: Duration = Duration::from_millis(20);
/// How long no connection may become ready.
const PATIENCE: Duration = Duration::from_mins(1);
/// A loopback address has about 28,000 ports to connect from.
const CONNECTIONS_PER_ADDRESS: usize = 20_000;

/// Many clients of one server.
#[derive(Debug)]
pub struct Swarm {
    poll: Poll,
    events: Events,
    timer: TimerFd,
    address: SocketAddr,
    connections: Vec<Connection>,
    pace: Option<Pace>,
    shared: Shared,
}

impl Swarm {
    /// Nobody yet.
    pub fn new(address: SocketAddr, language: Language) -> Result<Self> {
        let poll = Poll::new().context("epoll")?;
        let timer = TimerFd::new(ClockId::CLOCK_MONOTONIC, TimerFlags::TFD_NONBLOCK | TimerFlags::TFD_CLOEXEC).context("timerfd")?;
        poll.registry().register(&mut SourceFd(&timer.as_fd().as_raw_fd()), TIMER, Interest::READABLE)?;
        let shared = Shared::new(address, language);
        Ok(Self { poll, events: Events::with_capacity(EVENTS), timer, address, connections: Vec::new(), pace: None, shared })
    }

    /// Connects them all, at most so many at a time, and returns when each has said who it is and is ready.
    pub fn enter(&mut self, seats: &[Seat], at_once: usize) -> Result<()> {
        let mut seats = seats.iter();
        let (mut moved, mut before) = (Instant::now(), self.shared.opening);
        loop {
            while self.shared.opening < at_once
                && let Some(seat) = seats.next()
            {
                self.connect(seat)?;
            }
            if self.shared.opening == 0 {
                return Ok(());
            }
            self.turn(TURN_MAX)?;
            if self.shared.tally.closed > 0 {
                bail!("a connection did not become ready: {}", self.shared.tally.complaints.join("; "));
            }
            if self.shared.opening != before {
                (moved, before) = (Instant::now(), self.shared.opening);
            }
            ensure!(moved.elapsed() < PATIENCE, "{before} connections are not ready after {PATIENCE:?}");
        }
    }

    /// What they have seen.
    pub fn tally(&self) -> &Tally {
        &self.shared.tally
    }

    /// Forgets the latencies so far.
    pub fn open_window(&mut self) {
        self.shared.tally.open_window();
    }

    /// Measures no latencies until the window is opened again.
    pub fn close_window(&mut self) {
        self.shared.tally.is_open = false;
    }

    /// Goes on measuring latencies, beside those that were measured before.
    pub fn reopen_window(&mut self) {
        self.shared.tally.is_open = true;
    }

    /// Begins to send.
    pub fn start(&mut self, load: Load) -> Result<()> {
        self.shared.tick();
        match load {
            Load::InFlight { senders, each } => {
                self.shared.replies = true;
                for connection in self.connections.iter_mut().take(senders) {
                    (0..each).for_each(|_| connection.say(&mut self.shared));
                    connection.flush()?;
                }
            }
            Load::Rate { senders, per_sec } => {
                let pace = Pace::new(senders, per_sec, self.shared.now());
                let interval = Expiration::Interval(Duration::from_nanos(pace.interval_nanos).into());
                self.timer.set(interval, TimerSetTimeFlags::empty()).context("timerfd")?;
                self.pace = Some(pace);
            }
        }
        Ok(())
    }

    /// Lets them live for a while; once a second somebody is told.
    pub fn run(&mut self, time: Duration, mut each_second: impl FnMut(&Tally)) -> Result<()> {
        let end = Instant::now() + time;
        let mut told = Instant::now();
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            self.turn(left.min(TURN_MAX))?;
            if told.elapsed() >= Duration::from_secs(1) {
                told = Instant::now();
                each_second(&self.shared.tally);
            }
        }
        Ok(())
    }

    /// Stops sending.
    pub fn rest(&mut self) -> Result<()> {
        self.shared.replies = false;
        self.shared.forget_retries();
        self.pace = None;
        self.timer.unset().context("timerfd")
    }

    /// Stops sending, waits for what is under way, and counts what has not arrived by then.
    pub fn settle(&mut self, patience: Duration) -> Result<()> {
        self.rest()?;
        let deadline = Instant::now() + patience;
        while self.is_waiting() && Instant::now() < deadline {
            self.turn(TURN_MAX)?;
        }
        let (lost, unanswered) = self.lacking();
        self.shared.tally.breakage.lost += lost;
        self.shared.tally.breakage.unanswered += unanswered;
        Ok(())
    }

    fn is_waiting(&self) -> bool {
        self.lacking() != (0, 0)
    }

    /// Deliveries and answers that have not come. What a connection lacks that was closed counts too.
    fn lacking(&self) -> (u64, u64) {
        let lost = self.connections.iter().map(|connection| connection.cursors.lacks(|chat| self.shared.head(chat))).sum();
        (lost, self.connections.iter().map(|connection| connection.outbox.waiting() as u64).sum())
    }

    fn connect(&mut self, seat: &Seat) -> Result<()> {
        let index = self.connections.len();
        let socket = Socket::new(Domain::for_address(self.address), Type::STREAM, None).context("a socket")?;
        if self.address.ip().is_loopback() && self.address.is_ipv4() {
            let host = u8::try_from(1 + index / CONNECTIONS_PER_ADDRESS).context("too many connections")?;
            socket.bind(&SocketAddr::from((Ipv4Addr::new(127, 0, 0, host), 0)).into()).context("bind")?;
        }
        socket.set_nonblocking(true)?;
        socket.set_tcp_nodelay(true)?;
        match socket.connect(&self.address.into()) {
            Ok(()) => {}
            Err(error) if error.raw_os_error() == Some(nix::Error::EINPROGRESS as i32) => {}
            Err(error) => return Err(error).with_context(|| format!("connect to {}", self.address)),
        }
        let mut stream = TcpStream::from_std(socket.into());
        self.poll.registry().register(&mut stream, Token(index), Interest::READABLE | Interest::WRITABLE)?;
        self.connections.push(Connection::new(stream, index, seat));
        self.shared.opening += 1;
        Ok(())
    }

    /// Waits for events, and does what they ask for.
    fn turn(&mut self, wait: Duration) -> Result<()> {
        match self.poll.poll(&mut self.events, Some(wait)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            other => other.context("epoll")?,
        }
        for event in &self.events {
            if event.token() == TIMER {
                // Read, or it does not go on.
                self.timer.wait().or_else(|error| if error == nix::Error::EAGAIN { Ok(()) } else { Err(error) })?;
            }
            if let Some(connection) = self.connections.get_mut(event.token().0) {
                self.shared.tick();
                serve(connection, event, &mut self.shared);
            }
        }
        self.shared.tick();
        self.send_what_is_due()
    }

    fn send_what_is_due(&mut self) -> Result<()> {
        while let Some((sender, late)) = self.pace.as_mut().and_then(|pace| pace.next(self.shared.now())) {
            self.shared.tally.sent_late(late);
            self.send_one(sender)?;
        }
        while let Some(sender) = self.shared.next_retry() {
            self.send_one(sender)?;
        }
        Ok(())
    }

    fn send_one(&mut self, sender: usize) -> Result<()> {
        let connection = &mut self.connections[sender];
        if connection.stage != Stage::Ready {
            // It is counted as closed.
            return Ok(());
        }
        self.shared.tick();
        connection.say(&mut self.shared);
        connection.flush()
    }
}

fn serve(connection: &mut Connection, event: &Event, shared: &mut Shared) {
    if connection.stage == Stage::Closed {
        return;
    }
    let mut done = Ok(());
    if event.is_writable() {
        done = connection.writable(shared);
    }
    if done.is_ok() && event.is_readable() {
        done = connection.readable(shared, event.is_read_closed());
    }
    if let Err(error) = done {
        if connection.stage != Stage::Ready {
            shared.opening -= 1;
        }
        connection.stage = Stage::Closed;
        shared.tally.closed += 1;
        shared.tally.complain(|| format!("{error:#}"));
    }
}
