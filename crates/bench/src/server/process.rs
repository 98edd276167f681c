//! A program that says on its standard output when it is ready.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// Runs a program that is killed when we die: util-linux, part of every Debian and Ubuntu.
const SETPRIV: &str = "/usr/bin/setpriv";
/// How long a server may take to end, its PostgreSQL included.
const END_PATIENCE: Duration = Duration::from_secs(30);

/// Ended when it goes.
#[derive(Debug)]
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// A command for `program` that ends when we do.
    pub fn command(program: &Path) -> Command {
        if !Path::new(SETPRIV).exists() {
            return Command::new(program);
        }
        let mut command = Command::new(SETPRIV);
        command.args(["--pdeathsig", "TERM", "--"]).arg(program);
        command
    }

    /// Starts it; its standard error goes to the file `log`.
    pub fn start(mut command: Command, log: &Path) -> Result<Self> {
        let file = File::create(log).with_context(|| format!("make {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file);
        let child = command.spawn().context("start a process")?;
        Ok(Self { child, log: log.to_owned() })
    }

    /// Waits for a line on its standard output that begins with this, and returns the rest of the line.
    pub fn said(&mut self, beginning: &str) -> Result<String> {
        let stdout = self.child.stdout.take().context("its standard output was read before")?;
        let mut lines = BufReader::new(stdout).lines();
        while let Some(line) = lines.next().transpose()? {
            if let Some(rest) = line.strip_prefix(beginning) {
                let rest = rest.to_owned();
                // What else it says is of no account, but it must be able to say it.
                thread::spawn(move || lines.for_each(drop));
                return Ok(rest);
            }
        }
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        bail!("a process ended before it was ready:\n{log}")
    }

    /// Its number.
    pub fn pid(&self) -> Result<Pid> {
        Ok(Pid::from_raw(i32::try_from(self.child.id())?))
    }

    /// Asks it to end, and waits until it has.
    pub fn end(&mut self) -> Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        kill(self.pid()?, Signal::SIGTERM).context("ask a process to end")?;
        let deadline = Instant::now() + END_PATIENCE;
        while self.child.try_wait()?.is_none() {
            if Instant::now() > deadline {
                self.child.kill()?;
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing more can be done about it here.
        self.end().ok();
    }
}
