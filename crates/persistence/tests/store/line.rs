//! One line for each database: who holds it commits, the others wait, and nobody misses what another committed.

use dialogo_persistence::{Announcements, Committed, Config, DatabaseSettings, Error};
use dialogo_testkit::TestDatabase;
use tokio_postgres::{Client, NoTls};

use crate::support::{Fixture, draft, settings};

/// The advisory lock of the line.
const LOCK_KEY: i64 = 0x6469_616c_6f67_6f01;

/// Ends the connection that holds the line.
const END_HOLDER: &str = "select pg_terminate_backend(pid, 10000) from pg_locks \
                          where locktype = 'advisory' and granted and objsubid = 1 and objid = x'6f676f01'::bigint::oid \
                          and database = (select oid from pg_database where datname = current_database())";

fn hasty() -> DatabaseSettings {
    DatabaseSettings { operation_timeout_secs: 1, ..settings() }
}

/// A database of the test's own, where it looks inside.
async fn database() -> (TestDatabase, Config, Client) {
    let database = TestDatabase::create().await;
    let config: Config = database.config();
    let (client, connection) = config.connect(NoTls).await.expect("connected");
    tokio::spawn(connection);
    (database, config, client)
}

/// What is said next about the line itself.
async fn next_word(announcements: &mut Announcements) -> Committed {
    loop {
        for committed in announcements.recv().await.expect("an announcement") {
            if matches!(committed, Committed::LineLost | Committed::LineTaken) {
                return committed;
            }
        }
    }
}

#[tokio::test]
async fn a_second_line_waits_and_is_refused_and_goes_on_when_the_first_ends() {
    let (_database, config, _client) = database().await;
    let mut first = Fixture::on(config.clone(), &hasty()).await;
    let ada = first.user("ada").await;
    let chat = first.chat(ada, "one").await;
    let mut second = Fixture::on(config, &hasty()).await;
    assert!(matches!(next_word(&mut second.announcements).await, Committed::LineLost));
    assert!(matches!(second.tries_to_say(ada, chat, "by mistake").await, Err(Error::Unavailable(_))));
    first.says(ada, chat, "undisturbed").await;
    assert!(!first.announced().iter().any(|committed| matches!(committed, Committed::LineLost | Committed::LineTaken)));

    let waiting = tokio::spawn(second.writer.post(chat, ada, draft("waited")));
    drop(first.writer);
    // Its announcements end when it has given the line up.
    while first.announcements.recv().await.is_some() {}
    let posted = waiting.await.expect("no panic").expect("the line is free within the time that a job waits");
    assert_eq!(posted.message.number.0, 2);
    let first_word = second.announcements.recv().await.expect("an announcement");
    assert!(matches!(first_word[..], [Committed::LineTaken]), "before anything else: {first_word:?}");
}

#[tokio::test]
async fn a_line_whose_connection_breaks_goes_on_and_sends_nobody_away() {
    let (_database, config, client) = database().await;
    let mut fixture = Fixture::on(config, &settings()).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    for _ in 0..3 {
        client.execute(END_HOLDER, &[]).await.expect("ended");
        let draft = draft("again and again");
        while let Err(error) = fixture.writer.post(chat, ada, draft.clone()).await {
            assert!(error.is_passing(), "{error}");
        }
    }
    assert!(fixture.announced().iter().all(|committed| matches!(committed, Committed::Event(_) | Committed::Joined { .. })));
}

#[tokio::test]
async fn a_line_that_another_took_meanwhile_says_so_although_nobody_speaks() {
    let (_database, config, client) = database().await;
    let mut fixture = Fixture::on(config, &hasty()).await;
    let taken = format!(
        "with ended as ({END_HOLDER}), locked as (select pg_advisory_lock($1) from ended) \
         update writer_line set holder = gen_random_uuid() from locked"
    );
    assert_eq!(client.execute(&taken, &[&LOCK_KEY]).await.expect("taken"), 1);
    assert!(matches!(next_word(&mut fixture.announcements).await, Committed::LineLost));
    drop(client);
    assert!(matches!(next_word(&mut fixture.announcements).await, Committed::LineTaken));
}

#[tokio::test]
async fn who_did_not_notice_that_another_held_the_line_learns_it_from_the_row() {
    let (_database, config, client) = database().await;
    let mut fixture = Fixture::on(config, &settings()).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.announced();
    // In one statement, so that the line does not come back in between.
    let taken_and_left = format!("with ended as ({END_HOLDER}) update writer_line set holder = gen_random_uuid() from ended");
    assert_eq!(client.execute(&taken_and_left, &[]).await.expect("changed"), 1);
    while let Err(error) = fixture.tries_to_say(ada, chat, "after").await {
        assert!(error.is_passing(), "{error}");
    }
    let announced = fixture.announced();
    assert!(matches!(announced[..], [Committed::LineTaken, Committed::Event(_)]), "first the one, then the other: {announced:?}");
}

#[tokio::test]
async fn a_connection_of_ours_that_lingers_does_not_hold_us_up() {
    let (_database, config, client) = database().await;
    let mut fixture = Fixture::on(config, &settings()).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.announced();
    // The row still names the line, so whoever has the lock passes for a connection that it lost.
    let steal = format!("with ended as ({END_HOLDER}) select pg_advisory_lock($1) from ended");
    client.execute(&steal, &[&LOCK_KEY]).await.expect("the lock");
    while let Err(error) = fixture.tries_to_say(ada, chat, "after").await {
        assert!(error.is_passing(), "{error}");
    }
    assert!(fixture.announced().iter().all(|committed| matches!(committed, Committed::Event(_))));
    assert!(client.execute("select 1", &[]).await.is_err(), "it was ended");
}
