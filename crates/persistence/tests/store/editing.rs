//! Editing and deleting messages: by whom, once however often asked for, and what is left.

use dialogo_domain::{Change, Draft, MessageId, Visibility};
use dialogo_persistence::{DeleteMessage, EditMessage, Error, JoinChat, LeaveChat, TransferChat};
use dialogo_testkit::TestDatabase;

use crate::support::{Fixture, draft, event, settings};

#[tokio::test]
async fn an_edit_takes_the_next_seq_and_is_announced_as_the_whole_message() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await; // seq 1 and 2
    let said = fixture.says(ada, chat, "helo").await.message; // 3
    fixture.says(ada, chat, "later").await; // 4
    fixture.announced();
    let edited = fixture.edits(ada, chat, said.id, "hello").await.expect("edited");
    assert_eq!((edited.seq.0, edited.body.as_str(), edited.edited_at.is_some()), (5, "hello", true));
    assert_eq!((edited.number, edited.client_id, edited.created_at), (said.number, said.client_id, said.created_at));
    let announced = fixture.announced();
    let [event] = &announced.iter().filter_map(event).collect::<Vec<_>>()[..] else { unreachable!("{announced:?}") };
    assert_eq!((event.seq, &event.change), (edited.seq, &Change::MessageUpdated(edited.clone())));
    assert_eq!(fixture.head(ada, chat).await, 5);
    assert_eq!(fixture.reads(ada, chat).await[0], edited);
}

#[tokio::test]
async fn a_deleted_message_leaves_a_tombstone_at_its_number() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    let said = fixture.says(ada, chat, "secret").await.message; // 3
    fixture.announced();
    let gone = fixture.deletes(ada, chat, said.id).await.expect("deleted");
    assert_eq!((gone.seq.0, gone.body.as_str(), gone.deleted_at.is_some()), (4, "", true));
    assert_eq!((gone.number, gone.client_id, &gone.author), (said.number, said.client_id, &said.author));
    let announced = fixture.announced();
    assert_eq!(announced.iter().filter_map(event).map(|e| &e.change).collect::<Vec<_>>(), [&Change::MessageDeleted(gone.clone())]);
    assert_eq!(fixture.reads(ada, chat).await, std::slice::from_ref(&gone));
    let mine = fixture.my_chat(ada, chat).await;
    assert_eq!((mine.chat.message_count, mine.last_message, mine.read.unread), (1, Some(gone), 1));
    assert_eq!(fixture.says(ada, chat, "next").await.message.number.0, 2);
}

#[tokio::test]
async fn asking_again_changes_nothing_more() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    let said = fixture.says(ada, chat, "hello").await.message;
    assert_eq!(fixture.edits(ada, chat, said.id, "hello").await.expect("as it was"), said);
    let edited = fixture.edits(ada, chat, said.id, "better").await.expect("edited");
    assert_eq!(fixture.edits(ada, chat, said.id, "better").await.expect("again"), edited);
    let gone = fixture.deletes(ada, chat, said.id).await.expect("deleted");
    fixture.announced();
    assert_eq!(fixture.deletes(ada, chat, said.id).await.expect("again"), gone);
    assert!(fixture.announced().is_empty());
    assert_eq!(fixture.head(ada, chat).await, gone.seq.0, "no seq was taken");
    assert!(matches!(fixture.edits(ada, chat, said.id, "back").await, Err(Error::MessageNotFound)), "what is gone stays gone");
}

#[tokio::test]
async fn one_edits_ones_own_and_the_owner_deletes_any() {
    let fixture = Fixture::new().await;
    let [ada, bob, eve] = [fixture.user("ada").await, fixture.user("bob").await, fixture.user("eve").await];
    let chat = fixture.chat(ada, "one").await;
    fixture.joins(bob, chat).await;
    fixture.joins(eve, chat).await;
    let [hers, his] = [fixture.says(ada, chat, "hers").await.message.id, fixture.says(bob, chat, "his").await.message.id];
    let before = fixture.head(ada, chat).await;
    assert!(matches!(fixture.edits(bob, chat, hers, "x").await, Err(Error::NotTheAuthor)));
    assert!(matches!(fixture.edits(ada, chat, his, "x").await, Err(Error::NotTheAuthor)), "not even the owner puts words into mouths");
    assert!(matches!(fixture.deletes(bob, chat, hers).await, Err(Error::NotTheAuthor)));
    assert!(matches!(fixture.deletes(eve, chat, his).await, Err(Error::NotTheAuthor)));
    assert_eq!(fixture.head(ada, chat).await, before, "what is refused takes no seq");
    fixture.deletes(ada, chat, his).await.expect("the owner deletes");
    assert!(matches!(fixture.deletes(eve, chat, his).await, Err(Error::NotTheAuthor)), "also of what is gone already");
    fixture.writer.perform(TransferChat { by: ada, chat_id: chat, to: eve, owned_max: 1_000 }).await.expect("handed over");
    fixture.deletes(eve, chat, hers).await.expect("the new owner deletes");
    assert!(matches!(fixture.deletes(ada, chat, his).await, Err(Error::NotTheAuthor)), "the owner that was");
}

#[tokio::test]
async fn outsiders_and_those_who_left_change_nothing() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let [public, other] = [fixture.chat(ada, "public").await, fixture.chat(ada, "other").await];
    let private = fixture.creates(ada, "private", Visibility::Private, None).await.chat.id;
    let whispered = fixture.says(ada, private, "whispered").await.message.id;
    fixture.joins(bob, public).await;
    let his = fixture.says(bob, public, "mine").await.message.id;
    assert!(matches!(fixture.edits(bob, private, whispered, "x").await, Err(Error::ChatNotFound)));
    assert!(matches!(fixture.deletes(bob, private, whispered).await, Err(Error::ChatNotFound)));
    for id in [MessageId::generate(), his] {
        assert!(matches!(fixture.edits(ada, other, id, "x").await, Err(Error::MessageNotFound)), "it is not in this chat");
        assert!(matches!(fixture.deletes(ada, other, id).await, Err(Error::MessageNotFound)), "it is not in this chat");
    }
    fixture.writer.perform(LeaveChat { by: bob, chat_id: public }).await.expect("left");
    assert!(matches!(fixture.edits(bob, public, his, "x").await, Err(Error::NotAMember)));
    assert!(matches!(fixture.deletes(bob, public, his).await, Err(Error::NotAMember)));
    fixture.writer.perform(JoinChat { by: bob, chat_id: public, checked: None }).await.expect("back");
    fixture.deletes(bob, public, his).await.expect("it is his again");
}

#[tokio::test]
async fn a_late_retry_of_a_send_is_answered_with_what_became_of_the_message() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    let first = draft("first");
    let posted = fixture.writer.post(chat, ada, first.clone()).await.expect("posted");
    let retry = async || fixture.writer.post(chat, ada, first.clone()).await.expect("the same message");
    let edited = fixture.edits(ada, chat, posted.message.id, "second").await.expect("edited");
    let again = retry().await;
    assert_eq!((again.duplicate, &again.message, again.born_seq), (true, &edited, posted.message.seq));
    let gone = fixture.deletes(ada, chat, posted.message.id).await.expect("deleted");
    let again = retry().await;
    assert_eq!((again.duplicate, &again.message, again.born_seq), (true, &gone, posted.message.seq));
    assert_eq!(fixture.reads(ada, chat).await, [gone], "nothing is stored twice");
    let another_reply = Draft { reply_to: Some(posted.message.id), ..first.clone() };
    assert!(matches!(fixture.writer.post(chat, ada, another_reply).await, Err(Error::ClientIdReused)));
}

#[tokio::test]
async fn edits_and_deletions_take_their_place_among_the_sends_that_were_handed_in_with_them() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    let said = fixture.says(ada, chat, "hello").await.message; // 3
    fixture.announced();
    let (by, chat_id, message_id) = (ada, chat, said.id);
    let before = fixture.writer.post(chat, ada, draft("before"));
    let edit = fixture.writer.perform(EditMessage { by, chat_id, message_id, body: draft("better").body, versions_max: 3 });
    let between = fixture.writer.post(chat, ada, draft("between"));
    let deletion = fixture.writer.perform(DeleteMessage { by, chat_id, message_id });
    let after = fixture.writer.post(chat, ada, draft("after"));
    let (before, edited, between, gone, after) = tokio::join!(before, edit, between, deletion, after);
    let sent = [before, between, after].map(|posted| posted.expect("posted").message.seq.0);
    assert_eq!((sent, edited.expect("edited").seq.0, gone.expect("deleted").seq.0), ([4, 6, 8], 5, 7));
    assert_eq!(fixture.announced().iter().filter_map(event).map(|e| e.seq.0).collect::<Vec<_>>(), [4, 5, 6, 7, 8]);
}

#[tokio::test]
async fn a_deletion_erases_every_body_that_the_message_had() {
    const SQL: &str = "select body from messages union all select body from message_versions order by body";
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    let said = fixture.says(ada, chat, "first").await.message.id;
    for body in ["second", "third"] {
        fixture.edits(ada, chat, said, body).await.expect("edited");
    }
    assert_eq!(database.texts(SQL).await, ["first", "second", "third"]);
    fixture.deletes(ada, chat, said).await.expect("deleted");
    assert_eq!(database.texts(SQL).await, [""]);
}
