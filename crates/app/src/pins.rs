//! Pins: the messages of a chat that everyone is to find.

use dialogo_domain::{ChatId, Message, MessageId};
use dialogo_persistence::PinMessage;

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result};

impl App {
    /// Pins a message, or unpins it, for those who keep order in the chat, and either of the two in a direct one. Doing it again changes nothing more.
    pub async fn pin(&self, caller: &Caller, chat_id: ChatId, message_id: MessageId, is_pinned: bool) -> Result<Message> {
        let pins_max = self.inner.pins_per_chat_max.into();
        self.perform(caller, PinMessage { by: caller.user_id, chat_id, message_id, is_pinned, pins_max }).await
    }

    /// The pinned messages of a chat that the caller is in, the latest first.
    pub async fn pins(&self, caller: &Caller, chat_id: ChatId, page: &PageRequest) -> Result<Page<Message>> {
        let name = format!("pins of {chat_id}");
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.pins(caller.user_id, chat_id, after.as_ref(), page.limit.into()).await?))
    }
}
