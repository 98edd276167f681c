//! More than the line can take: what has no room is refused at once, what has is stored.

use dialogo_persistence::{DatabaseSettings, Error};
use dialogo_testkit::TestDatabase;
use futures_util::future::join_all;

use crate::support::{Fixture, IS_WAITING, draft, settings};

#[tokio::test]
async fn as_much_waits_as_there_is_room_for_and_the_rest_is_refused_at_once() {
    let database = TestDatabase::create().await;
    let small = DatabaseSettings { writer_queue_max: 3, ..settings() };
    let fixture = Fixture::on(database.config(), &small).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    let session = database.session().await;
    session.runs("begin; select 1 from chats for update").await;
    let first = tokio::spawn(fixture.writer.post(chat, ada, draft("under way")));
    database.session().await.sees(IS_WAITING).await;
    let waiting: Vec<_> = ["1", "2", "3"].into_iter().map(|body| fixture.writer.post(chat, ada, draft(body))).collect();
    let refused = join_all((0..50).map(|_| fixture.tries_to_say(ada, chat, "too much"))).await;
    assert!(refused.iter().all(|outcome| matches!(outcome, Err(Error::Busy))), "{refused:?}");
    session.runs("commit").await;
    let stored: Vec<_> = join_all(waiting).await.into_iter().map(|posted| posted.expect("posted").message.number.0).collect();
    assert_eq!(first.await.expect("no panic").expect("posted").message.number.0, 1);
    assert_eq!(stored, [2, 3, 4]);
    assert_eq!(fixture.says(ada, chat, "room again").await.message.number.0, 5);
}
