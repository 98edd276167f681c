//! Sessions and the chain of their refresh tokens.

use std::time::Duration;

use dialogo_domain::{DisplayName, PasswordHash, PushSubscription, SessionId, UserId, Username, Visibility};
use dialogo_persistence::{DeleteAccount, Error, NewSession, OpenDirectChat, ProfileChange, Rotation, Store, UpdateProfile};
use dialogo_testkit::TestDatabase;
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use crate::support::{Fixture, IS_WAITING, draft, settings};

const GRACE: Duration = Duration::from_secs(10);

fn at(secs: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(secs)
}

async fn session(store: &Store, user_id: UserId) -> SessionId {
    let id = SessionId::generate();
    let session = NewSession { id, user_id, device: Some("laptop".to_owned()), created_at: at(0), expires_at: at(1_000), ends_at: None };
    store.insert_session(&session).await.expect("begun");
    id
}

async fn rotate(store: &Store, id: SessionId, generation: i64, now: i64) -> Rotation {
    store.rotate_refresh_token(id, generation, at(now), GRACE, at(now + 1_000)).await.expect("rotated")
}

#[tokio::test]
async fn a_refresh_token_is_replaced_and_its_repeat_gets_the_same_successor_for_a_moment() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let id = session(&fixture.store, ada).await;
    let first = Rotation::Rotated { user_id: ada, generation: 1, expires_at: at(1_100) };
    assert_eq!(rotate(&fixture.store, id, 0, 100).await, first);
    assert_eq!(rotate(&fixture.store, id, 0, 110).await, first);
    assert_eq!(rotate(&fixture.store, id, 1, 120).await, Rotation::Rotated { user_id: ada, generation: 2, expires_at: at(1_120) });
}

#[tokio::test]
async fn a_replaced_token_that_comes_back_later_ends_the_session() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let id = session(&fixture.store, ada).await;
    rotate(&fixture.store, id, 0, 100).await;
    assert_eq!(rotate(&fixture.store, id, 0, 111).await, Rotation::Reused { user_id: ada });
    assert_eq!(rotate(&fixture.store, id, 1, 112).await, Rotation::Ended);
    assert!(!fixture.store.is_session_live(id, ada, at(112)).await.expect("asked"));
}

#[tokio::test]
async fn an_older_token_ends_the_session_even_within_the_grace() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let id = session(&fixture.store, ada).await;
    rotate(&fixture.store, id, 0, 100).await;
    rotate(&fixture.store, id, 1, 101).await;
    assert_eq!(rotate(&fixture.store, id, 0, 102).await, Rotation::Reused { user_id: ada });
}

#[tokio::test]
async fn parallel_refreshes_agree_on_one_successor() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let id = session(&fixture.store, ada).await;
    let rotations = futures_util::future::join_all((0..20).map(|_| rotate(&fixture.store, id, 0, 100))).await;
    let first = Rotation::Rotated { user_id: ada, generation: 1, expires_at: at(1_100) };
    assert!(rotations.iter().all(|rotation| *rotation == first), "{rotations:?}");
}

#[tokio::test]
async fn a_session_expires_ends_and_is_purged() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let [mine, other, his] = [session(&fixture.store, ada).await, session(&fixture.store, ada).await, session(&fixture.store, bob).await];
    assert!(fixture.store.is_session_live(mine, ada, at(999)).await.expect("asked"));
    assert!(!fixture.store.is_session_live(mine, ada, at(1_000)).await.expect("asked"));
    assert!(!fixture.store.is_session_live(mine, bob, at(1)).await.expect("asked"));
    assert!(!fixture.store.end_session(ada, his, at(1)).await.expect("asked"), "another's session cannot be ended");
    fixture.store.end_other_sessions(ada, mine, at(1)).await.expect("ended");
    let left = fixture.store.sessions(ada, at(2)).await.expect("listed");
    assert_eq!(left.iter().map(|session| session.id).collect::<Vec<_>>(), [mine]);
    assert_eq!(left[0].device.as_deref(), Some("laptop"));
    assert!(!fixture.store.end_session(ada, other, at(3)).await.expect("asked"), "it has ended already");
    assert!(fixture.store.end_session(ada, mine, at(3)).await.expect("asked"));
    for removed in [1, 1, 0] {
        assert_eq!(fixture.store.purge_sessions(at(10), 1).await.expect("purged"), removed);
    }
}

#[tokio::test]
async fn a_session_signs_its_user_in_to_all_their_chats_until_it_ends() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.creates(ada, "one", Visibility::Public, None).await.chat;
    fixture.creates(bob, "two", Visibility::Public, None).await;
    let id = session(&fixture.store, ada).await;
    let signed_in = fixture.store.sign_in(id, ada, at(1)).await.expect("read").expect("a session");
    assert_eq!(
        (signed_in.user.summary.id, signed_in.chats.iter().map(|head| (head.id, head.seq)).collect()),
        (ada, vec![(chat.id, chat.seq)])
    );
    assert!(fixture.store.sign_in(id, bob, at(1)).await.expect("read").is_none(), "somebody else's");
    assert!(fixture.store.sign_in(id, ada, at(1_000)).await.expect("read").is_none(), "expired");
    fixture.store.end_session(ada, id, at(2)).await.expect("ended");
    assert!(fixture.store.sign_in(id, ada, at(3)).await.expect("read").is_none(), "ended");
}

#[tokio::test]
async fn what_was_under_way_when_an_account_was_closed_or_deleted_is_refused() {
    let fixture = Fixture::new().await;
    let [ada, bob, keeper] = [fixture.user("ada").await, fixture.user("bob").await, fixture.user("keeper").await];
    fixture.store.set_admin(&Username::parse("keeper").expect("a username"), true).await.expect("granted");
    let chat = fixture.writer.perform(OpenDirectChat { by: ada, with: bob }).await.expect("opened").chat.id;
    fixture.store.suspend(keeper, bob, at(1)).await.expect("suspended");
    let checked = Some(PasswordHash::new("hash of ada".to_owned()));
    assert!(fixture.writer.perform(DeleteAccount { user_id: ada, checked, now: at(1) }).await.expect("deleted"));
    let later = Timestamp::now() + SignedDuration::from_hours(1);
    let refusals = async |user_id| {
        let session = NewSession { id: SessionId::generate(), user_id, device: None, created_at: at(0), expires_at: at(9), ends_at: None };
        let began = fixture.store.insert_session(&session).await.expect_err("refused");
        let scheduled = fixture.store.schedule(user_id, chat, &draft("later"), later, 9).await.expect_err("refused");
        [began, scheduled]
    };
    assert!(matches!(refusals(bob).await, [Error::AccountSuspended, Error::AccountSuspended]));
    assert!(matches!(refusals(ada).await, [Error::AccountGone, Error::AccountGone]));
    let change = ProfileChange { display_name: Some(DisplayName::parse("Ada").expect("a name")), ..ProfileChange::default() };
    let renamed = fixture.writer.perform(UpdateProfile { user_id: ada, change }).await;
    assert!(matches!(renamed, Err(Error::UserNotFound)), "{renamed:?}");
}

#[tokio::test]
async fn a_session_does_not_begin_while_its_account_is_being_closed() {
    let database = TestDatabase::create().await;
    let fixture = Fixture::on(database.config(), &settings()).await;
    let ada = fixture.user("ada").await;
    let other = database.session().await;
    other.runs("begin; update users set suspended_at = now()").await;
    let closing = async {
        database.session().await.sees(IS_WAITING).await;
        other.runs("commit").await;
    };
    let session = NewSession { id: SessionId::generate(), user_id: ada, device: None, created_at: at(0), expires_at: at(9), ends_at: None };
    let (began, ()) = tokio::join!(fixture.store.insert_session(&session), closing);
    assert!(matches!(began, Err(Error::AccountSuspended)), "{began:?}");
    assert!(!fixture.store.is_session_live(session.id, ada, at(1)).await.expect("read"));
}

fn browser(name: &str) -> PushSubscription {
    PushSubscription { endpoint: format!("https://push.example.org/{name}"), public_key: vec![4; 65], secret: vec![1; 16] }
}

#[tokio::test]
async fn a_browser_that_subscribes_for_many_at_once_belongs_to_one_of_them() {
    let fixture = Fixture::new().await;
    let mut sessions = vec![];
    for n in 0..8 {
        let user_id = fixture.user(&format!("user{n}")).await;
        sessions.push((user_id, session(&fixture.store, user_id).await));
    }
    for round in 0..5 {
        let to = browser(&round.to_string());
        let subscribe = |(user_id, id)| fixture.store.subscribe(user_id, id, &to, at(1), 1);
        for answer in join_all(sessions.iter().copied().map(subscribe)).await {
            assert!(answer.expect("no collision"));
        }
    }
}

#[tokio::test]
async fn a_device_is_subscribed_by_a_living_session_of_its_owner_alone() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let id = session(&fixture.store, ada).await;
    let to = browser("ada");
    assert!(fixture.store.subscribe(ada, id, &to, at(1), 1).await.expect("asked"));
    assert!(!fixture.store.subscribe(bob, id, &to, at(1), 1).await.expect("asked"));
    assert!(!fixture.store.subscribe(ada, id, &to, at(1_000), 1).await.expect("asked"), "it has ended by itself");
    let another = session(&fixture.store, ada).await;
    let full = fixture.store.subscribe(ada, another, &browser("another"), at(1), 1).await;
    assert!(matches!(full, Err(Error::TooMany(_))), "{full:?}");
    fixture.store.end_session(ada, another, at(1)).await.expect("ended");
    assert!(!fixture.store.subscribe(ada, another, &to, at(1), 1).await.expect("asked"));
}
