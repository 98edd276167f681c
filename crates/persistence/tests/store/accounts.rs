//! Accounts: unique names, whatever they look like, and profiles that all one's chats hear of.

use dialogo_domain::{Avatar, Change, DisplayName, PasswordHash, UserId, Username};
use dialogo_persistence::{Committed, Error, NewAccount, ProfileChange, UpdateProfile};

use crate::support::{Fixture, event};

fn account(name: &str) -> NewAccount {
    NewAccount {
        id: UserId::generate(),
        username: Username::parse(name).expect("a username"),
        display_name: DisplayName::parse(name).expect("a name"),
        password_hash: PasswordHash::new("hash".to_owned()),
    }
}

#[tokio::test]
async fn a_name_is_taken_in_every_case_and_by_every_look_alike() {
    let fixture = Fixture::new().await;
    fixture.store.insert_account(&account("paypal")).await.expect("registered");
    for taken in ["paypal", "PayPal", "ｐａｙｐａｌ", "paypa1"] {
        assert!(matches!(fixture.store.insert_account(&account(taken)).await, Err(Error::UsernameTaken)), "{taken}");
    }
}

#[tokio::test]
async fn credentials_are_found_by_name_and_by_id() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let name = Username::parse("Ada").expect("a username");
    let found = fixture.store.credentials(&name).await.expect("asked").expect("found");
    assert_eq!((found.user.summary.id, found.password_hash.as_ref().map(PasswordHash::as_str)), (ada, Some("hash of ada")));
    assert!(fixture.store.credentials_of(ada).await.expect("asked").is_some());
    assert!(fixture.store.credentials_of(UserId::generate()).await.expect("asked").is_none());
    assert!(matches!(fixture.store.user(UserId::generate()).await, Err(Error::UserNotFound)));
}

#[tokio::test]
async fn a_password_changes_only_from_the_one_that_was_checked() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let hash = |text: &str| PasswordHash::new(text.to_owned());
    assert!(!fixture.store.replace_password_hash(ada, Some(&hash("another")), &hash("new")).await.expect("asked"));
    assert!(fixture.store.replace_password_hash(ada, Some(&hash("hash of ada")), &hash("new")).await.expect("asked"));
}

#[tokio::test]
async fn a_profile_change_takes_a_seq_in_each_chat_of_the_user() {
    let mut fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let [one, two] = [fixture.chat(ada, "one").await, fixture.chat(bob, "two").await];
    fixture.joins(ada, two).await;
    fixture.announced();
    let change = ProfileChange { avatar: Some(Avatar::parse("🦀").ok()), username: Username::parse("countess").ok(), display_name: None };
    let user = fixture.writer.perform(UpdateProfile { user_id: ada, change }).await.expect("changed");
    assert_eq!((user.summary.username.as_str(), user.summary.display_name.as_str()), ("countess", "ada"));
    let announced = fixture.announced();
    let mut heard: Vec<_> = announced.iter().filter_map(event).map(|e| (e.chat_id, e.seq.0)).collect();
    heard.sort_unstable();
    let mut expected = vec![(one, 3), (two, 4)];
    expected.sort_unstable();
    assert_eq!(heard, expected);
    assert!(
        announced
            .iter()
            .all(|c| matches!(c, Committed::Event(e) if matches!(&e.change, Change::MemberUpdated(m) if m.user == user.summary)))
    );
}

#[tokio::test]
async fn a_profile_cannot_take_a_name_that_is_taken() {
    let mut fixture = Fixture::new().await;
    let [ada, _bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.chat(ada, "one").await;
    fixture.announced();
    let change = ProfileChange { username: Username::parse("BOB").ok(), ..ProfileChange::default() };
    assert!(matches!(fixture.writer.perform(UpdateProfile { user_id: ada, change }).await, Err(Error::UsernameTaken)));
    assert!(fixture.announced().is_empty());
    assert_eq!(fixture.says(ada, chat, "still three").await.message.seq.0, 3, "a change that fails takes no seq");
}
