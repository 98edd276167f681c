//! Where a host application shows its public keys: a real HTTP server, well-behaved or not.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::Host;

/// How it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manner {
    /// With its keys.
    Good,
    /// Not at all: the connection is closed.
    HangsUp,
    /// Not at all, and the connection stays open.
    IsSilent,
    /// With an error.
    Fails,
    /// With another address.
    Redirects,
    /// With its keys, and without an end.
    Floods,
}

struct State {
    keys: Vec<Value>,
    manner: Manner,
    asked: usize,
}

/// The server. It ends with the test.
#[derive(Clone)]
pub struct Jwks {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Jwks {
    /// Shows the keys of these.
    pub async fn of(hosts: &[&Host]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State { keys: vec![], manner: Manner::Good, asked: 0 }));
        let jwks = Self { address, state };
        jwks.shows(hosts);
        let server = jwks.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(server.clone().answers(stream));
            }
        });
        jwks
    }

    pub fn url(&self) -> String {
        format!("http://{}/jwks.json", self.address)
    }

    /// From now on the keys of these.
    pub fn shows(&self, hosts: &[&Host]) {
        self.state().keys = hosts.iter().map(|host| host.jwk()).collect();
    }

    /// From now on like this.
    pub fn behaves(&self, manner: Manner) {
        self.state().manner = manner;
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.state().asked
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no panic")
    }

    async fn answers(self, mut stream: TcpStream) {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            match stream.read_u8().await {
                Ok(byte) => head.push(byte),
                Err(_) => return,
            }
        }
        let (manner, body) = {
            let mut state = self.state();
            state.asked += 1;
            (state.manner.clone(), json!({"keys": state.keys}).to_string())
        };
        let answer = match manner {
            Manner::HangsUp => return,
            Manner::IsSilent => return std::future::pending().await,
            Manner::Fails => "500 Internal Server Error\r\ncontent-length: 0".to_owned(),
            Manner::Redirects => format!("302 Found\r\nlocation: {}?again\r\ncontent-length: 0", self.url()),
            Manner::Good => format!("200 OK\r\ncontent-length: {}", body.len()),
            Manner::Floods => "200 OK".to_owned(),
        };
        let answer = format!("HTTP/1.1 {answer}\r\nconnection: close\r\n\r\n{}", if manner == Manner::Good { &body } else { "" });
        let mut written = stream.write_all(answer.as_bytes()).await;
        while manner == Manner::Floods && written.is_ok() {
            written = stream.write_all(&[b' '; 4096]).await;
        }
    }
}
