//! Chats by activity: exact in their order, and cheap when they change.

use dialogo_persistence::{ChatOrder, Discover};
use dialogo_testkit::TestDatabase;

use crate::support::{Fixture, settings};

/// Within a minute nothing that is indexed changes when a message comes.
#[tokio::test]
async fn a_message_changes_its_chat_in_place() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    fixture.chat(ada, "one").await;
    let (client, connection) = database.config().connect(tokio_postgres::NoTls).await.expect("connected");
    tokio::spawn(connection);
    client.batch_execute("begin").await.expect("begun");
    for (at, in_place) in [("10:00:00", 0), ("10:00:59", 1), ("10:01:00", 1), ("10:01:30", 2)] {
        let change = format!("update chats set seq = seq + 1, message_count = message_count + 1, last_message_at = '2026-01-01 {at}+00'");
        client.batch_execute(&change).await.expect("changed");
        let counted = client.query_one("select pg_stat_get_xact_tuples_hot_updated('chats'::regclass)", &[]).await.expect("counted");
        assert_eq!(counted.get::<_, i64>(0), in_place, "{at}");
    }
}

#[tokio::test]
async fn chats_of_the_same_minute_are_in_the_order_of_their_messages() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let mut ids = vec![];
    for n in 0..6 {
        ids.push(fixture.chat(ada, &format!("chat {n}")).await);
    }
    let (client, connection) = database.config().connect(tokio_postgres::NoTls).await.expect("connected");
    tokio::spawn(connection);
    // Two minutes, three chats in each, the latest first.
    for (id, at) in ids.iter().zip(["10:01:59", "10:01:30", "10:01:00", "10:00:59", "10:00:59", "10:00:00"]) {
        let change = format!("update chats set last_message_at = '2026-01-01 {at}+00' where id = '{}'", id.as_uuid());
        client.batch_execute(&change).await.expect("changed");
    }
    // At the same time the id decides.
    ids[3..5].sort_by_key(|id| std::cmp::Reverse(id.as_uuid()));
    let filter = Discover { order: ChatOrder::Active, descending: true, ..Discover::default() };
    for limit in [1, 2, 4] {
        let (mut found, mut after) = (vec![], None);
        loop {
            let page = fixture.store.discover_chats(bob, &filter, after.as_ref(), limit).await.expect("found");
            found.extend(page.items.iter().map(|chat| chat.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(found, ids, "{limit}");
    }
}
