//! Runs a command with a PostgreSQL for its tests: `testcluster cargo nextest run`.

use std::{env, os::unix::process::ExitStatusExt, process::ExitCode};

use anyhow::Context;
use dialogo_testkit::{DATABASE_URL, TestCluster};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::{
    process::{Child, Command},
    signal::unix::{SignalKind, signal},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    let program = arguments.next().context("usage: testcluster <command> [arguments]")?;
    let cluster = TestCluster::start().await?;
    let code = match Command::new(&program).args(arguments).env(DATABASE_URL, cluster.url()).spawn() {
        Ok(child) => wait(child).await,
        Err(error) => Err(error).with_context(|| format!("run {}", program.display())),
    };
    cluster.stop().await;
    code.map(ExitCode::from)
}

/// Waits for the end of the command, and passes on what asks us to end: a Ctrl-C has reached it already, a `kill` has not.
async fn wait(mut child: Child) -> anyhow::Result<u8> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    loop {
        let status = tokio::select! {
            status = child.wait() => status?,
            _ = interrupt.recv() => continue,
            _ = terminate.recv() => {
                if let Some(pid) = child.id() {
                    kill(Pid::from_raw(i32::try_from(pid)?), Signal::SIGTERM)?;
                }
                continue;
            }
        };
        // As a shell says it: 128 and the signal.
        let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default());
        return Ok(u8::try_from(code).unwrap_or(1));
    }
}
