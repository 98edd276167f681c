//! The end of a connection: what was accepted before is stored first, and acknowledged if the end is ours to choose.

use std::pin::pin;
use std::time::Duration;

use dialogo_hub::{CloseCode, Wake};
use futures_util::StreamExt;
use tokio::time::{sleep, timeout};

use super::Connection;
use crate::ws::socket::End;

/// How long a message that was accepted may take to its commit: a server that stops waits a little longer.
const PATIENCE: Duration = Duration::from_millis(1_500);

impl Connection {
    /// Says goodbye, because the server stops. Nothing is read any more.
    pub(super) async fn leaves(&mut self) -> End {
        let goodbye = self.house.goodbye(self.id);
        match self.deliver([goodbye]).await {
            Ok(()) => self.settles(CloseCode::Restarting).await,
            Err(end) => end,
        }
    }

    /// Acknowledges what was accepted, before the connection is closed with `code`. An end that cannot wait, such as that of the log-in,
    /// does not.
    pub(super) async fn settles(&mut self, code: CloseCode) -> End {
        let mut patience = pin!(sleep(PATIENCE));
        tokio::select! {
            settled = self.acknowledges_all() => settled.err().unwrap_or(End::Close(code)),
            () = &mut patience => End::Close(code),
        }
    }

    /// Waits for what was accepted from a client that has closed since: messages whose sender is gone are not stored. Nobody hears the
    /// answers any more.
    pub(super) async fn stores_all(&mut self) {
        let stored = async { while self.postings.next().await.is_some() {} };
        if timeout(PATIENCE, stored).await.is_err() {
            tracing::debug!(connection_id = %self.id, pending = self.postings.len(), "a client left before its messages were stored");
        }
    }

    async fn acknowledges_all(&mut self) -> Result<(), End> {
        while !self.postings.is_empty() {
            tokio::select! {
                Some((re, posted)) = self.postings.next() => self.acknowledge(re, posted).await?,
                wake = self.attachment.wake() => match wake {
                    Wake::Letters => self.deliver_mail().await?,
                    Wake::Closed(code) => return Err(End::Close(code)),
                    Wake::ShutDown => {}
                },
            }
        }
        while self.attachment.has_mail() {
            self.deliver_mail().await?;
        }
        Ok(())
    }
}
