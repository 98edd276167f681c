//! Messages that are committed together: what becomes of one is no other's business, and what fails takes no place.

use dialogo_domain::{Change, Draft, MessageId, Seq, Silence, UserId};
use dialogo_persistence::{ChatChange, DeleteChat, Error, RemoveMember, UpdateChat};
use dialogo_testkit::TestDatabase;
use futures_util::future::join_all;

use crate::support::{Fixture, IS_WAITING, draft, event, settings};

#[tokio::test]
async fn whoever_is_refused_or_repeats_takes_no_place_among_the_others() {
    let mut fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.chat(ada, "one").await;
    let stored = draft("stored before");
    fixture.writer.post(chat, ada, stored.clone()).await.expect("posted");
    fixture.announced();
    let twice = draft("twice");
    let drafts = [
        (ada, stored.clone()),
        (ada, draft("first")),
        (ada, twice.clone()),
        (bob, draft("outsider")),
        (UserId::generate(), draft("nobody")),
        (ada, twice.clone()),
        (ada, Draft { body: draft("other").body, ..twice.clone() }),
        (ada, Draft { body: draft("other").body, ..stored.clone() }),
        (ada, Draft { reply_to: Some(MessageId::generate()), ..draft("to nothing") }),
        (ada, draft("last")),
    ];
    let outcomes = join_all(drafts.into_iter().map(|(author, draft)| fixture.writer.post(chat, author, draft))).await;
    let told: Vec<_> = outcomes
        .iter()
        .map(|outcome| {
            outcome.as_ref().map(|posted| (posted.message.number.0, posted.born_seq.0, posted.duplicate)).map_err(Error::to_string)
        })
        .collect();
    let refused = |error: &Error| Err(error.to_string());
    assert_eq!(
        told,
        [
            Ok((1, 3, true)),
            Ok((2, 4, false)),
            Ok((3, 5, false)),
            refused(&Error::NotAMember),
            refused(&Error::UserNotFound),
            Ok((3, 5, true)),
            refused(&Error::ClientIdReused),
            refused(&Error::ClientIdReused),
            refused(&Error::ReplyNotFound),
            Ok((4, 6, false)),
        ]
    );
    let announced = fixture.announced();
    assert_eq!(announced.iter().filter_map(event).map(|event| event.seq).collect::<Vec<_>>(), [4, 5, 6].map(Seq));
    assert_eq!(fixture.head(ada, chat).await, 6);
}

#[tokio::test]
async fn a_chat_that_is_deleted_and_a_member_who_is_removed_between_hurt_no_neighbour() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let [doomed, kept] = [fixture.chat(ada, "doomed").await, fixture.chat(ada, "kept").await];
    fixture.joins(bob, kept).await;
    let writer = &fixture.writer;
    let before = [writer.post(doomed, ada, draft("before")), writer.post(kept, bob, draft("before"))];
    let deleted = writer.perform(DeleteChat { by: ada, chat_id: doomed });
    let removed = writer.perform(RemoveMember { by: ada, chat_id: kept, user_id: bob });
    let after = [writer.post(doomed, ada, draft("after")), writer.post(kept, bob, draft("after")), writer.post(kept, ada, draft("and on"))];
    let (before, deleted, removed, after) = tokio::join!(join_all(before), deleted, removed, join_all(after));
    assert!(before.iter().all(Result::is_ok) && deleted.is_ok() && removed.is_ok());
    assert!(matches!(after[..], [Err(Error::ChatNotFound), Err(Error::NotAMember), Ok(_)]), "{after:?}");
}

/// Lets a statement fail that stores a poisonous message.
const POISON: &str = "create function refuse_poison() returns trigger language plpgsql as $$ \
                      begin if new.body like 'poison%' then raise exception 'refused'; end if; return new; end $$; \
                      create trigger poison before insert on messages for each row execute function refuse_poison()";

#[tokio::test]
async fn what_fails_though_its_commit_is_on_the_way_already_is_not_stored_and_its_neighbours_are() {
    let database = TestDatabase::create().await;
    let mut fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    let chat = fixture.chat(ada, "one").await;
    fixture.announced();
    database.session().await.runs(POISON).await;
    let outcomes = join_all(["1", "poison", "2"].map(|body| fixture.tries_to_say(ada, chat, body))).await;
    assert!(matches!(outcomes[..], [Ok(_), Err(Error::Internal(_)), Ok(_)]), "{outcomes:?}");
    let announced = fixture.announced();
    let heard: Vec<_> = announced
        .iter()
        .filter_map(event)
        .map(|event| match &event.change {
            Change::MessageCreated(message) => (event.seq.0, message.body.as_str()),
            other => unreachable!("{other:?}"),
        })
        .collect();
    assert_eq!(heard, [(3, "1"), (4, "2")]);
    assert_eq!(fixture.reads(ada, chat).await.iter().map(|message| message.body.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(fixture.head(ada, chat).await, 4);
}

#[tokio::test]
async fn a_membership_that_ends_while_the_writer_waits_for_the_chat_is_seen() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.chat(ada, "one").await;
    fixture.joins(bob, chat).await;
    let (other, watcher) = (database.session().await, database.session().await);
    other.runs("begin; select 1 from chats for update; update members set departure = 'left' where changed_seq = 3").await;
    let change = async {
        watcher.sees(IS_WAITING).await;
        other.runs("commit").await;
    };
    let (posted, ()) = tokio::join!(fixture.tries_to_say(bob, chat, "too late"), change);
    assert!(matches!(posted, Err(Error::NotAMember)), "{posted:?}");
}

#[tokio::test]
async fn a_slow_chat_counts_the_messages_of_one_batch_and_lets_the_neighbours_pass() {
    let fixture = Fixture::new().await;
    let [ada, bob, eve] = [fixture.user("ada").await, fixture.user("bob").await, fixture.user("eve").await];
    let (slow, other) = (fixture.chat(ada, "slow").await, fixture.chat(ada, "other").await);
    for (user, chat) in [(bob, slow), (bob, other), (eve, slow)] {
        fixture.joins(user, chat).await;
    }
    let change = ChatChange { slow_mode_secs: Some(3_600), ..ChatChange::default() };
    fixture.writer.perform(UpdateChat { by: ada, chat_id: slow, change }).await.expect("changed");
    let first = draft("first");
    let drafts = [
        (bob, slow, first.clone()),
        (bob, slow, draft("too soon")),
        (bob, slow, first.clone()),
        (eve, slow, draft("hers")),
        (ada, slow, draft("one")),
        (ada, slow, draft("two")),
        (bob, other, draft("elsewhere")),
        (bob, other, draft("elsewhere again")),
    ];
    let outcomes = join_all(drafts.into_iter().map(|(author, chat, draft)| fixture.writer.post(chat, author, draft))).await;
    let told: Vec<_> = outcomes.iter().map(|outcome| outcome.as_ref().map(|posted| posted.message.number.0).ok()).collect();
    assert_eq!(told, [Some(1), None, Some(1), Some(2), Some(3), Some(4), Some(1), Some(2)]);
    assert!(matches!(outcomes[1], Err(Error::Silenced(Silence::SlowMode { .. }))), "{:?}", outcomes[1]);
    let later = fixture.writer.post(slow, eve, draft("hers again")).await;
    assert!(matches!(later, Err(Error::Silenced(Silence::SlowMode { .. }))), "{later:?}");
}
