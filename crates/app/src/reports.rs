//! Telling those who keep order about a message, and what they decide.

use dialogo_domain::{ChatId, MessageId, ReportComment, ReportReason, ReportState, ReportedMessage};
use dialogo_persistence::{DecideReports, ReportMessage};
use jiff::{SignedDuration, Timestamp};

use crate::page::List;
use crate::{App, Caller, Page, PageRequest, Result};

/// A day, of which people have so many reports.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What becomes of a reported message.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// What is said of its reports.
    pub state: ReportState,
    /// Whether it is deleted.
    pub deletes: bool,
}

impl App {
    /// Reports a message. Doing it again changes nothing.
    pub async fn report_message(
        &self,
        caller: &Caller,
        chat_id: ChatId,
        message_id: MessageId,
        reason: ReportReason,
        comment: Option<ReportComment>,
    ) -> Result<()> {
        let since = self.inner.clock.now().checked_sub(DAY).unwrap_or(Timestamp::MIN);
        let most = self.inner.reports_per_day_max.into();
        self.perform(caller, ReportMessage { by: caller.user_id, chat_id, message_id, reason, comment, since, most }).await
    }

    /// The reported messages of a chat, for those who keep order there; the first to be reported first.
    pub async fn reports(&self, caller: &Caller, chat_id: ChatId, state: ReportState, page: &PageRequest) -> Result<Page<ReportedMessage>> {
        let name = format!("{} reports of {chat_id}", state.as_str());
        let list = List { name: &name, user_id: caller.user_id };
        let after = list.start(page)?;
        Ok(list.page(self.inner.store.reports(caller.user_id, chat_id, state, after.as_ref(), page.limit.into()).await?))
    }

    /// Decides on a reported message. Doing it again changes nothing.
    pub async fn decide_reports(
        &self,
        caller: &Caller,
        chat_id: ChatId,
        message_id: MessageId,
        verdict: Verdict,
    ) -> Result<ReportedMessage> {
        self.decide(caller, chat_id, message_id, verdict, false).await
    }

    pub(crate) async fn decide(
        &self,
        caller: &Caller,
        chat_id: ChatId,
        message_id: MessageId,
        Verdict { state: verdict, deletes }: Verdict,
        as_admin: bool,
    ) -> Result<ReportedMessage> {
        self.perform(caller, DecideReports { by: caller.user_id, chat_id, message_id, verdict, deletes, as_admin }).await
    }
}
