//! Who PostgreSQL runs as: it refuses to be root.

use std::{
    io,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::Path,
    process::Command,
};

use nix::unistd::{Uid, User, geteuid};

use super::{EmbeddedError, Result};

/// The operating system's user that PostgreSQL runs as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    name: String,
    /// Uid and gid to change to; `None` when we are that user already.
    become_ids: Option<(u32, u32)>,
}

impl Account {
    /// Ourselves; or, when we are root, the owner of the cluster in `data` if there is one, else `postgres`, else `nobody`.
    pub fn for_cluster(data: &Path) -> Result<Self> {
        let owner = data.metadata().ok().map(|data| Uid::from_raw(data.uid()));
        let us = geteuid();
        if !us.is_root() {
            return match owner {
                Some(owner) if owner != us => Err(EmbeddedError::NotOurs { path: data.into(), owner: name_of(owner), runner: name_of(us) }),
                _ => Ok(Self { name: name_of(us), become_ids: None }),
            };
        }
        let owner = owner.filter(|owner| !owner.is_root()).and_then(|owner| User::from_uid(owner).ok().flatten());
        let named = |name| User::from_name(name).ok().flatten();
        let user = owner.or_else(|| named("postgres")).or_else(|| named("nobody")).ok_or(EmbeddedError::NobodyToBecome)?;
        Ok(Self { become_ids: Some((user.uid.as_raw(), user.gid.as_raw())), name: user.name })
    }

    /// The user's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether PostgreSQL runs as somebody other than us.
    pub fn is_another(&self) -> bool {
        self.become_ids.is_some()
    }

    /// The uid that PostgreSQL runs as.
    pub fn uid(&self) -> u32 {
        self.become_ids.map_or_else(|| geteuid().as_raw(), |(uid, _)| uid)
    }

    /// Lets `command` run as this user. Supplementary groups go too: the standard library drops root's with its uid.
    pub fn run(&self, command: &mut Command) {
        if let Some((uid, gid)) = self.become_ids {
            command.uid(uid).gid(gid);
        }
    }

    /// Gives `path` to this user.
    pub fn own(&self, path: &Path) -> io::Result<()> {
        self.become_ids.map_or(Ok(()), |(uid, gid)| chown(path, Some(uid), Some(gid)))
    }
}

/// A name for people: the user's, or the number of one without.
pub(super) fn name_of(uid: Uid) -> String {
    User::from_uid(uid).ok().flatten().map_or_else(|| format!("user {uid}"), |user| user.name)
}
