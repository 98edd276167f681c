//! The connection to PostgreSQL: encrypted, and to nobody else, where the URL requires that.

use std::fs;

use dialogo_testkit::{PrivateOptions, PrivatePostgres};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

use crate::support::{Place, bodies};

/// What the certificate is for. Only the test knows where that is.
const HOST: &str = "db.example.org";

/// Whether all that the server holds is encrypted, and with how many connections it looks so.
const ENCRYPTED: &str =
    "select bool_and(ssl) and count(*) > 1 from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'dialogo'";

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::new([]).expect("no names");
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a certificate")
}

/// A loopback address of this process's own: PostgreSQL's port is always the same.
fn address() -> String {
    let [_, _, high, low] = std::process::id().to_be_bytes();
    format!("127.77.{high}.{low}")
}

/// Lets PostgreSQL write a file that only it may read, into its directory.
fn writes(name: &str, pem: &str) -> String {
    format!("copy (select unnest(string_to_array('{pem}', E'\\n'))) to program 'umask 077; cat > {name}'")
}

/// From when this returns, PostgreSQL encrypts for who asks, with a certificate of `authority` for [`HOST`].
async fn encrypts(postgres: &PrivatePostgres, authority: &Authority) {
    let key = KeyPair::generate().expect("a key");
    let certificate =
        CertificateParams::new([HOST.to_owned()]).and_then(|params| params.signed_by(&key, authority)).expect("a certificate");
    let session = postgres.session().await;
    for statement in [
        writes("server.key", &key.serialize_pem()),
        writes("server.crt", &certificate.pem()),
        writes("pg_hba.conf", "local all all trust\nhost all all 127.0.0.0/8 scram-sha-256"),
        "alter role dialogo password 'hush'".to_owned(),
        "alter system set ssl = on".to_owned(),
        "select pg_reload_conf()".to_owned(),
    ] {
        session.runs(&statement).await;
    }
    session.sees("select current_setting('ssl')::boolean").await;
}

#[tokio::test]
async fn with_sslmode_require_the_database_is_encrypted_and_the_one_that_was_named() {
    let place = Place::new();
    let listens = vec![("listen_addresses".to_owned(), address())];
    let postgres =
        PrivatePostgres::create_with(PrivateOptions { settings: listens, ..PrivateOptions::default() }).await.expect("PostgreSQL");
    let (ours, others) = (authority("ours"), authority("others"));
    for (name, authority) in [("ours.pem", &ours), ("others.pem", &others)] {
        fs::write(place.path().join(name), authority.pem()).expect("a file");
    }
    fs::write(place.path().join("empty.pem"), "").expect("a file");
    let url = |host: &str, mode: &str| format!("postgres://dialogo:hush@{host}/dialogo?hostaddr={}&sslmode={mode}", address());
    let refuses = async |url: &str, ca_file: &str, reason: &str| {
        let output = place.runs(&["serve"], &[("DIALOGO__DATABASE__URL", url), ("DIALOGO__DATABASE__CA_FILE", ca_file)]).await;
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && said.contains(reason), "{reason}: {said}");
    };

    refuses(&url(HOST, "require"), "ours.pem", "server does not support TLS").await;
    encrypts(&postgres, &ours).await;
    refuses(&url(HOST, "require"), "others.pem", "UnknownIssuer").await;
    refuses(&url(HOST, "require"), "", "UnknownIssuer").await;
    refuses(&url("elsewhere.example.org", "require"), "ours.pem", "certificate not valid for name").await;
    refuses(&url(HOST, "require"), "empty.pem", "there is no certificate in empty.pem").await;
    refuses(&url(HOST, "prefer"), "ours.pem", "no sslmode=require in the URL").await;

    let session = postgres.session().await;
    for (mode, ca_file, is_encrypted, name) in
        [("require", "ours.pem", "true", "ada"), ("prefer", "", "false", "bob"), ("disable", "", "false", "cleo")]
    {
        let url = url(HOST, mode);
        let program = place.serves(&[("DIALOGO__DATABASE__URL", &url), ("DIALOGO__DATABASE__CA_FILE", ca_file)]).await;
        let person = program.user(name).await;
        let chat = person.creates_chat("general").await;
        person.says(&chat, "hush").await;
        assert_eq!(bodies(&person.reads(&chat).await), ["hush"]);
        session.sees(&format!("select ({ENCRYPTED}) = {is_encrypted}")).await;
        program.is_told_to_stop();
        program.ends().await;
    }
}
