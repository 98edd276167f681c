//! What admins do to accounts: closing one for the time being, opening it again, ending its log-ins.

use deadpool_postgres::Transaction;
use dialogo_domain::{AuditAction, Standing, UserId};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::admins::{STANDING, require_admin, standing};
use crate::audit::Act;
use crate::sessions::END_ALL;
use crate::writer::{execute, row};
use crate::{Error, Result, Store};

impl Store {
    /// Closes an account, by the admin `by`: its log-ins end, and what it has scheduled is not sent. Of one that is closed already, nothing changes.
    pub async fn suspend(&self, by: UserId, user_id: UserId, now: Timestamp) -> Result<()> {
        const CLOSE: &str = "update users set suspended_at = $2 where id = $1 and suspended_at is null";
        const HOLD: &str = "update scheduled_messages set failure = 'account_suspended' where author_id = $1 and failure is null";
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            require_reach(&transaction, by, user_id).await?;
            if execute(&transaction, CLOSE, &[&user_id.as_uuid(), &now]).await? > 0 {
                end_log_ins(&transaction, user_id, now).await?;
                execute(&transaction, HOLD, &[&user_id.as_uuid()]).await?;
                Act::on_server(Some(by), AuditAction::AccountSuspended).to(user_id).write(&transaction).await?;
            }
            Ok(transaction.commit().await?)
        })
        .await
    }

    /// Opens an account again, by the admin `by`. Of one that is not closed, nothing changes.
    pub async fn reinstate(&self, by: UserId, user_id: UserId) -> Result<()> {
        const OPEN: &str = "update users set suspended_at = null where id = $1 and suspended_at is not null";
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            require_admin_over(&transaction, by, user_id).await?;
            if execute(&transaction, OPEN, &[&user_id.as_uuid()]).await? > 0 {
                Act::on_server(Some(by), AuditAction::AccountReinstated).to(user_id).write(&transaction).await?;
            }
            Ok(transaction.commit().await?)
        })
        .await
    }

    /// Ends all log-ins of an account, by the admin `by`.
    pub async fn end_all_sessions(&self, by: UserId, user_id: UserId, now: Timestamp) -> Result<()> {
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            require_reach(&transaction, by, user_id).await?;
            if end_log_ins(&transaction, user_id, now).await? > 0 {
                Act::on_server(Some(by), AuditAction::SessionsEnded).to(user_id).write(&transaction).await?;
            }
            Ok(transaction.commit().await?)
        })
        .await
    }
}

/// Asks whether an account is open. Whoever closes or deletes it meanwhile waits for the end of the transaction, and finds what it leaves.
macro_rules! standing_of {
    ($user:literal) => {
        concat!("select suspended_at is not null as is_suspended from users where id = ", $user, " and deleted_at is null for share")
    };
}
pub(crate) use standing_of;

/// Refuses whose account is closed, or deleted.
pub(crate) async fn require_open(transaction: &Transaction<'_>, user_id: UserId) -> Result<()> {
    refuse_closed(row(transaction, standing_of!("$1"), &[&user_id.as_uuid()]).await?)
}

/// The same, of what `standing_of` found.
pub(crate) fn refuse_closed(account: Option<Row>) -> Result<()> {
    if account.ok_or(Error::AccountGone)?.try_get("is_suspended")? { Err(Error::AccountSuspended) } else { Ok(()) }
}

async fn end_log_ins(transaction: &Transaction<'_>, user_id: UserId, now: Timestamp) -> Result<u64> {
    execute(transaction, END_ALL, &[&user_id.as_uuid(), &now]).await
}

/// Refuses whoever is no admin, or may not close the other account.
async fn require_reach(transaction: &Transaction<'_>, by: UserId, other: UserId) -> Result<()> {
    if require_admin_over(transaction, by, other).await?.may_be_suspended() { Ok(()) } else { Err(Error::AdminAccount) }
}

/// Locks both accounts, whose standing does not change before the transaction ends, refuses whoever is no admin, and says what the other is.
async fn require_admin_over(transaction: &Transaction<'_>, by: UserId, other: UserId) -> Result<Standing> {
    const LOCK: &str = "select 1 from users where id = any($1) order by id for no key update";
    let both: Vec<Uuid> = vec![by.as_uuid(), other.as_uuid()];
    execute(transaction, LOCK, &[&both]).await?;
    require_admin(transaction, by).await?;
    let theirs = row(transaction, STANDING, &[&other.as_uuid()]).await?.ok_or(Error::UserNotFound)?;
    standing(&theirs)
}
