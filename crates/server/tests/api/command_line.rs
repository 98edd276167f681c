//! `dialogo` as a program: what it refuses to start with, and what it says.

use std::process::Output;

use dialogo_testkit::TestDatabase;

use crate::support::{JWT_SECRET, Place};

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[track_caller]
fn refused(output: &Output, naming: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(naming), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[tokio::test]
async fn a_default_or_short_secret_refuses_to_start_by_name() {
    let place = Place::new();
    for secret in [
        "secret",
        "changeme",
        "super_secret",
        "0123456789abcdef0123456789abcde",
        "change-me-change-me-change-me-change-me",
        &"a".repeat(64),
    ] {
        for arguments in [&["serve"][..], &[], &["config", "check"], &["migrate"]] {
            let output = place.runs(arguments, &[("DIALOGO__AUTH__JWT_SECRET", secret)]).await;
            refused(&output, "DIALOGO__AUTH__JWT_SECRET");
        }
    }
    assert!(std::fs::read_dir(place.path()).expect("listed").next().is_none(), "nothing is started before that");
}

#[tokio::test]
async fn an_unknown_or_misspelled_setting_is_refused_by_name() {
    let place = Place::new();
    for (name, value, naming) in [
        ("DIALOGO__SERVER__PROT", "8080", "server.prot"),
        ("DIALOGO__NOTHING__AT_ALL", "1", "nothing.at_all"),
        ("DIALOGO__LIMITS__WEBSOCKET__HEARTBEAT", "1", "limits.websocket.heartbeat"),
        ("DIALOGO_SERVER__PORT", "8080", "DIALOGO_SERVER__PORT"),
        ("DIALOGO__SERVER__PORT", "eighty", "port"),
        ("DIALOGO__SERVER__HOST", "localhost:80", "host"),
        ("DIALOGO__DATABASE__URL", "mysql://x", "DIALOGO__DATABASE__URL"),
        ("DIALOGO__SERVER__PUBLIC_URL", "chat.example", "DIALOGO__SERVER__PUBLIC_URL"),
    ] {
        refused(&place.runs(&["config", "check"], &[(name, value)]).await, naming);
    }
}

#[tokio::test]
async fn the_settings_in_force_are_shown_without_the_secrets() {
    let place = Place::new();
    let environment =
        [("DIALOGO__DATABASE__URL", "postgres://dialogo:hush-hush@db.example/dialogo"), ("DIALOGO__SERVER__HOST", "127.0.0.9")];
    let output = place.runs(&["config", "check"], &environment).await;
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("server.host = \"127.0.0.9\"") && said.contains("auth.password.memory_kib = 19456"), "{said}");
    assert!(!said.contains(JWT_SECRET) && !said.contains("hush-hush"), "{said}");
}

#[tokio::test]
async fn a_file_sets_and_the_environment_wins() {
    let place = Place::new();
    std::fs::write(place.path().join("my.toml"), "[server]\nhost = \"127.0.0.8\"\nworkers = 3\n").expect("written");
    let output = place.runs(&["--config", "my.toml", "config", "check"], &[("DIALOGO__SERVER__HOST", "127.0.0.9")]).await;
    let said = said(&output);
    assert!(said.contains("server.host = \"127.0.0.9\"") && said.contains("server.workers = 3"), "{said}");
    refused(&place.runs(&["--config", "absent.toml", "config", "check"], &[]).await, "absent.toml");
}

#[tokio::test]
async fn help_and_version_are_given() {
    let place = Place::new();
    let help = place.runs(&["--help"], &[]).await;
    assert_eq!(help.status.code(), Some(0));
    for word in ["serve", "migrate", "config", "DIALOGO__"] {
        assert!(said(&help).contains(word), "{word}: {}", said(&help));
    }
    assert!(said(&place.runs(&["--version"], &[]).await).starts_with("dialogo "));
    assert_eq!(place.runs(&["sing"], &[]).await.status.code(), Some(2));
}

#[tokio::test]
async fn a_database_is_brought_to_this_version_however_often() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    database.texts("drop schema public cascade; create schema public").await;
    let url = database.url();
    for _ in 0..2 {
        let output = place.runs(&["migrate"], &[("DIALOGO__DATABASE__URL", &url)]).await;
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    assert_eq!(database.texts("select count(*) from users").await, ["0"]);
}

#[tokio::test]
async fn two_that_start_together_bring_the_database_to_this_version_once() {
    let (places, database) = ([Place::new(), Place::new()], TestDatabase::create().await);
    database.texts("drop schema public cascade; create schema public").await;
    let url = database.url();
    let environment = [("DIALOGO__DATABASE__URL", url.as_str())];
    let (one, two) = tokio::join!(places[0].serves(&environment), places[1].serves(&environment));
    for program in [one, two] {
        program.anyone().get("//health/ready").await.is(200);
    }
}

#[tokio::test]
async fn a_taken_port_is_said_plainly() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = place.runs(&["serve"], &[("DIALOGO__DATABASE__URL", &database.url()), ("DIALOGO__SERVER__PORT", &port)]).await;
    refused(&output, &port);
}

#[tokio::test]
async fn a_servers_health_can_be_asked_by_the_program_itself() {
    let (place, database) = (Place::new(), TestDatabase::create().await);
    let url = database.url();
    let program = place.serves(&[("DIALOGO__DATABASE__URL", url.as_str())]).await;
    let port = program.base().rsplit_once(':').expect("a port").1.to_owned();
    assert_eq!(place.runs(&["health"], &[("DIALOGO__SERVER__PORT", &port)]).await.status.code(), Some(0));
    program.is_told_to_stop();
    program.ends().await;
    assert_eq!(place.runs(&["health"], &[("DIALOGO__SERVER__PORT", &port)]).await.status.code(), Some(1));
}
