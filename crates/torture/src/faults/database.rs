//! What happens to PostgreSQL.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::injury::{Done, Injury};

/// How often a full disk is filled again: PostgreSQL gives space back now and then.
const REFILL: Duration = Duration::from_millis(50);

pub(super) async fn killed(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_500).await;
    injury.world.postgres().kill().await;
    back_after_a_while(injury, "killed").await
}

pub(super) async fn restarted(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_500).await;
    injury.world.postgres().stop_fast().await;
    back_after_a_while(injury, "stopped").await
}

async fn back_after_a_while(injury: &mut Injury<'_>, how: &str) -> anyhow::Result<Done> {
    let down = injury.wait(0..2_000).await;
    let start = Instant::now();
    injury.world.postgres().start_again().await?;
    Ok(Done::Did(format!("{how}, down for {down:.1?}, back in {:.1?}", start.elapsed())))
}

pub(super) async fn backends_terminated(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    let times = injury.scale.secs(5, 60).as_secs();
    let mut ended = 0;
    for _ in 0..times {
        ended += injury.world.postgres().terminate_backends().await?;
        injury.wait(800..1_200).await;
    }
    Ok(Done::Did(format!("{ended} connections terminated in {times} rounds")))
}

pub(super) async fn frozen(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_000).await;
    injury.world.postgres().freeze();
    let frozen = injury.last(6, 30).await;
    injury.world.postgres().thaw();
    Ok(Done::Did(format!("frozen for {frozen:.0?}")))
}

pub(super) async fn disk_full(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    if let Some(reason) = injury.world.postgres().no_disk() {
        return Ok(Done::Skipped(reason.to_owned()));
    }
    let (lasting, began) = (injury.scale.secs(4, 30), Instant::now());
    while began.elapsed() < lasting {
        injury.world.postgres().fill_disk().await?;
        sleep(REFILL).await;
    }
    injury.world.postgres().empty_disk()?;
    let postgres = injury.world.postgres();
    let end = if postgres.has_ended() { "PostgreSQL ended of it and was started again" } else { "PostgreSQL lived" };
    postgres.start_again().await?;
    Ok(Done::Did(format!("full for {lasting:.0?}, {end}")))
}

pub(super) async fn table_locked(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_000).await;
    let lock = injury.world.postgres().lock_messages().await?;
    let locked = injury.last(6, 30).await;
    lock.release().await?;
    Ok(Done::Did(format!("the table of messages locked for {locked:.0?}")))
}

pub(super) async fn table_rewritten(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_000).await;
    let began = Instant::now();
    injury.world.postgres().rewrite_messages().await?;
    Ok(Done::Did(format!("rewritten in {:.1?}", began.elapsed())))
}
