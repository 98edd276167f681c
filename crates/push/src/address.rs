//! Which addresses are on the internet: only there push services are.

use std::net::IpAddr;
use std::sync::LazyLock;

use ipnet::IpNet;

/// What IANA's registries of special addresses say is no part of the internet, or leads on to an address that nobody has judged (6to4, Teredo).
const ELSEWHERE: [&str; 20] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "2620:4f:8000::/48",
    "3fff::/20",
    "5f00::/16",
];
/// All of IPv6 that has been given out for the internet: loopback, private, link-local, multicast and mapped addresses are outside.
const GLOBAL_V6: &str = "2000::/3";

static NETWORKS: LazyLock<(Vec<IpNet>, Option<IpNet>)> =
    LazyLock::new(|| (ELSEWHERE.iter().filter_map(|network| network.parse().ok()).collect(), GLOBAL_V6.parse().ok()));

/// Whether an address is one of the internet's.
pub fn is_public(address: IpAddr) -> bool {
    let (elsewhere, global_v6) = &*NETWORKS;
    (address.is_ipv4() || global_v6.is_some_and(|network| network.contains(&address)))
        && !elsewhere.iter().any(|network| network.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_is_one() {
        assert_eq!((NETWORKS.0.len(), NETWORKS.1.is_some()), (ELSEWHERE.len(), true));
    }

    #[test]
    fn s76_only_addresses_of_the_internet_are_called() {
        const INSIDE: &str = "127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 \
                              100.127.255.255 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 192.0.0.8 192.0.2.1 198.18.0.1 \
                              198.51.100.7 203.0.113.9 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 fc00::1 \
                              fd12:3456::1 fe80::1 fec0::1 ff02::1 2001::1 2001:db8::1 2002:7f00:1:: 100::1";
        for inside in INSIDE.split(' ') {
            assert!(!is_public(inside.parse().expect(inside)), "{inside}");
        }
        for outside in "8.8.8.8 1.1.1.1 172.32.0.1 100.128.0.1 142.250.74.110 2606:4700::1111 2a00:1450:4001::200e".split(' ') {
            assert!(is_public(outside.parse().expect(outside)), "{outside}");
        }
    }
}
