//! Who people are to a host application, and which of its tokens were used.

use dialogo_domain::{DisplayName, User, UserId, Username};
use jiff::Timestamp;

use crate::row::{account_columns, user};
use crate::{Result, Store};

/// An account for somebody whom a host application has sent. It has no password.
#[derive(Clone, Debug)]
pub struct NewIdentity<'a> {
    /// The account's id.
    pub id: UserId,
    /// Which host application.
    pub issuer: &'a str,
    /// Who it is there.
    pub subject: &'a str,
    /// The unique name.
    pub username: Username,
    /// The name to show.
    pub display_name: DisplayName,
}

/// Somebody whom a host application has sent before.
#[derive(Clone, Debug)]
pub struct Identified {
    /// The account.
    pub user: User,
    /// Whether nothing but its id is left.
    pub is_deleted: bool,
}

impl Store {
    /// Who that is, to this host application.
    pub async fn identified(&self, issuer: &str, subject: &str) -> Result<Option<Identified>> {
        const SQL: &str = concat!(
            "select ",
            account_columns!(),
            ", u.deleted_at is not null as is_deleted from external_identities e join users u on u.id = e.user_id \
             where e.issuer = $1 and e.subject = $2"
        );
        let Some(row) = self.row(SQL, &[&issuer, &subject]).await? else { return Ok(None) };
        Ok(Some(Identified { user: user(&row)?, is_deleted: row.try_get("is_deleted")? }))
    }

    /// Makes an account for somebody whom nobody has sent before, unless its name, or one that looks like it, is taken. Nothing if they have one by now.
    pub async fn insert_identity(&self, new: &NewIdentity<'_>) -> Result<Option<User>> {
        const SQL: &str = concat!(
            "with identity as (insert into external_identities (issuer, subject, user_id) values ($1, $2, $3) \
             on conflict do nothing returning user_id) \
             insert into users as u (id, username, username_skeleton, display_name) select user_id, $4, $5, $6 from identity \
             returning ",
            account_columns!()
        );
        let NewIdentity { id, issuer, subject, username, display_name } = new;
        let skeleton = username.skeleton();
        let row = self.row(SQL, &[issuer, subject, &id.as_uuid(), &username.as_str(), &skeleton, &display_name.as_str()]).await?;
        row.as_ref().map(user).transpose()
    }

    /// Uses a token of a host application up. False if it was used before.
    pub async fn spend_host_token(&self, token_sha256: &[u8; 32], expires_at: Timestamp) -> Result<bool> {
        const SQL: &str = "insert into spent_host_tokens (token_sha256, expires_at) values ($1, $2) on conflict do nothing";
        Ok(self.execute(SQL, &[&token_sha256.as_slice(), &expires_at]).await? == 1)
    }

    /// Removes up to `rows_max` used tokens that are over anyhow, and returns how many it removed.
    pub async fn purge_host_tokens(&self, before: Timestamp, rows_max: i64) -> Result<u64> {
        const SQL: &str = "delete from spent_host_tokens where token_sha256 in \
                           (select token_sha256 from spent_host_tokens where expires_at < $1 order by expires_at limit $2)";
        self.execute(SQL, &[&before, &rows_max]).await
    }
}
