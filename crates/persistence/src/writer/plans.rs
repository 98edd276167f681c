//! The line finds by an index whatever it reads and changes, even if its plans were made when there was nothing to find.

use std::time::Duration;

use deadpool_postgres::ClientWrapper;
use dialogo_domain::{
    ChatDescription, ChatId, ChatName, ClientId, DisplayName, Draft, Emoji, MessageBody, MessageId, NewChat, Number, PasswordHash,
    ReportReason, ReportState, UserId, Visibility,
};
use dialogo_testkit::TestDatabase;
use jiff::Timestamp;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::batch::judge::JUDGE;
use super::batch::replies::TO_NOTHING;
use super::deed::{Pending, Waiting};
use super::{
    AcceptInvitation, AcceptRequest, AddMember, AddReaction, AskToJoin, BanUser, BlockUser, ChangeMember, ChatChange, CreateChat,
    CreateInvitation, DecideReports, DeclineRequest, Deed, DeleteAccount, DeleteChat, DeleteMessage, EditMessage, JoinChat, LeaveChat,
    MemberChange, OpenDirectChat, PinMessage, Post, ProfileChange, Removal, RemoveMember, RemoveMessages, RemoveReaction, ReportMessage,
    RevokeInvitation, TransferChat, UnbanUser, UpdateChat, UpdateProfile, WithdrawRequest, batch,
};
use crate::connect;
use crate::plans::{objections_on, one_connection};

async fn performs<D: Deed>(client: &mut ClientWrapper, deed: D) -> D::Answer {
    let (answer, answered) = oneshot::channel();
    let mut pending = Box::new(Pending::new(deed, answer));
    pending.run(client, &mut None).await.expect("done");
    pending.answer(None);
    answered.await.expect("an answer").expect("done")
}

/// Two messages, the second of which answers `replied`.
fn drafts(replied: Option<MessageId>) -> [Draft; 2] {
    let body = || MessageBody::parse("body @ada @bob @all").expect("a body");
    [None, replied].map(|reply_to| Draft { client_id: ClientId::from(Uuid::now_v7()), body: body(), reply_to, attachments: vec![] })
}

async fn posts(client: &ClientWrapper, author_id: UserId, chat_id: ChatId, drafts: &[Draft]) -> MessageId {
    let post = |draft: &Draft| Post { chat_id, author_id, draft: draft.clone(), answer: oneshot::channel().0 };
    let stored = batch::store(client, &drafts.iter().map(post).collect::<Vec<_>>(), &mut None).await.expect("stored");
    stored.outcomes.into_iter().map(|outcome| outcome.expect("posted").message.id).next().expect("a message")
}

async fn posts_all(client: &mut ClientWrapper, author: UserId, chat_id: ChatId) {
    let message_id = posts(client, author, chat_id, &drafts(None)).await;
    let drafts = drafts(Some(message_id));
    for _ in ["once", "again"] {
        posts(client, author, chat_id, &drafts).await;
    }
    let body = MessageBody::parse("edited, @bob @all").expect("a body");
    performs(client, EditMessage { by: author, chat_id, message_id, body, versions_max: 9 }).await;
    let emoji = Emoji::parse("👍").expect("an emoji");
    performs(client, AddReaction { by: author, chat_id, message_id, emoji: emoji.clone(), emoji_max: 20 }).await;
    performs(client, RemoveReaction { by: author, chat_id, message_id, emoji }).await;
    for is_pinned in [true, false] {
        performs(client, PinMessage { by: author, chat_id, message_id, is_pinned, pins_max: 50 }).await;
    }
    performs(client, DeleteMessage { by: author, chat_id, message_id }).await;
}

/// Somebody asks, takes it back, asks again and is let in; and then asks and is declined.
async fn requests(client: &mut ClientWrapper, [by, guest]: [UserId; 2], chat_id: ChatId) {
    performs(client, RemoveMember { by, chat_id, user_id: guest }).await;
    let change = ChatChange { visibility: Some(Visibility::Private), join_requests: Some(true), ..ChatChange::default() };
    performs(client, UpdateChat { by, chat_id, change }).await;
    let now = Timestamp::now();
    let asks = || AskToJoin { by: guest, chat_id, message: None, declined_since: now, most: 9 };
    performs(client, asks()).await;
    performs(client, WithdrawRequest { by: guest, chat_id }).await;
    performs(client, asks()).await;
    performs(client, AcceptRequest { by, chat_id, user_id: guest }).await;
    performs(client, RemoveMember { by, chat_id, user_id: guest }).await;
    performs(client, asks()).await;
    performs(client, DeclineRequest { by, chat_id, user_id: guest, now }).await;
}

/// Two messages are reported; one of them is deleted, and it is decided on the other.
async fn reports(client: &mut ClientWrapper, [by, other]: [UserId; 2], chat_id: ChatId) {
    performs(client, AddMember { by, chat_id, user_id: other }).await;
    performs(client, UpdateChat { by, chat_id, change: ChatChange { slow_mode_secs: Some(0), ..ChatChange::default() } }).await;
    let (since, reason) = (Timestamp::now(), ReportReason::Spam);
    for deletes in [true, false] {
        let message_id = posts(client, other, chat_id, &drafts(None)).await;
        performs(client, ReportMessage { by, chat_id, message_id, reason, comment: None, since, most: 9 }).await;
        if deletes {
            performs(client, DeleteMessage { by, chat_id, message_id }).await;
        } else {
            performs(client, DecideReports { by, chat_id, message_id, verdict: ReportState::Dismissed, deletes: true, as_admin: false })
                .await;
        }
    }
}

/// Somebody comes in by a link, twice; another link is taken back.
async fn invites(client: &mut ClientWrapper, [by, guest]: [UserId; 2], chat_id: ChatId) {
    performs(client, RemoveMember { by, chat_id, user_id: guest }).await;
    let now = Timestamp::now();
    let expires_at = now + Duration::from_hours(1);
    let link = |code: u8| CreateInvitation {
        by,
        chat_id,
        code_sha256: [code; 32],
        expires_at,
        max_uses: Some(1),
        skip_password: true,
        now,
        most: 9,
    };
    let id = performs(client, link(1)).await.id;
    performs(client, RevokeInvitation { by, chat_id, id }).await;
    performs(client, link(2)).await;
    for _ in ["comes in", "is in it"] {
        performs(client, AcceptInvitation { by: guest, chat_id, code_sha256: [2; 32], checked: None, now }).await;
    }
}

async fn performs_all(client: &mut ClientWrapper, [ada, bob]: [UserId; 2]) {
    let name = ChatName::parse("one").expect("a name");
    let chat = NewChat { name, description: ChatDescription::parse("").expect("a description"), visibility: Visibility::Public };
    let chat_id = performs(client, CreateChat { owner: ada, chat, password_hash: None, owned_max: 1_000 }).await.chat.id;
    performs(client, JoinChat { by: bob, chat_id, checked: None }).await;
    performs(client, ChangeMember { by: ada, chat_id, user_id: bob, change: MemberChange { is_moderator: Some(true), muted_until: None } })
        .await;
    posts_all(client, ada, chat_id).await;
    let change = ChatChange { visibility: Some(Visibility::Private), slow_mode_secs: Some(9), ..ChatChange::default() };
    performs(client, UpdateChat { by: ada, chat_id, change }).await;
    let display_name = Some(DisplayName::parse("Ada").expect("a name"));
    performs(client, UpdateProfile { user_id: ada, change: ProfileChange { username: None, display_name, avatar: Some(None) } }).await;
    performs(client, TransferChat { by: ada, chat_id, to: bob, owned_max: 1_000 }).await;
    performs(client, LeaveChat { by: ada, chat_id }).await;
    performs(client, UpdateChat { by: bob, chat_id, change: ChatChange { visibility: Some(Visibility::Public), ..ChatChange::default() } })
        .await;
    performs(client, JoinChat { by: ada, chat_id, checked: None }).await;
    performs(client, RemoveMember { by: bob, chat_id, user_id: ada }).await;
    performs(client, AddMember { by: bob, chat_id, user_id: ada }).await;
    invites(client, [bob, ada], chat_id).await;
    requests(client, [bob, ada], chat_id).await;
    let removal = Some(Removal { since: None });
    reports(client, [bob, ada], chat_id).await;
    performs(client, BanUser { by: bob, chat_id, user_id: ada, reason: None, until: None, removal, bans_max: 9 }).await;
    let up_to = Number(client.query_one("select up_to_number from removals", &[]).await.expect("decided").get(0));
    performs(client, RemoveMessages { chat_id, author_id: ada, up_to }).await;
    performs(client, UnbanUser { by: bob, chat_id, user_id: ada }).await;
    performs(client, DeleteChat { by: bob, chat_id }).await;
    for _ in ["created", "found"] {
        performs(client, OpenDirectChat { by: ada, with: bob }).await;
    }
    for blocks in [true, false] {
        performs(client, BlockUser { by: ada, user_id: bob, blocks, blocks_max: 9 }).await;
    }
    performs(client, DeleteAccount { user_id: ada, checked: Some(PasswordHash::new("hash".to_owned())), now: Timestamp::now() }).await;
}

#[tokio::test]
async fn what_the_line_does_is_led_by_indexes_even_if_it_was_planned_for_empty_tables() {
    let database = TestDatabase::create().await;
    let pool = connect::pool(database.config().into(), &one_connection(), 1).expect("a pool");
    let mut client = pool.get().await.expect("a connection");
    let [ada, bob] = [UserId::generate(), UserId::generate()];
    let register = format!(
        "analyze; insert into users (id, username, username_skeleton, display_name, password_hash) \
         values ('{ada}', 'ada', 'ada', 'Ada', 'hash'), ('{bob}', 'bob', 'bob', 'Bob', 'hash')"
    );
    client.batch_execute(&register).await.expect("registered");
    performs_all(&mut client, [ada, bob]).await;
    let planned: i64 = client.query_one("select count(*) from pg_prepared_statements where not from_sql", &[]).await.expect("a row").get(0);
    assert!(planned > 20, "{planned} statements");
    assert_eq!(objections_on(&client).await, Vec::<String>::new());
    // Of indexes that look equally cheap while nothing is stored, those that do not read a whole chat.
    for index in ["messages_client_id_key", "members_pkey", "users_pkey"] {
        assert_is_led_by(&client, JUDGE, 5, index).await;
    }
    assert_is_led_by(&client, TO_NOTHING, 3, "messages_id_key").await;
}

/// The plan of a statement that was prepared, with so many parameters.
async fn assert_is_led_by(client: &ClientWrapper, statement: &str, parameters: usize, index: &str) {
    let name = "select name from pg_prepared_statements where statement = $1";
    let name: String = client.query_one(name, &[&statement]).await.expect("a prepared statement").get(0);
    let nulls = vec!["null"; parameters].join(", ");
    let plan = client.simple_query(&format!("explain execute {name}({nulls})")).await.expect("explained");
    let plan = format!("{plan:?}");
    assert!(plan.contains(index), "not by {index}: {plan}");
}
