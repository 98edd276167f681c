//! `/health`: whether it lives, and whether it can serve.

use dialogo_testkit::{PrivateOptions, PrivatePostgres};

use crate::support::TestServer;

#[tokio::test]
async fn a_running_server_is_live_and_ready() {
    let server = TestServer::start().await;
    for path in ["//health/live", "//health/ready"] {
        let answer = server.anyone().get(path).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.is(200)["status"], "ok");
        let head = server.anyone().bare(reqwest::Method::HEAD, path).await;
        assert_eq!((head.status, head.text.as_str()), (200, ""), "HEAD {path}");
    }
}

#[tokio::test]
async fn s83_a_database_that_may_forget_is_ready_and_is_warned_of() {
    for (value, warnings) in [
        ("on", serde_json::json!([])),
        ("off", serde_json::json!(["fsync is off", "full_page_writes is off", "synchronous_commit is off"])),
    ] {
        let settings = ["fsync", "full_page_writes", "synchronous_commit"].map(|name| (name.to_owned(), value.to_owned())).to_vec();
        let postgres = PrivatePostgres::create_with(PrivateOptions { settings, ..PrivateOptions::default() }).await.expect("a PostgreSQL");
        let server = TestServer::upon(&postgres, &[]).await;
        assert_eq!(server.anyone().get("//health/ready").await.is(200)["warnings"], warnings);
    }
}
