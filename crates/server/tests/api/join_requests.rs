//! `/chats/{id}/join-requests`: private chats that can be found by their names, and asked to let one in.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Chat, Person, TestServer};

/// A private chat of hers that takes requests.
async fn an_askable_chat(ada: &Person) -> Chat {
    let chat = ada.creates(json!({"name": "club", "description": "ours", "visibility": "private", "password": "open sesame"})).await;
    ada.says(&chat, "secret").await;
    ada.patch(&format!("/chats/{chat}"), json!({"join_requests": true})).await.is(200);
    chat
}

async fn asks(person: &Person, chat: &Chat) -> Answer {
    person.post(&format!("/chats/{chat}/join-requests"), json!({"message": " let me in "})).await
}

fn request_of(chat: &Chat, person: &Person) -> String {
    format!("/chats/{chat}/join-requests/{}", person.id())
}

async fn waiting(by: &Person, chat: &Chat) -> Value {
    by.get(&format!("/chats/{chat}/join-requests")).await.is(200)["items"].clone()
}

#[tokio::test]
async fn from_outside_it_shows_its_name_and_nothing_that_happens_in_it() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let hidden = ada.creates_private_chat("hidden").await;
    let chat = an_askable_chat(&ada).await;
    let seen = bob.looks_at(&chat).await;
    let nothing = [
        ("member_count", json!(0)),
        ("seq", json!(0)),
        ("message_count", json!(0)),
        ("owner_id", Value::Null),
        ("last_message_at", Value::Null),
        ("has_password", json!(false)),
        ("visibility", json!("private")),
        ("join_requests", json!(true)),
    ];
    for (key, value) in nothing {
        assert_eq!(seen[key], value, "{key}");
    }
    for order in ["name", "created"] {
        assert_eq!(bob.get(&format!("/chats?order={order}")).await.is(200)["items"], json!([seen]), "{order}");
    }
    assert_eq!(bob.get("/chats?order=name&search=clu").await.is(200)["items"], json!([seen]));
    for tells_more in ["order=members", "order=active", "order=name&has_password=true", "order=name&has_password=false", ""] {
        assert_eq!(bob.get(&format!("/chats?{tells_more}")).await.is(200)["items"], json!([]), "{tells_more}");
    }
    bob.get(&format!("/chats/{hidden}")).await.is_problem(404, "chat_not_found");
    asks(&bob, &hidden).await.is_problem(404, "chat_not_found");
    bob.delete(&format!("/chats/{hidden}/join-requests/me")).await.is_problem(404, "chat_not_found");
    bob.get(&format!("/chats/{chat}/messages")).await.is_problem(404, "chat_not_found");
    bob.post(&format!("/chats/{chat}/join"), json!({"password": "open sesame"})).await.is_problem(404, "chat_not_found");
    assert_eq!(ada.looks_at(&chat).await["member_count"], 1);
    ada.patch(&format!("/chats/{chat}"), json!({"join_requests": false})).await.is(200);
    bob.get(&format!("/chats/{chat}")).await.is_problem(404, "chat_not_found");
    assert_eq!(ada.patch(&format!("/chats/{chat}"), json!({"join_requests": null})).await.refused_fields(), ["join_requests"]);
}

#[tokio::test]
async fn who_is_let_in_is_in_it_and_those_who_decide_know_who_waits() {
    let server = TestServer::start().await;
    let [ada, bob, cleo, eve] = server.users(["ada", "bob", "cleo", "eve"]).await;
    let chat = an_askable_chat(&ada).await;
    for person in [&bob, &cleo] {
        ada.post(&format!("/chats/{chat}/members"), json!({"user_id": person.id()})).await.is(200);
    }
    ada.appoints(&bob, &chat).await;
    let (mut owner, mut moderator, mut member) = (ada.connects().await, bob.connects().await, cleo.connects().await);
    let mut hers = eve.connects().await;
    let request = asks(&eve, &chat).await.is(201);
    assert_eq!((&request["user"], &request["message"], &request["chat_name"]), (&eve.summary(), &json!("let me in"), &json!("club")));
    assert_eq!(asks(&eve, &chat).await.is(201), request, "asked again");
    let told = |waiting: i64| json!({"type": "requests.updated", "chat_id": chat.id, "data": {"waiting": waiting}});
    for socket in [&mut owner, &mut moderator] {
        assert_eq!(socket.next_event().await, told(1));
    }
    member.stays_silent().await;
    assert_eq!(waiting(&bob, &chat).await, json!([request]));
    assert_eq!(eve.get("/users/me/join-requests").await.is(200)["items"], json!([request]));
    for (person, count) in [(&ada, 1), (&bob, 1), (&cleo, 0)] {
        assert_eq!(person.get("/users/me/chats").await.is(200)["items"][0]["requests_waiting"], count);
        assert_eq!(person.connects().await.welcome["chats"][0]["requests_waiting"], count);
    }
    ada.appoints(&cleo, &chat).await;
    assert_eq!((&member.next_event().await["type"], member.next_event().await), (&json!("member.updated"), told(1)));
    for socket in [&mut owner, &mut moderator] {
        assert_eq!((&socket.next_event().await["type"], socket.next_event().await), (&json!("member.updated"), told(1)));
    }
    let cursor = ada.head_of(&chat).await;
    let entered = bob.put(&request_of(&chat, &eve), json!({})).await.is(200);
    assert_eq!(bob.put(&request_of(&chat, &eve), json!({})).await.is(200), entered);
    assert_eq!(hers.next_event().await["type"], "chat.added");
    assert_eq!(owner.next_event().await["type"], "member.joined");
    assert_eq!(owner.next_event().await, told(0));
    let stale = cleo.connects_knowing(json!({chat.id.clone(): cursor})).await.replayed();
    assert_eq!(stale[0]["data"], entered);
    assert_eq!(waiting(&ada, &chat).await, json!([]));
    asks(&eve, &chat).await.is_problem(409, "already_a_member");
}

#[tokio::test]
async fn who_was_declined_asks_again_only_after_a_time() {
    let server = TestServer::with(&[("limits.app.join_requests.per_user_max", "1"), ("limits.app.join_requests.again_hours", "1")]).await;
    let [ada, eve] = server.users(["ada", "eve"]).await;
    let (chat, other) = (an_askable_chat(&ada).await, an_askable_chat(&ada).await);
    asks(&eve, &chat).await.is(201);
    asks(&eve, &other).await.is_problem(409, "limit_reached");
    for _ in ["taken back", "nothing left"] {
        eve.delete(&format!("/chats/{chat}/join-requests/me")).await.is(204);
    }
    assert_eq!(waiting(&ada, &chat).await, json!([]));
    asks(&eve, &chat).await.is(201);
    ada.delete(&request_of(&chat, &eve)).await.is(204);
    ada.delete(&request_of(&chat, &eve)).await.is_problem(404, "join_request_not_found");
    ada.put(&request_of(&chat, &eve), json!({})).await.is_problem(404, "join_request_not_found");
    asks(&eve, &chat).await.is_problem(403, "join_request_declined");
    eve.delete(&format!("/chats/{chat}/join-requests/me")).await.is(204);
    asks(&eve, &chat).await.is_problem(403, "join_request_declined");
    assert_eq!(eve.get("/users/me/join-requests").await.is(200)["items"], json!([]));
    server.passes(3_600);
    let eve = eve.logs_in_again().await;
    server.keeps_house().await;
    assert_eq!(server.stored("select count(*)::text from join_requests").await, ["0"]);
    asks(&eve, &chat).await.is(201);
    assert_eq!(eve.post(&format!("/chats/{other}/join-requests"), json!({"message": "x".repeat(501)})).await.refused_fields(), ["message"]);
}

#[tokio::test]
async fn the_banned_stay_out_and_nobody_else_decides() {
    let server = TestServer::start().await;
    let [ada, bob, dan, eve] = server.users(["ada", "bob", "dan", "eve"]).await;
    let (chat, public) = (an_askable_chat(&ada).await, ada.creates_chat("public").await);
    ada.post(&format!("/chats/{chat}/members"), json!({"user_id": bob.id()})).await.is(200);
    asks(&eve, &chat).await.is(201);
    asks(&dan, &chat).await.is(201);
    for (person, status, code) in [(&bob, 403, "forbidden"), (&dan, 404, "chat_not_found")] {
        person.get(&format!("/chats/{chat}/join-requests")).await.is_problem(status, code);
        person.put(&request_of(&chat, &eve), json!({})).await.is_problem(status, code);
        person.delete(&request_of(&chat, &eve)).await.is_problem(status, code);
    }
    let page = ada.get(&format!("/chats/{chat}/join-requests?limit=1")).await.is(200);
    let cursor = page["next_cursor"].as_str().expect("more");
    let next = ada.get(&format!("/chats/{chat}/join-requests?limit=1&cursor={cursor}")).await.is(200);
    assert_eq!((&page["items"][0]["user"], &next["items"][0]["user"]), (&eve.summary(), &dan.summary()));
    ada.bans(&eve, &chat).await;
    assert_eq!(waiting(&ada, &chat).await.as_array().map(Vec::len), Some(1));
    asks(&eve, &chat).await.is_problem(403, "banned");
    ada.put(&request_of(&chat, &eve), json!({})).await.is_problem(404, "join_request_not_found");
    let code = ada.bare(Method::POST, &format!("/chats/{chat}/invitations")).await.is(201)["code"].clone();
    dan.post("/invitations/accept", json!({"code": code, "password": "open sesame"})).await.is(200);
    assert_eq!(waiting(&ada, &chat).await, json!([]), "an invitation lets in at once");
    asks(&eve, &public).await.is_problem(403, "forbidden");
}
