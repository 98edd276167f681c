//! What about the database endangers what it keeps.

use crate::{Result, Store};

impl Store {
    /// The settings that are off although what was acknowledged may be lost without them when PostgreSQL or its machine dies.
    pub async fn careless_settings(&self) -> Result<Vec<String>> {
        const SQL: &str = "select name from (values ('fsync'), ('full_page_writes'), ('synchronous_commit')) setting (name) \
                           where current_setting(name) = 'off'";
        self.rows(SQL, &[]).await?.iter().map(|row| Ok(row.try_get("name")?)).collect()
    }

    /// Whether we are connected as a role that may do everything, in all databases and on the machine.
    pub async fn is_superuser(&self) -> Result<bool> {
        const SQL: &str = "select current_setting('is_superuser') = 'on' as is_superuser";
        let row = self.row(SQL, &[]).await?;
        Ok(row.map(|row| row.try_get("is_superuser")).transpose()?.unwrap_or(false))
    }
}
