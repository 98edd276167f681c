//! Every key is known, every mistake is named.

use secrecy::ExposeSecret;

use super::*;

const SECRET: &str = "b0qXk2vZ9f-TnR7_hW4sLpE1yUcJmA3d";

fn environment(variables: &[(&str, &str)]) -> Sources {
    let environment = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Sources { environment, ..Sources::default() }
}

fn refusal(sources: &Sources) -> String {
    format!("{:#}", load(sources).expect_err("refused"))
}

struct TempFile(PathBuf);

impl TempFile {
    fn with(text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dialogo-settings-{}", uuid::Uuid::now_v7()));
        std::fs::write(&path, text).expect("written");
        Self(path)
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).ok();
    }
}

#[test]
fn the_defaults_are_complete_and_good() {
    let settings = Settings::with(&[]).expect("good");
    assert_eq!(settings.server.address().to_string(), "127.0.0.1:3000");
    assert_eq!(settings.data_dir, PathBuf::from("./.dialogo"));
    assert!(settings.database.url.is_none() && settings.database.bin_dir.is_none() && settings.auth.jwt_secret.is_none());
    assert_eq!(settings.auth.password.memory_kib, 19_456);
    assert!(settings.server.serves_api_docs());
}

#[test]
fn no_key_falls_back_to_a_default_that_the_file_does_not_list() {
    // What has a default in the code (`#[serde(default)]`) would hide a key that is missing in the file.
    let listed = leaves(&defaults().expect("a table"));
    let debug = format!("{:?}", Settings::with(&[]).expect("good"));
    let fields = debug.split([' ', '{', '(', ',']).filter_map(|word| word.strip_suffix(':'));
    let keys: std::collections::BTreeSet<&str> = listed.keys().flat_map(|key| key.split('.')).collect();
    // Set from the section `server`, see `Settings::finished`.
    let derived = ["public_origin"];
    for field in fields.filter(|field| !derived.contains(field)) {
        assert!(keys.contains(field), "config/default.toml does not list `{field}`");
    }
}

#[test]
fn every_key_has_a_comment() {
    let mut commented = false;
    for line in DEFAULTS.lines() {
        let repeated = ["free", "delay_secs", "delay_secs_max", "forget_after_secs", "remembered_max", "memory_kib", "passes", "lanes"];
        match line.split_once(" = ") {
            _ if line.starts_with('#') => commented = true,
            Some((key, _)) => {
                assert!(std::mem::take(&mut commented) || repeated.contains(&key), "{line}");
            }
            None => commented = false,
        }
    }
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
    let file = TempFile::with("[server]\nport = 4000\nworkers = 3\n[limits.login.guesses]\nfree = 9\n");
    let mut sources = environment(&[("DIALOGO__SERVER__PORT", "5000"), ("DIALOGO__DATA_DIR", "/srv/dialogo"), ("HOME", "/root")]);
    sources.file = Some(file.0.clone());
    let (settings, _) = load(&sources).expect("good");
    assert_eq!((settings.server.port, settings.server.workers), (5000, 3));
    assert_eq!(settings.limits.login.guesses.free, 9);
    assert_eq!(settings.data_dir, PathBuf::from("/srv/dialogo"));
}

#[test]
fn a_secret_of_an_inner_section_stands_in_a_file() {
    let file = TempFile::with(&format!("{SECRET}\n"));
    let path = file.0.display().to_string();
    let (settings, effective) = load(&environment(&[
        ("DIALOGO__AUTH__HOST__ISSUER", "https://shop.example"),
        ("DIALOGO__AUTH__HOST__AUDIENCE", "the chat"),
        ("DIALOGO__AUTH__HOST__ALGORITHMS", "HS256"),
        ("DIALOGO__AUTH__HOST__SECRET_FILE", &path),
        ("DIALOGO__FILES__S3__SECRET_ACCESS_KEY_FILE", &path),
    ]))
    .expect("good");
    assert_eq!(settings.auth.host.secret.expect("a secret").expose_secret(), SECRET);
    assert_eq!(settings.files.s3.secret_access_key.expect("a secret").expose_secret(), SECRET);
    assert!(!effective.to_string().contains(SECRET));
}

#[test]
fn a_nested_limit_and_a_list_can_be_set_by_the_environment() {
    let (settings, _) = load(&environment(&[
        ("DIALOGO__LIMITS__WEBSOCKET__COMMANDS_PER_SEC", "100000"),
        ("DIALOGO__LIMITS__APP__CHAT_PASSWORD_GUESSES__FREE", "77"),
        ("DIALOGO__SERVER__ALLOWED_ORIGINS", "https://a.example, https://b.example:8443"),
        ("DIALOGO__SERVER__TRUSTED_PROXIES", "10.0.0.0/8"),
        ("DIALOGO__SERVER__PUBLIC_URL", "https://chat.example.org"),
    ]))
    .expect("good");
    assert_eq!(settings.limits.websocket.commands_per_sec, 100_000);
    assert_eq!(settings.limits.app.chat_password_guesses.free, 77);
    assert_eq!(settings.limits.websocket.allowed_origins, ["https://a.example", "https://b.example:8443"]);
    assert_eq!(settings.limits.websocket.public_origin.as_deref(), Some("https://chat.example.org"));
    assert_eq!(settings.server.trusted_proxies.len(), 1);
    assert!(!settings.server.serves_api_docs());
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
    for (name, key) in [
        ("DIALOGO__SERVER__PROT", "server.prot"),
        ("DIALOGO__SERVRE__PORT", "servre.port"),
        ("DIALOGO__PORT", "port"),
        ("DIALOGO__LIMITS__WEBSOCKET__ALLOWED_ORIGINS", "limits.websocket.allowed_origins"),
    ] {
        let refusal = refusal(&environment(&[(name, "1")]));
        assert!(refusal.contains(name) && refusal.contains(&format!("`{key}`")), "{refusal}");
    }
    let file = TempFile::with("[server]\nprot = 1\n");
    let sources = Sources { file: Some(file.0.clone()), ..Sources::default() };
    assert!(refusal(&sources).contains("`server.prot`"));
}

#[test]
fn a_prefix_with_one_underscore_is_not_ignored_in_silence() {
    assert!(refusal(&environment(&[("DIALOGO_SERVER__PORT", "1")])).contains("DIALOGO__SERVER__PORT"));
    assert!(load(&environment(&[("DIALOGO_PORT_3000_TCP", "tcp://10.0.0.1:3000")])).is_ok(), "what Kubernetes sets");
}

#[test]
fn a_wrong_value_is_refused_by_name() {
    for (name, value, key) in [
        ("DIALOGO__SERVER__PORT", "http", "server.port"),
        ("DIALOGO__SERVER__PORT", "65536", "server.port"),
        ("DIALOGO__SERVER__HOST", "localhost:3000", "server.host"),
        ("DIALOGO__SERVER__API_DOCS", "maybe", "server.api_docs"),
        ("DIALOGO__SERVER__TRUSTED_PROXIES", "proxy", "server.trusted_proxies"),
        ("DIALOGO__SERVER__PUBLIC_URL", "chat.example.org", "SERVER__PUBLIC_URL"),
        ("DIALOGO__SERVER__ALLOWED_ORIGINS", "https://a.example/", "SERVER__ALLOWED_ORIGINS"),
        ("DIALOGO__DATABASE__URL", "mysql://u:hunter2hunter2@h/db", "DATABASE__URL"),
        ("DIALOGO__DATABASE__POOL_SIZE", "0", "DATABASE__POOL_SIZE"),
        ("DIALOGO__LOG__FORMAT", "xml", "log.format"),
        ("DIALOGO__AUTH__JWT_SECRET", "changeme", "AUTH__JWT_SECRET"),
        ("DIALOGO__AUTH__JWT_SECRET", "short", "AUTH__JWT_SECRET"),
    ] {
        let refusal = refusal(&environment(&[(name, value)]));
        assert!(refusal.contains(key), "{name}={value}: {refusal}");
        assert!(!refusal.contains("hunter2"), "{refusal}");
    }
}

#[test]
fn an_empty_variable_is_no_setting() {
    let (settings, _) = load(&environment(&[("DIALOGO__DATABASE__URL", ""), ("DIALOGO__SERVER__PORT", "")])).expect("good");
    assert!(settings.database.url.is_none());
    assert_eq!(settings.server.port, 3000);
}

#[test]
fn a_secret_can_stand_in_a_file() {
    let file = TempFile::with(&format!("{SECRET}\n"));
    let path = file.0.display().to_string();
    let (settings, effective) = load(&environment(&[("DIALOGO__AUTH__JWT_SECRET_FILE", &path)])).expect("good");
    assert_eq!(settings.auth.jwt_secret.map(|secret| secret.expose_secret().to_owned()).as_deref(), Some(SECRET));
    assert!(!effective.to_string().contains(SECRET));
    let both = environment(&[("DIALOGO__AUTH__JWT_SECRET_FILE", &path), ("DIALOGO__AUTH__JWT_SECRET", SECRET)]);
    assert!(refusal(&both).contains("DIALOGO__AUTH__JWT_SECRET_FILE"));
    assert!(refusal(&environment(&[("DIALOGO__DATABASE__URL_FILE", "/nowhere/at/all")])).contains("DIALOGO__DATABASE__URL_FILE"));
}

#[test]
fn what_is_in_force_is_shown_without_secrets() {
    let url = "postgres://dialogo:hunter2hunter2@db.example/dialogo";
    let (settings, effective) =
        load(&environment(&[("DIALOGO__DATABASE__URL", url), ("DIALOGO__AUTH__JWT_SECRET", SECRET)])).expect("good");
    let shown = effective.to_string();
    assert!(shown.contains("database.url = \"[redacted]\"") && shown.contains("server.port = 3000"), "{shown}");
    for text in [shown, format!("{settings:?}")] {
        assert!(!text.contains("hunter2") && !text.contains(SECRET), "{text}");
    }
}

#[test]
fn a_secret_of_digits_stays_a_text() {
    let digits = "31415926535897932384626433832795028841";
    let (settings, _) = load(&environment(&[("DIALOGO__AUTH__JWT_SECRET", digits)])).expect("good");
    assert_eq!(settings.auth.jwt_secret.map(|secret| secret.expose_secret().to_owned()).as_deref(), Some(digits));
}
