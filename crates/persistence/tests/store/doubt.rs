//! A commit whose answer never comes: PostgreSQL waits for a standby that does not exist, so a transaction is written but not acknowledged.

use dialogo_domain::{ChatId, UserId, Visibility};
use dialogo_persistence::{AskToJoin, ChatChange, Committed, DatabaseSettings, Error, UpdateChat};
use dialogo_testkit::{PrivateOptions, PrivatePostgres};
use jiff::Timestamp;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, NoTls};

use crate::support::{Fixture, draft, settings};

/// A fixture on a PostgreSQL of its own.
async fn fixture() -> (Fixture, PrivatePostgres) {
    let postgres = PrivatePostgres::create().await;
    let hasty = DatabaseSettings { operation_timeout_secs: 1, ..settings() };
    (Fixture::on(postgres.config(), &hasty).await, postgres)
}

async fn connection(postgres: &PrivatePostgres) -> Client {
    let (client, connection) = postgres.config().connect(NoTls).await.expect("connected");
    tokio::spawn(connection);
    client
}

async fn next_unannounced(fixture: &mut Fixture) -> (Vec<ChatId>, Vec<UserId>) {
    loop {
        for committed in fixture.announcements.recv().await.expect("an announcement") {
            if let Committed::Unannounced { chats, users } = committed {
                return (chats, users);
            }
        }
    }
}

#[tokio::test]
async fn a_message_that_was_stored_without_an_answer_sends_its_chat_to_look_again() {
    let (mut fixture, postgres) = fixture().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    postgres.hides_commits().await;
    let draft = draft("in doubt");
    assert!(matches!(fixture.writer.post(chat, ada, draft.clone()).await, Err(Error::Unavailable(_))));
    postgres.shows_commits().await;
    assert_eq!(next_unannounced(&mut fixture).await, (vec![chat], vec![]));
    assert!(fixture.writer.post(chat, ada, draft).await.expect("posted").duplicate, "it was stored, once");
}

#[tokio::test]
async fn who_decides_looks_again_if_somebody_may_have_asked_to_be_let_in() {
    let (mut fixture, postgres) = fixture().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat_id = fixture.creates(ada, "one", Visibility::Private, None).await.chat.id;
    let change = ChatChange { join_requests: Some(true), ..ChatChange::default() };
    fixture.writer.perform(UpdateChat { by: ada, chat_id, change }).await.expect("changed");
    postgres.hides_commits().await;
    let ask = AskToJoin { by: bob, chat_id, message: None, declined_since: Timestamp::now(), most: 9 };
    assert!(matches!(fixture.writer.perform(ask).await, Err(Error::Unavailable(_))));
    postgres.shows_commits().await;
    assert_eq!(next_unannounced(&mut fixture).await, (vec![chat_id], vec![]));
}

#[tokio::test]
async fn nothing_is_committed_behind_a_transaction_in_doubt() {
    let (mut fixture, postgres) = fixture().await;
    let ada = fixture.user("ada").await;
    let [chat, other] = [fixture.chat(ada, "one").await, fixture.chat(ada, "other").await];
    postgres.hides_commits().await;
    assert!(matches!(fixture.tries_to_say(ada, other, "in doubt").await, Err(Error::Unavailable(_))));
    assert!(matches!(fixture.tries_to_say(ada, chat, "too early").await, Err(Error::Unavailable(_))), "the doubt comes first");
    postgres.shows_commits().await;
    assert_eq!(next_unannounced(&mut fixture).await, (vec![other], vec![]));
    assert_eq!(fixture.says(ada, chat, "in time").await.message.number.0, 1);
}

#[tokio::test]
async fn a_transaction_that_a_crash_forgot_was_not_committed() {
    // Nobody but a commit writes to the disk here, and the insert waits, longer than the test takes: its transaction has a number that only
    // memory knows.
    let lazy = PrivateOptions { settings: vec![("wal_writer_delay".to_owned(), "10s".to_owned())], ..PrivateOptions::default() };
    let mut postgres = PrivatePostgres::create_with(lazy).await.expect("a PostgreSQL for this test");
    let patient = DatabaseSettings { operation_timeout_secs: 60, ..settings() };
    let fixture = Fixture::on(postgres.config(), &patient).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.says(ada, chat, "the latest on disk").await;
    let session = postgres.session().await;
    session.runs("begin; lock table messages in share mode").await;
    // Not the session that locks: within a transaction, PostgreSQL shows everybody's state as it was at the first look.
    let watcher = connection(&postgres).await;
    let posting = fixture.writer.post(chat, ada, draft("forgotten"));
    let waiting = async {
        let number = loop {
            // The number and the wait are not of the same moment: the number may be of just before it had one.
            const SQL: &str = "select backend_xid::text::bigint as number from pg_stat_activity \
                               where wait_event_type = 'Lock' and backend_xid is not null";
            if let Some(row) = watcher.query_opt(SQL, &[]).await.expect("rows") {
                break row.get::<_, i64>("number");
            }
        };
        postgres.kill().await;
        number
    };
    let (posted, number) = tokio::join!(posting, waiting);
    assert!(matches!(posted, Err(Error::Unavailable(_))), "{posted:?}");
    postgres.start().await;
    let asked = connection(&postgres).await.query("select pg_xact_status($1::bigint::text::xid8)", &[&number]).await;
    let code = asked.expect_err("a number that was not given away").code().cloned();
    assert_eq!(code, Some(SqlState::INVALID_PARAMETER_VALUE), "and the line hears the same");
    let posted = loop {
        match fixture.tries_to_say(ada, chat, "after the crash").await {
            Err(Error::Unavailable(_)) => {}
            posted => break posted,
        }
    };
    assert_eq!(posted.expect("posted").message.number.0, 2);
}
