//! How a PostgreSQL program is called: as its user, and free of our environment.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use super::Account;

/// Runs a program when its parent dies: util-linux, part of every Debian and Ubuntu.
const SETPRIV: &str = "/usr/bin/setpriv";

/// `program` as `account`, without the variables that would steer it (`PGDATA`, `PGPORT`, …) and with messages in English.
/// Its working directory is one that every user may enter.
pub(super) fn plain(program: &Path, account: &Account) -> Command {
    let mut command = Command::new(program);
    clean(&mut command, account);
    command
}

/// As [`plain`], and told SIGINT (PostgreSQL's fast shutdown) by the kernel when the *thread* that spawns it ends.
///
/// The kernel forgets this wish when the uid changes, so it is expressed after that: by `setpriv`, which the standard library
/// starts under the new uid and which becomes the program. Where it is missing, the next start clears up instead.
pub(super) fn bound_to_us(program: &Path, account: &Account) -> Command {
    if !(cfg!(target_os = "linux") && Path::new(SETPRIV).exists()) {
        return plain(program, account);
    }
    let mut command = Command::new(SETPRIV);
    command.args(["--pdeathsig", "INT", "--"]).arg(program);
    clean(&mut command, account);
    command
}

fn clean(command: &mut Command, account: &Account) {
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("PG") {
            command.env_remove(name);
        }
    }
    command.env("LC_ALL", "C").env("HOME", "/").current_dir("/").stdin(Stdio::null());
    account.run(command);
}
