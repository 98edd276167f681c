//! Which pages may open a WebSocket: browsers say where a page comes from, and let any page try.

use super::settings::WsSettings;

/// Whether a page of this origin may connect. Programs name none, and pass.
///
/// Compared exactly, as browsers write it (RFC 6454 §6.2). There are no cookies that a foreign page could ride on; it is turned away all
/// the same, so that it cannot even spend a visitor's limits.
pub fn may_connect(origin: Option<&str>, host: Option<&str>, settings: &WsSettings) -> bool {
    let Some(origin) = origin else { return true };
    if settings.allowed_origins.iter().any(|allowed| is_same_origin(allowed, origin)) {
        return true;
    }
    match &settings.public_origin {
        Some(public) => is_same_origin(public, origin),
        None => host.is_some_and(|host| is_own(origin, host)),
    }
}

/// Whether an origin is the one that the settings write, be it in other case or with a slash behind.
pub fn is_same_origin(allowed: &str, origin: &str) -> bool {
    allowed.strip_suffix('/').unwrap_or(allowed).eq_ignore_ascii_case(origin)
}

/// Whether an origin names the host that the request names. A scheme's own port may be left out on either side.
fn is_own(origin: &str, host: &str) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    let port = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return false,
    };
    let without_port = |text: &str| text.strip_suffix(port).unwrap_or(text).to_ascii_lowercase();
    !authority.is_empty() && without_port(authority) == without_port(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(public_origin: Option<&str>, allowed: &[&str]) -> WsSettings {
        let allowed_origins = allowed.iter().map(|origin| (*origin).to_owned()).collect();
        WsSettings { public_origin: public_origin.map(str::to_owned), allowed_origins, ..WsSettings::default() }
    }

    #[test]
    fn programs_and_our_own_pages_pass() {
        let settings = settings(None, &[]);
        assert!(may_connect(None, Some("chat.example"), &settings));
        for (origin, host) in [
            ("http://127.0.0.1:3000", "127.0.0.1:3000"),
            ("https://chat.example", "chat.example"),
            ("https://chat.example", "Chat.Example:443"),
            ("http://[::1]:3000", "[::1]:3000"),
        ] {
            assert!(may_connect(Some(origin), Some(host), &settings), "{origin}");
        }
    }

    #[test]
    fn other_pages_do_not() {
        let settings = settings(None, &[]);
        for origin in [
            "https://evil.example",
            "null",
            "",
            "https://",
            "https://chat.example.evil.com",
            "https://evilchat.example",
            "https://chat.example:8443",
            "https://chat.example/",
            "https://user@chat.example",
            "file://chat.example",
            "chat.example",
        ] {
            assert!(!may_connect(Some(origin), Some("chat.example"), &settings), "{origin}");
        }
        assert!(!may_connect(Some("https://chat.example"), None, &settings));
    }

    #[test]
    fn a_public_origin_is_the_only_one_of_its_host() {
        let settings = settings(Some("https://chat.example/"), &["https://intranet.example"]);
        let connects = |origin| may_connect(Some(origin), Some("chat.example"), &settings);
        assert!(connects("https://chat.example") && connects("https://intranet.example"));
        assert!(!connects("http://chat.example") && !connects("http://intranet.example") && !connects("https://intranet.example.evil.com"));
    }
}
