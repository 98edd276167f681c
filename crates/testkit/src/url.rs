//! PostgreSQL URLs.

use std::fmt::Write;

use dialogo_persistence::embedded::Cluster;

/// The URL of a database in `cluster`: its host is the directory of the socket.
pub(crate) fn of_cluster(cluster: &Cluster, database: &str) -> String {
    let mut host = String::new();
    for byte in cluster.sockets().as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(byte) {
            host.push(char::from(*byte));
        } else {
            write!(host, "%{byte:02X}").expect("a string takes all that is written to it");
        }
    }
    format!("postgres://dialogo@{host}:5432/{database}")
}

/// `url` with another database.
pub(crate) fn with_database(url: &str, database: &str) -> String {
    let (start, query) = url.split_once('?').map_or((url, String::new()), |(start, query)| (start, format!("?{query}")));
    let authority = start.find("://").map_or(0, |at| at + 3);
    let end = start[authority..].find('/').map_or(start.len(), |at| authority + at);
    format!("{}/{database}{query}", &start[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_in_the_same_place() {
        for (url, expected) in [
            ("postgres://a:b@host:5/old?x=/y", "postgres://a:b@host:5/new?x=/y"),
            ("postgres://a@%2Frun%2Fx/old", "postgres://a@%2Frun%2Fx/new"),
            ("postgres://host", "postgres://host/new"),
            ("postgres://host?x=y", "postgres://host/new?x=y"),
        ] {
            assert_eq!(with_database(url, "new"), expected);
        }
    }
}
