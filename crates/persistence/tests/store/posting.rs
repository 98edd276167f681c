//! Posting: exactly once, in order, by members only.

use dialogo_domain::{ChatId, MessageId, Visibility};
use dialogo_persistence::{Committed, Error, HistoryAt, LeaveChat};
use futures_util::future::join_all;

use crate::support::{Fixture, draft, event};

#[tokio::test]
async fn what_is_handed_in_together_is_stored_in_that_order_without_a_gap() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chats = [fixture.chat(ada, "one").await, fixture.chat(ada, "two").await];
    fixture.announced();
    let posts: Vec<_> = (0..200).map(|n| fixture.writer.post(chats[n % 2], ada, draft(&n.to_string()))).collect();
    let posted: Vec<_> = join_all(posts).await.into_iter().map(|posted| posted.expect("posted").message).collect();
    for (n, message) in posted.iter().enumerate() {
        let number = i64::try_from(n / 2).expect("small") + 1;
        assert_eq!((message.body.as_str(), message.number.0, message.seq.0), (n.to_string().as_str(), number, number + 2));
    }
    let announced = fixture.announced();
    let heard: Vec<_> = announced.iter().filter_map(event).map(|event| (event.chat_id, event.seq)).collect();
    assert_eq!(heard, posted.iter().map(|message| (message.chat_id, message.seq)).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_repeated_client_id_is_the_same_message_also_inside_one_batch() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.announced();
    let draft = draft("once");
    let tries = join_all((0..50).map(|_| fixture.writer.post(chat, ada, draft.clone()))).await;
    let later = fixture.writer.post(chat, ada, draft.clone()).await.expect("posted");
    let posted: Vec<_> = tries.into_iter().map(|posted| posted.expect("posted")).chain([later]).collect();
    assert_eq!(posted.iter().filter(|posted| !posted.duplicate).count(), 1);
    assert!(posted.iter().all(|other| other.message == posted[0].message));
    assert_eq!(fixture.announced().len(), 1);
    assert_eq!(fixture.says(ada, chat, "next").await.message.number.0, 2, "a repeat costs no number");
}

#[tokio::test]
async fn a_client_id_with_another_body_is_refused_and_belongs_to_one_author_and_chat() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let [one, two] = [fixture.chat(ada, "one").await, fixture.chat(ada, "two").await];
    fixture.joins(bob, one).await;
    let first = draft("first");
    let other = dialogo_domain::Draft { body: draft("other").body, ..first.clone() };
    fixture.writer.post(one, ada, first.clone()).await.expect("posted");
    assert!(matches!(fixture.writer.post(one, ada, other).await, Err(Error::ClientIdReused)));
    for (chat, author) in [(two, ada), (one, bob)] {
        assert!(!fixture.writer.post(chat, author, first.clone()).await.expect("posted").duplicate);
    }
}

#[tokio::test]
async fn only_members_post_and_a_neighbour_in_the_batch_is_not_hurt() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let public = fixture.chat(ada, "public").await;
    let private = fixture.creates(ada, "private", Visibility::Private, None).await.chat.id;
    let results = join_all([
        fixture.writer.post(public, bob, draft("outsider")),
        fixture.writer.post(public, ada, draft("member")),
        fixture.writer.post(private, bob, draft("outsider")),
        fixture.writer.post(ChatId::generate(), ada, draft("nowhere")),
        fixture.writer.post(public, ada, draft("member again")),
    ])
    .await;
    assert!(matches!(results[0], Err(Error::NotAMember)));
    assert!(matches!(results[2], Err(Error::ChatNotFound)), "a private chat does not exist for outsiders");
    assert!(matches!(results[3], Err(Error::ChatNotFound)));
    let numbers: Vec<_> = [&results[1], &results[4]].map(|result| result.as_ref().expect("posted").message.number.0).to_vec();
    assert_eq!(numbers, [1, 2]);
}

#[tokio::test]
async fn a_send_behind_a_leave_is_refused_and_one_before_it_stands() {
    let mut fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.chat(ada, "one").await;
    fixture.joins(bob, chat).await;
    fixture.announced();
    let before = fixture.writer.post(chat, bob, draft("before"));
    let leave = fixture.writer.perform(LeaveChat { by: bob, chat_id: chat });
    let after = fixture.writer.post(chat, bob, draft("after"));
    let (before, left, after) = tokio::join!(before, leave, after);
    let (before, ()) = (before.expect("posted"), left.expect("left"));
    assert!(matches!(after, Err(Error::NotAMember)));
    let announced = fixture.announced();
    assert!(matches!(&announced[1], Committed::Departed { event, .. } if event.seq.0 == before.message.seq.0 + 1));
}

#[tokio::test]
async fn a_reply_answers_a_message_of_the_same_chat() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let [one, two] = [fixture.chat(ada, "one").await, fixture.chat(ada, "two").await];
    let said = fixture.says(ada, one, "said").await.message.id;
    let reply = |to: MessageId| dialogo_domain::Draft { reply_to: Some(to), ..draft("reply") };
    assert_eq!(fixture.writer.post(one, ada, reply(said)).await.expect("posted").message.reply_to, Some(said));
    for (chat, to) in [(two, said), (one, MessageId::generate())] {
        assert!(matches!(fixture.writer.post(chat, ada, reply(to)).await, Err(Error::ReplyNotFound)));
    }
}

#[tokio::test]
async fn a_sender_who_went_away_before_the_writer_came_to_it_stores_nothing() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    drop(fixture.writer.post(chat, ada, draft("given up")));
    let next = fixture.says(ada, chat, "next").await.message;
    assert_eq!(next.number.0, 1);
    let all = fixture.store.messages(ada, chat, HistoryAt::Newest, 10).await.expect("read");
    assert_eq!(all.messages, [next]);
}
