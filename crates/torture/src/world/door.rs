//! Where the server is now.

use std::net::SocketAddr;

use tokio::sync::watch;

/// Where clients connect. It changes whenever another process takes over; between a death and the next start it names the dead
/// process's address, where nobody answers.
#[derive(Debug, Clone)]
pub struct Door {
    address: watch::Receiver<SocketAddr>,
}

impl Door {
    pub(super) fn new(address: watch::Receiver<SocketAddr>) -> Self {
        Self { address }
    }

    /// The address to connect to.
    pub fn address(&self) -> SocketAddr {
        *self.address.borrow()
    }

    /// The same as the start of a URL: `http://127.0.0.1:40000`.
    pub fn base(&self) -> String {
        format!("http://{}", self.address())
    }

    /// Waits for another address, and returns at once if there has been one since the last call. Never returns when the world is gone.
    pub async fn changed(&mut self) -> SocketAddr {
        if self.address.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
        *self.address.borrow_and_update()
    }
}
