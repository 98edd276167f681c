//! The `dialogo` program itself, as a process.

use std::fs::File;
use std::path::PathBuf;
use std::process::{ExitStatus, Output, Stdio};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;
use uuid::Uuid;

use super::{Client, JWT_SECRET, PASSWORD, Person};

/// How long a test waits before it says what it waited for.
const PATIENCE: Duration = Duration::from_mins(1);

const LOG: &str = "serve.log";

/// The environment of a server for many people who say much, all from one address.
pub fn eager(database_url: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("DIALOGO__DATABASE__URL", database_url),
        ("DIALOGO__AUTH__PASSWORD__MEMORY_KIB", "8"),
        ("DIALOGO__AUTH__PASSWORD__PASSES", "1"),
        ("DIALOGO__LIMITS__LOGIN__REGISTRATIONS_BURST", "1000000"),
        ("DIALOGO__LIMITS__APP__MESSAGES_BURST", "100000"),
        ("DIALOGO__LIMITS__APP__CHANGES_BURST", "100000"),
        ("DIALOGO__LIMITS__HUB__STRANGERS_PER_ADDRESS_MAX", "1000"),
        ("DIALOGO__LIMITS__WEBSOCKET__COMMANDS_BURST", "100000"),
    ]
}

/// A directory of this test's own, removed with this value.
#[derive(Debug)]
pub struct Place(PathBuf);

/// `dialogo serve`, running.
#[derive(Debug)]
pub struct Program {
    child: Child,
    stdout: Lines<BufReader<ChildStdout>>,
    address: String,
}

/// `dialogo` with these arguments and environment, and nothing else of ours, to be run in `place`.
fn program(place: &Place, arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let command = Command::new(env!("CARGO_BIN_EXE_dialogo"));
    with_surroundings(command, place, environment, arguments)
}

/// The same under a limit of open files, which a shell can set.
fn program_with_files(place: &Place, files_max: u32, environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -n {files_max} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_dialogo")]);
    with_surroundings(command, place, environment, &["serve"])
}

fn with_surroundings(mut command: Command, place: &Place, environment: &[(&str, &str)], arguments: &[&str]) -> Command {
    command.args(arguments).current_dir(&place.0).env_clear().kill_on_drop(true).stdin(Stdio::null());
    for name in ["PATH", "HOME", "TMPDIR", "LLVM_PROFILE_FILE"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("DIALOGO__SERVER__PORT", "0").env("DIALOGO__AUTH__JWT_SECRET", JWT_SECRET).envs(environment.iter().copied());
    command
}

impl Place {
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("dialogo-test-{}", Uuid::now_v7().simple()));
        std::fs::create_dir(&path).expect("a fresh directory");
        Self(path)
    }

    pub fn path(&self) -> &std::path::Path {
        &self.0
    }

    /// What the latest `dialogo serve` here has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.0.join(LOG)).expect("a log")
    }

    /// Runs `dialogo` to its end.
    pub async fn runs(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let output = program(self, arguments, environment).output();
        timeout(PATIENCE, output).await.expect("dialogo comes to an end").expect("dialogo runs")
    }

    /// Starts `dialogo serve`, and waits until it is ready.
    pub async fn serves(&self, environment: &[(&str, &str)]) -> Program {
        self.starts(program(self, &["serve"], environment)).await
    }

    /// The same under a limit of open files.
    pub async fn serves_with_files(&self, files_max: u32, environment: &[(&str, &str)]) -> Program {
        self.starts(program_with_files(self, files_max, environment)).await
    }

    async fn starts(&self, mut command: Command) -> Program {
        let log = File::create(self.0.join(LOG)).expect("a log");
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().expect("dialogo runs");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped")).lines();
        let line = timeout(PATIENCE, stdout.next_line()).await.expect("dialogo says something").expect("text");
        let line = line.unwrap_or_else(|| panic!("dialogo ended before it was ready: {}", self.log()));
        let address = line.strip_prefix("dialogo is ready: ").unwrap_or_else(|| panic!("no address in {line:?}")).to_owned();
        Program { child, stdout, address }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

impl Program {
    /// Where it is.
    pub fn base(&self) -> &str {
        &self.address
    }

    /// Someone who is not logged in.
    pub fn anyone(&self) -> Client {
        Client::new(&self.address)
    }

    /// Registers someone.
    pub async fn user(&self, username: &str) -> Person {
        let body = json!({"username": username, "password": PASSWORD});
        Person::of(&self.anyone(), self.anyone().post("/auth/register", body).await.is(201))
    }

    /// Sends SIGTERM.
    pub fn is_told_to_stop(&self) {
        kill(self.pid(), Signal::SIGTERM).expect("it can be told");
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.id().and_then(|id| i32::try_from(id).ok()).expect("it runs"))
    }

    fn proc(&self, name: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{name}", self.pid()))
    }

    /// By how many KiB its memory grew at most while something went on.
    pub async fn grows_by_kib(&self, meanwhile: impl Future<Output = ()>) -> u64 {
        std::fs::write(self.proc("clear_refs"), "5").expect("the peak can be forgotten");
        let before = self.kib("VmRSS:");
        meanwhile.await;
        self.kib("VmHWM:").saturating_sub(before)
    }

    fn kib(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(self.proc("status")).expect("a status");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a line of the status");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// For how many nanoseconds its threads whose names have this in them were on a processor.
    pub fn worked_ns(&self, name: &str) -> u64 {
        let threads = std::fs::read_dir(self.proc("task")).expect("threads").map(|thread| thread.expect("a thread").path());
        let named = threads.filter(|thread| std::fs::read_to_string(thread.join("comm")).is_ok_and(|comm| comm.contains(name)));
        let worked = named.filter_map(|thread| std::fs::read_to_string(thread.join("schedstat")).ok());
        worked.map(|stat| stat.split(' ').next().and_then(|ns| ns.parse::<u64>().ok()).expect("a number")).sum()
    }

    /// How many files and connections it has open.
    pub fn open_files(&self) -> usize {
        std::fs::read_dir(self.proc("fd")).expect("open files").count()
    }

    /// Waits for its end.
    pub async fn ends(mut self) -> ExitStatus {
        while let Ok(Some(_)) = self.stdout.next_line().await {}
        timeout(PATIENCE, self.child.wait()).await.expect("it ends").expect("a status")
    }

    /// Sends SIGKILL, and waits until it is gone.
    pub async fn dies(mut self) {
        self.child.kill().await.expect("it can be killed");
    }
}
