//! One line for each database: who holds it commits, the others wait, and nobody misses what another committed.

use dialogo_domain::{ChatId, UserId};
use dialogo_persistence::{Announcements, Committed, DatabaseSettings, Error, Posted};
use dialogo_testkit::{END_LINE_HOLDER, TestDatabase, steal_line};
use tokio_postgres::{Client, Config, NoTls};

use crate::relay::{CUE, Relay};
use crate::support::{Fixture, draft, settings};

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
        client.execute(END_LINE_HOLDER, &[]).await.expect("ended");
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
    client.batch_execute(&steal_line()).await.expect("the lock");
    client.execute("update writer_line set holder = gen_random_uuid()", &[]).await.expect("signed");
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
    let taken_and_left = format!("with ended as ({END_LINE_HOLDER}) update writer_line set holder = gen_random_uuid() from ended");
    assert_eq!(client.execute(&taken_and_left, &[]).await.expect("changed"), 1);
    while let Err(error) = fixture.tries_to_say(ada, chat, "after").await {
        assert!(error.is_passing(), "{error}");
    }
    let announced = fixture.announced();
    assert!(matches!(announced[..], [Committed::LineTaken, Committed::Event(_)]), "first the one, then the other: {announced:?}");
}

/// Until a transaction has begun and then hears no more.
async fn sees_an_idle_transaction(client: &Client) {
    const SQL: &str = "select 1 from pg_stat_activity where datname = current_database() \
                       and state = 'idle in transaction' and backend_xid is not null";
    while client.query(SQL, &[]).await.expect("rows").is_empty() {}
}

async fn says_at_last(fixture: &Fixture, author: UserId, chat: ChatId, body: &str) -> Posted {
    loop {
        match fixture.tries_to_say(author, chat, body).await {
            Err(error) => assert!(error.is_passing(), "{error}"),
            Ok(posted) => return posted,
        }
    }
}

#[tokio::test]
async fn another_that_has_the_lock_and_has_not_signed_yet_is_left_alone() {
    let (_database, config, client) = database().await;
    let mut fixture = Fixture::on(config, &hasty()).await;
    // The row still names the line.
    client.batch_execute(&steal_line()).await.expect("the lock");
    assert!(matches!(next_word(&mut fixture.announcements).await, Committed::LineLost));
    client.execute("select 1", &[]).await.expect("it was not ended");
    drop(client);
    assert!(matches!(next_word(&mut fixture.announcements).await, Committed::LineTaken), "everybody may come again");
}

#[tokio::test]
async fn a_connection_that_the_network_swallowed_does_not_hold_its_own_line_up() {
    let (_database, config, _client) = database().await;
    let relay = Relay::to(&config).await;
    let mut fixture = Fixture::on(relay.config(), &hasty()).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.announced();
    relay.breaks();
    assert!(matches!(fixture.tries_to_say(ada, chat, "into the void").await, Err(Error::Unavailable(_))));
    relay.serves_again();
    assert_eq!(says_at_last(&fixture, ada, chat, "after").await.message.number.0, 1);
    assert!(fixture.announced().iter().all(|committed| matches!(committed, Committed::Event(_))), "nobody is sent away");
}

#[tokio::test]
async fn a_transaction_that_the_network_swallowed_does_not_hold_its_own_line_up() {
    let (_database, config, client) = database().await;
    let relay = Relay::to(&config).await;
    let mut fixture = Fixture::on(relay.config(), &hasty()).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.announced();
    let (posted, ()) = tokio::join!(fixture.tries_to_say(ada, chat, CUE), async {
        relay.broke().await;
        sees_an_idle_transaction(&client).await;
        relay.serves_again();
    });
    assert!(matches!(posted, Err(Error::Unavailable(_))), "{posted:?}");
    assert_eq!(says_at_last(&fixture, ada, chat, "after").await.message.number.0, 1);
    assert!(fixture.announced().iter().all(|committed| matches!(committed, Committed::Event(_))), "nobody is sent away");
}

#[tokio::test]
async fn a_transaction_that_the_network_swallowed_does_not_hold_another_line_up() {
    let (_database, config, client) = database().await;
    let relay = Relay::to(&config).await;
    let first = Fixture::on(relay.config(), &hasty()).await;
    let ada = first.user("ada").await;
    let chat = first.chat(ada, "one").await;
    let second = Fixture::on(config, &hasty()).await;
    let (posted, ()) = tokio::join!(first.tries_to_say(ada, chat, CUE), async {
        relay.broke().await;
        sees_an_idle_transaction(&client).await;
    });
    assert!(matches!(posted, Err(Error::Unavailable(_))), "{posted:?}");
    assert_eq!(says_at_last(&second, ada, chat, "after").await.message.number.0, 1);
}

#[tokio::test]
async fn nobody_sits_at_a_line_that_could_not_ask_for_the_lock_when_it_began() {
    let (_database, config, _client) = database().await;
    let relay = Relay::to(&config).await;
    relay.breaks();
    let mut fixture = Fixture::on(relay.config(), &hasty()).await;
    assert!(matches!(next_word(&mut fixture.announcements).await, Committed::LineLost));
    relay.serves_again();
    assert!(matches!(next_word(&mut fixture.announcements).await, Committed::LineTaken));
}
