//! `/health`: whether it lives, and whether it can serve.

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
