//! S82, S83: the server on a database that lets it do no more than it has to, and on those that it cannot work with.

use dialogo_testkit::TestDatabase;
use serde_json::json;

use crate::support::{Place, Program, TestServer, bodies};

/// A role of the cluster, which goes with this value.
struct Role<'a> {
    database: &'a TestDatabase,
    name: String,
}

impl<'a> Role<'a> {
    async fn create(database: &'a TestDatabase, kind: &str) -> Self {
        let name = format!("{kind}_{}", uuid::Uuid::now_v7().simple());
        database.texts(&format!("create role {name} login password 'hush'")).await;
        Self { database, name }
    }

    /// The database as this role reaches it.
    fn url(&self) -> String {
        let url = self.database.url();
        let (scheme, rest) = url.split_once("://").expect("a URL");
        let place = rest.split_once('@').map_or(rest, |(_, place)| place);
        format!("{scheme}://{}:hush@{place}", self.name)
    }

    async fn goes(self) {
        let name = &self.name;
        self.database.texts(&format!("reassign owned by {name} to current_user; drop owned by {name}; drop role {name}")).await;
    }
}

/// Runs `dialogo` with these arguments to its end, and yields its status and what it complained of.
async fn runs(place: &Place, arguments: &[&str], url: &str) -> (Option<i32>, String) {
    let output = place.runs(arguments, &[("DIALOGO__DATABASE__URL", url)]).await;
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A little of everything.
async fn people_live(program: &Program) {
    let [ada, bob] = [program.user("ada").await, program.user("bob").await];
    let chat = ada.creates(json!({"name": "general"})).await;
    bob.joins(&chat).await;
    let mut socket = bob.connects().await;
    socket.says(&chat, "hello").await;
    let said = ada.says(&chat, "hello yourself").await;
    ada.edits(&said, "hello yourself!").await;
    ada.bare(reqwest::Method::PUT, &format!("{}/pin", crate::support::path_of(&said))).await.is(200);
    assert_eq!(bob.reads(&chat).await.len(), 2);
    let code = ada.post(&format!("/chats/{chat}/invitations"), json!({})).await.is(201)["code"].clone();
    bob.post("/invitations/preview", json!({"code": code})).await.is(200);
    bob.get("/search/messages?q=hello").await.is(200);
    crate::support::sent(bob.request(reqwest::Method::POST, &format!("/chats/{chat}/files?name=a.txt")).body("a file")).await.is(201);
    ada.removes(&bob, &chat).await;
    ada.delete(&format!("/chats/{chat}")).await.is(204);
    program.anyone().get("//health/ready").await.is(200);
}

#[tokio::test]
async fn s82_a_server_lives_without_any_right_to_change_its_schema() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let (owner, server) = (Role::create(&database, "owner").await, Role::create(&database, "server").await);
    database
        .texts(&format!(
            "drop schema public cascade; create schema public authorization {}; grant usage on schema public to public",
            owner.name
        ))
        .await;
    database.texts(&format!("grant create on database {} to {}", database.texts("select current_database()").await[0], owner.name)).await;

    for command in ["migrate", "serve"] {
        let (status, said) = runs(&place, &[command], &server.url()).await;
        assert!(status == Some(1) && said.contains("run `dialogo migrate` as the role that owns it"), "{said}");
    }
    let (status, said) = runs(&place, &["migrate", "--grant", &owner.name], &owner.url()).await;
    assert!(status == Some(1) && said.contains("owns the schema"), "{said}");
    // Again before every new version. A table that comes with one is open to the server as well.
    for _ in 0..2 {
        let (status, said) = runs(&place, &["migrate", "--grant", &server.name], &owner.url()).await;
        assert_eq!(status, Some(0), "{said}");
    }
    database.texts(&format!("set role {}; create table public.later (); reset role", owner.name)).await;

    let may = async |what: &str| {
        let question = format!("set role {}; {what}", server.name);
        database.session().await.tries(&question).await
    };
    for allowed in ["select 1 from users", "select 1 from later", "delete from later", "select audit_log_prune(now(), 1)"] {
        assert_eq!(may(allowed).await, Ok(()), "{allowed}");
    }
    for forbidden in [
        "create table mine ()",
        "create index on users (display_name)",
        "alter table users add column mine int",
        "drop table users",
        "truncate users",
        "delete from refinery_schema_history",
        "delete from audit_log",
        "create schema mine",
        "create role mine",
    ] {
        let error = may(forbidden).await.expect_err(forbidden);
        assert!(error.contains("permission denied") || error.contains("must be owner"), "{forbidden}: {error}");
    }

    let program = place.serves(&[("DIALOGO__DATABASE__URL", &server.url())]).await;
    people_live(&program).await;
    program.is_told_to_stop();
    assert_eq!(program.ends().await.code(), Some(0));
    let log = place.log();
    assert!(!log.contains("permission denied") && !log.contains("lets us do everything"), "{log}");
    server.goes().await;
    owner.goes().await;
}

#[tokio::test]
async fn s82_a_role_that_may_do_everything_is_warned_of() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let program = place.serves(&[("DIALOGO__DATABASE__URL", &database.url())]).await;
    program.is_told_to_stop();
    program.ends().await;
    assert!(place.log().contains("lets us do everything"), "{}", place.log());
}

#[tokio::test]
async fn s83_a_newer_schema_is_refused_by_name() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    database
        .texts(
            "insert into refinery_schema_history select 9999, 'what_is_to_come', applied_on, checksum from refinery_schema_history limit 1",
        )
        .await;
    for command in ["migrate", "serve"] {
        let (status, said) = runs(&place, &[command], &database.url()).await;
        assert_eq!(status, Some(1), "{said}");
        assert!(said.contains("a newer dialogo") && said.contains("V9999__what_is_to_come"), "{said}");
    }
}

#[tokio::test]
async fn s83_a_clock_that_is_a_day_off_changes_no_order() {
    const DAY: u64 = 24 * 60 * 60;
    let server = TestServer::start().await;
    let [ada, bob] = server.users(["ada", "bob"]).await;
    let chat = ada.creates_chat("general").await;
    bob.joins(&chat).await;
    ada.says(&chat, "today").await;
    server.passes(DAY);
    ada.logs_in_again().await.says(&chat, "tomorrow").await;
    // The clock of this one is right again: for it, the last message comes from the future.
    let server = TestServer::again(server.stops().await, &[]).await;
    let [ada, bob] = [ada, bob].map(|person| server.anyone().bearing(person.access_token()));
    let path = format!("/chats/{chat}/messages");
    ada.post(&path, crate::support::draft("today again")).await.is(201);
    let page = bob.get(&path).await.is(200);
    let items = page["items"].as_array().expect("items");
    assert_eq!(bodies(items), ["today", "tomorrow", "today again"]);
    assert!(items.is_sorted_by_key(|message| message["seq"].as_i64()));
}
