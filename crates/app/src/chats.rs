//! Chats: creating, finding, joining, changing and ending them.

use dialogo_auth::Verdict;
use dialogo_domain::{
    Action, Chat, ChatDescription, ChatId, ChatName, MyChat, NewChat, Password, PasswordHash, Posting, UserId, Visibility,
};
use dialogo_persistence::{
    ChatChange, ChatOrder, CreateChat, DeleteChat, Discover, JoinChat, JoinCondition, LeaveChat, TransferChat, UpdateChat,
};

use crate::page::List;
use crate::{App, Caller, Error, Page, PageRequest, Result};

/// Which public chats to list.
#[derive(Clone, Debug)]
pub struct DiscoverChats {
    /// Only those whose name has this in it, whatever the case.
    pub search: Option<String>,
    /// What to sort by.
    pub order: ChatOrder,
    /// Whether the greatest comes first.
    pub descending: bool,
    /// Only those with, or without, a password.
    pub has_password: Option<bool>,
    /// Which page.
    pub page: PageRequest,
}

/// What to change of a chat; `None` leaves a thing as it is.
#[derive(Clone, Debug, Default)]
pub struct ChatUpdate {
    /// The new name.
    pub name: Option<ChatName>,
    /// The new description.
    pub description: Option<ChatDescription>,
    /// Who can find it from now on.
    pub visibility: Option<Visibility>,
    /// The new password, or `Some(None)` for none any more.
    pub password: Option<Option<Password>>,
    /// Who may write from now on.
    pub posting: Option<Posting>,
    /// How long members wait between two messages from now on, in seconds.
    pub slow_mode_secs: Option<u32>,
    /// Whether a private chat can be found and asked from now on.
    pub join_requests: Option<bool>,
}

impl App {
    /// Creates a chat; the caller owns it and is its first member.
    pub async fn create_chat(&self, caller: &Caller, chat: NewChat, password: Option<Password>) -> Result<MyChat> {
        let password_hash = self.hash_of(password.as_ref()).await?;
        self.perform(caller, CreateChat { owner: caller.user_id, chat, password_hash, owned_max: self.inner.chats_owned_max }).await
    }

    /// The public chats that the caller is not in.
    pub async fn discover_chats(&self, caller: &Caller, wanted: DiscoverChats) -> Result<Page<Chat>> {
        let DiscoverChats { search, order, descending, has_password, page } = wanted;
        let name = format!("discover by {order:?} {}", if descending { "down" } else { "up" });
        let list = List { name: &name, user_id: caller.user_id };
        let filter = Discover { search, order, descending, has_password };
        let after = list.start(&page)?;
        let slice = self.inner.store.discover_chats(caller.user_id, &filter, after.as_ref(), page.limit.into()).await?;
        Ok(list.page(slice))
    }

    /// The chats that the caller is in, the latest active first.
    pub async fn my_chats(&self, caller: &Caller, page: &PageRequest) -> Result<Page<MyChat>> {
        let list = List { name: "my chats", user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.my_chats(caller.user_id, after.as_ref(), page.limit.into()).await?))
    }

    /// A chat that the caller may see.
    pub async fn chat(&self, caller: &Caller, id: ChatId) -> Result<Chat> {
        Ok(self.inner.store.chat(caller.user_id, id).await?)
    }

    /// Changes a chat of the caller's.
    pub async fn update_chat(&self, caller: &Caller, chat_id: ChatId, update: ChatUpdate) -> Result<Chat> {
        let ChatUpdate { name, description, visibility, password, posting, slow_mode_secs, join_requests } = update;
        let is_empty = name.is_none() && description.is_none() && visibility.is_none() && password.is_none();
        if is_empty && posting.is_none() && slow_mode_secs.is_none() && join_requests.is_none() {
            self.may_change(caller, chat_id).await?;
            return self.chat(caller, chat_id).await;
        }
        let password_hash = match password {
            Some(password) => {
                // Asked before the costly hash is made; the statement that changes the chat asks again.
                self.may_change(caller, chat_id).await?;
                Some(self.hash_of(password.as_ref()).await?)
            }
            None => None,
        };
        let change = ChatChange { name, description, visibility, password_hash, posting, slow_mode_secs, join_requests };
        self.perform(caller, UpdateChat { by: caller.user_id, chat_id, change }).await
    }

    async fn may_change(&self, caller: &Caller, chat_id: ChatId) -> Result<()> {
        let role = self.inner.store.role(caller.user_id, chat_id).await?;
        if role.may(Action::ChangeChat) { Ok(()) } else { Err(Error::NotTheOwner) }
    }

    /// Deletes a chat of the caller's, for everyone.
    pub async fn delete_chat(&self, caller: &Caller, chat_id: ChatId) -> Result<()> {
        self.perform(caller, DeleteChat { by: caller.user_id, chat_id }).await
    }

    /// Joins a public chat, with its password if it has one. Whoever is in it already stays.
    pub async fn join_chat(&self, caller: &Caller, chat_id: ChatId, password: Option<&str>) -> Result<MyChat> {
        let joined = self.try_to_join(caller, chat_id, password).await;
        match joined {
            // The owner set another one, or the same anew, between the check and the joining: the second look decides.
            Err(Error::ChatPasswordChanged) => self.try_to_join(caller, chat_id, password).await,
            joined => joined,
        }
    }

    async fn try_to_join(&self, caller: &Caller, chat_id: ChatId, password: Option<&str>) -> Result<MyChat> {
        let JoinCondition { is_member, password_hash, is_banned } = self.inner.store.join_condition(caller.user_id, chat_id).await?;
        // Nobody guesses a password that would not help.
        if is_banned {
            return Err(Error::Banned);
        }
        if let (false, Some(hash)) = (is_member, &password_hash) {
            let password = password.ok_or(Error::ChatPasswordRequired)?;
            self.check_chat_password(caller.user_id, chat_id, password, hash).await?;
        }
        self.perform(caller, JoinChat { by: caller.user_id, chat_id, checked: password_hash }).await
    }

    pub(crate) async fn check_chat_password(&self, user_id: UserId, chat_id: ChatId, password: &str, hash: &PasswordHash) -> Result<()> {
        let (own, of_all) = (&self.inner.chat_guesses, &self.inner.chat_guesses_of_all);
        let now = self.inner.clock.now();
        let own_key = (user_id, chat_id);
        own.admit(&own_key, now)?;
        if let Err(error) = of_all.admit(&chat_id, now) {
            own.taken_back(&own_key);
            return Err(error.into());
        }
        match self.inner.passwords.verify(password, Some(hash)).await {
            Ok(Verdict::Mismatch) => Err(Error::WrongChatPassword),
            Ok(Verdict::Match { .. }) => {
                own.right(&own_key);
                of_all.taken_back(&chat_id);
                Ok(())
            }
            Err(error) => {
                of_all.taken_back(&chat_id);
                own.taken_back(&own_key);
                Err(error.into())
            }
        }
    }

    /// Leaves a chat; its owner hands it over first.
    pub async fn leave_chat(&self, caller: &Caller, chat_id: ChatId) -> Result<()> {
        self.perform(caller, LeaveChat { by: caller.user_id, chat_id }).await
    }

    /// Hands a chat of the caller's over to another member.
    pub async fn transfer_chat(&self, caller: &Caller, chat_id: ChatId, to: UserId) -> Result<Chat> {
        self.perform(caller, TransferChat { by: caller.user_id, chat_id, to, owned_max: self.inner.chats_owned_max }).await
    }

    /// The one way from a chat's password to what is stored of it.
    async fn hash_of(&self, password: Option<&Password>) -> Result<Option<PasswordHash>> {
        match password {
            Some(password) => Ok(Some(self.inner.passwords.hash(password).await?)),
            None => Ok(None),
        }
    }
}
