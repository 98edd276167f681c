//! One WebSocket of a client that can also behave badly.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

/// From the first byte to the upgrade.
const OPEN: Duration = Duration::from_secs(8);

/// What came.
#[derive(Debug)]
pub enum Incoming {
    /// A frame of the protocol.
    Frame(Value),
    /// Something that is not one.
    Rubbish(String),
    /// The end, with the server's code if it said one.
    Closed(Option<u16>),
}

/// How to open one.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The access token for the upgrade's `Authorization` header.
    pub bearer: Option<String>,
    /// As small a receive buffer as the system allows, so that not reading is felt soon.
    pub is_narrow: bool,
}

/// A WebSocket.
pub struct Wire {
    stream: WebSocketStream<TcpStream>,
}

impl Wire {
    /// Connects and upgrades.
    pub async fn open(address: SocketAddr, opening: &Opening) -> Result<Self> {
        let socket = TcpSocket::new_v4()?;
        if opening.is_narrow {
            socket.set_recv_buffer_size(1)?;
        }
        let mut request = format!("ws://{address}/api/v1/ws").into_client_request()?;
        let headers = request.headers_mut();
        headers.insert("sec-websocket-protocol", "dialogo.v1".parse()?);
        if let Some(token) = &opening.bearer {
            headers.insert("authorization", format!("Bearer {token}").parse()?);
        }
        let upgraded = async {
            let stream = socket.connect(address).await?;
            stream.set_nodelay(true)?;
            Ok::<_, anyhow::Error>(tokio_tungstenite::client_async(request, stream).await?.0)
        };
        let stream = timeout(OPEN, upgraded).await.context("no upgrade in time")??;
        Ok(Self { stream })
    }

    /// Sends a frame; a link that is broken shows when reading.
    pub async fn sends(&mut self, frame: &Value) {
        let sending = self.stream.send(Message::text(frame.to_string()));
        // A server that stands still takes nothing: the watchdog will tell.
        drop(timeout(Duration::from_secs(2), sending).await);
    }

    /// Waits for what comes next. Nothing is lost when the wait is given up.
    pub async fn next(&mut self) -> Incoming {
        loop {
            match self.stream.next().await {
                Some(Ok(Message::Text(text))) => {
                    return match serde_json::from_str(text.as_str()) {
                        Ok(frame) => Incoming::Frame(frame),
                        Err(_) => Incoming::Rubbish(text.to_string()),
                    };
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
                Some(Ok(Message::Close(close))) => return Incoming::Closed(close.map(|close| close.code.into())),
                Some(Ok(other)) => return Incoming::Rubbish(format!("{other:?}")),
                None | Some(Err(_)) => return Incoming::Closed(None),
            }
        }
    }

    /// Says goodbye as a client does.
    pub async fn closes(mut self) {
        drop(timeout(Duration::from_secs(2), self.stream.close(None)).await);
    }

    /// Breaks off in the middle of a frame, with a reset instead of an end.
    pub async fn breaks(self, half_a_frame: bool) {
        let mut stream = self.stream.into_inner();
        if half_a_frame {
            // A masked text frame that announces more than comes.
            drop(stream.write_all(&[0x81, 0x80 | 0x64, 1, 2, 3, 4, b'{', b'"']).await);
        }
        drop(stream.set_zero_linger());
    }
}
