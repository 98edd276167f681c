//! The database behind the server: the one that is configured, or a private one.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use dialogo_persistence::embedded::{Embedded, EmbeddedSettings};
use dialogo_persistence::{Address, Store, migrate};

use crate::Settings;

/// How often a database that cannot be reached is tried again at the start: in a container it may come up beside us.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(500);

/// A database of this version's schema.
pub struct Database {
    /// Where it is.
    pub address: Address,
    embedded: Option<Embedded>,
}

impl Database {
    /// Starts the private one if none is configured, and brings it to this version.
    pub async fn start(settings: &Settings) -> anyhow::Result<Self> {
        let database = Self::reach(settings).await?;
        match database.migrate().await {
            Ok(()) => Ok(database),
            Err(error) => {
                database.stop().await;
                Err(error)
            }
        }
    }

    /// That of a server which is running, or as [`start`](Self::start).
    pub async fn join(settings: &Settings) -> anyhow::Result<Self> {
        if settings.database.url.is_none() {
            create_data_dir(&settings.data_dir)?;
            if let Some(config) = Embedded::of_another(&private(settings))? {
                return Ok(Self { address: config.into(), embedded: None });
            }
        }
        Self::start(settings).await
    }

    async fn reach(settings: &Settings) -> anyhow::Result<Self> {
        if let Some(url) = &settings.database.url {
            let address = Address::from_url(url, settings.database.ca_file.as_deref()).context("database.url")?;
            return Ok(Self { address, embedded: None });
        }
        create_data_dir(&settings.data_dir)?;
        let embedded = Embedded::start(private(settings))
            .await
            .context("cannot start the private PostgreSQL (set DIALOGO__DATABASE__URL to use another)")?;
        Ok(Self { address: embedded.config().into(), embedded: Some(embedded) })
    }

    async fn migrate(&self) -> anyhow::Result<()> {
        for attempt in 1.. {
            match migrate(&self.address).await {
                Ok(_) => break,
                Err(error) if attempt < TRIES && is_unreachable(&error) => {
                    tracing::warn!(error = format!("{error:#}"), "the database cannot be reached yet; trying again");
                    tokio::time::sleep(PAUSE).await;
                }
                Err(error) if is_unreachable(&error) => {
                    return Err(error.context("cannot reach the database; is PostgreSQL running at DIALOGO__DATABASE__URL?"));
                }
                Err(error) => return Err(error.context("cannot bring the database to this version")),
            }
        }
        Ok(())
    }

    /// Logs what about it endangers what it keeps.
    pub async fn warn_of_risks(&self, store: &Store) -> anyhow::Result<()> {
        for setting in store.careless_settings().await? {
            tracing::warn!(setting, "the database has this off: what was acknowledged may be lost when it or its machine dies");
        }
        // The private one is ours alone.
        if self.embedded.is_none() && store.is_superuser().await? {
            tracing::warn!("the database lets us do everything; see \"The database\" in docs/security.md for a role that may do less");
        }
        Ok(())
    }

    /// Stops the private one; another's goes on.
    pub async fn stop(self) {
        if let Some(embedded) = self.embedded {
            embedded.stop().await;
        }
    }
}

fn private(settings: &Settings) -> EmbeddedSettings {
    EmbeddedSettings { data_dir: settings.data_dir.clone(), bin_dir: settings.database.bin_dir.clone() }
}

fn is_unreachable(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    // A certificate that is not believed will not be believed later either.
    causes.any(|cause| cause.kind() != std::io::ErrorKind::InvalidData)
}

/// The directory for what the server generates.
pub fn create_data_dir(path: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(path)
        .with_context(|| format!("cannot create the data directory {} (DIALOGO__DATA_DIR); name one that can be written", path.display()))
}
