//! What happens to the server process.

use std::time::{Duration, Instant};

use rand::RngExt;
use tokio::time::sleep;

use super::injury::{Done, Injury};

/// One kill in so many is followed by another during the start.
const KILLS_AGAIN: u32 = 3;

pub(super) async fn killed(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_500).await;
    injury.world.kill().await?;
    let down = injury.wait(0..1_000).await;
    let mut again = String::new();
    if injury.rng.random_ratio(1, KILLS_AGAIN) {
        let patience = Duration::from_millis(injury.rng.random_range(0..600));
        let was_up = injury.world.start_and_kill(patience).await?;
        again = format!(", and again {patience:.0?} into its start ({})", if was_up { "up" } else { "not yet up" });
    }
    let start = Instant::now();
    injury.world.start_server().await?;
    Ok(Done::Did(format!("killed, down for {down:.1?}{again}, up after {:.1?}", start.elapsed())))
}

pub(super) async fn stopped(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_000).await;
    let exit = injury.world.terminate().await?;
    injury.check_exit(exit);
    let down = injury.wait(0..1_000).await;
    injury.world.start_server().await?;
    Ok(Done::Did(format!("stopped in {:.1?}, down for {down:.1?}", exit.took)))
}

pub(super) async fn replaced(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_000).await;
    let exit = injury.world.roll().await?;
    injury.check_exit(exit);
    Ok(Done::Did(format!("another process took over, the old one stopped in {:.1?}", exit.took)))
}

pub(super) async fn frozen(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_000).await;
    injury.world.freeze_server()?;
    let frozen = injury.last(6, 45).await;
    injury.world.thaw_server()?;
    Ok(Done::Did(format!("stood still for {frozen:.0?}")))
}

pub(super) async fn clock_jumps(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    const JUMPS: [(&str, i64); 3] = [("an hour ahead", 3_600), ("a day back", -86_400), ("home", 0)];
    if !injury.world.restart_with_fake_clock().await? {
        return Ok(Done::Skipped("libfaketime is not installed".to_owned()));
    }
    let lasting = injury.scale.secs(2, 20);
    for (_, secs) in JUMPS {
        sleep(lasting).await;
        injury.world.set_clock(secs)?;
    }
    sleep(lasting).await;
    Ok(Done::Did(format!("the clock jumped {}, {lasting:.0?} each", JUMPS.map(|(where_to, _)| where_to).join(", "))))
}
