//! How a server process is started: its settings, and what the shell before it does to it.

use std::{
    env,
    fmt::Write,
    path::{Path, PathBuf},
    process::{self, Command},
};

use anyhow::Context;
use rand::{RngExt, SeedableRng, rngs::SmallRng};

use super::{DatabaseLink, WorldOptions, cgroup::Cgroup, clock::FakeClock, server::Started};

/// Runs a program that is killed when its parent dies: util-linux, part of every Debian and Ubuntu.
const SETPRIV: &str = "/usr/bin/setpriv";

/// What of our own environment the server gets.
const INHERITED: [&str; 5] = ["PATH", "HOME", "TMPDIR", "LLVM_PROFILE_FILE", "RUST_LOG"];

/// Starts servers that are all the same, but for what is special about the next one.
#[derive(Debug)]
pub(super) struct Launcher {
    pub(super) binary: PathBuf,
    environment: Vec<(String, String)>,
    scratch: PathBuf,
    count: u32,
    fds_max: Option<u64>,
    /// What the next ones get, and not those of every day.
    pub(super) special: Special,
}

/// What makes a process unlike those of every day.
#[derive(Debug, Clone, Default)]
pub(super) struct Special {
    pub(super) fds_max: Option<u64>,
    pub(super) clock: Option<FakeClock>,
}

impl Launcher {
    pub(super) fn new(options: &WorldOptions, link: &DatabaseLink, scratch: &Path) -> anyhow::Result<Self> {
        let binary = options.binary.canonicalize().with_context(|| format!("find {}", options.binary.display()))?;
        // The same for every process, so that tokens survive restarts.
        let mut rng = SmallRng::seed_from_u64(process::id().into());
        let secret: String = (0..48).map(|_| rng.random_range('a'..='z')).collect();
        let own = [
            ("DIALOGO__SERVER__PORT", "0".to_owned()),
            ("DIALOGO__DATABASE__URL", link.url()),
            ("DIALOGO__DATA_DIR", scratch.join("data").display().to_string()),
            ("DIALOGO__AUTH__JWT_SECRET", secret),
        ];
        let own = own.map(|(name, value)| (name.to_owned(), value)).into_iter();
        let environment = own.chain(options.settings.iter().cloned()).collect();
        Ok(Self { binary, environment, scratch: scratch.into(), count: 0, fds_max: options.fds_max, special: Special::default() })
    }

    /// Starts a process, and does not wait until it is ready.
    pub(super) async fn start(&mut self) -> anyhow::Result<Started> {
        self.count += 1;
        let log = self.scratch.join(format!("server-{}.log", self.count));
        let cgroup = Cgroup::create(self.count);
        let command = self.command(&cgroup);
        Started::spawn(command, cgroup, log).await
    }

    fn command(&self, cgroup: &Cgroup) -> Command {
        let mut before = String::new();
        for tasks in cgroup.tasks() {
            write!(before, "echo $$ > '{}' && ", tasks.display()).ok();
        }
        if let Some(fds_max) = self.special.fds_max.or(self.fds_max) {
            write!(before, "ulimit -n {fds_max} && ").ok();
        }
        if let Some(clock) = &self.special.clock {
            for (name, value) in clock.environment() {
                write!(before, "export {name}='{value}' && ").ok();
            }
        }
        let mut command = Command::new("/bin/sh");
        if Path::new(SETPRIV).exists() {
            command = Command::new(SETPRIV);
            command.args(["--pdeathsig", "KILL", "--", "/bin/sh"]);
        }
        command.arg("-c").arg(format!("{before}exec \"$0\" serve")).arg(&self.binary);
        command.current_dir(&self.scratch).env_clear();
        command.envs(INHERITED.iter().filter_map(|name| Some((name, env::var_os(name)?))));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}
