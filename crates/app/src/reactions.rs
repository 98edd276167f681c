//! Reactions: choosing an emoji for a message, taking it back, and who did.

use dialogo_domain::{ChatId, Emoji, Message, MessageId, Reactor};
use dialogo_persistence::{AddReaction, RemoveReaction};

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result};

impl App {
    /// Chooses an emoji for a message of a chat that the caller is in. Doing it again changes nothing more.
    pub async fn add_reaction(&self, caller: &Caller, chat_id: ChatId, message_id: MessageId, emoji: Emoji) -> Result<Message> {
        let emoji_max = self.inner.reactions_per_message_max;
        self.perform(caller, AddReaction { by: caller.user_id, chat_id, message_id, emoji, emoji_max }).await
    }

    /// Takes back an emoji of the caller's. Doing it again changes nothing more.
    pub async fn remove_reaction(&self, caller: &Caller, chat_id: ChatId, message_id: MessageId, emoji: Emoji) -> Result<Message> {
        self.perform(caller, RemoveReaction { by: caller.user_id, chat_id, message_id, emoji }).await
    }

    /// Who reacted to a message, perhaps with this emoji only, in the order in which they did.
    pub async fn reactions(
        &self,
        caller: &Caller,
        chat_id: ChatId,
        message_id: MessageId,
        emoji: Option<&Emoji>,
        page: &PageRequest,
    ) -> Result<Page<Reactor>> {
        let name = format!("reactions {} to {message_id}", emoji.map_or("", Emoji::as_str));
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        let (me, message) = (caller.user_id, (chat_id, message_id));
        Ok(list.page(self.inner.store.reactions(me, message, emoji, after.as_ref(), page.limit.into()).await?))
    }
}
