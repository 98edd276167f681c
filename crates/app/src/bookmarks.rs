//! Messages that people want to find again.

use dialogo_domain::{Bookmark, ChatId, MessageId};

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result};

impl App {
    /// Saves a message for the caller, or no longer, and tells the caller's devices if that changes anything.
    pub async fn bookmark(&self, caller: &Caller, message_id: MessageId, saves: bool) -> Result<()> {
        self.admit_change(caller.user_id)?;
        let (app, user_id) = (self.clone(), caller.user_id);
        Self::to_the_end(async move {
            let changed = if saves {
                app.inner.store.add_bookmark(user_id, message_id, app.inner.bookmarks_max.into()).await?
            } else {
                app.inner.store.remove_bookmark(user_id, message_id).await?
            };
            if let Some(chat_id) = changed {
                app.inner.hub.tell(user_id, app.inner.encoder.bookmark_changed(chat_id, message_id, saves)).await;
            }
            Ok(())
        })
        .await
    }

    /// What the caller has saved, perhaps of one chat only, the latest first.
    pub async fn bookmarks(&self, caller: &Caller, of: Option<ChatId>, page: &PageRequest) -> Result<Page<Bookmark>> {
        let name = of.map_or_else(|| "bookmarks".to_owned(), |chat_id| format!("bookmarks of {chat_id}"));
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.bookmarks(caller.user_id, of, after.as_ref(), page.limit.into()).await?))
    }
}
