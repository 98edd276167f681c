//! Admins: who they are, and the accounts that they look after.

use deadpool_postgres::Transaction;
use dialogo_domain::{Account, AuditAction, Standing, User, UserId, Username};
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::audit::Act;
use crate::people::{Wanted, from_found_people};
use crate::row::{account_columns, user};
use crate::writer::{execute, row};
use crate::{Error, Keyset, Result, Slice, Store};

/// How many admins are listed.
const ADMINS_MAX: i64 = 1_000;

/// What the account `$1` is on the server.
pub(crate) const STANDING: &str = "select u.suspended_at is not null as is_suspended, exists (select 1 from admins a where a.user_id = u.id) as is_admin \
                                   from users u where u.id = $1 and u.deleted_at is null";

impl Store {
    /// Makes an admin of somebody, or no longer. Whether that changes anything.
    pub async fn set_admin(&self, username: &Username, is_admin: bool) -> Result<bool> {
        const FIND: &str = "select id from users where username = $1 and deleted_at is null for no key update";
        const GRANT: &str = "insert into admins (user_id) values ($1) on conflict do nothing";
        const REVOKE: &str = "delete from admins where user_id = $1";
        self.on_connection(async |client| {
            let transaction = client.transaction().await?;
            let row = row(&transaction, FIND, &[&username.as_str()]).await?.ok_or(Error::UserNotFound)?;
            let id: Uuid = row.try_get("id")?;
            let changed = execute(&transaction, if is_admin { GRANT } else { REVOKE }, &[&id]).await? == 1;
            if changed {
                let action = if is_admin { AuditAction::AdminGranted } else { AuditAction::AdminRevoked };
                Act::on_server(None, action).to(id.into()).write(&transaction).await?;
            }
            transaction.commit().await?;
            Ok(changed)
        })
        .await
    }

    /// The admins, the earliest first: up to a thousand.
    pub async fn admins(&self) -> Result<Vec<User>> {
        const SQL: &str = concat!(
            "select ",
            account_columns!(),
            " from (select user_id, granted_at from admins order by granted_at, user_id limit $1) l \
             join lateral (select u.* from users u where u.id = l.user_id limit 1) u on true order by l.granted_at, l.user_id"
        );
        self.rows(SQL, &[&ADMINS_MAX]).await?.iter().map(user).collect()
    }

    /// Refuses whoever is no admin at this moment.
    pub async fn require_admin(&self, me: UserId) -> Result<()> {
        admit(self.row(STANDING, &[&me.as_uuid()]).await?.as_ref())
    }

    /// The accounts with this in one of their names, or all, by username; as [`find_people`](Self::find_people) finds them.
    pub async fn find_accounts(&self, text: &str, now: Timestamp, after: Option<&Keyset>, limit: i64) -> Result<Slice<Account>> {
        const SQL: &str = concat!(
            "select ",
            account_columns!(),
            ", u.suspended_at, u.username as sort_key, s.sessions, s.last_used_at",
            " from (select u.*",
            from_found_people!(),
            ") u cross join lateral (select count(*) as sessions, max(s.last_used_at) as last_used_at from sessions s \
             where s.user_id = u.id and s.ended_at is null and s.expires_at > $6) s order by u.username collate \"C\""
        );
        let wanted = Wanted::new(text, after, limit);
        let [text, end, pattern, after, rows] = wanted.parameters();
        let rows = self.rows(SQL, &[text, end, pattern, after, rows, &now]).await?;
        let rows = rows.iter().map(|row| Ok((account(row)?, Keyset { key: row.try_get("sort_key")?, id: row.try_get("user_id")? })));
        Ok(Slice::of(rows.collect::<Result<_>>()?, limit))
    }
}

/// The same within a transaction that stands or falls with it.
pub(crate) async fn require_admin(transaction: &Transaction<'_>, me: UserId) -> Result<()> {
    admit(row(transaction, STANDING, &[&me.as_uuid()]).await?.as_ref())
}

/// Refuses whose row of [`STANDING`] is not an admin's.
fn admit(row: Option<&Row>) -> Result<()> {
    match row {
        Some(row) if standing(row)?.may_administer() => Ok(()),
        _ => Err(Error::NotAnAdmin),
    }
}

/// What an account is on the server, from a row of [`STANDING`].
pub(crate) fn standing(row: &Row) -> Result<Standing> {
    Ok(Standing { is_admin: row.try_get("is_admin")?, is_suspended: row.try_get("is_suspended")? })
}

fn account(row: &Row) -> Result<Account> {
    Ok(Account {
        user: user(row)?,
        sessions: row.try_get("sessions")?,
        last_used_at: row.try_get("last_used_at")?,
        suspended_at: row.try_get("suspended_at")?,
    })
}
