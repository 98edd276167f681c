//! `dialogo admin`: who is an admin is said here and nowhere else, by whoever runs the server.

use anyhow::{Context, bail};
use clap::Subcommand;
use dialogo_domain::Username;
use dialogo_persistence::{Error, Store};

use super::say;
use crate::database::Database;
use crate::{Settings, init_logs};

#[derive(Debug, Subcommand)]
pub enum AdminAction {
    /// Make an admin of somebody who has an account.
    Grant {
        /// The name that they log in with.
        username: String,
    },
    /// Let somebody be an admin no longer, from their next request on.
    Revoke {
        /// The name that they log in with.
        username: String,
    },
    /// List the admins, the earliest first.
    List,
}

impl AdminAction {
    /// Does it, in the database of the server that is running, or without one.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<()> {
        init_logs(&settings.log)?;
        let database = Database::join(settings).await?;
        let done = async { self.perform(&Store::new(database.address.clone(), &settings.database)?).await }.await;
        database.stop().await;
        say(&done?);
        Ok(())
    }

    async fn perform(&self, store: &Store) -> anyhow::Result<String> {
        match self {
            Self::Grant { username } => set(store, username, true).await,
            Self::Revoke { username } => set(store, username, false).await,
            Self::List => {
                let admins = store.admins().await.context("cannot list the admins")?;
                let lines: Vec<String> = admins.iter().map(|admin| format!("{}\n", admin.summary.username)).collect();
                Ok(lines.concat())
            }
        }
    }
}

async fn set(store: &Store, username: &str, is_admin: bool) -> anyhow::Result<String> {
    let nobody = || format!("nobody here has the username {username:?}");
    let name = Username::parse(username).ok().with_context(nobody)?;
    let changed = match store.set_admin(&name, is_admin).await {
        Err(Error::UserNotFound) => bail!(nobody()),
        changed => changed.context("cannot write that down")?,
    };
    Ok(match (is_admin, changed) {
        (true, true) => format!("{name} is an admin now\n"),
        (true, false) => format!("{name} was an admin already\n"),
        (false, true) => format!("{name} is no admin any more\n"),
        (false, false) => format!("{name} was no admin\n"),
    })
}
