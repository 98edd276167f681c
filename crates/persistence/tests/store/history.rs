//! The history, page by page.

use dialogo_domain::{ChatId, MessageId, Number, UserId, Visibility};
use dialogo_persistence::{Error, HistoryAt, HistoryPage};

use crate::support::Fixture;

async fn page(fixture: &Fixture, me: UserId, chat: ChatId, at: HistoryAt) -> (Vec<i64>, bool, bool) {
    let HistoryPage { messages, has_before, has_after } = fixture.store.messages(me, chat, at, 4).await.expect("read");
    (messages.iter().map(|message| message.number.0).collect(), has_before, has_after)
}

#[tokio::test]
async fn pages_are_in_order_and_know_their_neighbours() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    assert_eq!(page(&fixture, ada, chat, HistoryAt::Newest).await, (vec![], false, false));
    assert_eq!(page(&fixture, ada, chat, HistoryAt::Before(Number(1))).await, (vec![], false, false));
    assert_eq!(page(&fixture, ada, chat, HistoryAt::After(Number(9))).await, (vec![], false, false));
    for n in 1..=10 {
        fixture.says(ada, chat, &n.to_string()).await;
    }
    let cases = [
        (HistoryAt::Newest, vec![7, 8, 9, 10], true, false),
        (HistoryAt::Before(Number(7)), vec![3, 4, 5, 6], true, true),
        (HistoryAt::Before(Number(3)), vec![1, 2], false, true),
        (HistoryAt::Before(Number(1)), vec![], false, true),
        (HistoryAt::After(Number(0)), vec![1, 2, 3, 4], false, true),
        (HistoryAt::After(Number(6)), vec![7, 8, 9, 10], true, false),
        (HistoryAt::After(Number(10)), vec![], true, false),
        (HistoryAt::Around(Number(5)), vec![3, 4, 5, 6], true, true),
        (HistoryAt::Around(Number(1)), vec![1, 2], false, true),
        (HistoryAt::Around(Number(10)), vec![8, 9, 10], true, false),
        (HistoryAt::Before(Number(11)), vec![7, 8, 9, 10], true, false),
        (HistoryAt::Before(Number(i64::MIN)), vec![], false, true),
        (HistoryAt::After(Number(i64::MAX)), vec![], true, false),
    ];
    for (at, numbers, has_before, has_after) in cases {
        assert_eq!(page(&fixture, ada, chat, at).await, (numbers, has_before, has_after), "{at:?}");
    }
}

#[tokio::test]
async fn outsiders_read_nothing() {
    let fixture = Fixture::new().await;
    let [ada, eve] = [fixture.user("ada").await, fixture.user("eve").await];
    let public = fixture.chat(ada, "public").await;
    let private = fixture.creates(ada, "private", Visibility::Private, None).await.chat.id;
    let said = fixture.says(ada, public, "hello").await.message;
    let whispered = fixture.says(ada, private, "hello").await.message;
    let read = async |chat| fixture.store.messages(eve, chat, HistoryAt::Newest, 4).await.expect_err("refused");
    assert!(matches!(read(public).await, Error::NotAMember));
    assert!(matches!(read(private).await, Error::ChatNotFound));
    assert!(matches!(read(ChatId::generate()).await, Error::ChatNotFound));
    assert!(matches!(fixture.store.message(eve, public, said.id).await, Err(Error::NotAMember)));
    assert!(matches!(fixture.store.message(eve, private, whispered.id).await, Err(Error::ChatNotFound)));
    assert_eq!(fixture.store.message(ada, public, said.id).await.expect("read"), Some(said));
    assert_eq!(fixture.store.message(ada, public, whispered.id).await.expect("read"), None, "it is in another chat");
    assert_eq!(fixture.store.message(ada, public, MessageId::generate()).await.expect("read"), None);
}
