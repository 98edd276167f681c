//! Pages of other origins: they call the API if the settings name them.

use reqwest::{Client, Method, RequestBuilder, Response};

use crate::support::{TestServer, draft, sent};

async fn preflight(server: &TestServer, origin: &str) -> Response {
    let request = Client::new().request(Method::OPTIONS, format!("{}/api/v1/chats", server.base()));
    let request = request.header("origin", origin).header("access-control-request-method", "POST");
    request.header("access-control-request-headers", "authorization,content-type").send().await.expect("an answer")
}

fn allowed(response: &Response) -> Option<&str> {
    response.headers().get("access-control-allow-origin").map(|origin| origin.to_str().expect("text"))
}

#[tokio::test]
async fn a_listed_origin_may_call_with_its_own_token_and_no_cookies() {
    let server = TestServer::with(&[("server.allowed_origins", "https://intranet.example")]).await;
    let answer = preflight(&server, "https://intranet.example").await;
    assert_eq!((answer.status().as_u16(), allowed(&answer)), (200, Some("https://intranet.example")));
    assert!(!answer.headers().contains_key("access-control-allow-credentials"));
    let url = format!("{}/api/v1/chats", server.base());
    let called = Client::new().get(url).header("origin", "https://intranet.example").send().await.expect("an answer");
    assert_eq!((called.status().as_u16(), allowed(&called)), (401, Some("https://intranet.example")), "the page can read why");
}

#[tokio::test]
async fn no_other_origin_is_told_that_it_may() {
    for settings in [&[][..], &[("server.allowed_origins", "https://intranet.example")]] {
        let server = TestServer::with(settings).await;
        for origin in ["https://evil.example", "null", "https://intranet.example.evil.example", "http://intranet.example"] {
            assert_eq!(allowed(&preflight(&server, origin).await), None, "{origin}");
            let live = Client::new().get(format!("{}/health/live", server.base())).header("origin", origin).send().await;
            assert_eq!(allowed(&live.expect("an answer")), None, "{origin}");
        }
    }
}

#[tokio::test]
async fn only_a_listed_origin_may_embed_the_client() {
    let server = TestServer::with(&[("server.allowed_origins", "https://intranet.example")]).await;
    for file in ["/js/dialogo-chat.js", "/js/views/conversation.js", "/css/embed.css"] {
        for (origin, expected) in [("https://intranet.example", Some("https://intranet.example")), ("https://evil.example", None)] {
            let answer = Client::new().get(format!("{}{file}", server.base())).header("origin", origin).send().await.expect("an answer");
            assert_eq!((answer.status().as_u16(), allowed(&answer)), (200, expected), "{file} for {origin}");
            let vary = answer.headers().get_all("vary").iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(", ");
            assert!(vary.to_lowercase().contains("origin"), "an answer to one origin is no answer to another: {vary}");
        }
    }
}

#[tokio::test]
async fn a_page_can_read_that_a_handler_broke_or_took_too_long() {
    let origin = "https://intranet.example";
    let settings = [("server.allowed_origins", origin), ("database.operation_timeout_secs", "1000"), ("limits.request_timeout_secs", "1")];
    let server = TestServer::with(&settings).await;
    let ada = server.user("ada").await;
    let chat = ada.creates_chat("general").await;
    let path = format!("/chats/{chat}/messages");
    let readable = async |request: RequestBuilder| {
        let answer = sent(request.header("origin", origin)).await;
        assert_eq!(answer.header("access-control-allow-origin"), origin);
        assert!(answer.header("access-control-expose-headers").contains("x-request-id"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        answer
    };
    let breaks = ada.request(Method::POST, &path).json(&draft("fault-injection: panic in the handler"));
    readable(breaks).await.is_problem(500, "internal");
    let session = server.session().await;
    session.runs("begin; lock table messages").await;
    readable(ada.request(Method::GET, &path)).await.is_problem(503, "unavailable");
}
