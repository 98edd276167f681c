//! Bytes on a TCP connection, for what no client library would send.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

/// How long a test waits before it says what it waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection with the smallest receive buffer that the system allows.
pub async fn with_little_room(base: &str) -> TcpStream {
    let address = base.trim_start_matches("http://").parse().expect("an address");
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(1).expect("a small buffer");
    socket.connect(address).await.expect("a connection")
}

/// A TCP connection to the server.
pub struct Wire {
    stream: TcpStream,
}

impl Wire {
    /// Connects to the server at `base`.
    pub async fn to(base: &str) -> Self {
        let address = base.strip_prefix("http://").expect("an http address");
        Self { stream: TcpStream::connect(address).await.expect("a connection") }
    }

    /// The same with as little room for what comes as the system allows, so that not reading is noticed soon.
    pub async fn with_little_room(base: &str) -> Self {
        Self { stream: with_little_room(base).await }
    }

    /// The same, upgraded to a WebSocket.
    pub async fn upgraded(base: &str) -> Self {
        let mut wire = Self::to(base).await;
        let host = base.trim_start_matches("http://");
        let head = format!(
            "GET /api/v1/ws HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: dialogo.v1\r\n\r\n"
        );
        wire.sends(head.as_bytes()).await;
        let answer = wire.reads_until(b"\r\n\r\n").await;
        assert!(answer.starts_with(b"HTTP/1.1 101 "), "{}", String::from_utf8_lossy(&answer));
        wire
    }

    /// Sends bytes. A server that has closed already is what some tests are about.
    pub async fn sends(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.ok();
    }

    /// A text frame of this announced length, masked with zeros, and nothing or all of its payload.
    pub async fn sends_frame(&mut self, first_byte: u8, announced: u64, payload: &[u8]) {
        let mut frame = vec![first_byte];
        match u8::try_from(announced) {
            Ok(short) if short < 126 => frame.push(0x80 | short),
            _ => {
                frame.push(0x80 | 127);
                frame.extend(announced.to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(payload);
        self.sends(&frame).await;
    }

    /// Reads up to and including `end`.
    pub async fn reads_until(&mut self, end: &[u8]) -> Vec<u8> {
        let mut read = Vec::new();
        while !read.ends_with(end) {
            let byte = timeout(PATIENCE, self.stream.read_u8()).await.unwrap_or_else(|_| panic!("nothing more after {read:?}"));
            read.push(byte.expect("an open connection"));
        }
        read
    }

    /// Everything until the server closes the connection.
    pub async fn reads_to_the_end(&mut self) -> Vec<u8> {
        let mut read = Vec::new();
        let reading = self.stream.read_to_end(&mut read);
        // A reset says no less than an end that the server has closed.
        timeout(PATIENCE, reading).await.expect("the server closes the connection").ok();
        read
    }

    /// The code of the close frame that ends the connection, after whatever else comes.
    pub async fn is_closed_with(&mut self) -> u16 {
        let read = self.reads_to_the_end().await;
        let mut rest = &read[..];
        while let [first, length, payload @ ..] = rest {
            let (length, payload) = match length & 0x7f {
                126 => (usize::from(u16::from_be_bytes([payload[0], payload[1]])), &payload[2..]),
                short => (usize::from(short), payload),
            };
            if first & 0x0f == 8 {
                return u16::from_be_bytes([payload[0], payload[1]]);
            }
            rest = &payload[length..];
        }
        panic!("closed without a close frame: {read:?}");
    }
}
