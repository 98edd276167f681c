//! Who is writing at this moment: told to those who look, and nowhere kept.

use dialogo_domain::ChatId;

use crate::{App, Caller, Result};

impl App {
    /// Lets those who have the chat on screen know that the caller, who is in it, writes there, unless they have just been told.
    pub fn tell_typing(&self, caller: &Caller, chat_id: ChatId) {
        let inner = &self.inner;
        if inner.typing.check_key(&(caller.user_id, chat_id)).is_ok() {
            inner.hub.glimpse(chat_id, caller.user_id, inner.encoder.typing(chat_id, caller.user_id, inner.typing_lasts));
        }
    }

    /// The same for someone of whom it is not known whether they are in the chat.
    pub async fn try_to_tell_typing(&self, caller: &Caller, chat_id: ChatId) -> Result<()> {
        self.inner.store.require_membership(caller.user_id, chat_id).await?;
        self.tell_typing(caller, chat_id);
        Ok(())
    }
}
