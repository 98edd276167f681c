//! What is given up half-way, by a request that took too long or a client that went: nobody has to wait behind it.

use std::time::Duration;

use dialogo_domain::Username;
use dialogo_persistence::{DatabaseSettings, Store};
use dialogo_testkit::TestDatabase;
use tokio::time::timeout;

use crate::support::{IS_WAITING, settings};

/// How long a test waits before it says what it waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A store whose only connection everybody shares, and in which nothing ends by itself.
fn store(database: &TestDatabase) -> Store {
    let settings = DatabaseSettings { pool_size: 1, operation_timeout_secs: 1_000, ..settings() };
    Store::new(database.config(), &settings).expect("a store")
}

#[tokio::test]
async fn nobody_waits_behind_a_read_that_was_given_up() {
    let database = TestDatabase::create().await;
    let store = store(&database);
    let (session, watcher) = (database.session().await, database.session().await);
    session.runs("begin; lock table users").await;
    let ada = Username::parse("ada").expect("a name");
    tokio::select! {
        read = store.credentials(&ada) => unreachable!("users are locked: {read:?}"),
        () = watcher.sees(IS_WAITING) => {}
    }
    timeout(PATIENCE, store.is_superuser()).await.expect("nobody in the way").expect("an answer");
    let is_gone = format!("select not ({IS_WAITING})");
    timeout(PATIENCE, watcher.sees(&is_gone)).await.expect("PostgreSQL does not go on with it");
    session.runs("commit").await;
}

#[tokio::test]
async fn a_statement_that_fails_does_not_cost_the_connection() {
    const SERVING: &str = "select pid::text from pg_stat_activity where datname = current_database() and application_name = 'dialogo'";
    let database = TestDatabase::create().await;
    let store = store(&database);
    let watcher = database.session().await;
    store.is_superuser().await.expect("an answer");
    let before = database.texts(SERVING).await;
    watcher.runs("alter table users rename to people").await;
    let ada = Username::parse("ada").expect("a name");
    store.credentials(&ada).await.expect_err("there is no such table");
    store.is_superuser().await.expect("an answer");
    assert_eq!((database.texts(SERVING).await, before.len()), (before, 1));
}
