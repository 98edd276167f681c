//! `Origin`: which pages may connect.

use crate::support::{Socket, TestServer, upgrade};

async fn connects_from(server: &TestServer, origin: &str) -> Result<(), u16> {
    let mut request = upgrade(server.base());
    request.headers_mut().insert("origin", origin.parse().expect("a header"));
    Socket::open_with(request).await.map(drop)
}

#[tokio::test]
async fn our_own_page_and_programs_connect_and_other_pages_do_not() {
    let server = TestServer::start().await;
    let own = server.base().to_owned();
    assert_eq!(connects_from(&server, &own).await, Ok(()));
    let host = own.trim_start_matches("http://");
    for origin in [
        "https://evil.example",
        "null",
        &format!("https://{host}.evil.example"),
        &format!("http://evil{host}"),
        "http://127.0.0.1:1",
        &format!("{own}/"),
    ] {
        assert_eq!(connects_from(&server, origin).await, Err(403), "{origin}");
    }
}

#[tokio::test]
async fn with_a_public_address_only_that_origin_and_the_listed_ones_connect() {
    let settings =
        [("server.public_url", "https://chat.example"), ("server.allowed_origins", "https://intranet.example,https://other.example")];
    let server = TestServer::with(&settings).await;
    for origin in ["https://chat.example", "https://intranet.example", "https://other.example"] {
        assert_eq!(connects_from(&server, origin).await, Ok(()), "{origin}");
    }
    for origin in [
        "http://chat.example",
        "https://chat.example.evil.com",
        "https://evilchat.example",
        "https://chat.example:8443",
        "null",
        server.base(),
        "http://intranet.example",
    ] {
        assert_eq!(connects_from(&server, origin).await, Err(403), "{origin}");
    }
}
