//! What the testkit promises to tests.

use dialogo_testkit::{PrivatePostgres, TestDatabase};
use tokio_postgres::{Client, Config, NoTls};

async fn connect(config: &Config) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::spawn(async move { connection.await.ok() });
    Ok(client)
}

#[tokio::test]
async fn each_test_has_a_database_of_its_own() {
    let [ours, theirs] = [TestDatabase::create().await, TestDatabase::create().await];
    connect(&ours.config()).await.expect("connects").batch_execute("create table ours ()").await.expect("is made");
    let theirs = connect(&theirs.url().parse().expect("is a URL")).await.expect("connects");
    let found = theirs.query_one("select to_regclass('ours') is null", &[]).await.expect("is read");
    assert!(found.get::<_, bool>(0));
}

#[tokio::test]
async fn it_has_the_schema() {
    let database = TestDatabase::create().await;
    let client = connect(&database.config()).await.expect("connects");
    let found = client.query_one("select to_regclass('messages') is not null", &[]).await.expect("is read");
    assert!(found.get::<_, bool>(0));
}

#[tokio::test]
async fn it_goes_with_its_value_and_takes_connections_along() {
    let [going, staying] = [TestDatabase::create().await, TestDatabase::create().await];
    let (config, connected) = (going.config(), connect(&going.config()).await.expect("connects"));
    drop(going);
    connected.simple_query("select 1").await.expect_err("the connection is gone");
    connect(&config).await.expect_err("the database is gone");
    connect(&staying.config()).await.expect("the other is there");
}

#[tokio::test]
async fn a_private_postgres_stops_dies_and_comes_back_with_what_was_committed() {
    let mut postgres = PrivatePostgres::create().await;
    let client = connect(&postgres.config()).await.expect("connects");
    client.batch_execute("create table kept (n int); insert into kept values (1)").await.expect("is stored");

    postgres.stop_fast().await;
    connect(&postgres.config()).await.expect_err("it is gone");
    postgres.start().await;
    let client = connect(&postgres.config()).await.expect("connects again");
    client.batch_execute("insert into kept values (2)").await.expect("is stored");

    postgres.kill().await;
    connect(&postgres.config()).await.expect_err("it is gone");
    postgres.start().await;
    let client = connect(&postgres.config()).await.expect("connects again");
    let count: i64 = client.query_one("select count(*) from kept", &[]).await.expect("is read").get(0);
    assert_eq!(count, 2);
}

#[tokio::test]
async fn a_frozen_postgres_answers_once_it_is_thawed() {
    let postgres = PrivatePostgres::create().await;
    let client = connect(&postgres.config()).await.expect("connects");
    postgres.freeze();
    let mut answer = std::pin::pin!(client.simple_query("select 1"));
    // A fence: anything that PostgreSQL answered would be here before another process has come and gone.
    let fence = async { tokio::process::Command::new("true").status().await };
    tokio::select! {
        biased;
        _ = &mut answer => unreachable!("a frozen process answers nothing"),
        status = fence => assert!(status.expect("runs").success()),
    }
    postgres.thaw();
    answer.await.expect("it answers");
}
