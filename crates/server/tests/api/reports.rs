//! `/chats/{id}/messages/{message_id}/reports`, `/chats/{id}/reports`: messages that those who keep order are told about.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Chat, Person, TestServer, a_chat_in_order, json_keys, path_of};

async fn reports(person: &Person, message: &Value, reason: &str) -> Answer {
    person.post(&format!("{}/reports", path_of(message)), json!({"reason": reason, "comment": " look at this "})).await
}

async fn queue(person: &Person, chat: &Chat, state: &str) -> Vec<Value> {
    let page = person.get(&format!("/chats/{chat}/reports?state={state}")).await.is(200);
    page["items"].as_array().expect("items").clone()
}

async fn decides(person: &Person, message: &Value, state: &str) -> Answer {
    let [chat, id] = ["chat_id", "id"].map(|key| message[key].as_str().expect("an id"));
    person.patch(&format!("/chats/{chat}/reports/{id}"), json!({"state": state})).await
}

#[tokio::test]
async fn what_was_reported_is_told_to_those_who_decide_and_who_did_to_nobody() {
    let server = TestServer::start().await;
    let ([ada, bob, cleo, dan, eve], chat) = a_chat_in_order(&server).await;
    eve.joins(&chat).await;
    let message = eve.says(&chat, "a threat").await;
    let cursor = ada.head_of(&chat).await;
    let (mut moderator, mut author, mut member) = (bob.connects().await, eve.connects().await, dan.connects().await);
    for _ in ["first", "again"] {
        reports(&dan, &message, "harassment").await.is(204);
    }
    let told = |open: i64| json!({"type": "reports.updated", "chat_id": chat.id, "data": {"open": open}});
    assert_eq!(moderator.next_event().await, told(1));
    eve.edits(&message, "nothing of it").await;
    reports(&cleo, &message, "other").await.is(204);
    let items = queue(&ada, &chat, "open").await;
    assert_eq!(items, queue(&bob, &chat, "open").await);
    let [item] = &items[..] else { panic!("one message: {items:?}") };
    let keys = ["chat_name", "count", "decided_at", "decided_by", "message", "reported_at", "reports", "state"];
    assert_eq!(json_keys(item), keys);
    assert_eq!((&item["message"]["body"], &item["count"], &item["state"]), (&json!("nothing of it"), &json!(2), &json!("open")));
    assert_eq!(json_keys(&item["reports"][0]), ["body", "comment", "created_at", "reason"]);
    let said = |n: usize| ["reason", "comment", "body"].map(|key| item["reports"][n][key].as_str().expect("a text"));
    assert_eq!([said(0), said(1)], [["harassment", "look at this", "a threat"], ["other", "look at this", "nothing of it"]]);
    for person in [&dan, &eve] {
        assert!(!item.to_string().contains(dan.id()), "who reported");
        person.get(&format!("/chats/{chat}/reports")).await.is_problem(403, "forbidden");
        decides(person, &message, "dismissed").await.is_problem(403, "forbidden");
    }
    for (person, open) in [(&ada, 1), (&bob, 1), (&dan, 0), (&eve, 0)] {
        assert_eq!(person.get("/users/me/chats").await.is(200)["items"][0]["reports_open"], open);
        assert_eq!(person.connects().await.welcome["chats"][0]["reports_open"], open);
    }
    for socket in [&mut author, &mut member] {
        assert_eq!(socket.next_event().await["type"], "message.updated", "nothing of the report");
        socket.stays_silent().await;
    }
    assert_eq!(ada.head_of(&chat).await, cursor + 1, "a report is no change of the chat");
}

#[tokio::test]
async fn a_decision_answers_all_reports_and_forgets_what_they_say_that_it_said() {
    let server = TestServer::start().await;
    let ([ada, bob, cleo, dan, eve], chat) = a_chat_in_order(&server).await;
    eve.joins(&chat).await;
    let message = eve.says(&chat, "an opinion").await;
    for person in [&cleo, &dan] {
        reports(person, &message, "spam").await.is(204);
    }
    for wrong in ["open", "good", ""] {
        assert_eq!(decides(&bob, &message, wrong).await.refused_fields(), ["state"]);
    }
    let mut socket = ada.connects().await;
    let decided = decides(&bob, &message, "dismissed").await.is(200);
    assert_eq!(decides(&ada, &message, "dismissed").await.is(200), decided, "again");
    assert_eq!((&decided["state"], &decided["decided_by"], &decided["count"]), (&json!("dismissed"), &json!(bob.id()), &json!(2)));
    assert_eq!(socket.next_event().await["data"], json!({"open": 0}));
    assert_eq!(queue(&ada, &chat, "dismissed").await, std::slice::from_ref(&decided));
    assert!(queue(&ada, &chat, "open").await.is_empty());
    assert_eq!(server.stored("select count(*)::text from reports where body is not null").await, ["0"]);
    reports(&dan, &message, "spam").await.is(204);
    assert!(queue(&ada, &chat, "open").await.is_empty(), "one of each person");
    reports(&ada, &message, "spam").await.is(204);
    assert_eq!(queue(&ada, &chat, "open").await[0]["count"], 3, "another person's opens it again");
    server.passes(91 * 24 * 3_600);
    server.stored("update reported_messages set changed_at = now() - interval '1 day' returning 'of old'").await;
    server.keeps_house().await;
    assert_eq!(server.stored("select count(*)::text from reports").await, ["0"]);
}

#[tokio::test]
async fn a_deletion_by_who_keeps_order_resolves_and_that_of_the_author_hides_nothing() {
    let server = TestServer::start().await;
    let ([ada, bob, _, dan, eve], chat) = a_chat_in_order(&server).await;
    eve.joins(&chat).await;
    let mut messages = vec![];
    for body in ["deleted by ada", "deleted by eve", "gone with eve"] {
        let message = eve.says(&chat, body).await;
        reports(&dan, &message, "hate").await.is(204);
        messages.push(message);
    }
    ada.erases(&messages[0]).await;
    eve.erases(&messages[1]).await;
    let open = queue(&bob, &chat, "open").await;
    assert_eq!((&open[0]["message"]["body"], &open[0]["reports"][0]["body"]), (&json!(""), &json!("deleted by eve")));
    assert_eq!(open.len(), 2);
    let mut socket = ada.connects().await;
    ada.put(&format!("/chats/{chat}/bans/{}", eve.id()), json!({"remove_messages": true})).await.is(200);
    while socket.next_event().await["type"] != "reports.updated" {}
    let resolved = queue(&bob, &chat, "resolved").await;
    let ids: Vec<&Value> = resolved.iter().map(|item| &item["message"]["id"]).collect();
    assert_eq!(ids, [&messages[0]["id"], &messages[2]["id"]]);
    assert!(resolved.iter().all(|item| item["decided_by"] == ada.id() && item["reports"][0]["body"] == Value::Null));
    reports(&dan, &messages[0], "hate").await.is_problem(404, "message_not_found");
}

#[tokio::test]
async fn nobody_judges_a_message_of_their_own() {
    let server = TestServer::start().await;
    let ([ada, bob, cleo, dan, _], chat) = a_chat_in_order(&server).await;
    let message = bob.says(&chat, "by a moderator").await;
    let (mut his, mut hers) = (bob.connects().await, ada.connects().await);
    reports(&dan, &message, "harassment").await.is(204);
    assert_eq!(hers.next_event().await["data"], json!({"open": 1}));
    his.stays_silent().await;
    assert!(queue(&bob, &chat, "open").await.is_empty());
    assert_eq!(bob.get("/users/me/chats").await.is(200)["items"][0]["reports_open"], 0);
    decides(&bob, &message, "dismissed").await.is_problem(404, "message_not_found");
    assert_eq!(queue(&ada, &chat, "open").await.len(), 1);
    reports(&bob, &message, "spam").await.is_problem(409, "oneself");
    decides(&ada, &message, "dismissed").await.is(200);
    assert_eq!(hers.next_event().await["data"], json!({"open": 0}));
    reports(&cleo, &message, "spam").await.is(204);
    assert_eq!(hers.next_event().await["data"], json!({"open": 1}));
    ada.erases(&message).await;
    assert_eq!(his.next_event().await["type"], "message.deleted", "and nothing of the reports");
    his.stays_silent().await;
}

#[tokio::test]
async fn whoever_begins_to_keep_order_hears_what_waits_for_them() {
    let server = TestServer::start().await;
    let ([ada, _, _, dan, eve], chat) = a_chat_in_order(&server).await;
    eve.joins(&chat).await;
    for message in [eve.says(&chat, "by eve").await, ada.says(&chat, "by ada").await] {
        reports(&dan, &message, "spam").await.is(204);
    }
    let (mut his, mut hers, mut owner) = (dan.connects().await, eve.connects().await, ada.connects().await);
    let told = |open: i64| json!({"type": "reports.updated", "chat_id": chat.id, "data": {"open": open}});
    ada.appoints(&eve, &chat).await;
    assert_eq!((&hers.next_event().await["type"], hers.next_event().await), (&json!("member.updated"), told(1)), "not her own");
    ada.put(&format!("/chats/{chat}/owner"), json!({"user_id": dan.id()})).await.is(200);
    assert_eq!(his.next_event().await["type"], "member.updated");
    assert_eq!((&his.next_event().await["type"], his.next_event().await), (&json!("chat.updated"), told(2)));
    for kind in ["member.updated", "chat.updated"] {
        assert_eq!(owner.next_event().await["type"], kind);
    }
    owner.stays_silent().await;
}

#[tokio::test]
async fn reports_are_for_members_in_words_that_there_are_and_not_without_end() {
    let server = TestServer::with(&[("limits.app.reports.per_day_max", "2")]).await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (chat, private) = (ada.creates_chat("general").await, ada.creates_private_chat("private").await);
    bob.joins(&chat).await;
    let (message, hidden) = (ada.says(&chat, "hello").await, ada.says(&private, "psst").await);
    reports(&eve, &message, "spam").await.is_problem(403, "not_a_member");
    reports(&eve, &hidden, "spam").await.is_problem(404, "chat_not_found");
    eve.get(&format!("/chats/{private}/reports")).await.is_problem(404, "chat_not_found");
    decides(&eve, &hidden, "resolved").await.is_problem(404, "chat_not_found");
    let path = format!("{}/reports", path_of(&message));
    for (wrong, field) in
        [(json!({}), "reason"), (json!({"reason": "ugly"}), "reason"), (json!({"reason": "spam", "comment": "x".repeat(501)}), "comment")]
    {
        assert_eq!(bob.post(&path, wrong).await.refused_fields(), [field]);
    }
    let elsewhere = path.replace(&chat.id, &private.id);
    ada.post(&elsewhere, json!({"reason": "spam"})).await.is_problem(404, "message_not_found");
    bob.post(&path, json!({"reason": "spam"})).await.is(204);
    reports(&bob, &ada.says(&chat, "two").await, "spam").await.is(204);
    let third = ada.says(&chat, "three").await;
    reports(&bob, &third, "spam").await.is_problem(409, "limit_reached");
    reports(&bob, &message, "spam").await.is(204);
    assert_eq!(ada.get(&format!("/chats/{chat}/reports?state=new")).await.refused_fields(), ["state"]);
    ada.removes(&bob, &chat).await;
    reports(&bob, &third, "spam").await.is_problem(403, "not_a_member");
}

#[tokio::test]
async fn in_a_direct_chat_one_reports_and_an_admin_of_the_server_decides() {
    let server = TestServer::start().await;
    let [ada, eve, pia] = server.users(["ada", "eve", "pia"]).await;
    server.makes_admin(&pia).await;
    let chat = Chat::of(ada.bare(Method::PUT, &format!("/users/{}/chat", eve.id())).await.is(200));
    let message = eve.says(&chat, "a threat").await;
    let mut hers = eve.connects().await;
    ada.bare(Method::PUT, &format!("/users/me/blocks/{}", eve.id())).await.is(204);
    reports(&ada, &message, "violence").await.is(204);
    for person in [&ada, &eve] {
        person.get(&format!("/chats/{chat}/reports")).await.is_problem(403, "forbidden");
        decides(person, &message, "dismissed").await.is_problem(403, "forbidden");
        person.get("/admin/reports").await.is_problem(403, "not_an_admin");
    }
    hers.stays_silent().await;
    let item = &pia.get("/admin/reports").await.is(200)["items"][0];
    assert_eq!((&item["message"]["body"], &item["chat_name"], &item["count"]), (&json!("a threat"), &json!(""), &json!(1)));
    let place = format!("/admin/reports/{}", message["id"].as_str().expect("an id"));
    pia.get(&path_of(&message)).await.is_problem(404, "chat_not_found");
    ada.patch(&place, json!({"state": "resolved"})).await.is_problem(403, "not_an_admin");
    assert_eq!(pia.patch(&place, json!({"state": "open", "delete_message": 1})).await.refused_fields(), ["delete_message", "state"]);
    let decided = pia.patch(&place, json!({"state": "resolved", "delete_message": true})).await.is(200);
    assert_eq!(
        (&decided["state"], &decided["message"]["body"], &decided["decided_by"]),
        (&json!("resolved"), &json!(""), &json!(pia.id()))
    );
    assert_eq!(pia.patch(&place, json!({"state": "resolved", "delete_message": true})).await.is(200), decided, "again");
    assert_eq!(hers.next_event().await["type"], "message.deleted");
    assert_eq!(pia.get("/admin/reports").await.is(200)["items"], json!([]));
    pia.patch(&place.replace(message["id"].as_str().expect("an id"), chat.id.as_str()), json!({"state": "resolved"}))
        .await
        .is_problem(404, "message_not_found");
}

#[tokio::test]
async fn an_admin_sees_what_was_reported_in_every_chat_but_judges_nothing_of_their_own() {
    let server = TestServer::start().await;
    let [ada, pia] = server.users(["ada", "pia"]).await;
    server.makes_admin(&pia).await;
    let (one, two) = (ada.creates_chat("one").await, pia.creates_chat("two").await);
    ada.joins(&two).await;
    pia.joins(&one).await;
    let (hers, own) = (ada.says(&one, "hers").await, pia.says(&two, "own").await);
    reports(&pia, &hers, "other").await.is(204);
    reports(&ada, &own, "other").await.is(204);
    let items = pia.get("/admin/reports?limit=1").await.is(200);
    assert_eq!((&items["items"][0]["message"]["id"], &items["next_cursor"]), (&hers["id"], &Value::Null));
    let place = |message: &Value| format!("/admin/reports/{}", message["id"].as_str().expect("an id"));
    pia.patch(&place(&own), json!({"state": "dismissed"})).await.is_problem(404, "message_not_found");
    pia.patch(&place(&hers), json!({"state": "dismissed"})).await.is(200);
    assert_eq!(pia.get("/admin/reports?state=dismissed").await.is(200)["items"][0]["message"], hers);
}

#[tokio::test]
async fn reports_in_deleted_chats_take_no_place_in_the_list_of_all() {
    /// As many as a page has rows at most, and the one behind them that tells of another page.
    const GONE: usize = 101;
    let server = TestServer::with(&[("limits.app.reports.per_day_max", "1000")]).await;
    let [ada, bob, eve] = server.users(["ada", "bob", "eve"]).await;
    let (gone, chat) = (ada.creates_chat("gone").await, ada.creates_chat("general").await);
    for chat in [&gone, &chat] {
        bob.joins(chat).await;
        eve.joins(chat).await;
    }
    for n in 0..GONE {
        let message = eve.says(&gone, &n.to_string()).await;
        reports(&bob, &message, "spam").await.is(204);
    }
    let there = [eve.says(&chat, "one").await, eve.says(&chat, "two").await];
    for message in &there {
        reports(&bob, message, "spam").await.is(204);
    }
    ada.delete(&format!("/chats/{gone}")).await.is(204);
    server.makes_admin(&bob).await;
    let mut path = "/admin/reports?state=open&limit=1".to_owned();
    for (n, message) in there.iter().enumerate() {
        let page = bob.get(&path).await.is(200);
        assert_eq!((page["items"].as_array().map(Vec::len), &page["items"][0]["message"]["id"]), (Some(1), &message["id"]));
        assert_eq!(page["next_cursor"].is_null(), n == 1);
        path = format!("/admin/reports?state=open&limit=1&cursor={}", page["next_cursor"].as_str().unwrap_or_default());
    }
}
