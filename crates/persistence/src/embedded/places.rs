//! Directories with the right owner and mode, that the right user can reach.

use std::{
    env, fs,
    fs::DirBuilder,
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use nix::unistd::{Uid, geteuid};

use super::{Account, EmbeddedError, Result, account::name_of, command};

/// A unix socket's path holds 107 bytes on Linux and 103 on macOS; PostgreSQL adds `/.s.PGSQL.5432.lock` to the directory.
const SOCKET_DIR_BYTES_MAX: usize = 103 - "/.s.PGSQL.5432.lock".len();

/// Makes the data directory, if it is not there, and returns its absolute path. What is secret in it has a mode of its own: as
/// root, the directory is passable, so that PostgreSQL's user can get to its part.
pub fn data_dir(path: &Path) -> Result<PathBuf> {
    let io = || EmbeddedError::io(format!("make the data directory {}", path.display()));
    let root = geteuid().is_root();
    DirBuilder::new().recursive(true).mode(if root { 0o711 } else { 0o700 }).create(path).map_err(io())?;
    let path = path.canonicalize().map_err(io())?;
    let directory = path.metadata().map_err(io())?;
    if root {
        set_mode(&path, directory.mode() | 0o111).map_err(io())?;
    } else if directory.uid() != geteuid().as_raw() {
        return Err(EmbeddedError::NotOurs { path, owner: name_of(Uid::from_raw(directory.uid())), runner: name_of(geteuid()) });
    }
    Ok(path)
}

/// Whether `account` can get to `directory`, found out by trying: modes alone do not tell (ACLs, mounts).
pub(super) fn reachable(directory: &Path, account: &Account) -> Result<()> {
    if !account.is_another() {
        return Ok(());
    }
    let mut ways: Vec<&Path> = directory.ancestors().collect();
    ways.reverse();
    for step in ways {
        let tried = command::plain(Path::new("test"), account).arg("-x").arg(step).status();
        if tried.map_err(EmbeddedError::io(format!("become the user {}", account.name())))?.code() == Some(1) {
            return Err(EmbeddedError::Unreachable { user: account.name().into(), closed: step.into() });
        }
    }
    Ok(())
}

/// The directory for the socket of the cluster `name`: short, because socket paths are, and closed to all but its owner, because
/// who can reach the socket is let in.
pub(super) fn socket_dir(name: &str, account: &Account) -> Result<PathBuf> {
    let path = runtime_dir(account, name).join(name);
    if path.as_os_str().len() > SOCKET_DIR_BYTES_MAX {
        return Err(EmbeddedError::SocketDirectory { path, reason: "its name is too long for a unix socket" });
    }
    private_dir(&path, account)?;
    Ok(path)
}

/// Root's is `/run`; an ordinary user's is the one the system made for it, or else `/tmp`.
fn runtime_dir(account: &Account, name: &str) -> PathBuf {
    let own = || env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|dir| dir.is_absolute() && dir.is_dir());
    let fits = |dir: &PathBuf| dir.join(name).as_os_str().len() <= SOCKET_DIR_BYTES_MAX;
    let chosen = if account.is_another() { Some(PathBuf::from("/run")).filter(|run| run.is_dir()) } else { own() };
    chosen.filter(fits).unwrap_or_else(|| PathBuf::from("/tmp"))
}

/// Makes `path` a directory of `account`'s with mode 0700. One that is there already is taken only if it was just that: in
/// `/tmp`, somebody else may have put theirs there.
pub(super) fn private_dir(path: &Path, account: &Account) -> Result<()> {
    let io = || EmbeddedError::io(format!("make {}", path.display()));
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => account.own(path).map_err(io()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let found = fs::symlink_metadata(path).map_err(io())?;
            let ours = [account.uid(), geteuid().as_raw()].contains(&found.uid());
            if !found.is_dir() || !ours {
                return Err(EmbeddedError::SocketDirectory { path: path.into(), reason: "it belongs to somebody else" });
            }
            set_mode(path, 0o700).and_then(|()| account.own(path)).map_err(io())
        }
        Err(error) => Err(io()(error)),
    }
}

fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o7777))
}
