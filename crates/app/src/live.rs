//! What a connection needs to hear everything from its cursors on.

use std::collections::HashMap;

use dialogo_domain::{ChatId, Seq, UserId};
use dialogo_persistence::{CatchUp, Scope};

use crate::app::within;
use crate::{App, Result};

impl App {
    /// The chats that the user is in.
    pub async fn memberships(&self, user_id: UserId) -> Result<Vec<ChatId>> {
        within(self.commit_timeout(), self.inner.store.memberships(user_id)).await
    }

    /// What changed after `cursors`. A connection that is attached to the hub before it asks misses nothing: what is beyond the heads
    /// comes to it live.
    pub async fn catch_up(&self, user_id: UserId, cursors: &HashMap<ChatId, Seq>, scope: Scope) -> Result<CatchUp> {
        within(self.commit_timeout(), self.inner.store.catch_up(user_id, cursors, scope)).await
    }
}
