//! What admins do on the whole server. Of its chats they see what was reported, and else no more than anybody.

use dialogo_domain::{Account, AuditEntry, ChatId, MessageId, ReportState, ReportedMessage, UserId};
use dialogo_hub::{CloseCode, Ended};

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result, Verdict};

/// Somebody who was an admin when the request began. Whoever makes one has asked the database.
#[derive(Clone, Copy, Debug)]
pub struct Admin(Caller);

impl App {
    /// The admin whose access token this is. That they are one is looked up each time, so that it ends at once.
    pub async fn authenticate_admin(&self, access_token: &str) -> Result<Admin> {
        let caller = self.authenticate(access_token).await?;
        self.inner.store.require_admin(caller.user_id).await?;
        Ok(Admin(caller))
    }

    /// Closes somebody's account for the time being; their sockets close at once.
    pub async fn suspend(&self, admin: &Admin, user_id: UserId) -> Result<()> {
        let (store, by, now) = (self.inner.store.clone(), admin.0.user_id, self.inner.clock.now());
        self.puts_out(by, user_id, async move { store.suspend(by, user_id, now).await }).await
    }

    /// Ends all log-ins of somebody; their sockets close at once.
    pub async fn end_sessions_of(&self, admin: &Admin, user_id: UserId) -> Result<()> {
        let (store, by, now) = (self.inner.store.clone(), admin.0.user_id, self.inner.clock.now());
        self.puts_out(by, user_id, async move { store.end_all_sessions(by, user_id, now).await }).await
    }

    /// Does what ends all log-ins of somebody, and closes their sockets.
    async fn puts_out(
        &self,
        by: UserId,
        user_id: UserId,
        deed: impl Future<Output = dialogo_persistence::Result<()>> + Send + 'static,
    ) -> Result<()> {
        self.admit_change(by)?;
        let hub = self.inner.hub.clone();
        Self::to_the_end(async move {
            deed.await?;
            hub.end_sessions(Ended::All(user_id), CloseCode::SessionEnded).await;
            Ok(())
        })
        .await
    }

    /// Opens somebody's account again.
    pub async fn reinstate(&self, admin: &Admin, user_id: UserId) -> Result<()> {
        self.admit_change(admin.0.user_id)?;
        Ok(self.inner.store.reinstate(admin.0.user_id, user_id).await?)
    }

    /// What was done on the whole server, the latest first.
    pub async fn server_log(&self, admin: &Admin, page: &PageRequest) -> Result<Page<AuditEntry>> {
        let list = List { name: "log of the server", user_id: admin.0.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.server_log(admin.0.user_id, after.as_ref(), page.limit.into()).await?))
    }

    /// What was done in a chat, the latest first, for those who keep order there.
    pub async fn chat_log(&self, caller: &Caller, chat_id: ChatId, page: &PageRequest) -> Result<Page<AuditEntry>> {
        let name = format!("log of {chat_id}");
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.chat_log(caller.user_id, chat_id, after.as_ref(), page.limit.into()).await?))
    }

    /// The reported messages of all chats but those of the admin, also of direct ones, where nobody else decides; the first to be reported first.
    pub async fn all_reports(&self, admin: &Admin, state: ReportState, page: &PageRequest) -> Result<Page<ReportedMessage>> {
        let (user_id, name) = (admin.0.user_id, format!("all {} reports", state.as_str()));
        let list = List { name: &name, user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.all_reports(user_id, state, after.as_ref(), page.limit.into()).await?))
    }

    /// Decides on a reported message of any chat. Doing it again changes nothing.
    pub async fn decide_any_reports(&self, admin: &Admin, message_id: MessageId, verdict: Verdict) -> Result<ReportedMessage> {
        let chat_id = self.inner.store.chat_of_report(message_id).await?;
        self.decide(&admin.0, chat_id, message_id, verdict, true).await
    }

    /// The accounts with this in one of their names, or all of them.
    pub async fn find_accounts(&self, admin: &Admin, text: &str, page: &PageRequest) -> Result<Page<Account>> {
        let user_id = admin.0.user_id;
        self.admit_search(user_id)?;
        let list = List { name: "accounts", user_id };
        let (after, now) = (list.start(page)?, self.inner.clock.now());
        Ok(list.page(self.inner.store.find_accounts(text, now, after.as_ref(), page.limit.into()).await?))
    }
}
