//! What a connection needs to hear everything from its cursors on.

use std::collections::HashMap;

use dialogo_domain::{ChatId, Seq, UserId};
use dialogo_persistence::{CatchUp, Head, Scope, SignIn};

use crate::app::within;
use crate::{App, Caller, Error, Result};

impl App {
    /// Who the caller is, if the session lives, and where their chats stand. A connection is attached to the hub before it asks: should the
    /// session end meanwhile, the hub closes it.
    pub async fn enter(&self, caller: &Caller) -> Result<SignIn> {
        let signing_in = self.inner.store.sign_in(caller.session_id, caller.user_id, self.inner.clock.now());
        within(self.commit_timeout(), signing_in).await?.ok_or(Error::SessionEnded)
    }

    /// What changed after `cursors` in chats that stand as `chats` has it.
    pub async fn catch_up_to(&self, chats: Vec<Head>, cursors: &HashMap<ChatId, Seq>) -> Result<CatchUp> {
        within(self.commit_timeout(), self.inner.store.catch_up_to(chats, cursors)).await
    }

    /// What changed after `cursors`. A connection that is attached to the hub before it asks misses nothing: what is beyond the heads
    /// comes to it live.
    pub async fn catch_up(&self, user_id: UserId, cursors: &HashMap<ChatId, Seq>, scope: Scope) -> Result<CatchUp> {
        within(self.commit_timeout(), self.inner.store.catch_up(user_id, cursors, scope)).await
    }
}
