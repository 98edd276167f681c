//! Finding people, talking to one of them alone, and not wanting to.

use dialogo_domain::{MyChat, UserId, UserSummary};
use dialogo_persistence::{BlockUser, OpenDirectChat};

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result};

impl App {
    /// People with this in one of their names.
    pub async fn find_people(&self, caller: &Caller, text: &str, page: &PageRequest) -> Result<Page<UserSummary>> {
        self.admit_search(caller.user_id)?;
        let list = List { name: "people", user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.find_people(text, after.as_ref(), page.limit.into()).await?))
    }

    /// The direct chat with somebody, which is created if there was none.
    pub async fn open_direct_chat(&self, caller: &Caller, with: UserId) -> Result<MyChat> {
        self.perform(caller, OpenDirectChat { by: caller.user_id, with }).await
    }

    /// Blocks somebody, or no longer.
    pub async fn block(&self, caller: &Caller, user_id: UserId, blocks: bool) -> Result<()> {
        let (app, by, blocks_max) = (self.clone(), *caller, self.inner.blocks_max.into());
        Self::to_the_end(async move {
            app.perform(&by, BlockUser { by: by.user_id, user_id, blocks, blocks_max }).await?;
            for person in [by.user_id, user_id] {
                app.inner.hub.parts(person, app.inner.store.apart(person).await?.into());
            }
            Ok(())
        })
        .await
    }

    /// Whom the caller has blocked, the latest first.
    pub async fn blocked(&self, caller: &Caller, page: &PageRequest) -> Result<Page<UserSummary>> {
        let list = List { name: "blocked", user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.blocked(caller.user_id, after.as_ref(), page.limit.into()).await?))
    }
}
