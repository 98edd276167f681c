//! Where PostgreSQL is, and what it has to show there.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore, crypto};
use secrecy::{ExposeSecret, SecretString};
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

/// How TLS names the protocol within, which `sslnegotiation=direct` asks for.
const PROTOCOL: &[u8] = b"postgresql";

/// Where PostgreSQL is, and whose word counts for its being that. Cheap to clone.
#[derive(Clone)]
pub struct Address {
    pub(crate) config: Config,
    pub(crate) tls: MakeRustlsConnect,
}

impl Address {
    /// The one that a `postgres://` URL names. The error does not repeat the URL, which holds a password.
    ///
    /// With `sslmode=require` in it the connection is encrypted, and PostgreSQL shows a certificate for the host in the URL that one in `ca_file`
    /// has signed or, without that file, one that the system trusts: libpq calls this `verify-full`. Otherwise nothing is encrypted.
    pub fn from_url(url: &SecretString, ca_file: Option<&Path>) -> anyhow::Result<Self> {
        let config: Config =
            url.expose_secret().parse().context("it is not a PostgreSQL URL such as postgres://user:password@host/name")?;
        if config.get_ssl_mode() == SslMode::Require {
            return Ok(Self { config, tls: connector(trusted(ca_file)?) });
        }
        ensure!(ca_file.is_none(), "there is a file of certificates, but no sslmode=require in the URL");
        Ok(config.into())
    }
}

impl From<Config> for Address {
    /// Without encryption. `sslmode=prefer` comes to this too: what anybody in between can switch off keeps nobody out.
    fn from(mut config: Config) -> Self {
        config.ssl_mode(SslMode::Disable);
        Self { config, tls: connector(RootCertStore::empty()) }
    }
}

/// The certificates in `file`, or those of the system.
fn trusted(file: Option<&Path>) -> anyhow::Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    if let Some(file) = file {
        let unreadable = || format!("cannot read certificates from {}", file.display());
        for certificate in CertificateDer::pem_file_iter(file).with_context(unreadable)? {
            roots.add(certificate.with_context(unreadable)?).with_context(unreadable)?;
        }
        ensure!(!roots.is_empty(), "there is no certificate in {}", file.display());
    } else {
        // Of what a system has collected over the years, some cannot be read. What is missing then fails by name, at the connection.
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        ensure!(!roots.is_empty(), "this system has no certificates to trust: name a file of them");
    }
    Ok(roots)
}

fn connector(roots: RootCertStore) -> MakeRustlsConnect {
    let mut config = ClientConfig::builder_with_provider(Arc::new(crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("this provider has ciphers for each version")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![PROTOCOL.to_vec()];
    MakeRustlsConnect::new(config)
}
