//! S80: admins of the whole server, and what they may.

use std::process::Output;

use dialogo_testkit::TestDatabase;
use serde_json::json;

use crate::support::{Person, Place, Program, TestServer, json_keys};

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
    let body = json!({"password": crate::support::PASSWORD});
    admin.request(reqwest::Method::DELETE, "/users/me").json(&body).send().await.expect("an answer");
    assert_eq!(server.stored("select user_id::text from admins").await, Vec::<String>::new());
}
