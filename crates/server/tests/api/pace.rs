//! Who may write at a moment: muted members, chats of announcements, slow mode.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Chat, Person, TestServer, draft, path_of, place, saying};

/// Ada's chat with a moderator and a member in it.
async fn a_chat_with_a_moderator(server: &TestServer) -> ([Person; 3], Chat) {
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    eve.joins(&chat).await;
    ada.appoints(&bob, &chat).await;
    ([ada, bob, eve], chat)
}

fn for_long() -> Value {
    json!({"muted_until": "2999-01-01T00:00:00Z"})
}

#[tokio::test]
async fn a_muted_member_reads_and_hears_and_does_not_write() {
    let server = TestServer::start().await;
    let ([ada, bob, eve], chat) = a_chat_with_a_moderator(&server).await;
    let before = eve.says(&chat, "before").await;
    let cursor = ada.head_of(&chat).await;
    let mut hers = eve.connects().await;
    let muted = bob.patch(&place(&chat, &eve), for_long()).await.is(200);
    assert_eq!(muted["muted_until"], "2999-01-01T00:00:00Z");
    assert_eq!(hers.next_event().await, json!({"type": "member.updated", "chat_id": chat.id, "seq": cursor + 1, "data": muted}));
    let refused = hers.asks(saying(&chat, Uuid::now_v7(), "but")).await;
    assert_eq!(refused["data"]["code"], "muted", "{refused}");
    eve.post(&format!("/chats/{chat}/messages"), draft("but")).await.is_problem(403, "muted");
    eve.patch(&path_of(&before), json!({"body": "but"})).await.is_problem(403, "muted");
    eve.bare(Method::PUT, &format!("{}/reactions/👍", path_of(&before))).await.is_problem(403, "muted");
    eve.bare(Method::DELETE, &format!("{}/reactions/👍", path_of(&before))).await.is(204);
    let again = json!({"body": "before", "client_id": before["client_id"]});
    assert_eq!(eve.post(&format!("/chats/{chat}/messages"), again).await.is(200)["id"], before["id"], "a late retry is no new message");
    bob.says(&chat, "heard").await;
    assert_eq!(hers.hears("message.created").await["data"]["body"], "heard");
    assert_eq!(eve.get("/users/me/chats").await.is(200)["items"][0]["muted_until"], "2999-01-01T00:00:00Z");
    let mut stale = ada.connects_knowing(json!({chat.id.clone(): cursor})).await;
    assert_eq!(stale.replayed()[0]["data"], muted);
    eve.leaves(&chat).await;
    eve.joins(&chat).await;
    eve.post(&format!("/chats/{chat}/messages"), draft("but")).await.is_problem(403, "muted");
    bob.patch(&place(&chat, &eve), json!({"muted_until": null})).await.is(200);
    eve.says(&chat, "thank you").await;
}

#[tokio::test]
async fn being_muted_ends_by_itself() {
    let server = TestServer::start().await;
    let ([ada, _, eve], chat) = a_chat_with_a_moderator(&server).await;
    ada.patch(&place(&chat, &eve), for_long()).await.is(200);
    server.stored("update members set muted_until = now() where muted_until is not null returning 'over'").await;
    eve.says(&chat, "again").await;
}

#[tokio::test]
async fn only_who_stands_above_mutes() {
    let server = TestServer::start().await;
    let ([ada, bob, eve], chat) = a_chat_with_a_moderator(&server).await;
    let outsider = server.user("joe").await;
    for above in [&ada, &bob] {
        bob.patch(&place(&chat, above), for_long()).await.is_problem(403, "forbidden");
        eve.patch(&place(&chat, above), for_long()).await.is_problem(403, "forbidden");
    }
    outsider.patch(&place(&chat, &eve), for_long()).await.is_problem(403, "not_a_member");
    ada.patch(&place(&chat, &outsider), for_long()).await.is_problem(404, "user_not_found");
    for wrong in [json!({"muted_until": "soon"}), json!({"muted_until": 5}), json!({"muted_until": "2001-01-01T00:00:00Z"})] {
        assert_eq!(ada.patch(&place(&chat, &eve), wrong.clone()).await.status, 422, "{wrong}");
    }
    let both = json!({"role": "moderator", "muted_until": "2999-01-01T00:00:00Z"});
    bob.patch(&place(&chat, &eve), both.clone()).await.is_problem(403, "not_the_owner");
    let head = ada.head_of(&chat).await;
    assert_eq!(ada.patch(&place(&chat, &eve), both).await.is(200)["role"], "moderator");
    assert_eq!(ada.head_of(&chat).await, head + 1, "both at once are one change");
}

#[tokio::test]
async fn where_announcements_are_made_only_those_who_keep_order_write() {
    let server = TestServer::start().await;
    let ([ada, bob, eve], chat) = a_chat_with_a_moderator(&server).await;
    let before = eve.says(&chat, "before").await;
    let mut hers = eve.connects().await;
    let changed = ada.patch(&format!("/chats/{chat}"), json!({"posting": "moderators"})).await.is(200);
    assert_eq!(changed["posting"], "moderators");
    assert_eq!(hers.next_event().await["data"], changed);
    eve.post(&format!("/chats/{chat}/messages"), draft("?")).await.is_problem(403, "read_only");
    eve.patch(&path_of(&before), json!({"body": "?"})).await.is_problem(403, "read_only");
    // Reacting is how readers answer.
    let thumb = format!("{}/reactions/%F0%9F%91%8D", path_of(&before));
    assert_eq!(eve.bare(reqwest::Method::PUT, &thumb).await.is(200)["reactions"][0]["count"], 1);
    assert_eq!(hers.next_event().await["type"], "reaction.added");
    eve.delete(&thumb).await.is(204);
    assert_eq!(hers.next_event().await["type"], "reaction.removed");
    ada.says(&chat, "hear").await;
    bob.says(&chat, "hear").await;
    eve.erases(&before).await;
    ada.patch(&format!("/chats/{chat}"), json!({"posting": "everyone"})).await.is(200);
    eve.says(&chat, "we may").await;
    for wrong in [json!({"posting": "nobody"}), json!({"posting": null})] {
        assert_eq!(ada.patch(&format!("/chats/{chat}"), wrong).await.refused_fields(), ["posting"]);
    }
    bob.patch(&format!("/chats/{chat}"), json!({"posting": "moderators"})).await.is_problem(403, "not_the_owner");
}

#[tokio::test]
async fn in_a_slow_chat_a_member_waits_and_is_told_how_long() {
    let server = TestServer::start().await;
    let ([ada, bob, eve], chat) = a_chat_with_a_moderator(&server).await;
    ada.patch(&format!("/chats/{chat}"), json!({"slow_mode_secs": 3600})).await.is(200);
    let path = format!("/chats/{chat}/messages");
    let first = eve.says(&chat, "first").await;
    let refused = eve.post(&path, draft("second")).await;
    refused.is_problem(429, "slow_mode");
    let wait: u64 = refused.header("retry-after").parse().expect("whole seconds");
    assert!((3_590..=3_600).contains(&wait), "{wait}");
    let mut hers = eve.connects().await;
    let refused = hers.asks(saying(&chat, Uuid::now_v7(), "second")).await;
    assert_eq!(refused["data"]["code"], "slow_mode");
    assert!(refused["data"]["retry_after_ms"].as_u64().is_some_and(|ms| ms > 3_590_000), "{refused}");
    let again = json!({"body": "first", "client_id": first["client_id"]});
    assert_eq!(eve.post(&path, again).await.is(200)["id"], first["id"]);
    eve.edits(&first, "corrected").await;
    ada.chatters(&chat, 3).await;
    bob.chatters(&chat, 3).await;
    server.stored("update members set posted_at = posted_at - interval '1 hour' where posted_at is not null returning 'later'").await;
    eve.says(&chat, "second").await;
    ada.patch(&format!("/chats/{chat}"), json!({"slow_mode_secs": 0})).await.is(200);
    eve.says(&chat, "third").await;
    for wrong in [json!(-1), json!(1.5), json!(21_601), json!("9"), Value::Null] {
        let refused = ada.patch(&format!("/chats/{chat}"), json!({"slow_mode_secs": wrong})).await;
        assert_eq!(refused.refused_fields(), ["slow_mode_secs"], "{wrong}");
    }
}
