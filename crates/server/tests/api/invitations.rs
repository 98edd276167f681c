//! `/chats/{id}/invitations` and `/invitations`: who has the link comes in, as long as it is good.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Chat, Person, TestServer, a_chat_in_order, json_keys};

const DAY_SECS: u64 = 86_400;

async fn invites(by: &Person, chat: &Chat, wish: Value) -> Value {
    by.post(&format!("/chats/{chat}/invitations"), wish).await.is(201)
}

/// The code of an invitation that is made without a word.
async fn code_for(by: &Person, chat: &Chat) -> String {
    code_of(&invites(by, chat, json!({})).await)
}

fn code_of(invitation: &Value) -> String {
    invitation["code"].as_str().expect("a code").to_owned()
}

async fn previews(person: &Person, code: &str) -> Answer {
    person.post("/invitations/preview", json!({"code": code})).await
}

async fn accepts(person: &Person, code: &str) -> Answer {
    person.post("/invitations/accept", json!({"code": code})).await
}

async fn listed(by: &Person, chat: &Chat) -> Value {
    by.get(&format!("/chats/{chat}/invitations")).await.is(200)["items"].clone()
}

#[tokio::test]
async fn a_link_leads_into_a_private_chat_on_every_socket() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates(json!({"name": "private", "description": "ours", "visibility": "private"})).await;
    let mut invitation = ada.bare(Method::POST, &format!("/chats/{chat}/invitations")).await.is(201);
    let code = code_of(&invitation);
    assert_eq!(json_keys(&invitation), ["code", "created_at", "creator", "expires_at", "id", "max_uses", "skip_password", "uses"]);
    let preview = previews(&bob, &code).await.is(200);
    let wanted = json!({"chat_id": chat.id, "name": "private", "description": "ours", "member_count": 1, "is_member": false, "needs_password": false});
    assert_eq!(preview, wanted);
    let (mut hers, mut his) = (ada.connects().await, bob.connects().await);
    let mine = accepts(&bob, &code).await.is(200);
    assert_eq!((&mine["id"], &mine["role"], &mine["member_count"]), (&json!(chat.id), &json!("member"), &json!(2)));
    let joined = hers.next_event().await;
    assert_eq!((&joined["type"], &joined["seq"], &joined["data"]["user"]), (&json!("member.joined"), &json!(3), &bob.summary()));
    assert_eq!(his.next_event().await["type"], "chat.added");
    let stale = ada.connects_knowing(json!({chat.id.clone(): 2})).await.replayed();
    assert_eq!(stale[0]["data"], joined["data"]);
    invitation["uses"] = json!(1);
    invitation.as_object_mut().expect("an object").remove("code");
    assert_eq!(listed(&ada, &chat).await, json!([invitation]), "and the code is told once");
}

#[tokio::test]
async fn what_is_stored_of_a_code_is_its_sha_256() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let code = code_for(&ada, &chat).await;
    assert_eq!(code.len(), 22, "128 bits in base64url");
    let stored = server.stored("select i::text || octet_length(i.code_sha256) from invitations i").await;
    assert!(!stored[0].contains(&code) && stored[0].ends_with("32"), "{stored:?}");
}

#[tokio::test]
async fn exactly_as_many_come_in_as_may() {
    let server = TestServer::start().await;
    let ada = server.user("ada").await;
    let chat = ada.creates_private_chat("five").await;
    let code = code_of(&invites(&ada, &chat, json!({"max_uses": 5})).await);
    let names: [String; 20] = std::array::from_fn(|n| format!("guest{n}"));
    let guests = join_all(names.iter().map(|name| server.user(name))).await;
    let answers = join_all(guests.iter().map(|guest| accepts(guest, &code))).await;
    let (inside, outside): (Vec<_>, Vec<_>) = guests.iter().zip(answers).partition(|(_, answer)| answer.status == 200);
    assert_eq!((inside.len(), outside.len()), (5, 15));
    for (guest, answer) in &outside {
        answer.is_problem(404, "invitation_not_found");
        guest.get(&format!("/chats/{chat}")).await.is_problem(404, "chat_not_found");
    }
    assert_eq!(ada.looks_at(&chat).await["member_count"], 6);
    accepts(inside[0].0, &code).await.is(200);
    assert_eq!(listed(&ada, &chat).await, json!([]), "it is used up");
}

#[tokio::test]
async fn who_is_in_the_chat_spends_nothing() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_private_chat("private").await;
    let code = code_of(&invites(&ada, &chat, json!({"max_uses": 1})).await);
    accepts(&ada, &code).await.is(200);
    assert_eq!(previews(&ada, &code).await.is(200)["is_member"], true);
    for _ in ["comes in", "asks again, since the answer got lost"] {
        accepts(&bob, &code).await.is(200);
    }
    assert_eq!(ada.head_of(&chat).await, 3);
}

#[tokio::test]
async fn what_is_over_used_up_taken_back_or_made_up_is_all_the_same() {
    let server = TestServer::with(&[("limits.app.invitations.guesses.free", "100")]).await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, gone) = (ada.creates_chat("general").await, ada.creates_chat("gone").await);
    let used_up = code_of(&invites(&ada, &chat, json!({"max_uses": 1})).await);
    accepts(&bob, &used_up).await.is(200);
    let revoked = invites(&ada, &chat, json!({})).await;
    let path = format!("/chats/{chat}/invitations/{}", revoked["id"].as_str().expect("an id"));
    ada.delete(&path).await.is(204);
    ada.delete(&path).await.is_problem(404, "invitation_not_found");
    let deleted = code_for(&ada, &gone).await;
    ada.delete(&format!("/chats/{gone}")).await.is(204);
    let over = code_for(&ada, &chat).await;
    server.passes(7 * DAY_SECS);
    let eve = eve.logs_in_again().await;
    let codes = [&used_up, &code_of(&revoked), &deleted, &over, "AAAAAAAAAAAAAAAAAAAAAA", "", "nonsense", &"A".repeat(5_000)];
    let mut told = vec![];
    for code in codes {
        told.push(previews(&eve, code).await.is_problem(404, "invitation_not_found"));
        told.push(accepts(&eve, code).await.is_problem(404, "invitation_not_found"));
    }
    assert!(told.iter().all(|problem| *problem == told[0]), "{told:?}");
    for wrong in [json!({}), json!({"code": null}), json!({"code": 7})] {
        assert_eq!(eve.post("/invitations/accept", wrong).await.refused_fields(), ["code"]);
    }
    server.keeps_house().await;
    assert_eq!(server.stored("select id::text from invitations where expires_at > now() + interval '100 days'").await, [""; 0]);
    assert_eq!(
        server.stored("select count(*)::text from invitations i join chats c on c.id = i.chat_id where c.deleted_at is null").await,
        ["0"]
    );
}

#[tokio::test]
async fn guessing_is_told_to_wait_soon() {
    let server = TestServer::with_default_limits(&[]).await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let chat = ada.creates_chat("general").await;
    let code = code_for(&ada, &chat).await;
    let mut statuses = vec![];
    for _ in 0..1_000 {
        statuses.push(previews(&eve, "AAAAAAAAAAAAAAAAAAAAAA").await.status);
    }
    assert_eq!((statuses.first(), statuses.last()), (Some(&404), Some(&429)), "{statuses:?}");
    assert!(statuses.iter().filter(|status| **status == 404).count() <= 21, "{statuses:?}");
    accepts(&eve, &code).await.is_problem(429, "rate_limited");
    previews(&ada, &code).await.is(200);
}

#[tokio::test]
async fn a_chats_password_is_asked_for_unless_the_owner_said_otherwise() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates(json!({"name": "locked", "password": "open sesame"})).await;
    let code = code_for(&ada, &chat).await;
    assert_eq!(previews(&bob, &code).await.is(200)["needs_password"], true);
    accepts(&bob, &code).await.is_problem(403, "chat_password_required");
    let knows = |password: &str| json!({"code": code, "password": password});
    bob.post("/invitations/accept", knows("guess")).await.is_problem(403, "wrong_chat_password");
    bob.post("/invitations/accept", knows("open sesame")).await.is(200);
    ada.appoints(&bob, &chat).await;
    let past = json!({"skip_password": true});
    bob.post(&format!("/chats/{chat}/invitations"), past.clone()).await.is_problem(403, "not_the_owner");
    let past = code_of(&invites(&ada, &chat, past).await);
    assert_eq!(previews(&eve, &past).await.is(200)["needs_password"], false);
    accepts(&eve, &past).await.is(200);
}

#[tokio::test]
async fn the_banned_stay_out_and_nothing_is_spent() {
    let server = TestServer::start().await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let chat = ada.creates_private_chat("private").await;
    let code = code_of(&invites(&ada, &chat, json!({"max_uses": 1})).await);
    ada.bans(&eve, &chat).await;
    previews(&eve, &code).await.is_problem(403, "banned");
    accepts(&eve, &code).await.is_problem(403, "banned");
    accepts(&bob, &code).await.is(200);
}

#[tokio::test]
async fn only_who_keeps_order_makes_sees_and_takes_back_invitations() {
    let server = TestServer::start().await;
    let ([ada, bob, cleo, dan, eve], chat) = a_chat_in_order(&server).await;
    let private = ada.creates_private_chat("private").await;
    let list = format!("/chats/{chat}/invitations");
    let first = invites(&bob, &chat, json!({})).await;
    assert_eq!(first["creator"], bob.summary());
    let one = format!("{list}/{}", first["id"].as_str().expect("an id"));
    for (person, chat, status, code) in
        [(&dan, &chat, 403, "forbidden"), (&eve, &chat, 403, "not_a_member"), (&eve, &private, 404, "chat_not_found")]
    {
        person.post(&format!("/chats/{chat}/invitations"), json!({})).await.is_problem(status, code);
        person.get(&format!("/chats/{chat}/invitations")).await.is_problem(status, code);
        person.delete(&format!("/chats/{chat}/invitations/{}", Uuid::now_v7())).await.is_problem(status, code);
    }
    ada.delete(&format!("/chats/{private}/invitations/{}", first["id"].as_str().expect("an id")))
        .await
        .is_problem(404, "invitation_not_found");
    invites(&ada, &chat, json!({})).await;
    let page = cleo.get(&format!("{list}?limit=1")).await.is(200);
    assert_eq!(page["items"][0]["creator"], ada.summary());
    let next = cleo.get(&format!("{list}?limit=1&cursor={}", page["next_cursor"].as_str().expect("more"))).await.is(200);
    assert_eq!((&next["items"][0]["id"], &next["next_cursor"]), (&first["id"], &Value::Null));
    cleo.delete(&one).await.is(204);
    assert_eq!(listed(&bob, &chat).await.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn who_may_invite_no_more_leaves_no_open_door() {
    let server = TestServer::start().await;
    let ([ada, bob, cleo, dan, eve], chat) = a_chat_in_order(&server).await;
    let codes = [code_for(&ada, &chat).await, code_for(&bob, &chat).await, code_for(&cleo, &chat).await];
    ada.patch(&format!("/chats/{chat}/members/{}", bob.id()), json!({"role": "member"})).await.is(200);
    ada.removes(&cleo, &chat).await;
    ada.put(&format!("/chats/{chat}/owner"), json!({"user_id": dan.id()})).await.is(200);
    for code in &codes {
        accepts(&eve, code).await.is_problem(404, "invitation_not_found");
        accepts(&cleo, code).await.is_problem(404, "invitation_not_found");
    }
    assert_eq!(listed(&dan, &chat).await, json!([]));
}

#[tokio::test]
async fn an_invitation_has_bounds() {
    let server = TestServer::with(&[("limits.app.invitations.per_chat_max", "2")]).await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    let path = format!("/chats/{chat}/invitations");
    let in_days = |days: i64| json!((server.now() + jiff::SignedDuration::from_hours(24 * days)).to_string());
    for (field, wrong) in [
        ("expires_at", json!("tomorrow")),
        ("expires_at", in_days(0)),
        ("expires_at", in_days(91)),
        ("max_uses", json!(0)),
        ("max_uses", json!(1.5)),
        ("max_uses", json!(100_001)),
        ("skip_password", json!("yes")),
    ] {
        assert_eq!(ada.post(&path, json!({field: wrong})).await.refused_fields(), [field], "{wrong}");
    }
    let wish = json!({"expires_at": in_days(90), "max_uses": 1, "skip_password": null});
    let invitation = invites(&ada, &chat, wish).await;
    assert_eq!((&invitation["max_uses"], &invitation["skip_password"]), (&json!(1), &json!(false)));
    invites(&ada, &chat, json!({"max_uses": null, "expires_at": null})).await;
    ada.post(&path, json!({})).await.is_problem(409, "limit_reached");
    accepts(&bob, &code_of(&invitation)).await.is(200);
    invites(&ada, &chat, json!({})).await;
    let direct = ada.bare(Method::PUT, &format!("/users/{}/chat", bob.id())).await.is(200);
    let path = format!("/chats/{}/invitations", direct["id"].as_str().expect("an id"));
    ada.post(&path, json!({})).await.is_problem(403, "forbidden");
}
