//! A network between a line and PostgreSQL that breaks without a word: what is sent goes nowhere, and neither side learns of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::Notify;
use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// The network breaks when a client sends this, before the other side gets it.
pub const CUE: &str = "the network breaks here";

pub struct Relay {
    config: Config,
    wire: Arc<Wire>,
}

/// Connections are numbered as they come. Those below `broken` are swallowed.
#[derive(Default)]
struct Wire {
    come: AtomicUsize,
    broken: AtomicUsize,
    broke: Notify,
}

impl Relay {
    pub async fn to(server: &Config) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let mut config = Config::new();
        config.host("127.0.0.1").port(listener.local_addr().expect("an address").port());
        config.user(server.get_user().expect("a user")).dbname(server.get_dbname().expect("a database"));
        if let Some(password) = server.get_password() {
            config.password(password);
        }
        let (wire, server) = (Arc::<Wire>::default(), server.clone());
        tokio::spawn(serve(listener, server, Arc::clone(&wire)));
        Self { config, wire }
    }

    /// How to connect through it.
    pub fn config(&self) -> Config {
        self.config.clone()
    }

    /// Swallows all that is sent from now on.
    pub fn breaks(&self) {
        self.wire.breaks();
    }

    /// Waits until it breaks.
    pub async fn broke(&self) {
        self.wire.broke.notified().await;
    }

    /// Serves connections that come from now on; the others are never heard of again.
    pub fn serves_again(&self) {
        self.wire.broken.store(self.wire.come.load(Ordering::SeqCst), Ordering::SeqCst);
    }
}

impl Wire {
    fn breaks(&self) {
        self.broken.store(usize::MAX, Ordering::SeqCst);
        self.broke.notify_one();
    }

    fn is_broken(&self, connection: usize) -> bool {
        connection < self.broken.load(Ordering::SeqCst)
    }
}

async fn serve(listener: TcpListener, server: Config, wire: Arc<Wire>) {
    while let Ok((client, _)) = listener.accept().await {
        let number = wire.come.fetch_add(1, Ordering::SeqCst);
        let (wire, server) = (Arc::clone(&wire), server.clone());
        tokio::spawn(async move {
            let port = server.get_ports().first().copied().unwrap_or(5432);
            match &server.get_hosts()[0] {
                Host::Tcp(host) => carry(client, TcpStream::connect((host.as_str(), port)).await.expect("connected"), number, &wire).await,
                Host::Unix(directory) => {
                    let socket = directory.join(format!(".s.PGSQL.{port}"));
                    carry(client, UnixStream::connect(socket).await.expect("connected"), number, &wire).await;
                }
            }
        });
    }
}

async fn carry(client: TcpStream, server: impl AsyncRead + AsyncWrite + Send + 'static, number: usize, wire: &Wire) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = tokio::io::split(server);
    tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await.ok() });
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from_client.read(&mut bytes).await {
        let sent = &bytes[..count];
        if sent.windows(CUE.len()).any(|window| window == CUE.as_bytes()) {
            wire.breaks();
        }
        if wire.is_broken(number) {
            // Both ends stay open, whatever becomes of the other.
            return std::future::pending().await;
        }
        if to_server.write_all(sent).await.is_err() {
            break;
        }
    }
    to_server.shutdown().await.ok();
}
