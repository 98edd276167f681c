//! S80: admins of the whole server, and what they may.

use std::process::Output;

use dialogo_testkit::TestDatabase;
use reqwest::Method;
use serde_json::json;

use crate::support::{PASSWORD, Person, Place, Program, TestServer, json_keys, sent};

/// What `dialogo admin` says, beside a server.
async fn admin(place: &Place, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let Output { status, stdout, stderr } = place.runs(&[&["admin"], arguments].concat(), environment).await;
    assert_eq!(status.code(), Some(0), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).expect("text")
}

/// From nobody to an admin and back, while the server runs.
async fn becomes_an_admin_and_ceases(place: &Place, program: &Program, environment: &[(&str, &str)]) {
    let ada = program.user("ada").await;
    ada.get("/admin/users").await.is_problem(403, "not_an_admin");
    assert_eq!(ada.get("/users/me").await.is(200)["is_admin"], false);
    assert_eq!(admin(place, &["list"], environment).await, "");

    assert_eq!(admin(place, &["grant", "Ada"], environment).await, "ada is an admin now\n");
    assert_eq!(admin(place, &["grant", "ada"], environment).await, "ada was an admin already\n");
    assert_eq!(admin(place, &["list"], environment).await, "ada\n");
    assert_eq!(ada.get("/users/me").await.is(200)["is_admin"], true);
    ada.get("/admin/users").await.is(200);

    assert_eq!(admin(place, &["revoke", "ada"], environment).await, "ada is no admin any more\n");
    ada.get("/admin/users").await.is_problem(403, "not_an_admin");
    assert_eq!(admin(place, &["revoke", "ada"], environment).await, "ada was no admin\n");
}

#[tokio::test]
async fn s80_the_command_line_alone_makes_admins_while_the_server_runs() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str())];
    let program = place.serves(&environment).await;
    becomes_an_admin_and_ceases(&place, &program, &environment).await;
    for nobody in ["bob", "no name at all"] {
        let output = place.runs(&["admin", "grant", nobody], &environment).await;
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(nobody));
    }
}

#[tokio::test]
async fn s80_admins_are_made_in_the_private_database_of_a_running_server_too() {
    let place = Place::new();
    let program = place.serves(&[]).await;
    becomes_an_admin_and_ceases(&place, &program, &[]).await;
    program.is_told_to_stop();
    program.ends().await;
    assert_eq!(admin(&place, &["list"], &[]).await, "", "and of one that is not running");
}

/// A server with an admin and somebody else.
async fn with_admin() -> (TestServer, [Person; 2]) {
    let server = TestServer::start().await;
    let people = server.users(["root.of.it", "bob"]).await;
    server.makes_admin(&people[0]).await;
    (server, people)
}

#[tokio::test]
async fn that_one_is_an_admin_is_told_to_oneself_alone() {
    let (_server, [admin, bob]) = with_admin().await;
    assert_eq!(json_keys(&bob.get(&format!("/users/{}", admin.id())).await.is(200)), ["avatar", "display_name", "id", "username"]);
    let mine = admin.logs_in_again().await;
    assert_eq!(mine.signed_in["user"]["is_admin"], true);
}

#[tokio::test]
async fn an_admin_finds_accounts_by_name_page_by_page() {
    let (server, [admin, bob]) = with_admin().await;
    bob.logs_in_again().await;
    let found = admin.get("/admin/users?search=BO").await.is(200);
    assert_eq!(found["items"].as_array().expect("a list").len(), 1);
    let account = &found["items"][0];
    let keys = ["avatar", "created_at", "display_name", "id", "is_admin", "last_used_at", "sessions", "suspended_at", "username"];
    assert_eq!(json_keys(account), keys);
    assert_eq!((&account["username"], &account["sessions"], &account["is_admin"]), (&json!("bob"), &json!(2), &json!(false)));
    assert_eq!(account["last_used_at"], json!(server.now()));

    let first = admin.get("/admin/users?limit=1").await.is(200);
    let cursor = first["next_cursor"].as_str().expect("more");
    let second = admin.get(&format!("/admin/users?limit=1&cursor={cursor}")).await.is(200);
    assert_eq!((&first["items"][0]["username"], &second["items"][0]["username"]), (&json!("bob"), &json!("root.of.it")));
    assert_eq!(second["next_cursor"], json!(null));
    bob.get(&format!("/admin/users?cursor={cursor}")).await.is_problem(403, "not_an_admin");
}

#[tokio::test]
async fn with_the_account_the_role_goes() {
    let (server, [admin, _bob]) = with_admin().await;
    let body = json!({"password": PASSWORD});
    sent(admin.request(Method::DELETE, "/users/me").json(&body)).await.is(204);
    assert_eq!(server.stored("select user_id::text from admins").await, Vec::<String>::new());
}

/// Suspends somebody.
async fn suspends(admin: &Person, person: &Person) {
    admin.bare(Method::PUT, &format!("/admin/users/{}/suspension", person.id())).await.is(204);
}

#[tokio::test]
async fn whoever_is_suspended_is_out_at_once_and_stays_out() {
    let (server, [admin, bob]) = with_admin().await;
    let chat = bob.creates_chat("general").await;
    let due = server.now() + jiff::SignedDuration::from_hours(1);
    let later = json!({"body": "later", "client_id": uuid::Uuid::now_v7(), "send_at": due});
    bob.post(&format!("/chats/{chat}/scheduled"), later).await.is(201);
    let mut socket = bob.connects().await;
    for _ in ["suspended", "already"] {
        suspends(&admin, &bob).await;
    }
    assert_eq!(socket.is_closed().await, 4102);
    bob.get("/users/me").await.is_problem(401, "session_ended");
    let refresh = json!({"refresh_token": bob.refresh_token()});
    server.anyone().post("/auth/refresh", refresh).await.is_problem(401, "session_ended");
    let login = |password: &str| json!({"username": "bob", "password": password});
    server.anyone().post("/auth/login", login(PASSWORD)).await.is_problem(403, "account_suspended");
    // Whoever does not know the password learns nothing of it.
    server.anyone().post("/auth/login", login("not the password")).await.is_problem(401, "invalid_credentials");
    assert!(!admin.get("/admin/users?search=bob").await.is(200)["items"][0]["suspended_at"].is_null());

    let open = format!("/admin/users/{}/suspension", bob.id());
    for _ in ["reinstated", "already"] {
        admin.delete(&open).await.is(204);
    }
    let bob = bob.logs_in_again().await;
    let scheduled = bob.get("/users/me/scheduled").await.is(200);
    assert_eq!(scheduled["items"][0]["failure"], "account_suspended", "what was to be sent meanwhile is not sent");
    let log = admin.get("/admin/audit").await.is(200);
    let acts: Vec<_> = log["items"].as_array().expect("a list").iter().map(|act| (&act["action"], &act["target"]["id"])).collect();
    let bobs_id = json!(bob.id());
    assert_eq!(acts, [(&json!("account.reinstated"), &bobs_id), (&json!("account.suspended"), &bobs_id)]);
}

#[tokio::test]
async fn an_admin_ends_the_sessions_of_somebody_who_comes_back() {
    let (_server, [admin, bob]) = with_admin().await;
    let (phone, mut socket) = (bob.logs_in_again().await, bob.connects().await);
    admin.delete(&format!("/admin/users/{}/sessions", bob.id())).await.is(204);
    assert_eq!(socket.is_closed().await, 4102);
    for device in [&bob, &phone] {
        device.get("/users/me").await.is_problem(401, "session_ended");
    }
    bob.logs_in_again().await.get("/users/me").await.is(200);
}

#[tokio::test]
async fn no_admin_shuts_out_an_admin() {
    let (server, [admin, bob]) = with_admin().await;
    server.makes_admin(&bob).await;
    for one in [&admin, &bob] {
        let place = format!("/admin/users/{}", one.id());
        admin.bare(Method::PUT, &format!("{place}/suspension")).await.is_problem(409, "admin_account");
        admin.delete(&format!("{place}/sessions")).await.is_problem(409, "admin_account");
    }
    let nobody = format!("/admin/users/{}/suspension", uuid::Uuid::now_v7());
    admin.bare(Method::PUT, &nobody).await.is_problem(404, "user_not_found");
    bob.get("/admin/users").await.is(200);
}

#[tokio::test]
async fn who_is_named_an_admin_while_suspended_is_let_in_again_by_another() {
    let (server, [admin, bob]) = with_admin().await;
    suspends(&admin, &bob).await;
    server.makes_admin(&bob).await;
    admin.delete(&format!("/admin/users/{}/suspension", bob.id())).await.is(204);
    bob.logs_in_again().await.get("/admin/users").await.is(200);
}

#[tokio::test]
async fn a_log_in_that_races_with_a_suspension_does_not_outlive_it() {
    let (server, [admin, bob]) = with_admin().await;
    for _ in 0..20 {
        let login = json!({"username": "bob", "password": PASSWORD});
        let anyone = server.anyone();
        let (answer, ()) = tokio::join!(anyone.post("/auth/login", login), suspends(&admin, &bob));
        if answer.status == 200 {
            Person::of(&anyone, answer.json.clone()).get("/users/me").await.is_problem(401, "session_ended");
        }
        admin.delete(&format!("/admin/users/{}/suspension", bob.id())).await.is(204);
    }
}
