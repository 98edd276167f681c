//! What a connection does by itself, as time passes.

use dialogo_hub::CloseCode;
use tokio::time::Instant;

use super::Connection;
use crate::ws::digest::Digest;
use crate::ws::outgoing;
use crate::ws::pulse::Due;
use crate::ws::socket::{End, ping};

impl Connection {
    /// The timer has fired: it is set when it fires, not whenever something is sent, so that talk costs no timers.
    pub(super) async fn keeps_time(&mut self) -> Result<(), End> {
        self.pulse.sent(self.socket.sent());
        while let Some(due) = self.pulse.due(self.socket.heard(), Instant::now()) {
            match due {
                Due::Heartbeat => self.beats().await?,
                Due::Ping => self.deliver([ping()]).await?,
                Due::Expiring => self.deliver([outgoing::token_expiring(self.caller.expires_at)]).await?,
                Due::Silence => return Err(End::Close(CloseCode::HeartbeatMissed)),
                Due::Expired => return Err(End::Close(CloseCode::TokenExpired)),
            }
        }
        self.sets_timer();
        Ok(())
    }

    pub(super) fn sets_timer(&mut self) {
        self.timer.as_mut().reset(self.pulse.next(self.socket.heard()));
    }

    /// Says what the client should know by now. While a replay is under way that cannot be said.
    async fn beats(&mut self) -> Result<(), End> {
        let mut digest = Digest::default();
        let is_known = self.attachment.heads(|chat_id, head| digest.add(chat_id, head));
        let heartbeat = is_known.then(|| outgoing::heartbeat(&digest.finish()));
        self.deliver(heartbeat.into_iter().chain([ping()])).await
    }
}
