//! Secrets of the server: given by setting, or generated once and kept. First of them the one that access tokens are signed with.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

/// HS256 wants a key at least as long as its hash (RFC 7518, 3.2).
const BYTES_MIN: usize = 32;
/// Fewer different characters than any random key of that length has.
const DIFFERENT_CHARS_MIN: usize = 8;
/// What stands in examples and templates. Compared without case and separators.
const PLACEHOLDERS: &[&str] = &[
    "changeme",
    "changethis",
    "replaceme",
    "replacethis",
    "supersecret",
    "yoursecret",
    "mysecret",
    "secretkey",
    "jwtsecret",
    "topsecret",
    "placeholder",
    "notsecure",
    "insecure",
];

/// The secret itself. Its `Debug` does not show it.
#[derive(Clone, Debug)]
pub struct JwtSecret(SecretString);

/// Why there is no good secret, in a sentence for whoever starts the server.
#[derive(Debug, thiserror::Error)]
pub enum BadSecret {
    /// Shorter than its hash.
    #[error("{0} has {1} bytes; it needs at least {BYTES_MIN} (`openssl rand -base64 48` makes a good one)")]
    Short(String, usize),
    /// One that everybody knows.
    #[error("{0} is a well-known example value, so anyone could forge a log-in; set a random one (`openssl rand -base64 48` makes one)")]
    Known(String),
    /// Others on this machine may read it.
    #[error("{} can be read by others (mode {mode:o}); run `chmod 600` on it, or remove it to get a new secret", path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It cannot be read or written.
    #[error("cannot keep a secret in {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl JwtSecret {
    /// A secret that someone chose; `origin` is the setting's name, for the error.
    pub fn chosen(secret: &SecretString, origin: &str) -> Result<Self, BadSecret> {
        let text = secret.expose_secret().trim();
        if is_known(text) {
            return Err(BadSecret::Known(origin.to_owned()));
        }
        if text.len() < BYTES_MIN {
            return Err(BadSecret::Short(origin.to_owned(), text.len()));
        }
        Ok(Self(SecretString::from(text)))
    }

    /// The secret kept in `<data_dir>/jwt_secret`, generated when there is none. Two processes that start together get the same one.
    pub fn kept_in(data_dir: &Path) -> Result<Self, BadSecret> {
        const NAME: &str = "jwt_secret";
        Self::chosen(&kept_secret::<48>(data_dir, NAME)?, &data_dir.join(NAME).display().to_string())
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }
}

/// The secret kept in `<data_dir>/<name>`, so many random bytes in base64url, generated when there is none. Two processes that start together get the same one.
pub fn kept_secret<const BYTES: usize>(data_dir: &Path, name: &str) -> Result<SecretString, BadSecret> {
    let path = data_dir.join(name);
    let failed = |source| BadSecret::File { path: path.clone(), source };
    if !path.try_exists().map_err(failed)? {
        generate::<BYTES>(data_dir, &path).map_err(failed)?;
    }
    let mode = fs::metadata(&path).map_err(failed)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(BadSecret::Exposed { path, mode });
    }
    Ok(SecretString::from(fs::read_to_string(&path).map_err(failed)?))
}

/// Written in full under another name first: whoever finds `path` finds a whole secret.
fn generate<const BYTES: usize>(data_dir: &Path, path: &Path) -> io::Result<()> {
    let draft = data_dir.join(format!(".secret-{}", Uuid::now_v7()));
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    writeln!(file, "{}", URL_SAFE_NO_PAD.encode(bytes))?;
    file.sync_all()?;
    // A link never replaces: if another process was faster, its secret is the one.
    let linked = fs::hard_link(&draft, path).or_else(|e| if e.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(e) });
    fs::remove_file(&draft)?;
    linked?;
    File::open(data_dir)?.sync_all()
}

fn is_known(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let different = text.chars().collect::<std::collections::HashSet<_>>().len();
    PLACEHOLDERS.iter().any(|known| letters.contains(known))
        || letters == "secret"
        || (text.len() >= BYTES_MIN && different < DIFFERENT_CHARS_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let path = std::env::temp_dir().join(format!("dialogo-auth-{}", Uuid::now_v7()));
            fs::create_dir(&path).expect("a fresh folder");
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    #[test]
    fn a_short_or_well_known_secret_is_refused_by_name() {
        for text in [
            "",
            "secret",
            "changeme",
            "super_secret",
            "0123456789abcdef0123456789abcde",
            "super_secret_super_secret_super_secret",
            "change-me-change-me-change-me-change-me",
            "secretsecretsecretsecretsecretsecret",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "CHANGE_ME_to_something_long_and_random",
        ] {
            let error = JwtSecret::chosen(&SecretString::from(text), "DIALOGO__AUTH__JWT_SECRET").expect_err(text);
            assert!(error.to_string().starts_with("DIALOGO__AUTH__JWT_SECRET "), "{error}");
            assert!(text.is_empty() || !error.to_string().contains(&format!(" {text} ")));
        }
        assert!(JwtSecret::chosen(&SecretString::from("b0qXk2vZ9f-TnR7_hW4sLpE1yUcJmA3d"), "X").is_ok());
    }

    #[test]
    fn a_generated_secret_is_kept_for_its_owner_alone() {
        let folder = Folder::new();
        let first = JwtSecret::kept_in(&folder.0).expect("generated");
        let again = JwtSecret::kept_in(&folder.0).expect("kept");
        assert_eq!(first.as_bytes(), again.as_bytes());
        let mode = fs::metadata(folder.0.join("jwt_secret")).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(&folder.0).expect("listed").count(), 1, "no draft is left over");
        assert!(!format!("{first:?}").contains(std::str::from_utf8(first.as_bytes()).expect("text")));
    }

    #[test]
    fn those_who_start_together_agree_on_one_secret() {
        let folder = Folder::new();
        let secrets: Vec<_> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| JwtSecret::kept_in(&folder.0).expect("a secret"))).collect();
            starts.into_iter().map(|start| start.join().expect("no panic")).collect()
        });
        assert!(secrets.iter().all(|secret| secret.as_bytes() == secrets[0].as_bytes()));
    }

    #[test]
    fn a_secret_that_others_can_read_is_refused() {
        let folder = Folder::new();
        JwtSecret::kept_in(&folder.0).expect("generated");
        fs::set_permissions(folder.0.join("jwt_secret"), fs::Permissions::from_mode(0o644)).expect("changed");
        assert!(matches!(JwtSecret::kept_in(&folder.0), Err(BadSecret::Exposed { mode: 0o644, .. })));
    }
}
