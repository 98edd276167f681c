//! Whose address a request comes from.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

use actix_web::dev::Payload;
use actix_web::http::header::{HeaderMap, X_FORWARDED_FOR};
use actix_web::{FromRequest, HttpRequest};

use crate::settings::Network;

/// The proxies whose word counts.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(pub Vec<Network>);

/// The address that a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// The address behind a request: the socket's, or what a trusted proxy says of it.
    pub fn of(request: &HttpRequest) -> Self {
        // Only a test request has no socket.
        let socket = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip().to_canonical());
        match request.app_data::<TrustedProxies>() {
            Some(proxies) => Self(proxies.client_behind(socket, request.headers())),
            None => Self(socket),
        }
    }
}

impl FromRequest for Peer {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

impl TrustedProxies {
    /// Each proxy appends whom it heard from. So the list is read from its end for as long as trusted ones speak; what comes before may be
    /// anyone's invention.
    fn client_behind(&self, socket: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = socket;
        let lines: Vec<&str> = headers.get_all(X_FORWARDED_FOR).filter_map(|line| line.to_str().ok()).collect();
        for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            if !self.0.iter().any(|proxy| proxy.contains(client)) {
                break;
            }
            let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
            client = address.to_canonical();
        }
        client
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn client(socket: &str, proxies: &[&str], forwarded: &[&str]) -> String {
        let proxies = proxies.iter().map(|proxy| proxy.parse().expect("a network")).collect();
        let mut request =
            TestRequest::default().peer_addr(format!("{socket}:4711").parse().expect("an address")).app_data(TrustedProxies(proxies));
        for line in forwarded {
            request = request.append_header((X_FORWARDED_FOR, *line));
        }
        Peer::of(&request.to_http_request()).0.to_string()
    }

    #[test]
    fn nobody_is_believed_who_is_no_proxy() {
        assert_eq!(client("203.0.113.9", &[], &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(client("203.0.113.9", &["10.0.0.0/8"], &["198.51.100.1"]), "203.0.113.9");
    }

    #[test]
    fn of_a_proxys_word_only_the_last_untrusted_hop_counts() {
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["6.6.6.6, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["6.6.6.6, 198.51.100.1, 10.0.0.2"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["6.6.6.6", "198.51.100.1", "10.0.0.2"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &["nonsense"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["10.0.0.0/8"], &[]), "10.0.0.1");
    }
}
