//! Clients that have stopped reading for good.

use actix_web::rt::net::TcpStream;

/// Lets the kernel end a connection whose peer takes nothing of what is waiting for it (`TCP_USER_TIMEOUT`, RFC 5482).
///
/// A peer that is alive, but never reads, keeps a connection open as long as it likes: the HTTP layer has no deadline for writing, and
/// waits for its buffer to be taken even after we have given the connection up.
#[cfg(target_os = "linux")]
pub fn limit_stall(stream: &TcpStream) {
    /// How long what we sent may stay unread. Longer than the deadline of any write of ours, which ends the connection with a reason;
    /// this ends what is left of it.
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

    if let Err(error) = socket2::SockRef::from(stream).set_tcp_user_timeout(Some(PATIENCE)) {
        tracing::debug!(%error, "a connection has no limit for what stays unread");
    }
}

/// Elsewhere the kernel has no such limit.
#[cfg(not(target_os = "linux"))]
pub fn limit_stall(_: &TcpStream) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use actix_web::rt::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn a_connection_has_a_limit_for_what_stays_unread() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a listener");
        let stream = TcpStream::connect(listener.local_addr().expect("its address")).await.expect("a connection");
        limit_stall(&stream);
        assert!(socket2::SockRef::from(&stream).tcp_user_timeout().expect("an option of TCP").is_some());
    }
}
