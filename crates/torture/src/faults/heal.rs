//! Taking away whatever a fault has left.

use std::time::Duration;

use anyhow::Context;

use crate::world::{LinkMode, World};

/// How long a healed server may take to say that it is ready before that counts as a promise broken: far beyond what it promises, which
/// who watches its health judges.
pub(super) const READY_MAX: Duration = Duration::from_secs(30);

/// Makes the world whole. Tells of a server that has ended though nobody told it to.
pub(super) async fn heal(world: &mut World, complaints: &mut Vec<String>) -> anyhow::Result<()> {
    world.link().set(LinkMode::Pass);
    world.postgres().thaw();
    world.postgres().empty_disk()?;
    world.postgres().start_again().await.context("start PostgreSQL again")?;
    if world.is_up() {
        world.thaw_server()?;
        world.unthrottle_cpu().await?;
        // Where there are no limits, none is to be lifted.
        world.limit_memory(None).ok();
        if world.is_special() {
            world.be_ordinary();
            world.restart().await?;
        }
        return Ok(());
    }
    if let Some(status) = world.ended_by_itself() {
        complaints.push(format!("the server ended by itself ({status})"));
    }
    world.be_ordinary();
    world.start_server().await
}
