//! Every operation of the store, run once in each of its forms.

use std::collections::HashMap;
use std::time::Duration;

use dialogo_domain::{
    Attachment, ChatId, DisplayName, Draft, Emoji, FileId, FileName, MediaType, MessageBody, MessageId, MessageSearch, Notifications,
    Number, PasswordHash, PushSubscription, QuietHours, ReportState, SearchTerms, Seq, SessionId, UserId, Username,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::runs;
use crate::{ChatOrder, Discover, HistoryAt, Keyset, NewAccount, NewFile, NewIdentity, NewSession, NewUpload, Scope, Store};

/// These are asked for by the server itself: once in a while, or to see whether there is an answer.
pub const NOT_ASKED_BY_CLIENTS: [&str; 22] = [
    "admins",
    "careless_settings",
    "chats_to_index",
    "due_messages",
    "forget_object",
    "forget_words",
    "index_chat",
    "is_superuser",
    "next_due",
    "objects_due",
    "postpone_scheduled",
    "prune_audit_log",
    "purge_deleted_chats",
    "purge_host_tokens",
    "purge_invitations",
    "purge_join_requests",
    "purge_reports",
    "purge_sessions",
    "set_admin",
    "release_unattached_files",
    "removals",
    "settle_scheduled",
];

/// The n-th user, and the n-th chat, of `load.sql`.
fn user(n: u128) -> UserId {
    Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0000 + n).into()
}
fn chat(n: u128) -> ChatId {
    Uuid::from_u128(0x0000_0000_0000_7000_9000_0000_0000_0000 + n).into()
}

/// Runs them.
pub async fn run_all(store: &Store) {
    accounts(store).await;
    identities(store).await;
    sessions(store).await;
    lists(store).await;
    messages(store).await;
    catching_up(store).await;
    searching(store).await;
    files(store).await;
    people(store).await;
    scheduled(store).await;
    invitations(store).await;
    join_requests(store).await;
    admins(store).await;
    push(store).await;
    reports(store).await;
}

async fn accounts(store: &Store) {
    let (id, username) = (UserId::generate(), Username::parse("newcomer").expect("a name"));
    let (hash, other) = (PasswordHash::new("hash".to_owned()), PasswordHash::new("other".to_owned()));
    let display_name = DisplayName::parse("Newcomer").expect("a name");
    let account = NewAccount { id, username: username.clone(), display_name, password_hash: hash.clone() };
    store.insert_account(&account).await.expect("registered");
    store.credentials(&username).await.expect("read").expect("found");
    store.credentials_of(id).await.expect("read").expect("found");
    store.user(id).await.expect("found");
    second_factor(store, id).await;
    assert!(store.replace_password_hash(id, Some(&hash), &other).await.expect("written"));
}

async fn identities(store: &Store) {
    let (issuer, now) = ("https://host.example", Timestamp::now());
    let [username, display_name] = ["from.the.host", "From the host"];
    let new = NewIdentity {
        id: UserId::generate(),
        issuer,
        subject: "1815",
        username: Username::parse(username).expect("a name"),
        display_name: DisplayName::parse(display_name).expect("a name"),
    };
    store.insert_identity(&new).await.expect("written").expect("new");
    assert!(store.insert_identity(&NewIdentity { id: UserId::generate(), ..new }).await.expect("asked").is_none());
    assert!(store.identified(issuer, "1815").await.expect("read").is_some_and(|known| !known.is_deleted));
    assert!(store.spend_host_token(&[1; 32], now).await.expect("written"));
    assert!(!store.spend_host_token(&[1; 32], now).await.expect("asked"));
    store.purge_host_tokens(now + Duration::from_mins(1), 100).await.expect("removed");
}

async fn second_factor(store: &Store, id: UserId) {
    assert!(store.begin_second_factor(id, &[1; 20]).await.expect("written"));
    assert!(store.confirm_second_factor(id, 1, &[[2; 32]], Timestamp::now()).await.expect("written"));
    assert!(store.second_factor(id).await.expect("read").is_some_and(|factor| factor.is_on));
    assert!(store.spend_step(id, 2).await.expect("written"));
    assert!(store.spend_recovery_code(id, &[2; 32]).await.expect("written"));
    store.end_second_factor(id).await.expect("removed");
}

async fn admins(store: &Store) {
    let (name, now) = (Username::parse("user1").expect("a name"), Timestamp::now());
    store.require_admin(user(1)).await.expect_err("not yet");
    assert!(store.set_admin(&name, true).await.expect("written"));
    store.require_admin(user(1)).await.expect("an admin");
    for text in ["", "us", "user1"] {
        let page = store.find_accounts(text, now, None, 5).await.expect("read");
        store.find_accounts(text, now, Some(&page.next.expect("more")), 5).await.expect("read");
    }
    store.suspend(user(1), user(9), now).await.expect("closed");
    store.reinstate(user(1), user(9)).await.expect("opened");
    store.end_all_sessions(user(1), user(9), now).await.expect("ended");
    let page = store.server_log(user(1), None, 50).await.expect("read");
    store.server_log(user(1), Some(&page.next.expect("more")), 50).await.expect("read");
    let page = store.chat_log(user(1), chat(1), None, 50).await.expect("read");
    store.chat_log(user(1), chat(1), Some(&page.next.expect("more")), 50).await.expect("read");
    assert!(store.set_admin(&name, false).await.expect("written"));
}

async fn sessions(store: &Store) {
    let (now, user_id, id) = (Timestamp::now(), user(1), SessionId::generate());
    let expires_at = now + Duration::from_hours(1);
    let session = NewSession { id, user_id, device: None, created_at: now, expires_at, ends_at: None };
    store.insert_session(&session).await.expect("begun");
    assert!(store.is_session_live(id, user_id, now).await.expect("read"));
    assert!(store.sign_in(id, user_id, now).await.expect("read").expect("alive").chats.len() >= 300);
    assert_eq!(store.sessions(user_id, now).await.expect("read").len(), 2);
    for generation in [0, -5] {
        store.rotate_refresh_token(id, generation, now, Duration::ZERO, expires_at).await.expect("decided");
    }
    store.end_session(user_id, id, now).await.expect("ended");
    store.end_other_sessions(user_id, id, now).await.expect("ended");
}

async fn files(store: &Store) {
    let (me, id, now) = (user(1), FileId::generate(), Timestamp::now());
    let [due_at, later] = [now + Duration::from_hours(1), now + Duration::from_mins(1)];
    store.may_upload(me, chat(1)).await.expect("a member");
    store.begin_upload(NewUpload { id, by: me, due_at }, 50).await.expect("begun");
    store.begin_upload(NewUpload { id: FileId::generate(), by: me, due_at }, 1).await.expect_err("one is under way");
    let attachment = Attachment {
        id,
        name: FileName::cleaned("a.txt"),
        media_type: MediaType::stored("text/plain".to_owned()),
        bytes: 1,
        width: None,
        height: None,
        has_thumbnail: false,
    };
    store.finish_upload(&NewFile { by: me, chat_id: chat(1), attachment, thumbnail_type: None }, later).await.expect("made");
    assert!(store.file(me, id).await.expect("read").is_some());
    store.give_up_upload(FileId::generate()).await.expect("nothing to give up");
}

async fn lists(store: &Store) {
    let me = user(1);
    let page = store.my_chats(me, None, 50).await.expect("read");
    store.my_chats(me, Some(&page.next.expect("more")), 50).await.expect("read");
    let page = store.members(me, chat(2), None, 50).await.expect("read");
    let more = store.members(me, chat(2), Some(&page.next.expect("more")), 50).await.expect("read");
    assert_eq!(more.items.len(), 50);
    for order in [ChatOrder::Name, ChatOrder::Members, ChatOrder::Created, ChatOrder::Active] {
        for descending in [false, true] {
            discovery(store, &Discover { order, descending, ..Discover::default() }).await;
            let (search, has_password) = (Some("chat 1".to_owned()), Some(false));
            discovery(store, &Discover { search, order, descending, has_password }).await;
            let search = Some("ch".to_owned());
            discovery(store, &Discover { search, order, descending, has_password: None }).await;
        }
    }
    store.chat(me, chat(3)).await.expect("read");
    store.join_condition(me, chat(3)).await.expect("read");
    runs(store, "update members set unread_mentions = 3 where user_id = '00000000-0000-7000-8000-000000000001'").await;
    store.mark_read(me, chat(1), Number(7), false).await.expect("written");
    store.set_notifications(me, chat(1), Notifications::Mentions).await.expect("written");
    let body = MessageBody::parse("begun").expect("a body");
    store.keep_draft(me, chat(1), &body, None).await.expect("written");
    store.require_membership(me, chat(1)).await.expect("a member");
    assert_eq!(store.last_seen_in(me, &[chat(1), chat(2)]).await.expect("read").first().map(|seen| seen.is_hidden), Some(false));
    store.last_seen(me, user(2)).await.expect("read");
    store.hide_presence(me, false).await.expect("written");
    store.note_last_seen(&[(me, Timestamp::now())]).await.expect("written");
}

async fn discovery(store: &Store, filter: &Discover) {
    let first = store.discover_chats(user(1), filter, None, 50).await.expect("read");
    let next: Keyset = first.next.expect("more");
    assert_eq!(store.discover_chats(user(1), filter, Some(&next), 50).await.expect("read").items.len(), 50);
}

async fn messages(store: &Store) {
    let here = Number(50_000);
    for at in [HistoryAt::Newest, HistoryAt::Before(here), HistoryAt::After(here), HistoryAt::Around(here)] {
        assert_eq!(store.messages(user(1), chat(1), at, 50).await.expect("read").messages.len(), 50);
    }
    assert!(store.message(user(1), chat(1), MessageId::generate()).await.expect("read").is_none());
    let reacted = store.messages(user(1), chat(1), HistoryAt::Around(here), 1).await.expect("read").messages[0].id;
    let emoji = Emoji::parse("👍").expect("an emoji");
    let page = store.reactions(user(1), (chat(1), reacted), None, None, 50).await.expect("read");
    store.reactions(user(1), (chat(1), reacted), Some(&emoji), Some(&page.next.expect("more")), 50).await.expect("read");
    store.add_bookmark(user(1), reacted, 9_999).await.expect("written").expect("new");
    for of in [None, Some(chat(1))] {
        let next = store.bookmarks(user(1), of, None, 20).await.expect("read").next.expect("more");
        store.bookmarks(user(1), of, Some(&next), 20).await.expect("read");
    }
    store.remove_bookmark(user(1), reacted).await.expect("removed").expect("there");
    let page = store.pins(user(1), chat(1), None, 20).await.expect("read");
    store.pins(user(1), chat(1), Some(&page.next.expect("more")), 20).await.expect("read");
    let page = store.message_versions(user(1), (chat(1), reacted), None, 20).await.expect("read");
    store.message_versions(user(1), (chat(1), reacted), Some(&page.next.expect("more")), 20).await.expect("read");
    // Everyone is in the second chat.
    runs(store, "update members set read_number = 5 where chat_id = '00000000-0000-7000-9000-000000000002'").await;
    let seen = store.messages(user(1), chat(2), HistoryAt::Newest, 1).await.expect("read").messages[0].id;
    let page = store.seen_by(user(1), (chat(2), seen), 50, None, 20).await.expect("read");
    store.seen_by(user(1), (chat(2), seen), 50, Some(&page.next.expect("more")), 20).await.expect("read");
    // Outsiders make it ask why.
    store.messages(user(9), chat(5), HistoryAt::Newest, 50).await.expect_err("refused");
    store.members(user(9), chat(5), None, 50).await.expect_err("refused");
    store.role(user(1), chat(1)).await.expect("read");
    let page = store.bans(user(1), chat(1), None, 1).await.expect("read");
    store.bans(user(1), chat(1), Some(&page.next.expect("more")), 50).await.expect("read");
}

async fn catching_up(store: &Store) {
    let cursors = HashMap::from([(chat(1), Seq(199_600)), (chat(2), Seq(200_000 - 300))]);
    for scope in [Scope::Everything, Scope::Named] {
        let caught_up = store.catch_up(user(1), &cursors, scope).await.expect("read");
        store.catch_up_to(caught_up.chats, &cursors).await.expect("read");
    }
}

async fn searching(store: &Store) {
    while store.index_chat(chat(1)).await.expect("indexed") {}
    let others = "insert into search_positions (chat_id, seq) select id, 0 from chats on conflict do nothing";
    runs(store, others).await;
    let others = "insert into search_words (word) select 'word' || n from generate_series(1, 20000) n on conflict do nothing";
    runs(store, others).await;
    runs(store, "analyze search_blocks, search_positions, search_words").await;
    store.forget_words(1_000).await.expect("removed");
    let words = |text: &str| MessageSearch { terms: SearchTerms::parse(text).expect("words"), ..MessageSearch::default() };
    for search in
        [words("absent"), words("message"), MessageSearch { author_id: Some(user(2)), chat_id: Some(chat(1)), ..words("message") }]
    {
        let page = store.search_messages(user(1), &search, None, 20).await.expect("searched");
        if let Some(next) = page.next {
            store.search_messages(user(1), &search, Some(&next), 20).await.expect("searched");
        }
    }
}

async fn people(store: &Store) {
    for text in ["us", "user"] {
        let next = store.find_people(text, None, 20).await.expect("read").next.expect("more");
        store.find_people(text, Some(&next), 20).await.expect("read");
    }
    assert!(store.apart(user(1)).await.expect("read").len() >= 1_000);
    let next = store.blocked(user(1), None, 20).await.expect("read").next.expect("more");
    store.blocked(user(1), Some(&next), 20).await.expect("read");
}

async fn scheduled(store: &Store) {
    let (me, now) = (user(1), Timestamp::now());
    let draft =
        Draft { client_id: Uuid::now_v7().into(), body: MessageBody::parse("later").expect("a body"), reply_to: None, attachments: vec![] };
    let message = store.schedule(me, chat(1), &draft, now + Duration::from_hours(1), 9_999).await.expect("written");
    let next = store.scheduled(me, None, 20).await.expect("read").next.expect("more");
    store.scheduled(me, Some(&next), 20).await.expect("read");
    assert!(store.next_due().await.expect("read").is_some());
    assert_eq!(store.due_messages(now, 20).await.expect("read").len(), 20);
    store.postpone_scheduled(message.id, now).await.expect("written");
    store.settle_scheduled(message.id, Some("not_a_member")).await.expect("written");
    store.unschedule(me, message.id, now).await.expect("removed");
    store.settle_scheduled(message.id, None).await.expect("nothing there");
}

async fn invitations(store: &Store) {
    let (me, now) = (user(1), Timestamp::now());
    let next = store.invitations(me, chat(1), now, None, 20).await.expect("read").next.expect("more");
    store.invitations(me, chat(1), now, Some(&next), 20).await.expect("read");
    // No SHA-256 at all, but what `load.sql` has stored as one.
    let code: [u8; 32] = *b"00000000000000000000000000000001";
    assert!(store.invited(user(9_999), &code, now).await.expect("found").preview.member_count > 0);
    store.purge_invitations(now, 20).await.expect("removed");
}

async fn join_requests(store: &Store) {
    let (owner, asker) = (user(5), user(9_999));
    let next = store.join_requests(owner, chat(5), None, 20).await.expect("read").next.expect("more");
    store.join_requests(owner, chat(5), Some(&next), 20).await.expect("read");
    let next = store.my_join_requests(asker, None, 20).await.expect("read").next.expect("more");
    store.my_join_requests(asker, Some(&next), 20).await.expect("read");
    store.purge_join_requests(Timestamp::now(), 20).await.expect("removed");
}

async fn push(store: &Store) {
    let (me, now, id) = (user(3), Timestamp::now(), SessionId::generate());
    let expires_at = now + Duration::from_hours(1);
    store.insert_session(&NewSession { id, user_id: me, device: None, created_at: now, expires_at, ends_at: None }).await.expect("begun");
    let to = PushSubscription { endpoint: "https://push.example.org/x".to_owned(), public_key: vec![4; 65], secret: vec![1; 16] };
    assert!(store.subscribe(me, id, &to, now, 20).await.expect("subscribed"));
    assert!(store.has_devices().await.expect("read"));
    runs(store, "update members set read_number = 0 where chat_id = '00000000-0000-7000-9000-000000000002'").await;
    let next = store.devices_to_tell(chat(2), Number(5), None).await.expect("read").next.expect("more");
    store.devices_to_tell(chat(2), Number(5), Some(next)).await.expect("read");
    assert!(store.notice(id, chat(2), (Number(1), Number(5)), now).await.expect("read").is_some());
    let hours = QuietHours { from: jiff::civil::time(22, 0, 0, 0), to: jiff::civil::time(7, 0, 0, 0), time_zone: "UTC".to_owned() };
    store.set_quiet_hours(me, Some(&hours)).await.expect("written");
    assert_eq!(store.quiet_hours(me).await.expect("read"), Some(hours));
    store.unsubscribe(id, Some(&to.endpoint)).await.expect("removed");
}

async fn reports(store: &Store) {
    let owner = user(1);
    let next = store.reports(owner, chat(1), ReportState::Open, None, 20).await.expect("read").next.expect("more");
    store.reports(owner, chat(1), ReportState::Open, Some(&next), 20).await.expect("read");
    let next = store.all_reports(owner, ReportState::Open, None, 20).await.expect("read").next.expect("more");
    let reported = store.all_reports(owner, ReportState::Open, Some(&next), 20).await.expect("read").items[0].message.id;
    store.chat_of_report(reported).await.expect("found");
    store.purge_reports(Timestamp::now(), 20).await.expect("removed");
    store.prune_audit_log(Timestamp::now(), 20).await.expect("removed");
}
