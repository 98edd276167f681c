//! `dialogo serve`.

use anyhow::Context;
use dialogo_app::Clock;
use tokio::signal::unix::{SignalKind, signal};

use super::say;
use crate::{Application, Settings, init_logs};

/// What a shell reports of a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// Serves until told to stop.
pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    init_logs(&settings.log)?;
    // Before anything is started: whoever stops us while we start is heard as soon as we have.
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT")?;
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM")?;
    let public_url = settings.server.public_url.clone();
    let mut application = tokio::select! {
        started = Application::start(settings, Clock::system()) => started?,
        _ = interrupt.recv() => return Ok(()),
        _ = terminate.recv() => return Ok(()),
    };
    let address = format!("http://{}", application.address());
    say(&format!("dialogo is ready: {}\n", public_url.unwrap_or(address)));
    tokio::select! {
        error = application.broken() => {
            tracing::error!(error = format!("{error:#}"), "the server is broken, and ends");
            application.abandon().await;
            return Err(error);
        }
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    tracing::info!("stopping");
    tokio::spawn(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        // Asked twice: at once, then.
        std::process::exit(INTERRUPTED);
    });
    application.stop().await;
    Ok(())
}
