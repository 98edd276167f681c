//! What happens when there is too little of something.

use std::{
    ops::Range,
    time::{Duration, Instant},
};

use rand::RngExt;
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    time::{sleep, timeout},
};

use super::injury::{Done, Injury};
use crate::world::World;

/// What the server may take more than it has when its memory is limited: sometimes it gets by with that, and sometimes it is killed.
const SPARE_BYTES: Range<u64> = 64 << 10..2 << 20;

/// Room beyond this limits nothing.
const SPARE_BYTES_MAX: u64 = 32 << 20;

/// A fifth of a core.
const CPU_PERCENT: u32 = 20;

/// What the server may open.
const FDS_MAX: u64 = 256;

/// How many strangers come.
const CONNECTIONS: usize = 400;

/// How long each of them tries.
const CONNECT_PATIENCE: Duration = Duration::from_millis(100);

pub(super) async fn memory(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    let mut spare = injury.rng.random_range(SPARE_BYTES);
    // A limit below what it takes is refused, and not every page that could be dropped can be at this moment.
    while let Err(error) = injury.world.limit_memory(Some(spare)) {
        spare *= 2;
        if spare > SPARE_BYTES_MAX {
            return Ok(Done::Skipped(format!("{error:#}")));
        }
    }
    let (lasting, began) = (injury.scale.secs(8, 30), Instant::now());
    // Its memory is steady otherwise, and nothing would happen.
    let crowd = crowd(injury.world).await;
    while injury.world.is_up() && began.elapsed() < lasting {
        sleep(Duration::from_millis(20)).await;
    }
    let lived = began.elapsed();
    drop(crowd);
    if injury.world.is_up() {
        injury.world.limit_memory(None)?;
        return Ok(Done::Did(format!("lived for {lived:.1?} with {spare} bytes to spare")));
    }
    // Killed by the kernel, as expected; anything else is the server's own doing.
    if let Some(status) = injury.world.ended_by_itself().filter(|status| !was_killed(*status)) {
        injury.complaints.push(format!("out of memory, the server ended with {status}"));
    }
    injury.world.start_server().await?;
    Ok(Done::Did(format!("killed by the kernel after {lived:.1?} with {spare} bytes to spare")))
}

pub(super) async fn cpu(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    let means = injury.world.throttle_cpu(CPU_PERCENT).await?;
    let throttled = injury.last(8, 30).await;
    injury.world.unthrottle_cpu().await?;
    Ok(Done::Did(format!("{CPU_PERCENT} % of a core for {throttled:.0?}, {means}")))
}

pub(super) async fn descriptors(injury: &mut Injury<'_>) -> anyhow::Result<Done> {
    let exit = injury.world.restart_with_fds(Some(FDS_MAX)).await?;
    injury.check_exit(exit);
    let connections = crowd(injury.world).await;
    let lasting = injury.last(3, 15).await;
    let (count, fds) = (connections.len(), injury.world.vitals().map_or(0, |vitals| vitals.fds));
    drop(connections);
    let exit = injury.world.restart_with_fds(None).await?;
    injury.check_exit(exit);
    Ok(Done::Did(format!("{count} connections for {lasting:.0?}, {fds} of {FDS_MAX} descriptors open")))
}

/// Connections that begin to ask for something. As many as the kernel takes: it accepts for the server until its queue is full.
async fn crowd(world: &World) -> Vec<TcpStream> {
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS {
        let Ok(Ok(mut stream)) = timeout(CONNECT_PATIENCE, TcpStream::connect(world.address())).await else { continue };
        // It may have been closed already.
        stream.write_all(b"GET /health/live HTTP/1.1\r\n").await.ok();
        connections.push(stream);
    }
    connections
}

fn was_killed(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(nix::libc::SIGKILL)
}
