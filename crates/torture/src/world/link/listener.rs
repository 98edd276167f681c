//! The socket that the server connects to.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use tokio::{net::UnixListener, task::JoinSet, time::sleep};

use super::{LinkMode, Shared, connection};

/// How long to wait after an accept that failed, which is for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(10);

/// Listens at `socket`.
pub(super) fn bind(socket: &Path) -> anyhow::Result<UnixListener> {
    match fs::remove_file(socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error).context("remove the link's socket"),
        _ => {}
    }
    UnixListener::bind(socket).with_context(|| format!("listen at {}", socket.display()))
}

/// Accepts connections until aborted, which ends them as well.
pub(super) async fn accept(socket: PathBuf, listener: UnixListener, link: Arc<Shared>) {
    let mut mode = link.mode.subscribe();
    let mut connections = JoinSet::new();
    let mut listener = Some(listener);
    loop {
        let refuses = *mode.borrow_and_update() == LinkMode::Refuse;
        if refuses {
            // The file stays, and who connects to it is refused.
            listener = None;
        } else if listener.is_none() {
            listener = bind(&socket).ok();
        }
        tokio::select! {
            accepted = next(listener.as_ref()) => match accepted {
                // Not even one that came before the socket was closed.
                Ok(stream) if *link.mode.borrow() != LinkMode::Refuse => {
                    connections.spawn(connection::carry(stream, link.clone(), link.cuts.subscribe()));
                }
                Ok(_) => {}
                Err(_) => sleep(PAUSE).await,
            },
            changed = mode.changed() => if changed.is_err() { return },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn next(listener: Option<&UnixListener>) -> io::Result<tokio::net::UnixStream> {
    match listener {
        Some(listener) => listener.accept().await.map(|(stream, _)| stream),
        None => std::future::pending().await,
    }
}
