//! The one line in which everything that takes a chat's next `seq` is committed, and from which it is announced in that order.
//!
//! Messages that wait together become one transaction, without a timer: while one commits, the next ones gather. Any other change
//! of a chat (a [`Deed`]) is a transaction of its own in the same line. Since one task commits and announces, the order of
//! announcements is the order of `seq`, by construction.

mod account_deed;
mod add_member_deed;
mod ban_deeds;
mod batch;
mod chat_deeds;
mod committed;
mod deed;
mod direct_deeds;
mod doubt;
mod hold;
mod invitation_deeds;
mod locked;
mod member_deeds;
mod mentions;
mod message_deeds;
mod pin_deed;
mod post;
mod profile_deed;
mod reaction_deeds;
mod removal_deed;
mod report_deeds;
mod request_deeds;
mod run;
mod session;
mod standing_deeds;
mod statements;
mod taking;
mod tombstones;
mod versions;

use dialogo_domain::{ChatId, Draft, UserId};
use tokio::sync::{mpsc, oneshot};

pub use account_deed::DeleteAccount;
pub use add_member_deed::AddMember;
pub use ban_deeds::{BanUser, Removal, UnbanUser};
pub use chat_deeds::{ChatChange, CreateChat, DeleteChat, TransferChat, UpdateChat};
pub use committed::{Announcements, Committed};
pub use deed::Deed;
pub use direct_deeds::{BlockUser, OpenDirectChat};
pub use doubt::Touched;
pub use invitation_deeds::{AcceptInvitation, CreateInvitation, RevokeInvitation};
pub use member_deeds::{JoinChat, LeaveChat, RemoveMember};
pub use message_deeds::{DeleteMessage, EditMessage};
pub use pin_deed::PinMessage;
pub use post::{Post, Posted};
pub use profile_deed::{ProfileChange, UpdateProfile};
pub use reaction_deeds::{AddReaction, RemoveReaction};
pub use removal_deed::RemoveMessages;
pub use report_deeds::{DecideReports, ReportMessage};
pub use request_deeds::{AcceptRequest, AskToJoin, DeclineRequest, WithdrawRequest};
pub use standing_deeds::{ChangeMember, MemberChange};
pub(crate) use statements::{execute, require_room, row, rows};

use crate::{Address, DatabaseSettings, Error, Result, connect};
use deed::Pending;
use run::Job;

/// Batches of announcements that may wait for the hub before the line stops: a hub that far behind needs no more work.
const ANNOUNCEMENTS_MAX: usize = 64;

/// The way into the line. Cheap to clone; the line ends when the last one is dropped.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the line, which ends, after the last waiting job, when every `Writer` is dropped; then its announcements end too. One process at
    /// a time holds the line of a database: while another does, changes wait, and are refused as unavailable if that takes too long.
    pub async fn start(address: impl Into<Address>, settings: &DatabaseSettings) -> Result<(Self, Announcements)> {
        let (jobs, waiting) = mpsc::channel(settings.writer_queue_max);
        let (announce, announcements) = mpsc::channel(ANNOUNCEMENTS_MAX);
        let pool = connect::pool(address.into(), settings, 1)?;
        let mut line = run::Line::new(pool, settings, announce);
        line.begin().await;
        tokio::spawn(line.run(waiting));
        Ok((Self { jobs }, announcements))
    }

    /// Hands a message in. It has its place in the order when this returns; the answer comes after the commit.
    pub fn post(&self, chat_id: ChatId, author_id: UserId, draft: Draft) -> impl Future<Output = Result<Posted>> + Send + use<> {
        let (answer, answered) = oneshot::channel();
        self.hand_in(Job::Post(Post { chat_id, author_id, draft, answer }), answered)
    }

    /// Hands another change in. It has its place in the order when this returns; the answer comes after the commit.
    pub fn perform<D: Deed>(&self, deed: D) -> impl Future<Output = Result<D::Answer>> + Send + use<D> {
        let (answer, answered) = oneshot::channel();
        self.hand_in(Job::Deed(Box::new(Pending::new(deed, answer))), answered)
    }

    fn hand_in<T: Send>(&self, job: Job, answered: oneshot::Receiver<Result<T>>) -> impl Future<Output = Result<T>> + Send + use<T> {
        let handed_in = self.jobs.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => Error::Busy,
            mpsc::error::TrySendError::Closed(_) => ended(),
        });
        async move {
            handed_in?;
            answered.await.unwrap_or_else(|_| Err(ended()))
        }
    }
}

fn ended() -> Error {
    Error::Unavailable("the writer ended".to_owned())
}

#[cfg(test)]
mod plans;
#[cfg(test)]
mod tests;
