//! Messages: sending, editing and deleting them, and reading what was said.

use std::future::{Future, ready};

use dialogo_domain::{ChatId, Draft, Message, MessageBody, MessageId, MessageVersion, Reader};
use dialogo_persistence::{DeleteMessage, EditMessage, HistoryAt, HistoryPage, Posted};
use futures_util::future::Either;
use serde::Serialize;

use crate::app::within;
use crate::page::List;
use crate::{App, Caller, Error, Page, PageRequest, Result};

/// Which part of a chat's history.
#[derive(Clone, Copy, Debug)]
pub struct History {
    /// Where.
    pub at: HistoryAt,
    /// How many messages, 1 to 100.
    pub limit: u32,
}

/// Some messages of a chat, oldest first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessagePage {
    /// The messages.
    pub items: Vec<Message>,
    /// Whether the chat has messages before them.
    pub has_before: bool,
    /// Whether the chat has messages after them.
    pub has_after: bool,
}

impl App {
    /// Sends a message. It has its place in the order when this returns: what the caller sends next comes after it. The future waits
    /// for the commit only.
    pub fn post_message(&self, caller: &Caller, chat_id: ChatId, draft: Draft) -> impl Future<Output = Result<Posted>> + Send + use<> {
        if let Err(refused) = self.admit_message(caller.user_id) {
            return Either::Left(ready(Err(refused)));
        }
        if let Err(refused) = self.few_files(&draft) {
            return Either::Left(ready(Err(refused)));
        }
        let committed = self.inner.writer.post(chat_id, caller.user_id, draft);
        Either::Right(within(self.commit_timeout(), committed))
    }

    /// Refuses a draft with too many files.
    pub(crate) fn few_files(&self, draft: &Draft) -> Result<()> {
        let files_max = self.inner.file_limits.per_message_max;
        if draft.attachments.len() <= files_max {
            return Ok(());
        }
        Err(Error::field("attachments", "too_many", format!("a message has at most {files_max} attachments")))
    }

    /// Changes what a message of the caller's says. Doing it again changes nothing more.
    pub async fn edit_message(&self, caller: &Caller, chat_id: ChatId, message_id: MessageId, body: MessageBody) -> Result<Message> {
        let versions_max = self.inner.versions_per_message_max.into();
        self.perform(caller, EditMessage { by: caller.user_id, chat_id, message_id, body, versions_max }).await
    }

    /// What a message of the caller's, or any in a chat where the caller keeps order, said before, the latest first.
    pub async fn message_versions(
        &self,
        caller: &Caller,
        chat_id: ChatId,
        message_id: MessageId,
        page: &PageRequest,
    ) -> Result<Page<MessageVersion>> {
        let name = format!("versions of {message_id}");
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        let (me, message) = (caller.user_id, (chat_id, message_id));
        Ok(list.page(self.inner.store.message_versions(me, message, after.as_ref(), page.limit.into()).await?))
    }

    /// Deletes a message of the caller's, or any in a chat of the caller's, and returns what is left of it. Doing it again changes nothing more.
    pub async fn delete_message(&self, caller: &Caller, chat_id: ChatId, message_id: MessageId) -> Result<Message> {
        let left = self.perform(caller, DeleteMessage { by: caller.user_id, chat_id, message_id }).await?;
        self.inner.house.deleted.notify_one();
        Ok(left)
    }

    /// Who has read a chat that the caller is in as far as this message, without its author, in the order of joining.
    pub async fn seen_by(&self, caller: &Caller, chat_id: ChatId, message_id: MessageId, page: &PageRequest) -> Result<Page<Reader>> {
        let name = format!("readers of {message_id}");
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        let (me, message, members_max) = (caller.user_id, (chat_id, message_id), self.inner.seen_by_members_max.into());
        Ok(list.page(self.inner.store.seen_by(me, message, members_max, after.as_ref(), page.limit.into()).await?))
    }

    /// A part of the history of a chat that the caller is in.
    pub async fn messages(&self, caller: &Caller, chat_id: ChatId, history: History) -> Result<MessagePage> {
        let History { at, limit } = history;
        let HistoryPage { messages, has_before, has_after } = self.inner.store.messages(caller.user_id, chat_id, at, limit.into()).await?;
        Ok(MessagePage { items: messages, has_before, has_after })
    }

    /// One message of a chat that the caller is in.
    pub async fn message(&self, caller: &Caller, chat_id: ChatId, id: MessageId) -> Result<Message> {
        self.inner.store.message(caller.user_id, chat_id, id).await?.ok_or(Error::MessageNotFound)
    }
}
