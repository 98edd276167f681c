//! The end of a connection when the server stops.

use std::pin::pin;
use std::time::Duration;

use dialogo_hub::{CloseCode, Wake};
use futures_util::StreamExt;
use tokio::time::sleep;

use super::Connection;
use crate::ws::socket::End;

/// How long a message that was accepted may take to its commit: the rest of the server waits a little longer.
const PATIENCE: Duration = Duration::from_millis(1_500);

impl Connection {
    /// Says goodbye, and acknowledges what was accepted before. Nothing is read any more.
    pub(super) async fn leaves(&mut self) -> End {
        let mut patience = pin!(sleep(PATIENCE));
        let result = tokio::select! {
            result = self.says_goodbye() => result,
            () = &mut patience => Ok(()),
        };
        result.err().unwrap_or(End::Close(CloseCode::Restarting))
    }

    async fn says_goodbye(&mut self) -> Result<(), End> {
        let goodbye = self.house.goodbye(self.id);
        self.deliver([goodbye]).await?;
        while !self.postings.is_empty() {
            tokio::select! {
                Some((re, posted)) = self.postings.next() => self.acknowledge(re, posted).await?,
                wake = self.attachment.mailbox().wake(self.replay.is_held()) => match wake {
                    Wake::Letters => self.deliver_mail().await?,
                    Wake::Closed(code) => return Err(End::Close(code)),
                    Wake::ShutDown => {}
                },
            }
        }
        while !self.replay.is_held() && !self.attachment.mailbox().is_empty() {
            self.deliver_mail().await?;
        }
        Ok(())
    }
}
