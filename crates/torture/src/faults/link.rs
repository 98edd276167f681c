//! What happens to the link between the server and PostgreSQL.

use std::time::Duration;

use rand::{RngExt, seq::IndexedRandom};
use tokio::time::timeout;

use super::injury::{Done, Injury};
use crate::world::{CommitCut, Direction, LinkMode};

/// How long a trap waits for traffic to spring it.
const PATIENCE: Duration = Duration::from_secs(3);

const COMMIT_CUTS: [CommitCut; 3] = [CommitCut::BeforeItArrives, CommitCut::Unanswered, CommitCut::AfterTheAnswer];

/// Cuts come after at most 2 to the power of this many bytes: a small batch of messages.
const CUT_BITS: u32 = 15;

pub(super) async fn refused(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_000).await;
    injury.world.link().set(LinkMode::Refuse);
    injury.world.link().cut();
    let away = injury.last(4, 30).await;
    injury.world.link().set(LinkMode::Pass);
    Ok(Done::Did(format!("refused for {away:.0?}")))
}

pub(super) async fn frozen(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    injury.wait(0..1_000).await;
    injury.world.link().set(LinkMode::Freeze);
    let frozen = injury.last(6, 30).await;
    // Some networks come back with what they held, others without.
    let lost = injury.rng.random();
    if lost {
        injury.world.link().cut();
    }
    injury.world.link().set(LinkMode::Pass);
    Ok(Done::Did(format!("nothing passed for {frozen:.0?}, and what waited {}", if lost { "was lost" } else { "came late" })))
}

pub(super) async fn commit_unknown(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    let rounds = injury.scale.secs(6, 60).as_secs();
    let mut made = [0; COMMIT_CUTS.len()];
    for _ in 0..rounds {
        injury.wait(0..400).await;
        let which = injury.rng.random_range(0..COMMIT_CUTS.len());
        let trap = injury.world.link().cut_commit(COMMIT_CUTS[which]);
        made[which] += u32::from(timeout(PATIENCE, trap.sprung()).await.unwrap_or(false));
    }
    let [before, unanswered, after] = made;
    Ok(Done::Did(format!("commits cut: {before} before they arrived, {unanswered} unanswered, {after} with the answer swallowed")))
}

pub(super) async fn cut(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    let rounds = injury.scale.secs(8, 100).as_secs();
    let mut made = 0;
    for _ in 0..rounds {
        injury.wait(0..200).await;
        let direction = *[Direction::Up, Direction::Down].choose(injury.rng).unwrap_or(&Direction::Up);
        // As often among the first bytes, where messages begin and end, as far on.
        let magnitude = injury.rng.random_range(0..CUT_BITS);
        let bytes = injury.rng.random_range(0..2_usize << magnitude);
        let trap = injury.world.link().cut_after_bytes(direction, bytes);
        made += u32::from(timeout(PATIENCE, trap.sprung()).await.unwrap_or(false));
    }
    Ok(Done::Did(format!("{made} connections cut in the middle")))
}

pub(super) async fn slow(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    let mode = LinkMode::Delay { latency: Duration::from_millis(100), jitter: Duration::from_millis(25) };
    injury.world.link().set(mode);
    let slow = injury.last(8, 60).await;
    injury.world.link().set(LinkMode::Pass);
    Ok(Done::Did(format!("200 ms there and back for {slow:.0?}")))
}
