//! What admins do on the whole server. Of its chats they see no more than anybody else.

use dialogo_domain::Account;

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result};

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

    /// The accounts with this in one of their names, or all of them.
    pub async fn find_accounts(&self, admin: &Admin, text: &str, page: &PageRequest) -> Result<Page<Account>> {
        let user_id = admin.0.user_id;
        self.admit_search(user_id)?;
        let list = List { name: "accounts", user_id };
        let (after, now) = (list.start(page)?, self.inner.clock.now());
        Ok(list.page(self.inner.store.find_accounts(text, now, after.as_ref(), page.limit.into()).await?))
    }
}
