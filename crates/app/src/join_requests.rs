//! Asking to be let into a private chat, and the answer.

use dialogo_domain::{ChatId, JoinMessage, JoinRequest, Member, UserId};
use dialogo_persistence::{AcceptRequest, AskToJoin, DeclineRequest, WithdrawRequest};
use jiff::{SignedDuration, Timestamp};

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result};

impl App {
    /// Asks to be let in. Doing it again changes nothing.
    pub async fn ask_to_join(&self, caller: &Caller, chat_id: ChatId, message: Option<JoinMessage>) -> Result<JoinRequest> {
        let limits = &self.inner.join_request_limits;
        let again = SignedDuration::from_hours(limits.again_hours.into());
        let declined_since = self.inner.clock.now().checked_sub(again).unwrap_or(Timestamp::MIN);
        let most = limits.per_user_max.into();
        self.perform(caller, AskToJoin { by: caller.user_id, chat_id, message, declined_since, most }).await
    }

    /// Asks no longer.
    pub async fn withdraw_join_request(&self, caller: &Caller, chat_id: ChatId) -> Result<()> {
        self.perform(caller, WithdrawRequest { by: caller.user_id, chat_id }).await
    }

    /// Lets somebody in who asked.
    pub async fn accept_join_request(&self, caller: &Caller, chat_id: ChatId, user_id: UserId) -> Result<Member> {
        self.perform(caller, AcceptRequest { by: caller.user_id, chat_id, user_id }).await
    }

    /// Does not let somebody in who asked.
    pub async fn decline_join_request(&self, caller: &Caller, chat_id: ChatId, user_id: UserId) -> Result<()> {
        let now = self.inner.clock.now();
        self.perform(caller, DeclineRequest { by: caller.user_id, chat_id, user_id, now }).await
    }

    /// Who waits to be let into a chat, for those who may let them in; the first to ask first.
    pub async fn join_requests(&self, caller: &Caller, chat_id: ChatId, page: &PageRequest) -> Result<Page<JoinRequest>> {
        let name = format!("requests to join {chat_id}");
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.join_requests(caller.user_id, chat_id, after.as_ref(), page.limit.into()).await?))
    }

    /// Where the caller waits to be let in.
    pub async fn my_join_requests(&self, caller: &Caller, page: &PageRequest) -> Result<Page<JoinRequest>> {
        let list = List { name: "my requests to join", user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.my_join_requests(caller.user_id, after.as_ref(), page.limit.into()).await?))
    }
}
