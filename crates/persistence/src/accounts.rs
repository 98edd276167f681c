//! Accounts: registering, and looking people up.

use dialogo_domain::{DisplayName, PasswordHash, User, UserId, Username};
use tokio_postgres::types::ToSql;

use crate::row::{account_columns, user};
use crate::{Error, Result, Store};

/// An account that is about to be registered.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Its id.
    pub id: UserId,
    /// The unique name.
    pub username: Username,
    /// The name to show.
    pub display_name: DisplayName,
    /// What its password is checked against.
    pub password_hash: PasswordHash,
}

/// What a log-in is checked against.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account.
    pub user: User,
    /// What its password is checked against; nothing for those who come in by a host application alone.
    pub password_hash: Option<PasswordHash>,
}

impl Store {
    /// Registers an account, unless its name, or one that looks like it, is taken.
    pub async fn insert_account(&self, account: &NewAccount) -> Result<User> {
        const SQL: &str = concat!(
            "insert into users as u (id, username, username_skeleton, display_name, password_hash) \
             values ($1, $2, $3, $4, $5) \
             returning ",
            account_columns!()
        );
        let NewAccount { id, username, display_name, password_hash } = account;
        let (skeleton, hash) = (username.skeleton(), password_hash.as_str());
        let row = self.row(SQL, &[&id.as_uuid(), &username.as_str(), &skeleton, &display_name.as_str(), &hash]).await?;
        user(&row.ok_or(Error::UserNotFound)?)
    }

    /// The account of this name, with what its password is checked against.
    pub async fn credentials(&self, username: &Username) -> Result<Option<Credentials>> {
        const SQL: &str = concat!("select ", account_columns!(), ", u.password_hash from users u where u.username = $1");
        self.credentials_where(SQL, &username.as_str()).await
    }

    /// The account of this id, with what its password is checked against.
    pub async fn credentials_of(&self, id: UserId) -> Result<Option<Credentials>> {
        const SQL: &str = concat!("select ", account_columns!(), ", u.password_hash from users u where u.id = $1");
        self.credentials_where(SQL, &id.as_uuid()).await
    }

    async fn credentials_where(&self, sql: &str, key: &(dyn ToSql + Sync)) -> Result<Option<Credentials>> {
        let Some(row) = self.row(sql, &[key]).await? else { return Ok(None) };
        let password_hash = row.try_get::<_, Option<String>>("password_hash")?.map(PasswordHash::new);
        Ok(Some(Credentials { user: user(&row)?, password_hash }))
    }

    /// The account of this id.
    pub async fn user(&self, id: UserId) -> Result<User> {
        user(&self.row(USER, &[&id.as_uuid()]).await?.ok_or(Error::UserNotFound)?)
    }

    /// Sets a new password, unless the old one was changed since it was checked. True if it was set.
    pub async fn replace_password_hash(&self, id: UserId, checked: Option<&PasswordHash>, new: &PasswordHash) -> Result<bool> {
        const SQL: &str = "update users set password_hash = $3 where id = $1 and password_hash is not distinct from $2";
        Ok(self.execute(SQL, &[&id.as_uuid(), &checked.map(PasswordHash::as_str), &new.as_str()]).await? == 1)
    }
}

/// The user `$1`.
const USER: &str = concat!("select ", account_columns!(), " from users u where u.id = $1");
