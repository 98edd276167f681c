//! Searching messages.

use dialogo_domain::{Highlight, Message, MessageSearch};
use serde::Serialize;

use crate::page::List;
use crate::{App, Caller, Error, Page, PageRequest, Result};

/// A message that was found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundMessage {
    /// The message.
    pub message: Message,
    /// The parts of its body that were looked for, in order.
    pub highlights: Vec<Highlight>,
}

impl App {
    /// The messages in the caller's chats that are looked for, the newest first. A page may have fewer than asked for although another one
    /// follows.
    pub async fn search_messages(&self, caller: &Caller, search: &MessageSearch, page: &PageRequest) -> Result<Page<FoundMessage>> {
        if !search.is_specific() {
            return Err(Error::field("q", "required", "say what to look for, or whose messages"));
        }
        self.admit_search(caller.user_id)?;
        let list = List { name: "found messages", user_id: caller.user_id };
        let after = list.start(page)?;
        let slice = self.inner.store.search_messages(caller.user_id, search, after.as_ref(), page.limit.into()).await?;
        let Page { items, next_cursor } = list.page(slice);
        let found = |message: Message| {
            let highlights = search.terms.highlights(message.body.as_str());
            FoundMessage { message, highlights }
        };
        Ok(Page { items: items.into_iter().map(found).collect(), next_cursor })
    }
}
