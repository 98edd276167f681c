//! One database for one test.

use std::thread;

use tokio_postgres::{Client, Config, SimpleQueryMessage};
use uuid::Uuid;

use crate::Session;
use crate::server::{Server, connect};

/// An empty database with the schema, which is removed when this value goes, with all connections to it.
///
/// ```no_run
/// # async fn example() {
/// let database = dialogo_testkit::TestDatabase::create().await;
/// let config = database.config();
/// # }
/// ```
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    url: String,
    config: Config,
    server: &'static Server,
}

impl TestDatabase {
    /// Makes one, in some 15 ms; the first of a run may have to start PostgreSQL.
    ///
    /// # Panics
    /// When there is no PostgreSQL to make it in, saying why.
    pub async fn create() -> Self {
        Self::try_create().await.expect("a database for this test")
    }

    async fn try_create() -> anyhow::Result<Self> {
        let server = Server::of_this_run().await?;
        let name = format!("test_{}", Uuid::now_v7().simple());
        let url = server.clone_template(&name).await?;
        Ok(Self { name, config: url.parse()?, url, server })
    }

    /// How to connect to it.
    pub fn config(&self) -> Config {
        self.config.clone()
    }

    /// The same as a `postgres://` URL.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// A session of the test's own.
    ///
    /// # Panics
    /// When the database cannot be reached, saying why.
    pub async fn session(&self) -> Session {
        Session::begin(&self.config).await
    }

    /// The first column of each row that a statement answers, as text: what black-box tests look at when they have to look inside.
    ///
    /// # Panics
    /// When the statement fails, saying why.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let client = self.connects().await;
        let messages = client.simple_query(sql).await.expect("a statement without a mistake");
        messages
            .iter()
            .filter_map(|message| match message {
                SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or("null").to_owned()),
                _ => None,
            })
            .collect()
    }

    async fn connects(&self) -> Client {
        connect(&self.config).await.expect("a connection to this test's database")
    }
}

impl Drop for TestDatabase {
    /// Blocks, on a thread and runtime of its own: the test's runtime may be going down, and the process with it.
    fn drop(&mut self) {
        let (server, name) = (self.server, std::mem::take(&mut self.name));
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            // A PostgreSQL that is gone by now has taken the database with it.
            runtime.map(|runtime| runtime.block_on(server.drop_database(&name)).ok()).ok()
        });
        dropped.join().ok();
    }
}
