//! Joining, leaving, removing, and read positions.

use dialogo_domain::{Change, Departure, Number, PasswordHash, Visibility};
use dialogo_persistence::{Committed, Error, JoinChat, LeaveChat, RemoveMember};

use crate::support::Fixture;

#[tokio::test]
async fn joining_takes_the_password_that_is_set_at_that_moment() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat_id = fixture.creates(ada, "locked", Visibility::Public, Some("hash")).await.chat.id;
    let join = |checked: Option<&str>| {
        fixture.writer.perform(JoinChat { by: bob, chat_id, checked: checked.map(|text| PasswordHash::new(text.to_owned())) })
    };
    assert!(matches!(join(None).await, Err(Error::PasswordChanged)));
    assert!(matches!(join(Some("old hash")).await, Err(Error::PasswordChanged)));
    assert_eq!(join(Some("hash")).await.expect("joined").chat.member_count, 2);
    assert!(fixture.store.join_condition(bob, chat_id).await.expect("asked").is_member);
}

#[tokio::test]
async fn a_password_that_was_removed_meanwhile_keeps_nobody_out() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat_id = fixture.chat(ada, "open").await;
    let checked = Some(PasswordHash::new("the hash of before".to_owned()));
    fixture.writer.perform(JoinChat { by: bob, chat_id, checked }).await.expect("joined");
}

#[tokio::test]
async fn joining_twice_changes_nothing_the_second_time() {
    let mut fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.chat(ada, "one").await;
    let first = fixture.joins(bob, chat).await;
    fixture.announced();
    assert_eq!(fixture.joins(bob, chat).await, first);
    assert!(fixture.announced().is_empty());
}

#[tokio::test]
async fn a_private_chat_does_not_exist_for_those_who_want_to_join() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat_id = fixture.creates(ada, "private", Visibility::Private, None).await.chat.id;
    assert!(matches!(fixture.store.join_condition(bob, chat_id).await, Err(Error::ChatNotFound)));
    assert!(matches!(fixture.writer.perform(JoinChat { by: bob, chat_id, checked: None }).await, Err(Error::ChatNotFound)));
}

#[tokio::test]
async fn who_leaves_is_gone_and_can_come_back_with_everything_read() {
    let mut fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat_id = fixture.chat(ada, "one").await;
    fixture.joins(bob, chat_id).await;
    fixture.announced();
    assert!(matches!(fixture.writer.perform(LeaveChat { by: ada, chat_id }).await, Err(Error::OwnerMustTransfer)));
    fixture.writer.perform(LeaveChat { by: bob, chat_id }).await.expect("left");
    assert!(matches!(
        &fixture.announced()[..],
        [Committed::Departed { event, user_id }]
            if *user_id == bob && event.seq.0 == 4 && event.change == Change::MemberLeft { user_id: bob, reason: Departure::Left }
    ));
    assert!(matches!(fixture.writer.perform(LeaveChat { by: bob, chat_id }).await, Err(Error::NotAMember)));
    fixture.says(ada, chat_id, "unheard").await;
    let back = fixture.joins(bob, chat_id).await;
    assert_eq!((back.chat.member_count, back.read.read_number.0, back.read.unread, back.chat.seq.0), (2, 1, 0, 6));
}

#[tokio::test]
async fn who_stands_above_removes_members_and_nobody_else_does() {
    let fixture = Fixture::new().await;
    let [ada, bob, eve] = [fixture.user("ada").await, fixture.user("bob").await, fixture.user("eve").await];
    let chat_id = fixture.chat(ada, "one").await;
    fixture.joins(bob, chat_id).await;
    let remove = |by, user_id| fixture.writer.perform(RemoveMember { by, chat_id, user_id });
    assert!(matches!(remove(bob, ada).await, Err(Error::Forbidden)));
    assert!(matches!(remove(ada, ada).await, Err(Error::OwnerMustTransfer)));
    assert!(matches!(remove(ada, eve).await, Err(Error::UserNotFound)));
    remove(ada, bob).await.expect("removed");
    let members = fixture.store.members(ada, chat_id, None, 10).await.expect("listed").items;
    assert_eq!(members.iter().map(|member| member.user.id).collect::<Vec<_>>(), [ada]);
    let said = fixture.says(ada, chat_id, "next").await.message;
    assert_eq!(said.seq.0, 5, "a removal that fails takes no seq");
}

#[tokio::test]
async fn members_are_listed_in_the_order_of_joining_for_members_only() {
    let fixture = Fixture::new().await;
    let [ada, bob, eve] = [fixture.user("ada").await, fixture.user("bob").await, fixture.user("eve").await];
    let chat = fixture.chat(ada, "one").await;
    fixture.joins(bob, chat).await;
    let first = fixture.store.members(bob, chat, None, 1).await.expect("listed");
    let second = fixture.store.members(bob, chat, first.next.as_ref(), 1).await.expect("listed");
    assert_eq!((first.items[0].user.id, second.items[0].user.id, second.next), (ada, bob, None));
    assert!(matches!(fixture.store.members(eve, chat, None, 1).await, Err(Error::NotAMember)));
}

#[tokio::test]
async fn a_read_position_moves_forward_only_and_never_past_the_end() {
    let fixture = Fixture::new().await;
    let [ada, eve] = [fixture.user("ada").await, fixture.user("eve").await];
    let chat = fixture.chat(ada, "one").await;
    for n in 0..3 {
        fixture.says(ada, chat, &n.to_string()).await;
    }
    for (number, read, unread) in [(2, 2, 1), (1, 2, 1), (99, 3, 0), (i64::MIN, 3, 0)] {
        let position = fixture.store.mark_read(ada, chat, Number(number), false).await.expect("marked");
        assert_eq!((position.read_number.0, position.unread), (read, unread), "{number}");
    }
    assert!(matches!(fixture.store.mark_read(eve, chat, Number(1), true).await, Err(Error::NotAMember)));
}
