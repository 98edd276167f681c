//! `bench`: what a server costs under load.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};
use dialogo_bench::bench::{Bench, Remote, Size};
use dialogo_bench::floor::broadcast;
use dialogo_bench::report::Report;
use dialogo_bench::scenarios::{SCENARIOS, Scenario};

/// Measures what a server costs under load, beside what the same work costs at the least, and counts every delivery. Exits with 1 if one
/// was lost, doubled or out of order.
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
struct Arguments {
    /// Scenarios by name; without any: all.
    scenarios: Vec<String>,
    /// How often everything is run; the table shows medians.
    #[arg(long, default_value_t = 1)]
    runs: usize,
    /// How long is measured in each scenario, in seconds.
    #[arg(long)]
    secs: Option<u64>,
    /// How many messages the history holds.
    #[arg(long)]
    messages: Option<u64>,
    /// The server; otherwise the one beside this.
    #[arg(long)]
    binary: Option<PathBuf>,
    /// A directory on a disk, for databases.
    #[arg(long, default_value = "/var/tmp")]
    dir: PathBuf,
    /// A running server, such as `http://127.0.0.1:3000`, instead of one of our own.
    #[arg(long, requires = "accounts")]
    url: Option<String>,
    /// Accounts on it, a line username:password for each.
    #[arg(long, requires = "url")]
    accounts: Option<PathBuf>,
    /// Does not keep server and clients on a core each.
    #[arg(long)]
    no_pin: bool,
    /// Everything tiny: shows that the tool works, and that nothing is lost.
    #[arg(long)]
    smoke: bool,
    /// Writes everything that was measured into this file.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Prints the table in Markdown.
    #[arg(long)]
    markdown: bool,
    /// Exits with 1 as well if a figure misses what it must reach.
    #[arg(long)]
    strict: bool,
    /// Lists the scenarios.
    #[arg(long)]
    list: bool,
    #[command(subcommand)]
    floor: Option<Floor>,
}

#[derive(Subcommand)]
enum Floor {
    /// The raw broadcaster that scenarios compare with.
    #[command(hide = true)]
    Floor {
        /// How many messages are written in one `send()`.
        #[arg(long)]
        batch: usize,
    },
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    if let Some(Floor::Floor { batch }) = arguments.floor {
        broadcast(batch, say)?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.list {
        for scenario in &SCENARIOS {
            say(&format!("{:10} {}", scenario.name, scenario.about));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let scenarios = Scenario::of(&arguments.scenarios, arguments.url.is_some())?;
    let bench = arguments.bench()?;
    let mut runs = Vec::new();
    for _ in 0..arguments.runs {
        for scenario in &scenarios {
            let outcome = scenario.run(&bench).with_context(|| format!("scenario {}", scenario.name))?;
            runs.push((scenario.name.to_owned(), outcome));
        }
    }
    bench.progress.end();
    let report = Report::of(bench.machine(), runs);
    say(&if arguments.markdown { report.markdown() } else { report.text() });
    if let Some(path) = &arguments.json {
        fs::write(path, serde_json::to_vec_pretty(&report)?).with_context(|| format!("write {}", path.display()))?;
    }
    let failed = report.is_broken() || arguments.strict && report.misses_a_must();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

impl Arguments {
    fn bench(&self) -> Result<Bench> {
        let binary = match &self.binary {
            Some(binary) => binary.clone(),
            None => std::env::current_exe()?.with_file_name("dialogo"),
        };
        let remote = match (&self.url, &self.accounts) {
            (Some(url), Some(accounts)) => Some(Remote::log_in(url, accounts)?),
            _ => None,
        };
        ensure!(remote.is_some() || binary.exists(), "{} is not there: build it first, or name it by --binary", binary.display());
        let size = if self.smoke { Size::Smoke } else { Size::Full };
        let (secs, messages) = if self.smoke { (1, 20_000) } else { (10, 10_000_000) };
        let (window, messages) = (Duration::from_secs(self.secs.unwrap_or(secs)), self.messages.unwrap_or(messages));
        let mut bench = Bench::new(binary, self.dir.clone(), size, window, messages, !self.no_pin)?;
        bench.remote = remote;
        Ok(bench)
    }
}

#[expect(clippy::print_stdout, reason = "a command line tool")]
fn say(text: &str) {
    println!("{text}");
}
