//! Chats: listing, finding, changing, handing over and deleting them.

use dialogo_domain::{Change, Chat, ChatName, PasswordHash, Role, UserId, Visibility};
use dialogo_persistence::{
    ChatChange, ChatOrder, Committed, DeleteChat, Discover, Error, HistoryAt, Keyset, Slice, TransferChat, UpdateChat,
};

use crate::support::Fixture;

fn names(slice: &Slice<Chat>) -> Vec<&str> {
    slice.items.iter().map(|chat| chat.name.as_str()).collect()
}

async fn discovers(fixture: &Fixture, me: UserId, filter: &Discover, after: Option<&Keyset>, limit: i64) -> Slice<Chat> {
    fixture.store.discover_chats(me, filter, after, limit).await.expect("listed")
}

#[tokio::test]
async fn the_owner_is_the_first_member_from_the_first_moment() {
    let mut fixture = Fixture::new().await;
    let ada = fixture.user("ada").await;
    let mine = fixture.creates(ada, "one", Visibility::Private, Some("hash")).await;
    assert_eq!((mine.role, mine.chat.owner_id, mine.chat.member_count, mine.chat.seq.0), (Role::Owner, Some(ada), 1, 2));
    assert!(mine.chat.has_password);
    assert_eq!(fixture.chats_of(ada).await, [mine.chat.id]);
    assert_eq!(fixture.my_chat(ada, mine.chat.id).await, mine);
    assert!(matches!(&fixture.announced()[..], [Committed::Joined { user_id, chat, .. }] if *user_id == ada && **chat == mine));
}

#[tokio::test]
async fn discovery_shows_public_chats_that_one_is_not_in_page_by_page_in_every_order() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    for name in ["Beta", "alpha", "gamma", "delta"] {
        fixture.chat(ada, name).await;
    }
    fixture.creates(ada, "hidden", Visibility::Private, None).await;
    let locked = fixture.creates(ada, "locked", Visibility::Public, Some("hash")).await.chat.id;
    fixture.says(ada, locked, "latest").await;
    let joined = fixture.chat(ada, "joined").await;
    fixture.joins(bob, joined).await;
    for order in [ChatOrder::Name, ChatOrder::Members, ChatOrder::Created, ChatOrder::Active] {
        for descending in [false, true] {
            let filter = Discover { order, descending, ..Discover::default() };
            let all = discovers(&fixture, bob, &filter, None, 100).await;
            assert_eq!((all.items.len(), &all.next), (5, &None), "{order:?}");
            let (mut paged, mut after) = (vec![], None);
            loop {
                let page = discovers(&fixture, bob, &filter, after.as_ref(), 2).await;
                paged.extend(page.items);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(paged, all.items, "{order:?} {descending}");
        }
    }
    let by_name = Discover { order: ChatOrder::Name, ..Discover::default() };
    assert_eq!(names(&discovers(&fixture, bob, &by_name, None, 100).await), ["alpha", "Beta", "delta", "gamma", "locked"]);
    let active = Discover { order: ChatOrder::Active, descending: true, has_password: Some(true), ..Discover::default() };
    assert_eq!(names(&discovers(&fixture, bob, &active, None, 100).await), ["locked"]);
    assert!(discovers(&fixture, ada, &by_name, None, 100).await.items.is_empty());
}

#[tokio::test]
async fn no_character_of_a_search_has_a_meaning_of_its_own() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    for name in ["100% legal", "snake_case", "back\\slash", "Plain ÄÖÜ"] {
        fixture.chat(ada, name).await;
    }
    for (search, found) in [
        ("0% l", vec!["100% legal"]),
        ("e_c", vec!["snake_case"]),
        ("k\\s", vec!["back\\slash"]),
        ("%%%", vec![]),
        ("_", vec![]),
        ("b", vec!["back\\slash"]),
        ("' or 1=1--", vec![]),
        ("äöü", vec!["Plain ÄÖÜ"]),
    ] {
        let filter = Discover { search: Some(search.to_owned()), ..Discover::default() };
        assert_eq!(names(&discovers(&fixture, bob, &filter, None, 100).await), found, "{search}");
    }
}

#[tokio::test]
async fn my_chats_come_with_their_latest_message_and_what_is_unread() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let [quiet, busy] = [fixture.chat(ada, "quiet").await, fixture.chat(ada, "busy").await];
    fixture.says(ada, busy, "before").await;
    fixture.joins(bob, quiet).await;
    fixture.joins(bob, busy).await;
    let latest = fixture.says(ada, busy, "after").await.message;
    let mine = fixture.store.my_chats(bob, None, 10).await.expect("listed").items;
    let told: Vec<_> =
        mine.iter().map(|mine| (mine.chat.id, mine.read.read_number.0, mine.read.unread, mine.last_message.clone())).collect();
    assert_eq!(told, [(busy, 1, 1, Some(latest)), (quiet, 0, 0, None)]);
    let page = fixture.store.my_chats(bob, None, 1).await.expect("listed");
    let rest = fixture.store.my_chats(bob, page.next.as_ref(), 1).await.expect("listed");
    assert_eq!((page.items[0].chat.id, rest.items[0].chat.id, rest.next), (busy, quiet, None));
}

#[tokio::test]
async fn only_the_owner_changes_a_chat_and_each_part_by_itself() {
    let mut fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat = fixture.creates(ada, "old", Visibility::Public, Some("hash")).await.chat;
    let update = |by, change| fixture.writer.perform(UpdateChat { by, chat_id: chat.id, change });
    let rename = ChatChange { name: ChatName::parse("new").ok(), ..ChatChange::default() };
    assert!(matches!(update(bob, rename.clone()).await, Err(Error::NotAMember)));
    let renamed = update(ada, rename).await.expect("renamed");
    assert_eq!((renamed.name.as_str(), renamed.has_password, renamed.seq.0), ("new", true, 3));
    let opened = update(ada, ChatChange { password_hash: Some(None), ..ChatChange::default() }).await.expect("opened");
    assert!(!opened.has_password);
    let hash = PasswordHash::new("other".to_owned());
    let locked = update(ada, ChatChange { password_hash: Some(Some(hash.clone())), ..ChatChange::default() }).await.expect("locked");
    assert!(locked.has_password);
    assert_eq!(fixture.store.join_condition(bob, chat.id).await.expect("asked").password_hash, Some(hash));
    let hidden = update(ada, ChatChange { visibility: Some(Visibility::Private), ..ChatChange::default() }).await.expect("hidden");
    assert_eq!((hidden.name.as_str(), hidden.visibility), ("new", Visibility::Private));
    assert!(matches!(fixture.store.chat(bob, chat.id).await, Err(Error::ChatNotFound)));
    let told = fixture.announced();
    assert!(matches!(told.last(), Some(Committed::Event(event)) if event.change == Change::ChatUpdated(hidden)));
}

#[tokio::test]
async fn a_chat_is_handed_over_to_a_member_and_has_one_owner_always() {
    let fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let chat_id = fixture.chat(ada, "one").await;
    let transfer = |by, to| fixture.writer.perform(TransferChat { by, chat_id, to, owned_max: 1_000 });
    assert!(matches!(transfer(ada, bob).await, Err(Error::UserNotFound)), "not a member yet");
    fixture.joins(bob, chat_id).await;
    assert!(matches!(transfer(bob, bob).await, Err(Error::NotTheOwner)));
    assert_eq!(transfer(ada, bob).await.expect("handed over").owner_id, Some(bob));
    assert!(matches!(transfer(ada, ada).await, Err(Error::NotTheOwner)));
    assert_eq!(fixture.my_chat(bob, chat_id).await.role, Role::Owner);
}

#[tokio::test]
async fn a_deleted_chat_is_gone_at_once_and_its_rows_soon() {
    let mut fixture = Fixture::new().await;
    let [ada, bob] = [fixture.user("ada").await, fixture.user("bob").await];
    let [chat_id, kept] = [fixture.chat(ada, "doomed").await, fixture.chat(ada, "kept").await];
    fixture.joins(bob, chat_id).await;
    for n in 0..5 {
        fixture.says(bob, chat_id, &n.to_string()).await;
    }
    fixture.says(ada, kept, "stays").await;
    assert!(matches!(fixture.writer.perform(DeleteChat { by: bob, chat_id }).await, Err(Error::NotTheOwner)));
    fixture.announced();
    fixture.writer.perform(DeleteChat { by: ada, chat_id }).await.expect("deleted");
    assert!(matches!(&fixture.announced()[..], [Committed::Deleted(id)] if *id == chat_id));
    assert!(matches!(fixture.tries_to_say(bob, chat_id, "echo").await, Err(Error::ChatNotFound)));
    assert!(matches!(fixture.store.messages(bob, chat_id, HistoryAt::Newest, 1).await, Err(Error::ChatNotFound)));
    assert!(fixture.chats_of(bob).await.is_empty());
    let mut steps = vec![];
    while let removed @ 1.. = fixture.store.purge_deleted_chats(2).await.expect("purged") {
        steps.push(removed);
    }
    assert_eq!(steps, [2, 2, 1, 2, 1], "five messages, two members, the chat");
    assert_eq!(fixture.store.messages(ada, kept, HistoryAt::Newest, 9).await.expect("read").messages.len(), 1);
}
