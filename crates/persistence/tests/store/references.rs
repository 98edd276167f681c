//! Messages have no foreign keys: nothing dangles all the same.

use dialogo_persistence::{DeleteChat, Error, LeaveChat};
use dialogo_testkit::TestDatabase;

use crate::support::{Fixture, IS_WAITING, settings};

/// Messages of no chat or of nobody.
const DANGLING: &str = "select s.body from messages s \
                        where not exists (select 1 from chats where id = s.chat_id) or not exists (select 1 from users where id = s.author_id)";

/// Whether a statement is refused because something refers to what it deletes.
async fn is_refused(database: &TestDatabase, sql: &str) -> bool {
    let text = format!(
        "create function pg_temp.is_refused() returns boolean language plpgsql as $$ \
         begin {sql}; return false; exception when foreign_key_violation then return true; end $$; select pg_temp.is_refused()"
    );
    database.texts(&text).await == ["t"]
}

#[tokio::test]
async fn a_chat_with_messages_and_whoever_wrote_them_cannot_be_deleted_before_the_housekeeping_has_cleared_them() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.chat(ada, "one").await;
    fixture.joins(bob, chat).await;
    fixture.says(bob, chat, "here").await;
    fixture.writer.perform(LeaveChat { by: bob, chat_id: chat }).await.expect("left");
    let the_author = "delete from users where username = 'bob'";
    assert!(is_refused(&database, "delete from chats").await);
    assert!(is_refused(&database, the_author).await, "who has left is its author still");
    fixture.writer.perform(DeleteChat { by: ada, chat_id: chat }).await.expect("deleted");
    assert!(is_refused(&database, "delete from chats").await, "its rows are there");
    while fixture.store.purge_deleted_chats(1).await.expect("purged") > 0 {
        assert!(database.texts(DANGLING).await.is_empty());
    }
    assert_eq!(database.texts("select count(*) from messages").await, ["0"]);
    assert!(!is_refused(&database, the_author).await);
}

#[tokio::test]
async fn a_message_does_not_get_into_a_chat_whose_row_is_being_deleted() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    let other = database.session().await;
    other.runs("begin; delete from chats").await;
    let deletion = async {
        database.session().await.sees(IS_WAITING).await;
        other.runs("commit").await;
    };
    let (posted, ()) = tokio::join!(fixture.tries_to_say(ada, chat, "too late"), deletion);
    assert!(matches!(posted, Err(Error::ChatNotFound)), "{posted:?}");
    assert!(database.texts(DANGLING).await.is_empty());
}
