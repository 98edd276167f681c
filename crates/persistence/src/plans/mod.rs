//! What a client can make the store read is found by an index, however much is stored: PostgreSQL's own plans are the witness.

mod operations;
mod plan;

use std::collections::BTreeSet;
use std::path::Path;

use dialogo_testkit::TestDatabase;
use tokio_postgres::{Client, SimpleQueryMessage};

use self::operations::{NOT_ASKED_BY_CLIENTS, run_all};
use self::plan::objections;
use crate::{DatabaseSettings, Store};

/// One connection, so that every statement that was run is still prepared there.
pub fn one_connection() -> DatabaseSettings {
    DatabaseSettings {
        url: None,
        ca_file: None,
        bin_dir: None,
        pool_size: 1,
        wait_timeout_secs: 30,
        operation_timeout_secs: 30,
        writer_queue_max: 1,
        writer_batch_max: 1,
    }
}

/// A store with much in it.
async fn store(database: &TestDatabase) -> Store {
    let store = Store::new(database.config(), &one_connection()).expect("a store");
    runs(&store, include_str!("load.sql")).await;
    store
}

/// Runs statements on its connection.
pub async fn runs(store: &Store, sql: &str) {
    store.on_connection(async |client| Ok(client.batch_execute(sql).await?)).await.expect("statements without a mistake");
}

/// What is to be said against the plans of all statements that the store has run.
async fn all_objections(store: &Store) -> Vec<String> {
    store.on_connection(async |client| Ok(objections_on(client).await)).await.expect("the connection")
}

/// The same of a connection.
pub async fn objections_on(client: &Client) -> Vec<String> {
    const STATEMENTS: &str = "select name, statement, coalesce(array_length(parameter_types, 1), 0) as parameters \
                              from pg_prepared_statements where not from_sql and statement not like '%pg_prepared_statements%'";
    let mut found = vec![];
    for statement in client.query(STATEMENTS, &[]).await.expect("the statements") {
        let (name, sql): (&str, &str) = (statement.get("name"), statement.get("statement"));
        // The plan is the same whatever the parameters are: `plan_cache_mode` says so.
        let nulls = vec!["null"; usize::try_from(statement.get::<_, i32>("parameters")).expect("a number")].join(", ");
        let arguments = if nulls.is_empty() { nulls } else { format!("({nulls})") };
        let rows = client.simple_query(&format!("explain (format json) execute {name}{arguments}")).await.expect("explained");
        let plan = rows.iter().find_map(|row| match row {
            SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        found.extend(objections(plan.expect("a plan")).into_iter().map(|objection| format!("{objection}: {sql}")));
    }
    found
}

#[tokio::test]
async fn every_read_is_led_by_an_index() {
    let database = TestDatabase::create().await;
    let store = store(&database).await;
    run_all(&store).await;
    assert_eq!(all_objections(&store).await, Vec::<String>::new());
    // The witness is awake: each index that is gone is missed.
    runs(&store, DROPPED).await;
    let red = all_objections(&store).await;
    let missed = |objection: &str, from: &str| red.iter().any(|red| red.starts_with(objection) && red.contains(from));
    assert!(missed("reads all of chats", "active_minute desc"), "{red:?}");
    assert!(missed("reads all of chats", "c.name_key like"), "{red:?}");
    assert!(missed("sorts", "from messages s where s.chat_id = $1 and s.number <= $3"), "{red:?}");
    assert!(missed("sorts", "(m.joined_at, m.user_id) >"), "{red:?}");
    assert!(missed("reads all of sessions", "order by last_used_at"), "{red:?}");
}

/// An index of each list.
const DROPPED: &str = "drop index chats_public_active_idx, chats_trigrams_idx, members_joined_idx, sessions_user_id_idx; \
                       alter table messages drop constraint messages_pkey cascade";

/// The public operations of `impl Store`, wherever they are written.
fn operations_in(directory: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            operations_in(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&entry).expect("a source");
            for block in text.split("\nimpl Store {").skip(1) {
                let block = block.split("\n}").next().unwrap_or_default();
                let names = block.split("    pub async fn ").skip(1).filter_map(|rest| rest.split('(').next());
                found.extend(names.map(|name| name.split('<').next().unwrap_or(name).to_owned()));
            }
        }
    }
}

#[test]
fn every_operation_of_the_store_is_looked_at() {
    let mut written = BTreeSet::new();
    operations_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut written);
    let run = include_str!("operations.rs");
    let unseen: Vec<&String> =
        written.iter().filter(|name| !NOT_ASKED_BY_CLIENTS.contains(&name.as_str()) && !run.contains(&format!("store.{name}("))).collect();
    assert!(written.len() > 20 && unseen.is_empty(), "plans/operations.rs does not run {unseen:?} of {written:?}");
}
