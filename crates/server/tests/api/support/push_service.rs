//! A push service of the test's own, and browsers that subscribe with it.

use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use web_push_native::p256::SecretKey;
use web_push_native::p256::ecdsa::signature::Verifier;
use web_push_native::p256::ecdsa::{Signature, VerifyingKey};
use web_push_native::{Auth, decrypt};

use super::{Person, TestServer};

const PATIENCE: Duration = Duration::from_secs(20);

/// Takes what is sent, and answers when the test says so.
pub struct PushService {
    pub address: SocketAddr,
    deliveries: mpsc::UnboundedReceiver<Delivery>,
}

/// A request to it.
pub struct Delivery {
    pub path: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    answer: oneshot::Sender<String>,
}

impl PushService {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (sender, deliveries) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serves(stream, sender.clone()));
            }
        });
        Self { address, deliveries }
    }

    /// A server whose users may subscribe with it.
    pub async fn server(&self, settings: &[(&str, &str)]) -> TestServer {
        let allowed = self.address.to_string();
        let ours = [
            ("push.allowed_hosts", &*allowed),
            ("push.delay_ms", "1"),
            ("push.contact", "mailto:admin@example.org"),
            ("push.retry_secs", "0"),
        ];
        TestServer::with(&[&ours[..], settings].concat()).await
    }

    /// A browser of somebody's that takes notifications.
    pub async fn browser(&self, person: &Person) -> Browser {
        let browser = Browser::new(&format!("http://{}/{}", self.address, person.session_id()));
        person.put("/users/me/push-subscription", browser.subscription()).await.is(204);
        browser
    }

    /// The next request; it is not answered yet.
    pub async fn next(&mut self) -> Delivery {
        tokio::time::timeout(PATIENCE, self.deliveries.recv()).await.expect("a delivery in time").expect("a running service")
    }

    /// Takes the next request, which is for this browser, and yields what it reads.
    pub async fn delivers(&mut self, browser: &Browser) -> Value {
        let delivery = self.next().await;
        let read = browser.reads(&delivery);
        delivery.answers("201 Created");
        read
    }

    /// Whether nothing more has come so far.
    pub fn is_idle(&mut self) -> bool {
        self.deliveries.try_recv().is_err()
    }
}

impl Delivery {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Answers with this status line, and header lines behind it if there are any.
    pub fn answers(self, head: &str) {
        self.answer.send(head.to_owned()).expect("a request that waits");
    }

    /// What the signed token in its `Authorization` claims, if this key has signed it.
    pub fn claims(&self, public_key: &str) -> Value {
        let authorization = self.header("authorization").strip_prefix("vapid ").expect("VAPID");
        let parts: Vec<(&str, &str)> = authorization.split(", ").filter_map(|part| part.split_once('=')).collect();
        let [("t", token), ("k", key)] = parts[..] else { panic!("{authorization}") };
        assert_eq!(key, public_key);
        let (signed, signature) = token.rsplit_once('.').expect("a signature");
        let key = VerifyingKey::from_sec1_bytes(&decoded(key)).expect("a key");
        key.verify(signed.as_bytes(), &Signature::from_slice(&decoded(signature)).expect("a signature")).expect("signed by it");
        let (header, claims) = signed.split_once('.').expect("claims");
        assert_eq!(serde_json::from_slice::<Value>(&decoded(header)).expect("JSON"), json!({"typ": "JWT", "alg": "ES256"}));
        serde_json::from_slice(&decoded(claims)).expect("JSON")
    }
}

/// The keys of a browser, and the address that its push service gave it.
pub struct Browser {
    endpoint: String,
    private: SecretKey,
    secret: [u8; 16],
}

impl Browser {
    pub fn new(endpoint: &str) -> Self {
        let [secret, half] = [(); 2].map(|()| *uuid::Uuid::now_v7().as_bytes());
        let private = SecretKey::from_slice(&[secret, half].concat()).expect("a key");
        Self { endpoint: endpoint.to_owned(), private, secret }
    }

    pub fn subscription(&self) -> Value {
        let public_key = self.private.public_key().to_sec1_bytes();
        json!({"endpoint": self.endpoint, "p256dh": URL_SAFE_NO_PAD.encode(public_key), "auth": URL_SAFE_NO_PAD.encode(self.secret)})
    }

    /// What a request to its address says.
    pub fn reads(&self, delivery: &Delivery) -> Value {
        assert!(self.endpoint.ends_with(&delivery.path), "{} is not for {}", delivery.path, self.endpoint);
        assert_eq!(delivery.header("content-encoding"), "aes128gcm");
        let text = decrypt(delivery.body.clone(), &self.private, &Auth::from(self.secret)).expect("encrypted for it");
        serde_json::from_slice(&text).expect("JSON")
    }
}

fn decoded(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).expect("base64url")
}

/// Reads requests and answers them until the other end goes.
async fn serves(stream: TcpStream, deliveries: mpsc::UnboundedSender<Delivery>) {
    let mut stream = BufReader::new(stream);
    loop {
        let mut lines = vec![];
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            if line.trim().is_empty() {
                break;
            }
            lines.push(line.trim().to_owned());
        }
        let path = lines[0].split(' ').nth(1).expect("a path").to_owned();
        let header = |line: &String| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let headers: Vec<(String, String)> = lines.iter().skip(1).filter_map(header).collect();
        let length = headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, value)| value.parse().expect("a length"));
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.expect("a body");
        let (answer, answered) = oneshot::channel();
        if deliveries.send(Delivery { path, headers, body, answer }).is_err() {
            return;
        }
        let Ok(head) = answered.await else { return };
        let answer = format!("HTTP/1.1 {head}\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).await.expect("answered");
    }
}
