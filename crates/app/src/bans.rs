//! Keeping people out of a chat.

use dialogo_domain::{Ban, BanReason, ChatId, UserId};
use dialogo_persistence::{BanUser, Removal, UnbanUser};
use jiff::Timestamp;

use crate::page::List;
use crate::{App, Caller, Error, Page, PageRequest, Result};

/// How somebody is to be kept out.
#[derive(Debug, Default)]
pub struct BanWish {
    /// Why.
    pub reason: Option<BanReason>,
    /// Until when; none: for good.
    pub until: Option<Timestamp>,
    /// Whether what they wrote goes as well.
    pub removal: Option<Removal>,
}

impl App {
    /// Keeps somebody out of a chat, and removes them if they are in it. If what they wrote is to go too, that is done behind the answer, whatever
    /// becomes of the process meanwhile.
    pub async fn ban(&self, caller: &Caller, chat_id: ChatId, user_id: UserId, BanWish { reason, until, removal }: BanWish) -> Result<Ban> {
        self.is_to_come("until", until)?;
        let bans_max = self.inner.bans_max.into();
        let ban = self.perform(caller, BanUser { by: caller.user_id, chat_id, user_id, reason, until, removal, bans_max }).await?;
        if removal.is_some() {
            self.inner.removals.notify_one();
        }
        Ok(ban)
    }

    /// Lets somebody come into a chat again.
    pub async fn unban(&self, caller: &Caller, chat_id: ChatId, user_id: UserId) -> Result<()> {
        self.perform(caller, UnbanUser { by: caller.user_id, chat_id, user_id }).await
    }

    /// Who is banned from a chat, the latest first, for those who keep order there.
    pub async fn bans(&self, caller: &Caller, chat_id: ChatId, page: &PageRequest) -> Result<Page<Ban>> {
        let name = format!("bans of {chat_id}");
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.bans(caller.user_id, chat_id, after.as_ref(), page.limit.into()).await?))
    }

    /// Refuses a time that is over.
    pub(crate) fn is_to_come(&self, field: &'static str, time: Option<Timestamp>) -> Result<()> {
        match time {
            Some(time) if time <= self.inner.clock.now() => Err(Error::field(field, "invalid", "must be in the future")),
            Some(_) | None => Ok(()),
        }
    }
}
