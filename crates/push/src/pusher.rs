//! Handing something to a push service, once.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dialogo_domain::{ChatId, PushSubscription};
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, encrypt};

use crate::endpoint::{AllowedHosts, endpoint, subscription};
use crate::resolver::PublicResolver;
use crate::{BadSubscription, PushSettings, VapidKey};

/// Connections to one push service that are kept open for the next ones.
const IDLE_MAX: usize = 4;

/// Sends to push services. Cheap to clone.
#[derive(Clone)]
pub struct Pusher(Arc<Inner>);

struct Inner {
    client: Client,
    key: VapidKey,
    allowed: Arc<AllowedHosts>,
    contact: Option<String>,
    ttl_secs: u32,
}

/// What is sent where.
pub struct Shipment<'a> {
    /// The browser.
    pub to: &'a PushSubscription,
    /// What about: while the browser is away, the push service keeps the latest of each chat.
    pub about: ChatId,
    /// What it gets to read, once it is decrypted there.
    pub text: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The push service has it.
    Taken,
    /// The browser has unsubscribed.
    Gone,
    /// Not now: the push service is busy or not there. It may say for how long.
    Later(Option<Duration>),
    /// Never.
    Refused,
}

impl Pusher {
    /// Sends as the holder of this key.
    pub fn new(settings: &PushSettings, key: VapidKey) -> anyhow::Result<Self> {
        let allowed = Arc::new(AllowedHosts::parse(settings.allowed_hosts.as_deref().unwrap_or_default()));
        let client = Client::builder()
            .dns_resolver(Arc::new(PublicResolver(Arc::clone(&allowed))))
            // A proxy would look names up by itself, and a redirect lead elsewhere.
            .no_proxy()
            .redirect(Policy::none())
            .referer(false)
            .timeout(Duration::from_secs(settings.timeout_secs))
            .pool_max_idle_per_host(IDLE_MAX)
            .build()
            .context("no client for push services can be made")?;
        Ok(Self(Arc::new(Inner { client, key, allowed, contact: settings.contact.clone(), ttl_secs: settings.ttl_secs })))
    }

    /// What browsers subscribe with.
    pub fn public_key(&self) -> &str {
        self.0.key.public()
    }

    /// A subscription as the browser brings it, its keys in base64url.
    pub fn accept(&self, endpoint: &str, public_key: &str, secret: &str) -> Result<PushSubscription, BadSubscription> {
        subscription(endpoint, public_key, secret, &self.0.allowed)
    }

    /// Hands something to a push service. Of the answer nothing but its head is read.
    pub async fn send(&self, shipment: &Shipment<'_>, now: Timestamp) -> Outcome {
        // Judged again: what was good once may not be by today's settings.
        let Some(url) = endpoint(&shipment.to.endpoint, &self.0.allowed) else { return Outcome::Refused };
        let Some(body) = sealed(shipment) else { return Outcome::Refused };
        let authorization = self.0.key.authorization(&url.origin().ascii_serialization(), self.0.contact.as_deref(), now);
        let request = self.0.client.post(url).header(AUTHORIZATION, authorization);
        let request = request.header(CONTENT_ENCODING, "aes128gcm").header(CONTENT_TYPE, "application/octet-stream");
        let request = request.header("TTL", self.0.ttl_secs).header("Urgency", "high").header("Topic", topic(shipment.about));
        match request.body(body).send().await {
            Ok(response) => outcome(response.status(), response.headers()),
            Err(error) => {
                // Without the address, which is a secret of the browser's.
                tracing::debug!(error = %error.without_url(), "a push service was not reached");
                Outcome::Later(None)
            }
        }
    }
}

/// Encrypted for the browser alone.
fn sealed(shipment: &Shipment<'_>) -> Option<Vec<u8>> {
    let public_key = PublicKey::from_sec1_bytes(&shipment.to.public_key).ok()?;
    let secret: [u8; 16] = shipment.to.secret.as_slice().try_into().ok()?;
    encrypt(shipment.text.clone().into_bytes(), &public_key, &Auth::from(secret)).ok()
}

/// A name for the chat, of at most 32 characters of base64url (RFC 8030, 5.4). It tells nothing but that two notifications are about the same chat.
fn topic(chat_id: ChatId) -> String {
    URL_SAFE_NO_PAD.encode(chat_id.as_uuid().as_bytes())
}

fn outcome(status: StatusCode, headers: &HeaderMap) -> Outcome {
    match status {
        status if status.is_success() => Outcome::Taken,
        StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Gone,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => Outcome::Later(retry_after(headers)),
        status if status.is_server_error() => Outcome::Later(retry_after(headers)),
        status => {
            tracing::debug!(%status, "a push service refused a notification");
            Outcome::Refused
        }
    }
}

/// In seconds; push services do not write dates.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// The private half of a pair.
    const KEY: &str = "RS0WdYWWo1HajXg3NZR1olzCf31i-ZBGDkFyCs7j1jw";

    fn settings(allowed_hosts: Option<&str>) -> PushSettings {
        PushSettings {
            enabled: true,
            vapid_private_key: None,
            contact: None,
            ttl_secs: 60,
            timeout_secs: 5,
            allowed_hosts: allowed_hosts.map(str::to_owned),
            devices_per_user_max: 1,
            waiting_max: 1,
            at_once: 1,
            at_once_per_host: 1,
            delay_ms: 0,
            retries: 0,
            retry_secs: 0,
            retry_secs_max: 0,
        }
    }

    fn pusher(allowed_hosts: Option<&str>) -> Pusher {
        Pusher::new(&settings(allowed_hosts), VapidKey::parse(&KEY.into(), "a test").expect("a key")).expect("a client")
    }

    async fn sends(pusher: &Pusher, endpoint: String) -> Outcome {
        let public_key = URL_SAFE_NO_PAD.decode(pusher.public_key()).expect("base64url");
        let to = PushSubscription { endpoint, public_key, secret: vec![1; 16] };
        pusher.send(&Shipment { to: &to, about: ChatId::generate(), text: String::new() }, Timestamp::UNIX_EPOCH).await
    }

    fn hits(listener: &TcpListener) -> usize {
        listener.set_nonblocking(true).expect("set");
        std::iter::from_fn(|| listener.accept().ok()).count()
    }

    #[tokio::test]
    async fn s76_what_lies_in_the_database_is_judged_again_before_it_is_called() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let strict = pusher(None);
        for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "0.0.0.0", "user:pw@localhost"] {
            for scheme in ["http", "https"] {
                assert_eq!(sends(&strict, format!("{scheme}://{host}:{port}/")).await, Outcome::Refused, "{scheme} {host}");
            }
        }
        assert_eq!(hits(&listener), 0);
    }

    #[tokio::test]
    async fn s76_a_name_that_leads_inside_leads_nowhere() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        // This very client, as far as names go: on a port where somebody listens.
        let client = pusher(None).0.client.clone();
        for name in ["localhost", "LOCALHOST", "localhost."] {
            let called = client.post(format!("http://{name}:{}/", address.port())).send().await;
            assert!(called.is_err_and(|error| error.is_connect()), "{name}");
        }
        assert_eq!(sends(&pusher(None), "https://localhost/".to_owned()).await, Outcome::Later(None));
        assert_eq!(hits(&listener), 0);
        // The witness is awake: a name that is allowed leads there.
        let allowed = pusher(Some("localhost"));
        let knocks = tokio::spawn(async move { sends(&allowed, format!("http://localhost:{}/", address.port())).await });
        listener.set_nonblocking(false).expect("set");
        let visitor = tokio::task::spawn_blocking(move || listener.accept()).await.expect("no panic").expect("a visitor");
        drop(visitor);
        assert_eq!(knocks.await.expect("no panic"), Outcome::Later(None));
    }
}
