//! `torture`: hurts a server until it breaks a promise, or does not.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Parser;
use dialogo_torture::faults::{By, Fault, Scale};
use dialogo_torture::fleet::Plan;
use dialogo_torture::report::Report;
use dialogo_torture::run::Round;

/// Runs a fleet of clients against a real server and a real PostgreSQL, hurts both, and checks that nothing is lost, doubled or out of
/// order. Prints each seed; exits with 1 if a promise was broken.
#[derive(Parser)]
struct Arguments {
    /// Seeds, such as 7 or 1..20. What is chosen at random is chosen by the seed.
    #[arg(long, default_value = "1..20", value_parser = seeds)]
    seeds: RangeInclusive<u64>,
    /// How long things go wrong in each round, in seconds.
    #[arg(long, default_value_t = 30)]
    secs: u64,
    /// Faults by name, separated by commas; "all", or "none" for a quiet day.
    #[arg(long, default_value = "all", value_parser = faults)]
    faults: Faults,
    /// Fifty chats of twenty people and 200 messages a second, instead of a fleet that fits beside everything else.
    #[arg(long)]
    full: bool,
    /// Faults last as long as in real life.
    #[arg(long)]
    long: bool,
    /// The program; otherwise the one beside this.
    #[arg(long)]
    binary: Option<PathBuf>,
    /// Lists the faults.
    #[arg(long)]
    list: bool,
}

#[derive(Clone)]
struct Faults(Vec<Fault>);

fn seeds(text: &str) -> Result<RangeInclusive<u64>> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    Ok(first.parse()?..=last.parse()?)
}

fn faults(text: &str) -> Result<Faults> {
    Ok(Faults(match text {
        "all" => Fault::ALL.iter().copied().filter(|fault| fault.by() != By::Tests).collect(),
        "none" => vec![],
        names => names.split(',').map(str::parse).collect::<Result<_>>()?,
    }))
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "a command line tool")]
async fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    if arguments.list {
        for fault in Fault::ALL {
            println!("{:4} {:20} {}", fault.number(), fault.name(), fault.about());
        }
        return Ok(ExitCode::SUCCESS);
    }
    let binary = match arguments.binary {
        Some(binary) => binary,
        None => std::env::current_exe()?.with_file_name("dialogo"),
    };
    if !binary.exists() {
        bail!("{} is not there: build it first, or name it by --binary", binary.display());
    }
    let mut reports = Vec::new();
    for seed in arguments.seeds {
        let round = Round {
            seed,
            binary: binary.clone(),
            plan: if arguments.full { Plan::full() } else { Plan::small() },
            faults: arguments.faults.0.clone(),
            scale: if arguments.long { Scale::Long } else { Scale::Short },
            duration: Duration::from_secs(arguments.secs),
        };
        let report = round.run().await.with_context(|| format!("seed {seed}"))?;
        println!("{report}\n");
        reports.push(report);
    }
    println!("{}", table(&reports));
    let violations: usize = reports.iter().map(|report| report.violations.len()).sum();
    Ok(if violations == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn table(reports: &[Report]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = line(&Report::COLUMNS.map(str::to_owned)) + &line(&Report::COLUMNS.map(|_| "---:".to_owned()));
    let rows: String = reports.iter().map(|report| line(&report.row())).collect();
    let sum = |of: fn(&Report) -> usize| reports.iter().map(of).sum::<usize>();
    let totals = format!(
        "{} seeds: {} messages acked, {} deliveries checked, {} faults injected, violations {}",
        reports.len(),
        sum(|report| report.extent.acked),
        sum(|report| report.extent.deliveries),
        sum(Report::injected),
        sum(|report| report.violations.len())
    );
    head + &rows + &totals
}
