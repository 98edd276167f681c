//! Members: who is in a chat, and how far they have read.

use dialogo_domain::{ChatId, Member, Notifications, Number, ReadPosition, UserId};
use dialogo_persistence::{AddMember, ChangeMember, MemberChange, RemoveMember};

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result};

impl App {
    /// The members of a chat that the caller is in, in the order of joining.
    pub async fn members(&self, caller: &Caller, chat_id: ChatId, page: &PageRequest) -> Result<Page<Member>> {
        let name = format!("members of {chat_id}");
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.members(caller.user_id, chat_id, after.as_ref(), page.limit.into()).await?))
    }

    /// Makes somebody a member of a chat, by those who keep order there.
    pub async fn add_member(&self, caller: &Caller, chat_id: ChatId, user_id: UserId) -> Result<Member> {
        self.perform(caller, AddMember { by: caller.user_id, chat_id, user_id }).await
    }

    /// Removes a member from a chat, by somebody who stands above.
    pub async fn remove_member(&self, caller: &Caller, chat_id: ChatId, user_id: UserId) -> Result<()> {
        self.perform(caller, RemoveMember { by: caller.user_id, chat_id, user_id }).await
    }

    /// Changes what a member may do, by somebody who stands above.
    pub async fn change_member(&self, caller: &Caller, chat_id: ChatId, user_id: UserId, change: MemberChange) -> Result<Member> {
        self.is_to_come("muted_until", change.muted_until.flatten())?;
        self.perform(caller, ChangeMember { by: caller.user_id, chat_id, user_id, change }).await
    }

    /// Moves the caller's read position, back only if the caller marks what follows as unread, and tells the caller's other devices.
    pub async fn mark_read(&self, caller: &Caller, chat_id: ChatId, number: Number, mark_unread: bool) -> Result<ReadPosition> {
        let (app, user_id) = (self.clone(), caller.user_id);
        Self::to_the_end(async move {
            let position = app.inner.store.mark_read(user_id, chat_id, number, mark_unread).await?;
            app.inner.hub.tell(user_id, app.inner.encoder.read_updated(chat_id, position, mark_unread)).await;
            Ok(position)
        })
        .await
    }

    /// Sets what of a chat the caller wants to be told of, and tells the caller's devices.
    pub async fn set_notifications(&self, caller: &Caller, chat_id: ChatId, level: Notifications) -> Result<()> {
        self.admit_change(caller.user_id)?;
        let (app, user_id) = (self.clone(), caller.user_id);
        Self::to_the_end(async move {
            app.inner.store.set_notifications(user_id, chat_id, level).await?;
            app.inner.hub.tell(user_id, app.inner.encoder.notifications_updated(chat_id, level)).await;
            Ok(())
        })
        .await
    }
}
