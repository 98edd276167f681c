//! From files and environment to settings.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use config::{Config, Environment, File, FileFormat, Map, Value, ValueKind};

use super::Settings;

const DEFAULTS: &str = include_str!("../../../../config/default.toml");
/// Read when it is there and no other file is named.
const LOCAL_FILE: &str = "config/local.toml";
const PREFIX: &str = "DIALOGO__";
/// Each may stand in a file instead, named by the key with `_file`.
const SECRETS: [&str; 6] = [
    "database.url",
    "auth.jwt_secret",
    "auth.jwt_secret_previous",
    "auth.host.secret",
    "files.s3.secret_access_key",
    "push.vapid_private_key",
];

type Table = Map<String, Value>;

/// Where settings come from, beside the defaults.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    file: Option<PathBuf>,
    environment: HashMap<String, String>,
    overrides: Vec<(String, String)>,
}

/// The settings in force, by key, without the secrets.
#[derive(Clone, Debug)]
pub struct Effective(BTreeMap<String, String>);

impl Sources {
    /// This process's environment, and the file that was named, or else the local one if it is there.
    pub fn of_process(file: Option<PathBuf>) -> Self {
        let local = PathBuf::from(LOCAL_FILE);
        let file = file.or_else(|| local.exists().then_some(local));
        Self {
            file,
            environment: std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))).collect(),
            ..Self::default()
        }
    }

    /// Nothing but these values.
    pub fn only(overrides: &[(&str, &str)]) -> Self {
        let overrides = overrides.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Self { overrides, ..Self::default() }
    }
}

/// The settings in force, checked, and the same as text.
pub fn load(sources: &Sources) -> anyhow::Result<(Settings, Effective)> {
    refuse_misspelled_prefix(&sources.environment)?;
    let mut tree = merged(sources)?;
    refuse_unknown(&tree)?;
    let effective = Effective::of(&tree);
    for key in SECRETS {
        read_from_file(&mut tree, key)?;
    }
    drop_empty(&mut tree);
    let settings: Settings = Value::new(None, tree).try_deserialize()?;
    super::check::check(&settings)?;
    Ok((settings.finished(), effective))
}

fn defaults() -> anyhow::Result<Table> {
    let defaults = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml)).build().context("config/default.toml")?;
    Ok(defaults.cache.into_table()?)
}

fn merged(sources: &Sources) -> anyhow::Result<Table> {
    let mut config = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
    if let Some(file) = &sources.file {
        config = config.add_source(File::from(file.as_path()).format(FileFormat::Toml));
    }
    // An empty variable is how compose files and shells write "not set".
    let environment = Environment::with_prefix("DIALOGO").prefix_separator("__").separator("__").ignore_empty(true);
    config = config.add_source(environment.source(Some(sources.environment.clone())));
    for (key, value) in &sources.overrides {
        config = config.set_override(key, value.as_str())?;
    }
    Ok(config.build()?.cache.into_table()?)
}

/// `DIALOGO_SERVER__PORT` would be ignored in silence.
fn refuse_misspelled_prefix(environment: &HashMap<String, String>) -> anyhow::Result<()> {
    let misspelled = |name: &&String| name.starts_with("DIALOGO_") && !name.starts_with(PREFIX) && name.contains("__");
    match environment.keys().find(misspelled) {
        Some(name) => bail!("{name} is not a setting: after DIALOGO come two underscores, as in {}", name.replacen("DIALOGO_", PREFIX, 1)),
        None => Ok(()),
    }
}

fn refuse_unknown(tree: &Table) -> anyhow::Result<()> {
    let known = leaves(&defaults()?);
    match leaves(tree).keys().find(|key| !known.contains_key(*key)) {
        Some(key) => bail!("there is no setting `{key}` ({}); config/default.toml lists them all", variable(key)),
        None => Ok(()),
    }
}

/// The environment variable that sets a key.
pub(super) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}

fn leaves(tree: &Table) -> BTreeMap<String, Value> {
    fn collect(prefix: &str, tree: &Table, leaves: &mut BTreeMap<String, Value>) {
        for (key, value) in tree {
            match &value.kind {
                ValueKind::Table(table) => collect(&format!("{prefix}{key}."), table, leaves),
                _ => drop(leaves.insert(format!("{prefix}{key}"), value.clone())),
            }
        }
    }
    let mut all = BTreeMap::new();
    collect("", tree, &mut all);
    all
}

fn read_from_file(tree: &mut Table, key: &str) -> anyhow::Result<()> {
    let (sections, name) = key.rsplit_once('.').context("a secret stands in a section")?;
    let mut section = tree;
    for part in sections.split('.') {
        let Some(ValueKind::Table(inner)) = section.get_mut(part).map(|value| &mut value.kind) else { return Ok(()) };
        section = inner;
    }
    let path = section.remove(&format!("{name}_file")).map(Value::into_string).transpose()?.unwrap_or_default();
    if path.is_empty() {
        return Ok(());
    }
    let file_variable = variable(&format!("{key}_file"));
    let given = section.get(name).is_some_and(|value| value.kind != ValueKind::String(String::new()));
    ensure!(!given, "{} and {file_variable} are both set; keep one of them", variable(key));
    let secret = std::fs::read_to_string(&path).with_context(|| format!("{file_variable}: cannot read {path}"))?;
    section.insert(name.to_owned(), Value::new(Some(&path), secret.trim_end()));
    Ok(())
}

/// An empty text means "not set".
fn drop_empty(tree: &mut Table) {
    tree.retain(|_, value| {
        if let ValueKind::Table(table) = &mut value.kind {
            drop_empty(table);
        }
        value.kind != ValueKind::String(String::new())
    });
}

impl Effective {
    fn of(tree: &Table) -> Self {
        let show = |key: &str, value: Value| match value.kind {
            ValueKind::String(text) if SECRETS.contains(&key) && !text.is_empty() => "\"[redacted]\"".to_owned(),
            ValueKind::String(text) => format!("{text:?}"),
            ValueKind::Array(items) => format!("{:?}", items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>()),
            other => other.to_string(),
        };
        Self(leaves(tree).into_iter().map(|(key, value)| (key.clone(), show(&key, value))).collect())
    }
}

impl fmt::Display for Effective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(key, value)| writeln!(f, "{key} = {value}"))
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
