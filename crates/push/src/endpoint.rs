//! Addresses and keys that browsers bring: which of them are good.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dialogo_domain::PushSubscription;
use reqwest::Url;
use web_push_native::p256::PublicKey;

const ENDPOINT_BYTES_MAX: usize = 2_048;
/// RFC 8291, 3.2.
const SECRET_BYTES: usize = 16;

/// Which part of a subscription is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSubscription {
    /// An address that is not called.
    Endpoint,
    /// No point of P-256.
    PublicKey,
    /// Not 16 bytes.
    Secret,
}

/// Hosts that may be what others may not: plain, on other ports, inside. `push.example.org`, or with a port on that one alone: `127.0.0.1:8080`.
#[derive(Debug, Default)]
pub struct AllowedHosts(Vec<String>);

impl AllowedHosts {
    pub fn parse(list: &str) -> Self {
        Self(list.split(',').map(|host| host.trim().to_lowercase()).filter(|host| !host.is_empty()).collect())
    }

    /// Whether this name is among them, on whatever port.
    pub fn names(&self, host: &str) -> bool {
        self.0.iter().any(|allowed| allowed == host || allowed.rsplit_once(':').is_some_and(|(name, _)| name == host))
    }

    fn have(&self, url: &Url) -> bool {
        let Some(host) = url.host_str() else { return false };
        let port = url.port_or_known_default().unwrap_or_default();
        self.0.iter().any(|allowed| *allowed == host || *allowed == format!("{host}:{port}"))
    }
}

/// An address that may be called: https on its own port, a name and not an address, nobody's password. What the name leads to is judged by
/// [`resolver`](crate::resolver), when it is called.
pub fn endpoint(text: &str, allowed: &AllowedHosts) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|_| text.len() <= ENDPOINT_BYTES_MAX)?;
    // A backslash stays one in a query; the index by which an address is found would read more into it.
    let is_bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none() && !url.as_str().contains('\\');
    let is_good = if allowed.names(url.host_str()?) {
        matches!(url.scheme(), "https" | "http") && allowed.have(&url)
    } else {
        url.scheme() == "https" && url.port().is_none() && url.domain().is_some()
    };
    (is_bare && is_good).then_some(url)
}

/// A subscription of this address, and these keys in base64url.
pub fn subscription(text: &str, public_key: &str, secret: &str, allowed: &AllowedHosts) -> Result<PushSubscription, BadSubscription> {
    let endpoint = endpoint(text, allowed).ok_or(BadSubscription::Endpoint)?;
    let public_key = decoded(public_key).filter(|bytes| PublicKey::from_sec1_bytes(bytes).is_ok()).ok_or(BadSubscription::PublicKey)?;
    let secret = decoded(secret).filter(|bytes| bytes.len() == SECRET_BYTES).ok_or(BadSubscription::Secret)?;
    Ok(PushSubscription { endpoint: endpoint.into(), public_key, secret })
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s76_an_endpoint_is_https_at_a_name_and_nothing_else() {
        let none = AllowedHosts::default();
        for good in ["https://push.example.org/a/b?c=d", "https://push.example.org:443/x", "https://fcm.googleapis.com/fcm/send/abc:def"] {
            assert!(endpoint(good, &none).is_some(), "{good}");
        }
        let long = format!("https://push.example.org/{}", "x".repeat(2_048));
        for bad in [
            "",
            "push.example.org",
            "http://push.example.org/",
            "ftp://push.example.org/",
            "file:///etc/passwd",
            "https://push.example.org:8443/",
            "https://user@push.example.org/",
            "https://user:pw@push.example.org/",
            "https://push.example.org/#x",
            "https://push.example.org/?a\\b",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0177.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://8.8.8.8/",
            "data:text/plain,x",
            &long,
        ] {
            assert!(endpoint(bad, &none).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_host_that_is_named_may_be_inside_and_plain() {
        let allowed = AllowedHosts::parse("push.intranet, 127.0.0.1:8080, inside.example.org:8443");
        for good in ["http://push.intranet:9/x", "https://push.intranet/x", "http://127.0.0.1:8080/x", "https://inside.example.org:8443/"] {
            assert!(endpoint(good, &allowed).is_some(), "{good}");
        }
        for bad in [
            "https://inside.example.org/",
            "http://inside.example.org/",
            "http://127.0.0.1:8081/",
            "http://127.0.0.1/",
            "ftp://push.intranet/",
            "http://a:b@push.intranet/",
            "http://x.push.intranet/",
        ] {
            assert!(endpoint(bad, &allowed).is_none(), "{bad}");
        }
        assert!(allowed.names("push.intranet") && allowed.names("127.0.0.1") && !allowed.names("intranet"));
    }
}
