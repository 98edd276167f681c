//! Catching up from cursors: state, in order, up to the head.

use std::collections::HashMap;

use dialogo_domain::{Change, ChatId, ChatName, Seq};
use dialogo_persistence::{ChatChange, LeaveChat, Scope, UpdateChat};
use futures_util::future::join_all;

use crate::support::Fixture;

#[tokio::test]
async fn everything_after_the_cursor_comes_in_order_up_to_the_head() {
    let fixture = Fixture::new().await;
    let [ada, bob, eve] = [fixture.user("ada").await, fixture.user("bob").await, fixture.user("eve").await];
    let chat_id = fixture.chat(ada, "one").await; // seq 1 and 2
    fixture.says(ada, chat_id, "before").await; // 3
    fixture.joins(bob, chat_id).await; // 4
    fixture.joins(eve, chat_id).await; // 5
    let change = ChatChange { name: ChatName::parse("renamed").ok(), ..ChatChange::default() };
    fixture.writer.perform(UpdateChat { by: ada, chat_id, change }).await.expect("renamed"); // 6
    fixture.writer.perform(LeaveChat { by: eve, chat_id }).await.expect("left"); // 7
    fixture.says(bob, chat_id, "after").await; // 8
    let caught = fixture.catches_up(ada, &[(chat_id, 3)]).await;
    let told: Vec<_> = caught
        .changes
        .iter()
        .map(|event| {
            let what = match &event.change {
                Change::MessageCreated(message) => message.body.to_string(),
                Change::MessageUpdated(message) | Change::MessageDeleted(message) => format!("{} changed", message.number),
                Change::MemberJoined(member) => format!("{} joined", member.user.username),
                Change::MemberLeft { user_id, .. } => format!("eve left: {}", *user_id == eve),
                Change::MemberUpdated(member) => format!("{} changed", member.user.username),
                Change::ChatUpdated(chat) => format!("now {}", chat.name),
                Change::ReactionAdded(_) | Change::ReactionRemoved(_) => unreachable!("a replay tells of rows"),
            };
            (event.seq.0, what)
        })
        .collect();
    let expected = [(4, "bob joined"), (6, "now renamed"), (7, "eve left: true"), (8, "after")];
    assert_eq!(told, expected.map(|(seq, what)| (seq, what.to_owned())), "eve's joining is not a state any more");
    assert_eq!((caught.chats[0].seq, caught.chats[0].message_count), (Seq(8), 2));
    assert!(caught.resets.is_empty() && caught.gone.is_empty());
}

#[tokio::test]
async fn a_chat_without_a_cursor_is_named_but_not_replayed_and_one_that_is_gone_is_said_to_be() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let [mine, foreign] = [fixture.chat(ada, "mine").await, fixture.chat(bob, "foreign").await];
    let nowhere = ChatId::generate();
    let caught = fixture.catches_up(ada, &[(foreign, 0), (nowhere, 7)]).await;
    assert_eq!(caught.chats.iter().map(|head| head.id).collect::<Vec<_>>(), [mine]);
    let mut gone = caught.gone;
    gone.sort_unstable();
    let mut expected = [foreign, nowhere];
    expected.sort_unstable();
    assert_eq!((gone.as_slice(), caught.changes.len()), (expected.as_slice(), 0));
}

#[tokio::test]
async fn a_sync_speaks_of_the_named_chats_only() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let [one, _two] = [fixture.chat(ada, "one").await, fixture.chat(ada, "two").await];
    fixture.says(ada, one, "hello").await;
    let cursors = HashMap::from([(one, Seq(2))]);
    let caught = fixture.store.catch_up(ada, &cursors, Scope::Named).await.expect("caught up");
    assert_eq!((caught.chats.len(), caught.changes.len()), (1, 1));
}

#[tokio::test]
async fn far_behind_is_a_reset_of_that_chat_alone() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let [busy, quiet] = [fixture.chat(ada, "busy").await, fixture.chat(ada, "quiet").await];
    let posts: Vec<_> = (0..501).map(|n| fixture.writer.post(busy, ada, crate::support::draft(&n.to_string()))).collect();
    for post in posts {
        post.await.expect("posted");
    }
    fixture.says(ada, quiet, "hello").await;
    let caught = fixture.catches_up(ada, &[(busy, 2), (quiet, 2)]).await;
    assert_eq!(caught.resets, [(busy, Seq(503))]);
    assert_eq!(caught.changes.len(), 1);
    let caught = fixture.catches_up(ada, &[(busy, 3)]).await;
    assert_eq!((caught.resets.len(), caught.changes.len()), (0, 500));
    let future = fixture.catches_up(ada, &[(busy, 504)]).await;
    assert_eq!((future.resets.len(), future.changes.len()), (1, 0));
}

#[tokio::test]
async fn a_replay_that_is_heavy_is_a_reset_and_the_light_chats_are_told() {
    let fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let [heavy, light] = [fixture.chat(ada, "heavy").await, fixture.chat(ada, "light").await];
    fixture.says(ada, light, "hello").await;
    let longest = "\u{1F980}".repeat(4_000);
    // All at once: nobody takes the announcements here, and a batch is one.
    join_all((0..65).map(|_| fixture.says(ada, heavy, &longest))).await;
    let caught = fixture.catches_up(ada, &[(heavy, 2), (light, 2)]).await;
    assert_eq!((caught.changes.len(), caught.resets.len()), (66, 0), "a mebibyte is told");
    join_all((65..67).map(|_| fixture.says(ada, heavy, &longest))).await;
    let caught = fixture.catches_up(ada, &[(heavy, 2), (light, 2)]).await;
    assert_eq!(caught.changes.iter().map(|event| event.chat_id).collect::<Vec<_>>(), [light]);
    assert_eq!(caught.resets, [(heavy, Seq(69))]);
}
