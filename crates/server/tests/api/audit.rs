//! `/chats/{id}/audit` and `/admin/audit`: who did what to whom.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Chat, PASSWORD, Person, TestServer, a_chat_in_order, json_keys, place, sent};

/// A log, the latest first.
async fn log(person: &Person, path: &str) -> Vec<Value> {
    let page = person.get(path).await.is(200);
    page["items"].as_array().expect("a list").clone()
}

/// Each entry as `who did what to whom`, the first one first.
fn sentences(entries: &[Value]) -> Vec<String> {
    let name = |user: &Value| user["username"].as_str().unwrap_or("-").to_owned();
    let sentence =
        |entry: &Value| format!("{} {} {}", name(&entry["actor"]), entry["action"].as_str().expect("a word"), name(&entry["target"]));
    entries.iter().rev().map(sentence).collect()
}

/// Of everything that is written down, something.
async fn much_happens(server: &TestServer) -> ([Person; 5], Chat, Value) {
    let (people, chat) = a_chat_in_order(server).await;
    let [ada, bob, cleo, dan, eve] = &people;
    let said = dan.says(&chat, "something").await;
    bob.erases(&said).await;
    let own = dan.says(&chat, "something else").await;
    dan.erases(&own).await;
    bob.patch(&place(&chat, dan), json!({"muted_until": "2999-01-01T00:00:00Z"})).await.is(200);
    bob.patch(&place(&chat, dan), json!({"muted_until": null})).await.is(200);
    bob.patch(&place(&chat, dan), json!({"muted_until": null})).await.is(200);
    bob.removes(dan, &chat).await;
    bob.bans(eve, &chat).await;
    for _ in ["unbanned", "not banned"] {
        bob.delete(&format!("/chats/{chat}/bans/{}", eve.id())).await.is(204);
    }
    let link = bob.bare(Method::POST, &format!("/chats/{chat}/invitations")).await.is(201);
    bob.delete(&format!("/chats/{chat}/invitations/{}", link["id"].as_str().expect("an id"))).await.is(204);
    ada.patch(&format!("/chats/{chat}"), json!({"visibility": "private", "join_requests": true})).await.is(200);
    for (person, answer, status) in [(dan, Method::DELETE, 204), (eve, Method::PUT, 200)] {
        person.bare(Method::POST, &format!("/chats/{chat}/join-requests")).await.is(201);
        ada.bare(answer, &format!("/chats/{chat}/join-requests/{}", person.id())).await.is(status);
    }
    ada.put(&format!("/chats/{chat}/owner"), json!({"user_id": cleo.id()})).await.is(200);
    (people, chat, said)
}

#[tokio::test]
async fn who_did_what_to_whom_in_a_chat_is_written_down() {
    let server = TestServer::start().await;
    let ([ada, bob, ..], chat, said) = much_happens(&server).await;
    let entries = log(&bob, &format!("/chats/{chat}/audit")).await;
    let expected = [
        "ada role.changed bob",
        "ada role.changed cleo",
        "bob message.deleted dan",
        "bob member.muted dan",
        "bob member.unmuted dan",
        "bob member.removed dan",
        "bob member.banned eve",
        "bob member.unbanned eve",
        "bob invitation.created -",
        "bob invitation.revoked -",
        "ada chat.updated -",
        "ada join_request.declined dan",
        "ada join_request.accepted eve",
        "ada owner.changed cleo",
    ];
    assert_eq!(sentences(&entries), expected);
    let by = |action: &str| entries.iter().find(|entry| entry["action"] == action).expect("written down");
    assert_eq!(json_keys(by("member.muted")), ["action", "actor", "created_at", "detail", "id", "message_id", "target"]);
    assert_eq!(by("member.muted")["detail"], json!({"until": "2999-01-01T00:00:00Z"}));
    assert_eq!((&by("message.deleted")["message_id"], &by("message.deleted")["actor"]), (&said["id"], &bob.summary()));
    assert_eq!(by("chat.updated")["detail"], json!({"changed": ["visibility", "join_requests"]}));
    assert_eq!(by("role.changed")["detail"], json!({"role": "moderator"}));
    // Whoever was its owner and is a plain member now reads it no longer.
    ada.get(&format!("/chats/{chat}/audit")).await.is_problem(403, "forbidden");
}

#[tokio::test]
async fn a_log_is_read_page_by_page_by_those_who_keep_order() {
    let server = TestServer::start().await;
    let ([_, bob, _, dan, eve], chat, _) = much_happens(&server).await;
    let path = format!("/chats/{chat}/audit");
    let (mut all, mut cursor) = (vec![], String::new());
    loop {
        let page = bob.get(&format!("{path}?limit=4{cursor}")).await.is(200);
        all.extend(page["items"].as_array().expect("a list").clone());
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(all, log(&bob, &path).await);
    eve.get(&path).await.is_problem(403, "forbidden");
    dan.get(&path).await.is_problem(404, "chat_not_found");
}

#[tokio::test]
async fn what_admins_and_owners_do_on_the_server_is_read_by_admins() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = bob.creates_chat("general").await;
    bob.delete(&format!("/chats/{chat}")).await.is(204);
    server.makes_admin(&ada).await;
    let entries = log(&ada, "/admin/audit").await;
    assert_eq!(sentences(&entries), ["bob chat.deleted -"]);
    assert_eq!(entries[0]["detail"], json!({"chat_id": chat.id}));
}

#[tokio::test]
async fn the_log_is_only_added_to() {
    let server = TestServer::start().await;
    much_happens(&server).await;
    let before = server.stored("select action from audit_log").await;
    let session = server.session().await;
    for change in ["update audit_log set actor_id = null", "delete from audit_log", "truncate audit_log"] {
        assert_eq!(session.is_refused(change).await, "the audit log is only added to", "{change}");
    }
    assert_eq!(server.stored("select action from audit_log").await, before);
}

#[tokio::test]
async fn of_a_deleted_account_the_entries_stay_without_a_name() {
    let server = TestServer::start().await;
    let ([_, bob, _, dan, _], chat, _) = much_happens(&server).await;
    let body = json!({"password": PASSWORD});
    sent(dan.request(Method::DELETE, "/users/me").json(&body)).await.is(204);
    let entries = log(&bob, &format!("/chats/{chat}/audit")).await;
    assert_eq!(entries.len(), 14);
    let removed = entries.iter().find(|entry| entry["action"] == "member.removed").expect("written down");
    assert_eq!(removed["target"]["display_name"], "Deleted account");
    assert!(!json!(entries).to_string().contains("\"dan\""));
}

#[tokio::test]
async fn what_is_refused_is_not_written_down() {
    let server = TestServer::start().await;
    let ([_, bob, cleo, dan, _], chat) = a_chat_in_order(&server).await;
    let path = format!("/chats/{chat}/audit");
    let before = log(&bob, &path).await;
    bob.delete(&place(&chat, &cleo)).await.is_problem(403, "forbidden");
    dan.delete(&place(&chat, &bob)).await.is_problem(403, "forbidden");
    assert_eq!(log(&bob, &path).await, before);
}

#[tokio::test]
async fn an_admin_whose_account_goes_is_an_admin_no_longer_and_that_is_written_down() {
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    server.makes_admin(&ada).await;
    server.makes_admin(&bob).await;
    sent(bob.request(Method::DELETE, "/users/me").json(&json!({"password": PASSWORD}))).await.is(204);
    let entries = log(&ada, "/admin/audit").await;
    assert_eq!(entries.iter().map(|entry| &entry["action"]).collect::<Vec<_>>(), ["admin.revoked"]);
    assert_eq!((&entries[0]["actor"]["id"], &entries[0]["target"]["id"]), (&json!(bob.id()), &json!(bob.id())));
}

#[tokio::test]
async fn entries_are_kept_for_a_year_and_those_of_the_last_month_in_any_case() {
    let server = TestServer::start().await;
    let of_days = |days: &str| {
        format!(
            "insert into audit_log (id, action, created_at) select gen_random_uuid(), 'chat.deleted', now() - make_interval(days => d) \
                 from unnest(array[{days}]) d returning 'written'"
        )
    };
    server.stored(&of_days("1, 29, 31, 364, 366, 1000")).await;
    let ages = "select extract(day from now() - created_at)::int::text from audit_log order by created_at desc";
    server.keeps_house().await;
    assert_eq!(server.stored(ages).await, ["1", "29", "31", "364"]);
    // By the server's clock it is all long ago; the database has its own.
    server.passes(10 * 366 * 24 * 3_600);
    server.keeps_house().await;
    assert_eq!(server.stored(ages).await, ["1", "29"]);
    let forever = TestServer::with(&[("limits.app.audit_kept_days", "0")]).await;
    forever.stored(&of_days("5000")).await;
    forever.keeps_house().await;
    assert_eq!(forever.stored(ages).await, ["5000"]);
}
