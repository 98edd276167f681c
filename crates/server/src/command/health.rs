//! `dialogo health`: for a container's health check, which has no other HTTP client at hand.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::ServerSettings;

const PATIENCE: Duration = Duration::from_secs(4);

/// Asks the server at the configured address.
pub async fn check(settings: &ServerSettings) -> anyhow::Result<()> {
    let address = reachable(settings.address());
    let answer = tokio::time::timeout(PATIENCE, ask(address)).await;
    let answer = answer.with_context(|| format!("no answer from {address}"))?.with_context(|| format!("cannot ask {address}"))?;
    let status = answer.split(' ').nth(1).unwrap_or_default();
    ensure!(status == "200", "the server at {address} is not ready (status {status})");
    Ok(())
}

async fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes()).await?;
    let mut head = Vec::new();
    // The status line is all that counts.
    stream.take(1_024).read_to_end(&mut head).await?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// Who listens everywhere is reached here too.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    (ip, address.port()).into()
}
