//! What people have begun to write, on all their devices.

use dialogo_domain::{ChatId, KeptDraft, MessageBody, MessageId};

use crate::{App, Caller, Result};

impl App {
    /// Keeps what the caller has begun to write in a chat, and tells the caller's devices; an empty text takes it away.
    pub async fn keep_draft(&self, caller: &Caller, chat_id: ChatId, body: MessageBody, reply_to: Option<MessageId>) -> Result<KeptDraft> {
        self.admit_change(caller.user_id)?;
        let (app, user_id) = (self.clone(), caller.user_id);
        Self::to_the_end(async move {
            let draft = app.inner.store.keep_draft(user_id, chat_id, &body, reply_to).await?;
            app.inner.hub.tell(user_id, app.inner.encoder.draft_updated(chat_id, &draft)).await;
            Ok(draft)
        })
        .await
    }
}
